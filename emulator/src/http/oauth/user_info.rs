//! The endpoints that say who a person is: OpenID Connect's, and the one before it.

use std::sync::Arc;

use axum::{Json, extract::State, http::HeaderMap};
use serde_json::{Value, json};

use super::{
    refusal::TokenRefusal,
    token_info::{EMAIL, bearer, scopes},
};
use crate::{backend::Backend, state::accounts::user_number};

pub(super) async fn serve(
    State(backend): State<Arc<Backend>>,
    headers: HeaderMap,
) -> Result<Json<Value>, TokenRefusal> {
    let user = user(&backend, &headers)?;
    Ok(Json(json!({
        "sub": user_number(&user),
        "email": user,
        "email_verified": true,
    })))
}

/// The same in the words of version 2 of Google's own API.
pub(super) async fn serve_v2(
    State(backend): State<Arc<Backend>>,
    headers: HeaderMap,
) -> Result<Json<Value>, TokenRefusal> {
    let user = user(&backend, &headers)?;
    Ok(Json(json!({
        "id": user_number(&user),
        "email": user,
        "verified_email": true,
    })))
}

fn user(backend: &Backend, headers: &HeaderMap) -> Result<String, TokenRefusal> {
    let access = bearer(headers).and_then(|token| backend.tokens.valid(&token));
    let access = access.ok_or_else(TokenRefusal::invalid_credentials)?;
    if scopes(backend, &access).contains(EMAIL) {
        Ok(access.user)
    } else {
        Err(TokenRefusal::invalid_credentials())
    }
}
