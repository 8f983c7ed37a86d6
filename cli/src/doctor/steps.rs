//! From what was seen to the steps. There is no network here, and no clock.

use std::time::Duration;

use super::{
    answer::{Answer, Meaning},
    deployed::Deployment,
    difference::Difference,
    observation::{Found, Needed, Observation, Problem, Unread},
    step::Step,
};
use crate::token_info::TokenInfo;

const CREDENTIALS: &str = "credentials";
const TOKEN: &str = "access token";
const SCOPES: &str = "scopes";
const SERVICE: &str = "Apps Script API reached";
const API: &str = "API enabled in the Cloud project";
const USER_SETTING: &str = "API switched on by the user";
const CLOUD_PROJECT: &str = "Cloud project shared by script and OAuth client";
const DEPLOYMENT: &str = "deployed as an API executable";
const ACCESS: &str = "access for this user";
const LOADS: &str = "script loads";
const FUNCTIONS: &str = "deployed functions are those of the folder";

const SIGN_IN: &str = "sign in again: `apps-script login --client-secret FILE --source DIR`";

/// A script may run for 6 minutes.
const LONGEST_RUN: Duration = Duration::from_secs(360);

pub(super) fn steps(observed: &Observation) -> Vec<Step> {
    let mut steps = vec![credentials(observed), token(observed), scopes(observed)];
    steps.extend(of_the_call(observed));
    steps.push(functions(observed));
    steps
}

fn credentials(observed: &Observation) -> Step {
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

fn failed(name: &'static str, problem: &Problem, otherwise: &str) -> Step {
    Step::failed(
        name,
        &*problem.message,
        problem.help.as_deref().unwrap_or(otherwise),
    )
}

fn token(observed: &Observation) -> Step {
    if let Some(answer) = observed
        .answer
        .as_ref()
        .filter(|answer| answer.meaning == Meaning::TokenRefused)
    {
        return Step::failed(TOKEN, &*answer.message, SIGN_IN)
            .with_url("https://myaccount.google.com/permissions");
    }
    match (&observed.token, &observed.token_info) {
        (None, _) => Step::not_checked(TOKEN, no_token(observed)),
        (Some(Err(problem)), _) => {
            failed(TOKEN, problem, SIGN_IN).with_url("https://myaccount.google.com/permissions")
        }
        (Some(Ok(())), Some(Ok(info))) => Step::ok(TOKEN, described(info)).with_notes(too_short(info)),
        (Some(Ok(())), Some(Err(fault))) => {
            Step::ok(TOKEN, format!("obtained; what it may do is not known: {fault}"))
        }
        (Some(Ok(())), None) => Step::ok(TOKEN, "obtained"),
    }
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

fn scopes(observed: &Observation) -> Step {
    let refused = observed
        .answer
        .as_ref()
        .filter(|answer| answer.meaning == Meaning::InsufficientScopes);
    let held = match &observed.token_info {
        Some(Ok(info)) => Some(&info.scopes),
        _ => None,
    };
    let page = editor(observed, "");
    if observed.needed == Needed::Listed(Default::default()) {
        return Step::failed(
            SCOPES,
            "the manifest lists none, and Google runs no script through the API that needs none",
            "add one to oauthScopes in appsscript.json, such as https://www.googleapis.com/auth/userinfo.email, and deploy \
             a new version",
        )
        .with_url(page);
    }
    match (&observed.needed, held) {
        (Needed::Listed(needed), Some(held)) if !needed.is_subset(held) => {
            let missing: Vec<&str> = needed.difference(held).map(String::as_str).collect();
            let help = format!("{SIGN_IN}, which asks for every scope of the manifest");
            Step::failed(SCOPES, format!("the token lacks {}", missing.join(", ")), help).with_url(page)
        }
        (_, held) if refused.is_some() => {
            let message = refused.map_or("", |answer| &answer.message);
            let help = "sign in again with every scope of the script, which the editor lists at Overview > Project OAuth \
                        Scopes: `apps-script login --client-secret FILE --scope URL …`";
            let held = held.map(|held| {
                format!(
                    "the token holds: {}",
                    Vec::from_iter(held.iter().map(String::as_str)).join(", ")
                )
            });
            Step::failed(SCOPES, message, help)
                .with_notes(held)
                .with_url(page)
        }
        (Needed::Listed(needed), Some(_)) => {
            Step::ok(SCOPES, format!("the token holds {}", all(needed.len())))
        }
        (_, None) => Step::not_checked(SCOPES, why_no_scopes(observed)),
        (Needed::Unknown, _) => Step::not_checked(SCOPES, "give the script's folder with --source"),
        (Needed::Derived, _) => Step::not_checked(
            SCOPES,
            "the manifest lists no oauthScopes; the editor shows those of the code at Overview > Project OAuth Scopes",
        ),
    }
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

/// The steps that one call decides.
fn of_the_call(observed: &Observation) -> Vec<Step> {
    let all = [
        SERVICE,
        API,
        USER_SETTING,
        CLOUD_PROJECT,
        DEPLOYMENT,
        ACCESS,
        LOADS,
    ];
    let Some(answer) = &observed.answer else {
        let why = why_not_called(observed);
        return all.map(|name| Step::not_checked(name, why)).into();
    };
    let failing = failing(observed, answer);
    let passed = passed(answer.meaning);
    let step = |name| match &failing {
        Some(step) if step.name == name => step.clone(),
        _ if name == DEPLOYMENT => deployment(observed, passed.contains(&name)),
        _ if passed.contains(&name) => Step::ok(name, ""),
        _ => Step::not_checked(name, why_unknown(answer.meaning, name)),
    };
    all.map(step).into()
}

fn why_not_called(observed: &Observation) -> &'static str {
    match (&observed.token, observed.has_id) {
        (Some(Ok(())), false) => "no deployment ID was given: --id AKfycb…, or APPS_SCRIPT_ID",
        _ => "there is no access token to call with",
    }
}

/// The steps that an answer proves to be right.
fn passed(meaning: Meaning) -> &'static [&'static str] {
    match meaning {
        Meaning::FunctionNotFound => &[
            SERVICE,
            API,
            USER_SETTING,
            CLOUD_PROJECT,
            DEPLOYMENT,
            ACCESS,
            LOADS,
        ],
        Meaning::ScriptFails => &[SERVICE, API, USER_SETTING, CLOUD_PROJECT, DEPLOYMENT, ACCESS],
        Meaning::NoPermission | Meaning::NoDeployment => &[SERVICE, API, USER_SETTING],
        Meaning::UserSettingOff => &[SERVICE, API],
        Meaning::ApiDisabled | Meaning::TokenRefused | Meaning::InsufficientScopes => &[SERVICE],
        Meaning::Unreachable | Meaning::NotNow | Meaning::NotAnId | Meaning::Unknown => &[],
    }
}

fn why_unknown(meaning: Meaning, name: &str) -> &'static str {
    match meaning {
        Meaning::NotAnId if ![ACCESS, LOADS].contains(&name) => "nothing was sent",
        Meaning::NoPermission if name == ACCESS => "Google gives the same answer if this user has no access",
        Meaning::NoPermission if name == DEPLOYMENT => "Google does not say it without permission",
        _ => "a step before it has failed",
    }
}

