//! From what was seen to the steps: no network, no clock.

use apps_script::{Error, credentials::TokenError};

use super::{
    deployed::Unread, difference::Difference, observation::Observation, refusal::Refusal, step::Step,
    token_info::TokenInfo,
};

const CREDENTIALS: &str = "credentials";
const TOKEN: &str = "access token";
const SCOPES: &str = "scopes";
const SERVICE: &str = "service reached";
const API: &str = "Apps Script API enabled in the Cloud project";
const USER_SETTING: &str = "API switched on by the user";
const DEPLOYMENT: &str = "deployed as an API executable";
const PERMISSION: &str = "same Cloud project, and access for this user";
const LOADS: &str = "script loads";
const DEPLOYED: &str = "deployed functions are those of the folder";

/// The steps that the answer to a call decides, in the order in which Google checks them.
const OF_THE_CALL: [&str; 6] = [SERVICE, API, USER_SETTING, DEPLOYMENT, PERMISSION, LOADS];

pub(super) fn of(observed: &Observation) -> Vec<Step> {
    let mut steps = vec![
        credentials(&observed.credentials),
        token(observed),
        scopes(observed),
    ];
    match &observed.answer {
        None => steps.extend(OF_THE_CALL.map(|name| Step::not_checked(name, why_not_called(observed)))),
        Some(Ok(())) => steps.extend(OF_THE_CALL.map(|name| Step::ok(name, ""))),
        Some(Err(error)) => conclude(&mut steps, error),
    }
    steps.extend(observed.deployed.as_ref().map(deployed));
    steps
}

fn deployed(compared: &Result<Difference, Unread>) -> Step {
    match compared {
        Ok(difference) if difference.is_none() => Step::ok(DEPLOYED, ""),
        Ok(difference) => Step::failed(
            DEPLOYED,
            difference.described(),
            "push the folder (`clasp push`), and let the deployment run a new version: in the script editor, Deploy > \
             Manage deployments > Edit > Version > New version",
        ),
        Err(Unread::NotChecked(why)) => Step::not_checked(DEPLOYED, why.as_str()),
        Err(Unread::Failed(why)) => {
            Step::not_checked(DEPLOYED, format!("the deployed code cannot be read: {why}"))
        }
    }
}

fn why_not_called(observed: &Observation) -> &'static str {
    if observed.has_id {
        "there is no access token to call with"
    } else {
        "no deployment ID was given: --id AKfycb…, or APPS_SCRIPT_ID"
    }
}

fn credentials(found: &Result<String, TokenError>) -> Step {
    match found {
        Ok(origin) => Step::ok(CREDENTIALS, format!("found in {origin}")),
        Err(fault) => of_fault(CREDENTIALS, fault),
    }
}

fn of_fault(name: &'static str, fault: &TokenError) -> Step {
    let help = fault
        .help()
        .unwrap_or("sign in: `apps-script login --help` says what that needs");
    Step::failed(name, fault.to_string(), help)
}

fn token(observed: &Observation) -> Step {
    match (&observed.token, &observed.token_info) {
        (None, _) => Step::not_checked(TOKEN, "there are no credentials"),
        (Some(Err(fault)), _) => of_fault(TOKEN, fault),
        (Some(Ok(())), Some(Ok(info))) => Step::ok(TOKEN, described(info)),
        (Some(Ok(())), Some(Err(fault))) => Step::ok(TOKEN, format!("obtained; {fault}")),
        (Some(Ok(())), None) => Step::ok(TOKEN, "obtained"),
    }
}

fn described(info: &TokenInfo) -> String {
    let whose = info
        .email
        .as_ref()
        .map_or(String::new(), |email| format!(" of {email}"));
    let life = info.expires_in.map_or(String::new(), |left| {
        format!(", good for {} minutes", left.as_secs() / 60)
    });
    format!("obtained{whose}{life}")
}

