//! `POST /token`: a refresh token or the code of a sign-in, for an access token.

use std::{collections::BTreeSet, sync::Arc};

use axum::{
    Form, Json,
    extract::{State, rejection::FormRejection},
    http::{HeaderMap, header},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Deserialize;
use serde_json::{Value, json};

use super::refusal::TokenRefusal;
use crate::{
    backend::Backend,
    state::{accounts::GrantedScopes, sign_ins::grants::Code},
};

const REVOKED: &str = "Token has been expired or revoked.";

#[derive(Debug, Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(super) struct TokenRequest {
    grant_type: Option<String>,
    client_id: Option<String>,
    client_secret: Option<String>,
    refresh_token: Option<String>,
    code: Option<String>,
    code_verifier: Option<String>,
    redirect_uri: Option<String>,
}

pub(super) async fn serve(
    State(backend): State<Arc<Backend>>,
    headers: HeaderMap,
    form: Result<Form<TokenRequest>, FormRejection>,
) -> Result<([(header::HeaderName, &'static str); 1], Json<Value>), TokenRefusal> {
    let Form(mut request) = form.map_err(|fault| TokenRefusal::invalid_request(fault.body_text()))?;
    if let Some((id, secret)) = basic(&headers) {
        request.client_id = Some(id);
        request.client_secret = Some(secret);
    }
    check_client(&backend, &request)?;
    let answer = match request.grant_type.as_deref().unwrap_or_default() {
        "refresh_token" => refresh(&backend, &request),
        "authorization_code" => exchange(&backend, &request),
        other => Err(TokenRefusal::unsupported_grant_type(other)),
    }?;
    let not_stored = "no-cache, no-store, max-age=0, must-revalidate";
    Ok(([(header::CACHE_CONTROL, not_stored)], Json(answer)))
}

/// A client may give its name and secret in a header.
fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let text = STANDARD.decode(value.strip_prefix("Basic ")?).ok()?;
    let (id, secret) = std::str::from_utf8(&text).ok()?.split_once(':')?;
    Some((id.to_owned(), secret.to_owned()))
}

fn check_client(backend: &Backend, request: &TokenRequest) -> Result<(), TokenRefusal> {
    let settings = &backend.oauth.settings;
    let id = request
        .client_id
        .as_ref()
        .ok_or_else(|| TokenRefusal::invalid_request("Could not determine client ID from request."))?;
    if *id != settings.client_id {
        return Err(TokenRefusal::invalid_client("The OAuth client was not found."));
    }
    match &request.client_secret {
        None => Err(TokenRefusal::invalid_request("client_secret is missing.")),
        Some(secret) if *secret != settings.client_secret => Err(TokenRefusal::invalid_client(
            "The provided client secret is invalid.",
        )),
        Some(_) => Ok(()),
    }
}

/// The answer holds no new refresh token: the old one goes on to serve.
fn refresh(backend: &Backend, request: &TokenRequest) -> Result<Value, TokenRefusal> {
    let missing = || TokenRefusal::invalid_request("Missing required parameter: refresh_token");
    let token = request.refresh_token.as_deref().ok_or_else(missing)?;
    let grant = backend
        .oauth
        .grants
        .find(token)
        .ok_or_else(|| TokenRefusal::invalid_grant("Bad Request"))?;
    if grant.is_revoked {
        return Err(TokenRefusal::invalid_grant(REVOKED));
    }
    Ok(issue(backend, &grant.user, grant.scopes, Some(token)))
}

fn exchange(backend: &Backend, request: &TokenRequest) -> Result<Value, TokenRefusal> {
    let missing = || TokenRefusal::invalid_request("Missing required parameter: code");
    let code = request.code.as_deref().ok_or_else(missing)?;
    let code = backend
        .oauth
        .grants
        .take_code(code, backend.clock.milliseconds())
        .ok_or_else(|| TokenRefusal::invalid_grant("Malformed auth code."))?;
    check_exchange(&code, request)?;
    let Code {
        user,
        scopes,
        wants_refresh_token,
        ..
    } = code;
    let scopes = Some(scopes);
    let refresh_token = wants_refresh_token.then(|| backend.oauth.grants.add(&user, scopes.clone()));
    let mut answer = issue(backend, &user, scopes, refresh_token.as_deref());
    if let (Some(token), Some(answer)) = (refresh_token, answer.as_object_mut()) {
        answer.insert("refresh_token".into(), token.into());
    }
    Ok(answer)
}

fn check_exchange(code: &Code, request: &TokenRequest) -> Result<(), TokenRefusal> {
    if request.redirect_uri.as_ref() != Some(&code.redirect_uri) {
        return Err(TokenRefusal::redirect_uri_mismatch());
    }
    match (&code.challenge, &request.code_verifier) {
        (None, _) => Ok(()),
        (Some(_), None) => Err(TokenRefusal::invalid_grant("Missing code verifier.")),
        (Some(challenge), Some(verifier)) if challenge.is_met_by(verifier) => Ok(()),
        (Some(_), Some(_)) => Err(TokenRefusal::invalid_grant("Invalid code verifier.")),
    }
}

fn issue(
    backend: &Backend,
    user: &str,
    scopes: Option<BTreeSet<String>>,
    refresh_token: Option<&str>,
) -> Value {
    let lifetime = backend.oauth.settings.lifetime;
    let told = scopes.clone().unwrap_or_else(|| backend.scopes());
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    let granted = scopes.map_or(GrantedScopes::All, GrantedScopes::These);
    json!({
        "access_token": backend.tokens.issue(user, granted, lifetime, refresh_token),
        "expires_in": lifetime.as_secs(),
        "scope": told.join(" "),
        "token_type": "Bearer",
    })
}