/// The step that the answer says is wrong, with what to do.
fn failing(observed: &Observation, answer: &Answer) -> Option<Step> {
    let message = answer.message.as_str();
    let own_help = |otherwise: &str| answer.help.clone().unwrap_or_else(|| otherwise.to_owned());
    Some(match answer.meaning {
        Meaning::FunctionNotFound | Meaning::TokenRefused | Meaning::InsufficientScopes => return None,
        Meaning::Unreachable => Step::failed(
            SERVICE,
            message,
            own_help("check the network, and APPS_SCRIPT_URL if it is set"),
        )
        .with_url("https://www.google.com/appsstatus/dashboard/"),
        Meaning::NotNow | Meaning::Unknown => {
            Step::failed(SERVICE, message, own_help("wait a minute, and try again"))
                .with_url("https://www.google.com/appsstatus/dashboard/")
        }
        Meaning::ApiDisabled => {
            let help = "enable the Apps Script API in this Cloud project, and wait a few minutes; if the project is not \
                        yours, sign in with an OAuth client of your own: `apps-script login --client-secret FILE`";
            Step::failed(API, message, help).with_url(api_page(answer))
        }
        Meaning::UserSettingOff => {
            Step::failed(USER_SETTING, message, "switch the Google Apps Script API on")
                .with_url("https://script.google.com/home/usersettings")
        }
        Meaning::NoPermission => no_permission(observed, message),
        Meaning::NoDeployment | Meaning::NotAnId => no_deployment(observed, message),
        Meaning::ScriptFails => {
            let help = "the script's top-level code fails, and with it every call: correct it, and let the deployment run \
                        a new version";
            Step::failed(LOADS, message, help).with_url(editor(observed, "/edit"))
        }
    })
}

fn api_page(answer: &Answer) -> String {
    let page = "https://console.cloud.google.com/apis/library/script.googleapis.com";
    let project = answer.cloud_project.as_ref();
    project.map_or_else(|| page.to_owned(), |project| format!("{page}?project={project}"))
}