fn scopes(observed: &Observation) -> Step {
    let granted = match &observed.token_info {
        Some(Ok(info)) => &info.scopes,
        Some(Err(_)) => return Step::not_checked(SCOPES, "Google does not tell the scopes of the token"),
        None => return Step::not_checked(SCOPES, "there is no access token"),
    };
    let Some(needed) = &observed.needed_scopes else {
        return Step::not_checked(
            SCOPES,
            "give the script's folder with --source, whose manifest lists `oauthScopes`",
        );
    };
    let missing: Vec<&str> = needed
        .iter()
        .filter(|scope| !granted.contains(scope))
        .map(String::as_str)
        .collect();
    if missing.is_empty() {
        return Step::ok(
            SCOPES,
            format!("all {} of the manifest are granted", needed.len()),
        );
    }
    Step::failed(
        SCOPES,
        format!("the token lacks {}", missing.join(", ")),
        "sign in again with every scope of the script: `apps-script login --client-secret FILE --source DIR`",
    )
}

/// The step that a refusal is about; those before it are passed, those behind it are not checked.
fn conclude(steps: &mut Vec<Step>, error: &Error) {
    let refusal = Refusal::of(error);
    let Some((failed, help)) = failed_step(refusal, error) else {
        steps.extend(OF_THE_CALL.map(|name| Step::ok(name, "")));
        return;
    };
    // What the answer proves to be wrong stands where the token was looked at.
    if let Some(step) = steps.iter_mut().find(|step| step.name == failed) {
        if !step.has_failed() {
            *step = Step::failed(failed, error.message(), help);
        }
        steps.push(Step::ok(SERVICE, ""));
        let rest = OF_THE_CALL.iter().skip(1);
        steps.extend(rest.map(|name| Step::not_checked(name, "the token was refused")));
        return;
    }
    let mut is_before = true;
    for name in OF_THE_CALL {
        steps.push(if name == failed {
            is_before = false;
            Step::failed(name, error.message(), help.as_str())
        } else if !is_before {
            Step::not_checked(name, "an earlier step has failed")
        } else if refusal == Refusal::NoDeploymentId {
            Step::not_checked(name, "nothing was sent")
        } else if is_unknown(name, refusal) {
            Step::not_checked(name, "Google does not tell it to a caller without permission")
        } else {
            Step::ok(name, "")
        });
    }
}

fn is_unknown(name: &str, refusal: Refusal) -> bool {
    refusal == Refusal::NoPermission && name == DEPLOYMENT
}

fn failed_step(refusal: Refusal, error: &Error) -> Option<(&'static str, String)> {
    let (step, help) = match refusal {
        Refusal::FunctionNotFound => return None,
        Refusal::Unreachable => (SERVICE, error.help().unwrap_or("check the network and APPS_SCRIPT_URL").to_owned()),
        Refusal::TokenRefused => (TOKEN, "sign in again: `apps-script login --client-secret FILE --source DIR`".to_owned()),
        Refusal::InsufficientScopes => (
            SCOPES,
            "sign in again with every scope of the script: `apps-script login --client-secret FILE --source DIR`".to_owned(),
        ),
        Refusal::ApiDisabled => (API, format!("enable it, and wait a few minutes: {}", api_page(error))),
        Refusal::UserSettingOff => (
            USER_SETTING,
            "switch \"Google Apps Script API\" on: https://script.google.com/home/usersettings".to_owned(),
        ),
        Refusal::NoDeployment | Refusal::NoDeploymentId => (
            DEPLOYMENT,
            "in the script editor (https://script.google.com/home), Deploy > New deployment > API Executable, and use \
             its deployment ID, which begins with AKfycb; a script ID and a web app's ID do not work"
                .to_owned(),
        ),
        Refusal::NoPermission => (
            PERMISSION,
            "let script and OAuth client share one standard Cloud project: in the script editor \
             (https://script.google.com/home), Project Settings > Google Cloud Platform (GCP) Project > Change \
             project; or let the owner give this user access to the script and to its API executable"
                .to_owned(),
        ),
        Refusal::ScriptFails => (
            LOADS,
            "the top-level code of the script fails, and with it every call: correct it, and deploy a new version"
                .to_owned(),
        ),
        Refusal::Other => (SERVICE, error.help().unwrap_or("try again later").to_owned()),
    };
    Some((step, help))
}

/// The page on which the API is enabled, in the project that the error names.
fn api_page(error: &Error) -> String {
    let consumer = error.info().and_then(|info| info.metadata.get("consumer"));
    let project = consumer.and_then(|consumer| consumer.strip_prefix("projects/"));
    let page = "https://console.cloud.google.com/apis/library/script.googleapis.com";
    project.map_or_else(|| page.to_owned(), |project| format!("{page}?project={project}"))
}
