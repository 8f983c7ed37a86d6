//! `POST /revoke`: takes a token back, and those that belong to it.

use std::sync::Arc;

use axum::{
    Form, Json,
    extract::{Query, State, rejection::FormRejection},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::refusal::TokenRefusal;
use crate::backend::Backend;

#[derive(Debug, Deserialize)]
pub(super) struct RevokeRequest {
    token: Option<String>,
}

pub(super) async fn serve(
    State(backend): State<Arc<Backend>>,
    Query(in_url): Query<RevokeRequest>,
    form: Result<Form<RevokeRequest>, FormRejection>,
) -> Result<Json<Value>, TokenRefusal> {
    let in_form = form.ok().and_then(|Form(request)| request.token);
    let missing = || TokenRefusal::invalid_request("Missing required parameter: token");
    let token = in_form.or(in_url.token).ok_or_else(missing)?;
    if backend.revoke(&token) {
        Ok(Json(json!({})))
    } else {
        Err(TokenRefusal::invalid_token())
    }
}

impl Backend {
    /// Takes back a token of either kind. Whichever it is, the sign-in that it came from is over.
    pub(crate) fn revoke(&self, token: &str) -> bool {
        let access = self.tokens.revoke(token);
        let refresh_token = match &access {
            Some(access) => access.refresh_token.as_deref(),
            None => Some(token),
        };
        let was_grant = refresh_token.is_some_and(|token| self.oauth.grants.revoke(token));
        if let (true, Some(token)) = (was_grant, refresh_token) {
            self.tokens.revoke_all_of(token);
        }
        access.is_some() || was_grant
    }
}
