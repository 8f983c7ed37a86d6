//! `GET` or `POST /revoke`: takes a token back, and those that belong to it.

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
