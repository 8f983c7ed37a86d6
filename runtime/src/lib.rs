//! Call functions of a Google Apps Script project through a Rust trait. Calls need a [tokio](https://docs.rs/tokio)
//! runtime with its timer and I/O driver (`#[tokio::main]`, or `enable_all()` on a runtime's builder); without one they
//! end with an [`Error`] that says what is missing. The feature `blocking` is for code without a runtime.
//!
//! For application code that must reach a script from outside: a service, a command-line tool, a job. The
//! attribute [`apps_script`](macro@apps_script) turns a trait into a client; this crate sends what the client
//! calls to Google's `scripts.run` endpoint, and turns what comes back into values or into an [`Error`] that
//! says what to do.
//!
//! ```no_run
//! use apps_script::{Client, apps_script, credentials::FixedToken};
//!
//! #[apps_script(id = "AKfycbxExample")]
//! pub trait Inventory {
//!     /// The SKUs of which `threshold` or fewer are left.
//!     async fn low_stock(&self, threshold: u32) -> apps_script::Result<Vec<String>>;
//! }
//!
//! # async fn run() -> apps_script::Result<()> {
//! let client = Client::builder().credentials(FixedToken::new("ya29.a0Af")).build()?;
//! let inventory = InventoryClient::new(client);
//! for sku in inventory.low_stock(5).await? {
//!     println!("{sku}");
//! }
//! # Ok(())
//! # }
//! ```
//!
//! With the feature `source` and the key `source = "path"`, the compiler holds the trait against the script: see the
//! [attribute](macro@apps_script#the-source-check).
//!
//! The [`guide`] explains each subject: values, grids, errors, retries, credentials, testing and more.
//!
//! It never repeats a call that may have run, unless the method says that it may run twice (`idempotent`); it never
//! rounds a number, and it never prints a token.
//!
//! # What can go wrong with repeats
//!
//! One thing can be mistaken. Google refuses an execution for which there is no room inside of a success, in the form
//! of a script's exception, so only the text tells it apart. A script that does some work and then throws exactly one
//! of Google's refusal sentences as a bare text (`throw "There are too many scripts running simultaneously for this
//! Google user account."`, without `new Error(…)`) is taken for one that did not start, and its call is repeated even
//! if it is not `idempotent`. The sentences, and how to switch the rule off, are in
//! [`retry`](retry#the-remaining-risk).

// docs.rs shows beside each item which feature it needs.
#![cfg_attr(docsrs, feature(doc_cfg))]

#[doc(hidden)]
#[allow(missing_docs, reason = "no public API: it is for generated code only")]
// The attribute of the same version calls it by this name.
#[path = "private.rs"]
pub mod __private_0_1_0;
mod answer;
mod authorize;
#[cfg(feature = "blocking")]
mod blocking;
mod builder;
mod call;
pub mod cell;
mod client;
pub mod credentials;
mod deadline;
mod decode;
mod deployment_id;
mod encode;
mod environment;
mod error;
mod exception;
mod failure;
#[cfg(fuzzing)]
pub mod fuzzing;
// Pages without items. Their code is tested where the crates are that it needs: `tests/guide.rs` of the repository.
#[cfg(all(doc, not(doctest)))]
pub mod guide;
mod http_client;
mod number;
mod one_line;
mod options;
mod outcome;
#[cfg(test)]
mod properties;
mod redaction;
mod request;
pub mod retry;
mod retry_after;
mod secure_url;
mod send;
mod settings;
#[cfg(feature = "source")]
#[allow(missing_docs, reason = "no public API: it is for generated code only")]
mod shape;
mod table;
mod target;

#[cfg(feature = "source")]
pub use apps_script_macros::Shape;
pub use apps_script_macros::apps_script;

/// The crate of which an [`HttpClient`] is made, in the version and with the features that this crate uses.
pub use reqwest;
/// The crate whose chains of middleware an [`HttpClient`] can be made of.
#[cfg(feature = "middleware")]
pub use reqwest_middleware;

pub use self::{
    builder::ClientBuilder,
    call::Call,
    client::Client,
    error::{Error, ErrorKind, Executed},
    exception::{ErrorInfo, Exception, StackFrame},
    http_client::HttpClient,
    table::Table,
};

/// What a call of a script ends with.
pub type Result<T, E = Error> = core::result::Result<T, E>;
