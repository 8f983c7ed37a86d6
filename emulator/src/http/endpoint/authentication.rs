//! Whose token came with the request.

use axum::http::{HeaderMap, header};

use super::refusal::Refusal;
use crate::state::accounts::{AccessToken, AccessTokens};

/// A person who is known by an access token.
pub(super) struct Caller {
    pub(super) token: String,
    pub(super) access: AccessToken,
}

/// Finds the caller by the token of the header, or else by that of the URL.
pub(super) fn caller(
    tokens: &AccessTokens,
    headers: &HeaderMap,
    in_url: Option<&str>,
) -> Result<Caller, Refusal> {
    let token = bearer(headers).or(in_url).ok_or_else(Refusal::token_missing)?;
    let access = tokens.valid(token).ok_or_else(Refusal::token_invalid)?;
    Ok(Caller {
        token: token.to_owned(),
        access,
    })
}

/// The scheme is told in any case of its letters.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
