//! Call functions of a Google Apps Script project through a Rust trait.
pub mod credentials;
