//! The steps that the answer to one call decides.

use super::{
    super::{
        answer::{Answer, Meaning},
        deployed::Deployment,
        observation::{Observation, Unread},
        step::{Name, Step},
    },
    editor::editor,
    names::{ACCESS, API, CLOUD_PROJECT, DEPLOYMENT, LOADS, SERVICE, USER_SETTING},
};
use crate::token_info::TokenInfo;

/// All of them, in the order in which Google seems to check them.
const ALL: [Name; 7] = [
    SERVICE,
    API,
    USER_SETTING,
    CLOUD_PROJECT,
    DEPLOYMENT,
    ACCESS,
    LOADS,
];

pub(super) fn of_the_call(observed: &Observation) -> Vec<Step> {
    match &observed.answer {
        Some(answer) => answered(observed, answer),
        None => ALL.map(|name| not_called(observed, name)).into(),
    }
}

fn answered(observed: &Observation, answer: &Answer) -> Vec<Step> {
    let failing = failing(observed, answer);
    let step = |name| match &failing {
        Some(step) if step.name == name => step.clone(),
        _ if passed(answer.meaning).contains(&name) => Step::ok(name, detail(observed, name)),
        _ if name == DEPLOYMENT && executable(observed).is_some() => Step::ok(name, detail(observed, name)),
        _ => Step::not_checked(name, why_unknown(answer.meaning, name)),
    };
    ALL.map(step).into()
}

fn not_called(observed: &Observation, name: Name) -> Step {
    if !matches!(observed.token, Some(Ok(()))) {
        return Step::not_checked(name, "there is no access token to call with");
    }
    if name == DEPLOYMENT {
        return no_deployment(
            observed,
            "no deployment ID was given: --id AKfycb…, or APPS_SCRIPT_ID",
        );
    }
    Step::not_checked(name, "nothing was sent")
}

/// The steps that an answer proves to be right.
fn passed(meaning: Meaning) -> &'static [Name] {
    match meaning {
        Meaning::FunctionNotFound => &ALL,
        Meaning::ScriptFails => &[SERVICE, API, USER_SETTING, CLOUD_PROJECT, DEPLOYMENT, ACCESS],
        Meaning::NoPermission | Meaning::NoDeployment => &[SERVICE, API, USER_SETTING],
        Meaning::UserSettingOff => &[SERVICE, API],
        Meaning::ApiDisabled | Meaning::TokenRefused | Meaning::InsufficientScopes => &[SERVICE],
        Meaning::Unreachable | Meaning::NotNow | Meaning::NotAnId | Meaning::Unknown => &[],
    }
}

fn why_unknown(meaning: Meaning, name: Name) -> &'static str {
    match meaning {
        Meaning::NotAnId if ![ACCESS, LOADS].contains(&name) => "nothing was sent",
        Meaning::NoPermission if name == ACCESS => "Google gives the same answer if this user has no access",
        Meaning::NoPermission if name == DEPLOYMENT => "Google does not say it without permission",
        _ => "a step before it has failed",
    }
}

/// What there is to say of a step that is right.
fn detail(observed: &Observation, name: Name) -> String {
    match (name, &observed.api, executable(observed)) {
        (SERVICE, Some(url), _) => format!("at {url}"),
        (DEPLOYMENT, _, Some((version, access))) => format!("version {version}, access {access}"),
        _ => String::new(),
    }
}

/// Version and access of the deployment, if it is known to be an API executable.
fn executable(observed: &Observation) -> Option<(u32, &str)> {
    let deployment = deployed(observed)?;
    Some((deployment.version?, deployment.access.as_deref()?))
}

/// The step that the answer says is wrong, with what to do.
fn failing(observed: &Observation, answer: &Answer) -> Option<Step> {
    let message = answer.message.as_str();
    Some(match answer.meaning {
        Meaning::FunctionNotFound | Meaning::TokenRefused | Meaning::InsufficientScopes => return None,
        Meaning::Unreachable => service(
            observed,
            answer,
            "check the network, and APPS_SCRIPT_URL if it is set",
        ),
        Meaning::NotNow | Meaning::Unknown => service(observed, answer, "wait a minute, and try again"),
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

fn service(observed: &Observation, answer: &Answer, otherwise: &str) -> Step {
    let step = Step::failed(
        SERVICE,
        &*answer.message,
        answer.help.as_deref().unwrap_or(otherwise),
    );
    match observed.api {
        Some(_) => step,
        None => step.with_url("https://www.google.com/appsstatus/dashboard/"),
    }
}

fn api_page(answer: &Answer) -> String {
    let page = "https://console.cloud.google.com/apis/library/script.googleapis.com";
    let project = answer.cloud_project.as_ref();
    project.map_or_else(|| page.to_owned(), |project| format!("{page}?project={project}"))
}

/// Google tells the two causes of this answer apart by nothing.
fn no_permission(observed: &Observation, message: &str) -> Step {
    let info = observed.token_info.as_ref().and_then(|info| info.as_ref().ok());
    let number = info.and_then(TokenInfo::project_number);
    let project = number.map_or("that of the OAuth client".to_owned(), |number| {
        format!("{number}, to which the OAuth client belongs")
    });
    let user = info.and_then(|info| info.email.as_deref()).unwrap_or("this user");
    let access = executable(observed).map_or(String::new(), |(_, access)| format!(" (now {access})"));
    let help = format!(
        "let the script use the Cloud project {project}: in the editor, Project Settings > Google Cloud Platform (GCP) \
         Project > Change project; if it does, let the deployment's access{access} include {user}: Deploy > Manage \
         deployments"
    );
    Step::failed(CLOUD_PROJECT, message, help).with_url(editor(observed, "/settings"))
}

fn deployed(observed: &Observation) -> Option<&Deployment> {
    observed.deployment.as_ref()?.as_ref().ok()
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
