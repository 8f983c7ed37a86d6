//! `/tokeninfo`: what an access token may do, whose it is, and how long it lives.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use axum::{
    Form, Json,
    extract::{Query, State, rejection::FormRejection},
    http::{HeaderMap, header},
};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::refusal::TokenRefusal;
use crate::{
    backend::Backend,
    state::accounts::{AccessToken, GrantedScopes, user_number},
};

/// The scope without which nobody is told whose a token is.
pub(super) const EMAIL: &str = "https://www.googleapis.com/auth/userinfo.email";

/// What the owner's own token holds beside the scopes of the project: whatever this emulator serves.
const OF_THE_EMULATOR: [&str; 3] = [
    EMAIL,
    "https://www.googleapis.com/auth/script.deployments.readonly",
    "https://www.googleapis.com/auth/script.projects.readonly",
];

#[derive(Debug, Deserialize)]
pub(super) struct TokenInfoRequest {
    access_token: Option<String>,
}

/// The token is in the header, in the form or in the URL.
pub(super) async fn serve(
    State(backend): State<Arc<Backend>>,
    Query(in_url): Query<TokenInfoRequest>,
    headers: HeaderMap,
    form: Result<Form<TokenInfoRequest>, FormRejection>,
) -> Result<Json<Value>, TokenRefusal> {
    let in_form = form.ok().and_then(|Form(request)| request.access_token);
    let token = bearer(&headers).or(in_form).or(in_url.access_token);
    let missing = || TokenRefusal::invalid_request("Either access_token or id_token required");
    let token = token.ok_or_else(missing)?;
    let access = backend
        .tokens
        .valid(&token)
        .ok_or_else(TokenRefusal::invalid_value)?;
    Ok(Json(info(&backend, &access)))
}

/// The token of the header `Authorization`.
pub(super) fn bearer(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| token.trim().to_owned())
}

/// The scopes that the token holds.
pub(super) fn scopes(backend: &Backend, access: &AccessToken) -> BTreeSet<String> {
    match &access.scopes {
        GrantedScopes::These(scopes) => scopes.clone(),
        GrantedScopes::All => {
            let mut scopes = backend.scopes();
            scopes.extend(OF_THE_EMULATOR.map(str::to_owned));
            scopes
        }
    }
}

/// Google writes every value as a text.
fn info(backend: &Backend, access: &AccessToken) -> Value {
    let scopes = scopes(backend, access);
    let listed: Vec<&str> = scopes.iter().map(String::as_str).collect();
    let left = remaining(backend, access);
    let client = &backend.oauth.settings.client_id;
    let mut info = Map::new();
    let mut say = |name: &str, value: String| info.insert(name.to_owned(), value.into());
    say("azp", client.clone());
    say("aud", client.clone());
    say("sub", user_number(&access.user));
    say("scope", listed.join(" "));
    let now = Duration::from_millis(backend.clock.milliseconds());
    say("exp", (now + left).as_secs().to_string());
    say("expires_in", left.as_secs().to_string());
    if scopes.contains(EMAIL) {
        say("email", access.user.clone());
        say("email_verified", "true".to_owned());
    }
    let is_renewed = access.refresh_token.is_some();
    say(
        "access_type",
        if is_renewed { "offline" } else { "online" }.to_owned(),
    );
    info.into()
}

/// A token that lives as long as the emulator has a full life before it at any time.
fn remaining(backend: &Backend, access: &AccessToken) -> Duration {
    access.expires.map_or(backend.oauth.settings.lifetime, |expires| {
        Duration::from_millis(expires.saturating_sub(backend.clock.milliseconds()))
    })
}
