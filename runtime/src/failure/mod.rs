//! From an answer that is no success to the [`Error`] that a user gets.

pub(crate) mod connection;
mod help;
mod http;
mod proxy;
mod script;
mod sentences;

pub(crate) use self::{http::of_status, script::of_script};
