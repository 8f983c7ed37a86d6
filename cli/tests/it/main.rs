//! The program as a person uses it: the built binary, its output and its exit codes.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod bindings;
mod call;
mod completions;
mod doctor;
mod exec;
mod help;
mod mistakes;
mod program;
#[path = "../../../tests/it/official_clients/python.rs"]
mod python;
mod serve;
mod sign_in;