/// A page of the script in the editor; its list of scripts where the script ID is not known.
fn editor(observed: &Observation, page: &str) -> String {
    match &observed.script_id {
        Some(id) => format!("https://script.google.com/home/projects/{id}{page}"),
        None => "https://script.google.com/home".to_owned(),
    }
}

fn no_permission(observed: &Observation, message: &str) -> Step {
    let info = observed.token_info.as_ref().and_then(|info| info.as_ref().ok());
    let number = info.and_then(TokenInfo::project_number);
    let number = number.map_or("that of the OAuth client".to_owned(), |number| {
        format!("{number}, to which the OAuth client belongs")
    });
    let user = info.and_then(|info| info.email.as_deref()).unwrap_or("this user");
    let access = match deployed(observed) {
        Some(Deployment {
            access: Some(access), ..
        }) => format!(" (now {access})"),
        _ => String::new(),
    };
    let help = format!(
        "let the script use the Cloud project {number}: in the editor, Project Settings > Google Cloud Platform (GCP) \
         Project > Change project; if it does, let the deployment's access{access} include {user}: Deploy > Manage \
         deployments"
    );
    Step::failed(CLOUD_PROJECT, message, help).with_url(editor(observed, "/settings"))
}

fn deployed(observed: &Observation) -> Option<&Deployment> {
    observed.deployment.as_ref()?.as_ref().ok()
}

/// What is known of the deployment, where the call was not refused for it.
fn deployment(observed: &Observation, is_passed: bool) -> Step {
    match deployed(observed) {
        Some(Deployment {
            version: Some(version),
            access: Some(access),
            ..
        }) => Step::ok(DEPLOYMENT, format!("version {version}, access {access}")),
        _ if is_passed => Step::ok(DEPLOYMENT, ""),
        _ => {
            let meaning = observed
                .answer
                .as_ref()
                .map_or(Meaning::Unknown, |answer| answer.meaning);
            Step::not_checked(DEPLOYMENT, why_unknown(meaning, DEPLOYMENT))
        }
    }
}

fn no_deployment(observed: &Observation, message: &str) -> Step {
    let found = match deployed(observed) {
        Some(Deployment { version: None, .. }) => {
            Some("this is the test deployment, which cannot be called".to_owned())
        }
        Some(Deployment {
            version: Some(version),
            access: None,
            ..
        }) => Some(format!(
            "version {version} is deployed with this ID, but not as an API executable"
        )),
        _ => None,
    };
    let others = match &observed.deployment {
        Some(Err(Unread::NoSuchDeployment(ids))) if !ids.is_empty() => {
            Some(format!("API executables of this script: {}", ids.join(", ")))
        }
        _ => None,
    };
    let help = "use the ID of an API executable, which begins with AKfycb: in the editor, Deploy > New deployment > API \
                Executable makes one, and Deploy > Manage deployments shows it; a script ID, the ID of a web app or of a \
                test deployment cannot be called";
    let step = Step::failed(DEPLOYMENT, message, help).with_notes(found.into_iter().chain(others));
    step.with_url(editor(observed, "/edit"))
}

fn functions(observed: &Observation) -> Step {
    match &observed.difference {
        None if observed.needed == Needed::Unknown => {
            Step::not_checked(FUNCTIONS, "give the script's folder with --source")
        }
        None => Step::not_checked(
            FUNCTIONS,
            "the script project cannot be asked without a token and a deployment ID",
        ),
        Some(Ok(difference)) => compared(observed, difference),
        Some(Err(unread)) => Step::not_checked(FUNCTIONS, why_not_compared(unread)),
    }
}

fn compared(observed: &Observation, difference: &Difference) -> Step {
    if difference.is_none() {
        return Step::ok(FUNCTIONS, "");
    }
    let help = "push the folder with `clasp push`, and let the deployment run a new version: in the editor, Deploy > Manage \
                deployments > Edit > Version > New version";
    let step = Step::failed(FUNCTIONS, difference.summary(), help);
    step.with_notes(difference.lines())
        .with_url(editor(observed, "/edit"))
}

fn why_not_compared(unread: &Unread) -> String {
    match unread {
        Unread::NoScriptId => "give the script ID with --script-id, or as scriptId in .clasp.json".to_owned(),
        Unread::Scopes(missing) => format!("the sign-in would need {} too", missing.join(" and ")),
        Unread::NoSuchDeployment(_) => "the script with this script ID has no such deployment".to_owned(),
        Unread::Head => "a test deployment has no version".to_owned(),
        Unread::Failed(fault) => format!("the deployed code cannot be read: {fault}"),
    }
}
