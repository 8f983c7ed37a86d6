//! The program, run as a person runs it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod bindings;
mod call;
mod doctor;
mod exec;
mod mistakes;
mod program;
mod serve;
mod sign_in;
