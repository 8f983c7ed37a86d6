//! Runs Apps Script projects on this machine, behind the endpoint that Google gives them.
//!
//! For tests and for development without a Google account: the user's own `.gs` files, in a JavaScript engine,
//! behind `POST /v1/scripts/{id}:run`. It answers as Google does, in both worlds of errors: a failure of the
//! script inside a success, and a refused call. It knows nothing of the clients that call it.
//!
//! ```no_run
//! # async fn run() -> Result<(), apps_script_emulator::StartError> {
//! let emulator = apps_script_emulator::Emulator::builder().project("script").start().await?;
//! println!("{} {} {}", emulator.url(), emulator.deployment_id(), emulator.token());
//! # Ok(())
//! # }
//! ```

mod accounts;
mod admin;
mod allowed_hosts;
mod cloud_project;
mod dates;
mod deployments;
mod drive;
mod emulator;
mod endpoint;
mod engine;
mod executions;
mod fakes;
mod faults;
mod host;
mod libraries;
mod limits;
mod locks;
mod oauth;
mod outbox;
mod page;
mod properties;
mod scopes;
mod service;
mod services;
mod serving;
mod session;
mod spreadsheets;
mod start_error;
mod store;

pub use self::{
    drive::DriveFile,
    emulator::{Emulator, EmulatorBuilder},
    executions::{
        Execution, ExecutionChanges, ExecutionError, ExecutionStatus, LogEntry, LogLevel, StackFrame,
    },
    faults::Fault,
    outbox::{Attachment, Email},
    properties::{Properties, PropertiesError},
    services::{CellValue, Sheet, Spreadsheet, SpreadsheetError},
    start_error::StartError,
};
