//! What crosses two crates and runs in this process.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod blocking;
mod conformance;
mod deployment_ids;
mod end_to_end;
mod environment;
mod mocks;
mod oauth;
mod official_clients;
mod own_methods;
mod pointers;
mod projects;
mod readme;
mod repeats;
mod source;
mod tables;
