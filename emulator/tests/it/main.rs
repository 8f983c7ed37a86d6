//! The emulator as its users see it: over HTTP, and through its Rust API.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod calling;
mod cancelling;
mod clock;
mod connections;
mod dates;
mod drive;
mod extremes;
mod fakes;
mod faults;
mod formulas;
mod hostile;
mod key_order;
mod language;
mod libraries;
mod load_order;
mod locks;
mod mail;
mod page;
mod permissions;
mod projects;
mod requests;
mod resetting;
mod rooms;
mod runs;
mod scripts;
mod services;
mod sign_ins;
mod spreadsheets;
mod state;
mod token_info;
mod url_fetch;
mod xml;
