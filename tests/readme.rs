//! The code of the README, which is compiled and run by the tests of this crate's documentation.

/// The README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
