//! Where access tokens come from.

mod fixed;
mod token_source;

pub use self::{
    fixed::FixedToken,
    token_source::{AccessToken, TokenError, TokenFuture, TokenRequest, TokenSource},
};
