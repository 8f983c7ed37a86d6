//! What the reader finds in scripts and folders.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod call_sites;
mod findings;
mod folder;
mod functions;
mod jsdoc;
mod notation;
mod projects;
mod typescript;
