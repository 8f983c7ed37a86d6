//! `/tokeninfo`: what an access token allows, whose it is, and how long it is good.

use std::{
    collections::BTreeSet,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    Form, Json,
    extract::{Query, State, rejection::FormRejection},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::refusal::TokenRefusal;
use crate::{backend::Backend, state::accounts::GrantedScopes};

/// What is said of a token that never expires. Google's access tokens are good for an hour.
const AN_HOUR: Duration = Duration::from_secs(3600);

/// The scope without which the address of the person is not told.
const EMAIL: &str = "https://www.googleapis.com/auth/userinfo.email";

#[derive(Debug, Deserialize)]
pub(super) struct TokenInfoRequest {
    access_token: Option<String>,
}

pub(super) async fn serve(
    State(backend): State<Arc<Backend>>,
    Query(in_url): Query<TokenInfoRequest>,
    form: Result<Form<TokenInfoRequest>, FormRejection>,
) -> Result<Json<Value>, TokenRefusal> {
    let in_form = form.ok().and_then(|Form(request)| request.access_token);
    let missing = || TokenRefusal::invalid_request("Missing required parameter: access_token");
    let token = in_form.or(in_url.access_token).ok_or_else(missing)?;
    let access = backend
        .tokens
        .valid(&token)
        .ok_or_else(TokenRefusal::invalid_token)?;
    let scopes = match &access.scopes {
        GrantedScopes::All => backend.scopes(),
        GrantedScopes::These(scopes) => scopes.clone(),
    };
    let left = access.expires.map_or(AN_HOUR, |expires| {
        expires.saturating_duration_since(Instant::now())
    });
    Ok(Json(answer(
        &access.user,
        &scopes,
        left,
        &backend.oauth.settings.client_id,
    )))
}

/// Google writes numbers as texts here.
fn answer(user: &str, scopes: &BTreeSet<String>, left: Duration, client_id: &str) -> Value {
    let scope: Vec<&str> = scopes.iter().map(String::as_str).collect();
    let tells_email = scopes.contains(EMAIL);
    let answer = json!({
        "azp": client_id,
        "aud": client_id,
        "scope": scope.join(" "),
        "expires_in": left.as_secs().to_string(),
        "access_type": "offline",
        "email": tells_email.then_some(user),
        "email_verified": tells_email.then_some("true"),
    });
    without_nulls(answer)
}

fn without_nulls(answer: Value) -> Value {
    match answer {
        Value::Object(fields) => fields.into_iter().filter(|(_, value)| !value.is_null()).collect(),
        other => other,
    }
}
