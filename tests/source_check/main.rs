//! The source check, as a user meets it: what it refuses, and when cargo runs it again.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "what fails here fails the test that runs it"
)]

mod rebuild;
mod refusals;
