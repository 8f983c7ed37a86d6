//! Runs Apps Script projects on this machine, behind the endpoint that Google gives them.
//!
//! For tests and for development without a Google account: the user's own `.gs` files, in a JavaScript engine,
//! behind `POST /v1/scripts/{id}:run`. It answers as Google does, in both worlds of errors: a failure of the
//! script inside a success, and a refused call. It knows nothing of the clients that call it.
//!
//! The language is that of Apps Script's V8, as far as another engine can speak it: its messages and stacks, also in
//! the script's own `catch`; the clock and the languages of the manifest's time zone; nothing that only browsers or
//! Node have. Every promise comes to its end before the answer, and one that never does is answered like `undefined`.
//! `WebAssembly` is there and refuses to work; of `Intl` there are dates, numbers, order and plurals.
//!
//! ```no_run
//! # async fn run() -> Result<(), apps_script_emulator::StartError> {
//! let emulator = apps_script_emulator::Emulator::builder().project("script").start().await?;
//! println!("{} {} {}", emulator.url(), emulator.deployment_id(), emulator.token());
//! # Ok(())
//! # }
//! ```
//!
//! # Who may run what
//!
//! The rules are Google's. A project needs `executionApi` in its manifest and at least one scope: in the manifest's
//! `oauthScopes`, or through a service that its code names. [`Emulator::token`] is the owner's and holds every
//! scope; other people, and tokens that hold less, are made by [`Emulator::issue_token`]. A deployment keeps the
//! files of its time ([`Emulator::deploy`]), and `devMode` runs them as they are now, for the owner. Refresh tokens
//! and sign-ins are served too: see [`Emulator::token_url`] and [`Emulator::authorize_url`]; `/tokeninfo` and
//! `/v1/userinfo` describe a token and its person.
//!
//! Of the script project itself, the API serves `projects.deployments.get`, `projects.deployments.list` and
//! `projects.getContent`, to its owner. No other method is there.
//!
//! # What can go wrong
//!
//! [`Emulator::fault`] makes calls fail on demand, and [`Emulator::executions`] lists what ran all the same.
//!
//! ```no_run
//! # async fn run() -> Result<(), apps_script_emulator::StartError> {
//! use apps_script_emulator::{Emulator, Fault};
//!
//! let emulator = Emulator::builder().project("script").start().await?;
//! emulator.fault(Fault::dropped_after_run().for_function("adjust"));
//! // … call `adjust` …
//! assert_eq!(emulator.executions().len(), 1);
//! # Ok(())
//! # }
//! ```
//!
//! Tests in other languages do the same over HTTP: `POST /_emulator/faults` takes
//! `{ "fault": "droppedAfterRun", "function": "adjust" }`, and `GET /_emulator/executions` lists what ran.

mod backend;
mod dates;
mod emulator;
mod engine;
mod http;
mod run;
mod services;
mod state;

/// The crate of the dates that a [`CellValue`] holds, in the version that is needed for them.
pub use jiff;

pub use self::{
    emulator::{Emulator, EmulatorBuilder, ExecutionChanges, Properties, PropertiesError, StartError},
    state::{
        clock::Clock,
        drive::DriveFile,
        executions::{Execution, ExecutionError, ExecutionStatus, LogEntry, LogLevel, StackFrame},
        faults::Fault,
        outbox::{Attachment, Email},
        spreadsheets::{CellValue, Sheet, Spreadsheet, SpreadsheetError},
    },
};
