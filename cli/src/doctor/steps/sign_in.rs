//! The steps of the sign-in: credentials, the token and its scopes.

use std::{collections::BTreeSet, time::Duration};

use super::{
    super::{
        answer::{Answer, Meaning},
        observation::{Found, Needed, Observation, Problem},
        step::{Name, Step},
    },
    editor::editor,
    names::{CREDENTIALS, SCOPES, TOKEN},
};
use crate::token_info::TokenInfo;

const SIGN_IN: &str = "sign in again: `apps-script login --client-secret FILE --source DIR`";

/// Where a person sees which applications have access, and removes it.
const PERMISSIONS: &str = "https://myaccount.google.com/permissions";

/// A script may run for 6 minutes.
const LONGEST_RUN: Duration = Duration::from_secs(360);

pub(super) fn credentials(observed: &Observation) -> Step {
    match &observed.credentials {
        None => Step::not_checked(CREDENTIALS, ""),
        Some(Ok(Found { place, passed_over })) => {
            let notes = passed_over.iter().map(|one| format!("not taken: {one}"));
            Step::ok(CREDENTIALS, format!("found in {place}")).with_notes(notes)
        }
        Some(Err(problem)) => failed(
            CREDENTIALS,
            problem,
            "sign in: `apps-script login --help` says what that needs",
        )
        .with_url("https://console.cloud.google.com/apis/credentials"),
    }
}

fn failed(name: Name, problem: &Problem, otherwise: &str) -> Step {
    Step::failed(
        name,
        &*problem.message,
        problem.help.as_deref().unwrap_or(otherwise),
    )
}

pub(super) fn token(observed: &Observation) -> Step {
    if let Some(answer) = answered(observed, Meaning::TokenRefused) {
        let help = answer.help.as_deref().unwrap_or(SIGN_IN);
        return Step::failed(TOKEN, &*answer.message, help).with_url(PERMISSIONS);
    }
    match (&observed.token, &observed.token_info) {
        (None, _) => Step::not_checked(TOKEN, no_token(observed)),
        (Some(Err(problem)), _) => failed(TOKEN, problem, SIGN_IN).with_url(PERMISSIONS),
        (Some(Ok(())), Some(Ok(info))) => Step::ok(TOKEN, described(info)).with_notes(too_short(info)),
        (Some(Ok(())), Some(Err(fault))) => {
            Step::ok(TOKEN, format!("obtained; what it may do is not known: {fault}"))
        }
        (Some(Ok(())), None) => Step::ok(TOKEN, "obtained"),
    }
}

/// The answer to the call, if it has this meaning.
fn answered(observed: &Observation, meaning: Meaning) -> Option<&Answer> {
    observed
        .answer
        .as_ref()
        .filter(|answer| answer.meaning == meaning)
}

fn no_token(observed: &Observation) -> &'static str {
    match observed.credentials {
        Some(Ok(_)) => "it is not certain that it may be sent to the API",
        _ => "there are no credentials",
    }
}

fn described(info: &TokenInfo) -> String {
    let whose = info.email.as_ref().map(|email| format!("of {email}"));
    let life = info
        .expires_in
        .map(|left| format!("expires in {}", in_words(left)));
    let parts: Vec<String> = whose.into_iter().chain(life).collect();
    if parts.is_empty() {
        "obtained".to_owned()
    } else {
        parts.join(", ")
    }
}

fn in_words(time: Duration) -> String {
    match time.as_secs() {
        seconds @ ..120 => format!("{seconds} seconds"),
        seconds => format!("{} minutes", seconds / 60),
    }
}

fn too_short(info: &TokenInfo) -> Option<String> {
    let is_short = info.expires_in.is_some_and(|left| left < LONGEST_RUN);
    is_short
        .then(|| "a script may run for 6 minutes, and a call whose token expires meanwhile fails".to_owned())
}

pub(super) fn scopes(observed: &Observation) -> Step {
    let held = match &observed.token_info {
        Some(Ok(info)) => Some(&info.scopes),
        _ => None,
    };
    let refused = answered(observed, Meaning::InsufficientScopes);
    let step = match (&observed.needed, held, refused) {
        (Needed::Listed(needed), _, _) if needed.is_empty() => none_needed(),
        (Needed::Listed(needed), Some(held), _) if !needed.is_subset(held) => missing(needed, held),
        (_, held, Some(answer)) => insufficient(answer, held),
        (Needed::Listed(needed), Some(_), None) => {
            Step::ok(SCOPES, format!("the token holds {}", all(needed.len())))
        }
        (_, None, None) => Step::not_checked(SCOPES, why_no_scopes(observed)),
        (Needed::Unknown, _, _) => Step::not_checked(SCOPES, "give the script's folder with --source"),
        (Needed::Derived, _, _) => Step::not_checked(
            SCOPES,
            "the manifest lists no oauthScopes; the editor shows those of the code at Overview > Project OAuth Scopes",
        ),
    };
    if step.has_failed() {
        step.with_url(editor(observed, ""))
    } else {
        step
    }
}

fn none_needed() -> Step {
    Step::failed(
        SCOPES,
        "the manifest lists none, and Google runs no script through the API that needs none",
        "add one to oauthScopes in appsscript.json, such as https://www.googleapis.com/auth/userinfo.email, and let the \
         deployment run a new version",
    )
}

fn missing(needed: &BTreeSet<String>, held: &BTreeSet<String>) -> Step {
    let missing: Vec<&str> = needed.difference(held).map(String::as_str).collect();
    let help = format!("{SIGN_IN}, which asks for every scope of the manifest");
    Step::failed(SCOPES, format!("the token lacks {}", missing.join(", ")), help)
}

fn insufficient(answer: &Answer, held: Option<&BTreeSet<String>>) -> Step {
    let help = "sign in again with every scope of the script, which the editor lists at Overview > Project OAuth Scopes: \
                `apps-script login --client-secret FILE --scope URL …`";
    let held = held.map(|held| {
        let held: Vec<&str> = held.iter().map(String::as_str).collect();
        format!("the token holds: {}", held.join(", "))
    });
    Step::failed(SCOPES, &*answer.message, help).with_notes(held)
}

fn all(count: usize) -> String {
    match count {
        1 => "the one of the manifest".to_owned(),
        count => format!("all {count} of the manifest"),
    }
}

fn why_no_scopes(observed: &Observation) -> &'static str {
    match observed.token {
        Some(Ok(())) => "it is not known what the token may do",
        _ => "there is no access token",
    }
}
