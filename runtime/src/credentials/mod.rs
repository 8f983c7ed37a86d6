//! Where access tokens come from.

mod token_source;

pub use token_source::{AccessToken, TokenError, TokenFuture, TokenRequest, TokenSource};
