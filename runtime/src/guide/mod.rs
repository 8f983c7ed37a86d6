//! A guide to the whole library, one subject a page.
//!
//! | page | what it is about |
//! |---|---|
//! | [`the_trait`] | what a trait may contain, and what is made of it |
//! | [`values`] | which values travel, and as which types |
//! | [`grids`] | cells of a sheet as rows of your own type |
//! | [`errors`] | what can go wrong, and what to do with each kind |
//! | [`retries`] | which calls are repeated, and how to change that |
//! | [`deadlines`] | how long a call may take, and who waits in line |
//! | [`credentials`] | signing in once, and where the sign-in is found |
//! | [`testing`] | fakes, `mockall`, the emulator, other languages |
//! | [`source_check`] | the compiler compares the trait with the script |
//! | [`blocking`] | code that is not async |
//! | [`tracing`] | what observers see of a call; OpenTelemetry |
//! | [`many_processes`] | sharing the 30 runs of one account |
//!
//! The way to a first call of a real deployment, step by step, is in the
//! [README](https://github.com/apps-script-rs/apps-script#the-road-to-a-real-deployment). The reference of the attribute is
//! at [`apps_script`](macro@crate::apps_script).
//!
//! These pages are modules without content, which are there for the documentation only.

#[doc = include_str!("blocking.md")]
pub mod blocking {}
#[doc = include_str!("credentials.md")]
pub mod credentials {}
#[doc = include_str!("deadlines.md")]
pub mod deadlines {}
#[doc = include_str!("errors.md")]
pub mod errors {}
#[doc = include_str!("grids.md")]
pub mod grids {}
#[doc = include_str!("many_processes.md")]
#[doc = "```"]
#[doc = include_str!("permits.rs")]
#[doc = "```"]
pub mod many_processes {}
#[doc = include_str!("retries.md")]
pub mod retries {}
#[doc = include_str!("source_check.md")]
pub mod source_check {}
#[doc = include_str!("testing.md")]
pub mod testing {}
#[doc = include_str!("the_trait.md")]
pub mod the_trait {}
#[doc = include_str!("tracing.md")]
pub mod tracing {}
#[doc = include_str!("values.md")]
pub mod values {}
