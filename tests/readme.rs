//! The code of the READMEs and of the guide, which is compiled and run by the tests of this crate's documentation.

#[cfg(doctest)]
mod guide;

/// The README, with the setups of its code: see `build.rs`.
#[cfg(doctest)]
#[doc = include_str!(concat!(env!("OUT_DIR"), "/README.md"))]
pub struct Readme;

/// The README of the runtime.
#[cfg(doctest)]
#[doc = include_str!("../runtime/README.md")]
pub struct Runtime;

/// The README of what reads scripts.
#[cfg(doctest)]
#[doc = include_str!("../source/README.md")]
pub struct Source;

/// The README of the emulator.
#[cfg(doctest)]
#[doc = include_str!("../emulator/README.md")]
pub struct Emulator;
