//! Every option of the attribute, in a crate that denies every warning.
#![deny(
    warnings,
    missing_docs,
    unreachable_pub,
    rust_2018_idioms,
    clippy::all,
    clippy::pedantic,
    clippy::nursery
)]
#![forbid(unsafe_code)]

pub mod inventory;
mod places;

pub use places::{stock, sum_of_totals, total, used};
