//! The pages of the runtime's guide, which use crates that the runtime does not know.

#[doc = include_str!("../runtime/src/guide/blocking.md")]
struct Blocking;
#[doc = include_str!("../runtime/src/guide/credentials.md")]
struct Credentials;
#[doc = include_str!("../runtime/src/guide/deadlines.md")]
struct Deadlines;
#[doc = include_str!("../runtime/src/guide/errors.md")]
struct Errors;
#[doc = include_str!("../runtime/src/guide/grids.md")]
struct Grids;
#[doc = include_str!("../runtime/src/guide/many_processes.md")]
struct ManyProcesses;
#[doc = include_str!("../runtime/src/guide/retries.md")]
struct Retries;
#[doc = include_str!("../runtime/src/guide/source_check.md")]
struct SourceCheck;
#[doc = include_str!("../runtime/src/guide/testing.md")]
struct Testing;
#[doc = include_str!("../runtime/src/guide/the_trait.md")]
struct TheTrait;
#[doc = include_str!("../runtime/src/guide/tracing.md")]
struct Tracing;
#[doc = include_str!("../runtime/src/guide/values.md")]
struct Values;
