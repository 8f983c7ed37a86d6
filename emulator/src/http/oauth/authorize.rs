//! `GET /authorize`: the page on which a person would sign in and agree. Here they do so at once.

use std::{collections::BTreeSet, sync::Arc};

use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
};
use reqwest::Url;
use serde::Deserialize;

use crate::{
    backend::Backend,
    state::{
        scopes,
        sign_ins::{grants::Code, pkce::Challenge},
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SignIn {
    client_id: String,
    redirect_uri: String,
    response_type: String,
    scope: String,
    state: Option<String>,
    access_type: Option<String>,
    prompt: Option<String>,
    login_hint: Option<String>,
    code_challenge: Option<String>,
    code_challenge_method: Option<String>,
}

/// What keeps a person from being sent back: Google says so on a page.
struct PageError {
    status: StatusCode,
    error: &'static str,
    message: String,
}

pub(super) async fn serve(State(backend): State<Arc<Backend>>, Query(sign_in): Query<SignIn>) -> Response {
    match answer(&backend, &sign_in) {
        Ok(back) => Redirect::to(back.as_str()).into_response(),
        Err(fault) => fault.into_response(),
    }
}

fn answer(backend: &Backend, sign_in: &SignIn) -> Result<Url, PageError> {
    if sign_in.client_id != backend.oauth.settings.client_id {
        let message = "The OAuth client was not found.";
        return Err(PageError::new(
            StatusCode::UNAUTHORIZED,
            "invalid_client",
            message,
        ));
    }
    let mut back = loopback(&sign_in.redirect_uri)?;
    if sign_in.response_type != "code" {
        return Err(PageError::bad(
            "unsupported_response_type",
            "Ask for response_type=code.",
        ));
    }
    let scopes = scopes(backend, sign_in)?;
    let challenge = challenge(sign_in)?;
    let user = person(backend, sign_in)?;
    let mut answer = back.query_pairs_mut();
    if let Some(state) = &sign_in.state {
        answer.append_pair("state", state);
    }
    if backend.oauth.settings.consents {
        let told: Vec<&str> = scopes.iter().map(String::as_str).collect();
        let told = told.join(" ");
        let code = backend.oauth.grants.add_code(Code {
            wants_refresh_token: wants_refresh_token(backend, sign_in, &user, &scopes),
            user,
            scopes,
            redirect_uri: sign_in.redirect_uri.clone(),
            challenge,
            issued: backend.clock.milliseconds(),
        });
        answer.append_pair("code", &code).append_pair("scope", &told);
    } else {
        answer.append_pair("error", "access_denied");
    }
    drop(answer);
    Ok(back)
}

/// Google sends desktop clients back to their own machine only.
fn loopback(redirect_uri: &str) -> Result<Url, PageError> {
    let mismatch = || {
        let message = format!("redirect_uri={redirect_uri} is not an http address of this machine.");
        PageError::bad("redirect_uri_mismatch", message)
    };
    let url = Url::parse(redirect_uri).map_err(|_| mismatch())?;
    let is_loopback = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    if url.scheme() == "http" && is_loopback {
        Ok(url)
    } else {
        Err(mismatch())
    }
}

fn challenge(sign_in: &SignIn) -> Result<Option<Challenge>, PageError> {
    let Some(challenge) = &sign_in.code_challenge else {
        return Ok(None);
    };
    let method = sign_in.code_challenge_method.as_deref();
    let unknown = || PageError::bad("invalid_request", "Invalid code_challenge_method: use S256.");
    Challenge::read(challenge, method).map(Some).ok_or_else(unknown)
}

/// The person that the client hints at, or else the owner.
fn person(backend: &Backend, sign_in: &SignIn) -> Result<String, PageError> {
    let people = &backend.people;
    match &sign_in.login_hint {
        None => Ok(people.owner.clone()),
        Some(hint) if *hint == people.owner || people.others.contains(hint) => Ok(hint.clone()),
        Some(hint) => {
            let message = format!("{hint} is nobody here: add them with EmulatorBuilder::user.");
            Err(PageError::bad("invalid_request", message))
        }
    }
}

/// The scopes that are granted. Google refuses all if it does not know one.
fn scopes(backend: &Backend, sign_in: &SignIn) -> Result<BTreeSet<String>, PageError> {
    let wanted: BTreeSet<&str> = sign_in.scope.split_whitespace().collect();
    if wanted.is_empty() {
        return Err(PageError::bad(
            "invalid_request",
            "Missing required parameter: scope",
        ));
    }
    let of_project = backend.scopes();
    let is_valid = |scope: &&&str| scopes::is_known(scope) || of_project.contains(**scope);
    let (valid, invalid): (Vec<&str>, Vec<&str>) = wanted.iter().partition(|scope| is_valid(scope));
    if invalid.is_empty() {
        return Ok(scopes::granted(wanted.into_iter().map(str::to_owned)).collect());
    }
    let message = format!(
        "Some requested scopes were invalid. {{valid=[{}], invalid=[{}]}}",
        valid.join(", "),
        invalid.join(", ")
    );
    Err(PageError::bad("invalid_scope", message))
}

/// Google gives one to those who ask for it, whenever they were asked for their consent: at first, for more than they
/// have agreed to so far, or since the client wants them asked.
fn wants_refresh_token(backend: &Backend, sign_in: &SignIn, user: &str, scopes: &BTreeSet<String>) -> bool {
    let is_offline = sign_in.access_type.as_deref() == Some("offline");
    let is_asked = backend.oauth.grants.agree(user, scopes, is_offline);
    let is_asked_anew = sign_in
        .prompt
        .as_deref()
        .is_some_and(|prompt| prompt.split_whitespace().any(|word| word == "consent"));
    is_offline && (is_asked || is_asked_anew)
}

impl PageError {
    fn new(status: StatusCode, error: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            error,
            message: message.into(),
        }
    }

    fn bad(error: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, error, message)
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let page = maud::html! {
            (maud::DOCTYPE)
            html lang="en" {
                head { title { "Error " (self.status.as_u16()) ": " (self.error) } }
                body {
                    h1 { "Access blocked: authorization error" }
                    p { (self.message) }
                    p { "Error " (self.status.as_u16()) ": " (self.error) }
                }
            }
        };
        (self.status, Html(page.into_string())).into_response()
    }
}
