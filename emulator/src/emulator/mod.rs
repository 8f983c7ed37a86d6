//! The public API: the builder, the running emulator, and what tests read and change.
//!
//! A file that has the name of a part of `state/` gives access to that part.

mod allowed_hosts;
mod builder;
mod cloud_project;
mod deployments;
mod drive;
mod executions;
mod fakes;
mod faults;
mod given;
mod handle;
mod libraries;
mod load_check;
mod outbox;
mod people;
mod properties;
mod sign_ins;
mod spreadsheets;
mod start;
mod start_error;
mod vars;

pub use self::{
    builder::EmulatorBuilder,
    executions::ExecutionChanges,
    handle::Emulator,
    properties::{Properties, PropertiesError},
    start_error::StartError,
};
