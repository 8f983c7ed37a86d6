//! The steps as data: what was seen, and what is said of it.

use std::{collections::BTreeSet, time::Duration};

use super::{
    super::{
        answer::{Answer, Meaning},
        deployed::Deployment,
        difference::Difference,
        observation::{Found, Needed, Observation, Problem, Unread},
        step::{State, Step},
    },
    steps,
};
use crate::token_info::TokenInfo;

fn answer(meaning: Meaning) -> Answer {
    Answer {
        meaning,
        message: "in the service's words".to_owned(),
        help: None,
        cloud_project: None,
    }
}

/// Everything is as it should be, up to the answer.
fn observation(answer: Option<Answer>) -> Observation {
    Observation {
        credentials: Some(Ok(Found {
            place: "here".to_owned(),
            passed_over: Vec::new(),
        })),
        token: Some(Ok(())),
        token_info: Some(Ok(TokenInfo {
            scopes: scopes(&["a", "b"]),
            email: Some("ann@example.com".to_owned()),
            expires_in: Some(Duration::from_secs(3599)),
            client_id: None,
        })),
        answer,
        ..Observation::default()
    }
}

fn scopes(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(ToString::to_string).collect()
}

/// One letter for each step: ok, failed, or not checked.
fn states(steps: &[Step]) -> String {
    let letter = |step: &Step| match step.state {
        State::Ok => 'o',
        State::Failed => 'F',
        State::NotChecked => '-',
    };
    steps.iter().map(letter).collect()
}

fn step(observed: &Observation, id: &str) -> Step {
    let steps = steps(observed);
    steps.into_iter().find(|step| step.name.id == id).unwrap()
}

#[test]
fn an_answer_decides_the_steps_up_to_the_one_that_fails() {
    // credentials token scopes | service api userSetting cloudProject deployment access loads | functions
    for (meaning, expected) in [
        (Meaning::FunctionNotFound, "oo-ooooooo-"),
        (Meaning::ScriptFails, "oo-ooooooF-"),
        (Meaning::NoDeployment, "oo-ooo-F---"),
        (Meaning::NoPermission, "oo-oooF----"),
        (Meaning::UserSettingOff, "oo-ooF-----"),
        (Meaning::ApiDisabled, "oo-oF------"),
        (Meaning::InsufficientScopes, "ooFo-------"),
        (Meaning::TokenRefused, "oF-o-------"),
        (Meaning::NotAnId, "oo-----F---"),
        (Meaning::Unreachable, "oo-F-------"),
        (Meaning::NotNow, "oo-F-------"),
        (Meaning::Unknown, "oo-F-------"),
    ] {
        let steps = steps(&observation(Some(answer(meaning))));
        assert_eq!(states(&steps), expected, "{meaning:?}");
        for failed in steps.iter().filter(|step| step.has_failed()) {
            assert_eq!(failed.detail, "in the service's words", "{meaning:?}");
            assert!(
                failed.help.is_some() && failed.url.is_some(),
                "{meaning:?}: {failed:?}"
            );
        }
    }
}

#[test]
fn without_an_answer_the_first_thing_that_is_missing_fails() {
    let problem = || Problem {
        message: "no".to_owned(),
        help: None,
    };
    let nobody = Observation {
        credentials: Some(Err(problem())),
        ..Observation::default()
    };
    let no_token = Observation {
        token: Some(Err(problem())),
        token_info: None,
        ..observation(None)
    };
    for (observed, expected) in [
        (nobody, "F----------"),
        (no_token, "oF---------"),
        (observation(None), "oo-----F---"),
    ] {
        assert_eq!(states(&steps(&observed)), expected, "{observed:?}");
    }
}

#[test]
fn the_scopes_of_the_token_are_compared_with_the_manifest() {
    for (needed, held, state, detail) in [
        (
            Needed::Listed(scopes(&["a"])),
            Some(&["a", "b"][..]),
            State::Ok,
            "the token holds the one of the manifest",
        ),
        (
            Needed::Listed(scopes(&["a", "b"])),
            Some(&["a", "b"]),
            State::Ok,
            "the token holds all 2 of the manifest",
        ),
        (
            Needed::Listed(scopes(&["a", "b", "c"])),
            Some(&["b"]),
            State::Failed,
            "the token lacks a, c",
        ),
        (
            Needed::Listed(scopes(&[])),
            Some(&["a"]),
            State::Failed,
            "the manifest lists none, and Google runs no",
        ),
        (
            Needed::Listed(scopes(&["a"])),
            None,
            State::NotChecked,
            "it is not known what the token may do",
        ),
        (
            Needed::Derived,
            Some(&["a"]),
            State::NotChecked,
            "the manifest lists no oauthScopes",
        ),
        (
            Needed::Unknown,
            Some(&["a"]),
            State::NotChecked,
            "give the script's folder with --source",
        ),
    ] {
        let info = held.map(|held| TokenInfo {
            scopes: scopes(held),
            ..TokenInfo::default()
        });
        let observed = Observation {
            token_info: Some(info.ok_or_else(|| "no answer".to_owned())),
            needed,
            ..observation(Some(answer(Meaning::FunctionNotFound)))
        };
        let step = step(&observed, "scopes");
        assert_eq!(step.state, state, "{observed:?}");
        assert!(step.detail.starts_with(detail), "{}", step.detail);
    }
}

#[test]
fn a_token_that_lives_shorter_than_a_run_is_no_failure() {
    for (seconds, detail, notes) in [
        (3599, "of ann@example.com, expires in 59 minutes", 0),
        (359, "of ann@example.com, expires in 5 minutes", 1),
        (119, "of ann@example.com, expires in 119 seconds", 1),
    ] {
        let mut observed = observation(Some(answer(Meaning::FunctionNotFound)));
        if let Some(Ok(info)) = &mut observed.token_info {
            info.expires_in = Some(Duration::from_secs(seconds));
        }
        let step = step(&observed, "token");
        assert_eq!(
            (step.state, &*step.detail, step.notes.len()),
            (State::Ok, detail, notes)
        );
    }
}

#[test]
fn what_the_api_says_of_the_deployment_is_told() {
    let deployment = |version, access: Option<&str>| Deployment {
        id: "AKfycbx".to_owned(),
        version,
        access: access.map(str::to_owned),
    };
    for (meaning, deployment, state, detail, note) in [
        (
            Meaning::FunctionNotFound,
            Ok(deployment(Some(3), Some("DOMAIN"))),
            State::Ok,
            "version 3, access DOMAIN",
            "",
        ),
        (
            Meaning::NoPermission,
            Ok(deployment(Some(3), Some("DOMAIN"))),
            State::Ok,
            "version 3, access DOMAIN",
            "",
        ),
        (
            Meaning::NoDeployment,
            Ok(deployment(Some(3), None)),
            State::Failed,
            "in the",
            "version 3 is deployed with this ID",
        ),
        (
            Meaning::NoDeployment,
            Ok(deployment(None, None)),
            State::Failed,
            "in the",
            "this is the test deployment",
        ),
        (
            Meaning::NoDeployment,
            Err(Unread::NoSuchDeployment(vec![
                "AKfycby".to_owned(),
                "AKfycbz".to_owned(),
            ])),
            State::Failed,
            "in the",
            "API executables of this script: AKfycby, AKfycbz",
        ),
        (
            Meaning::FunctionNotFound,
            Err(Unread::Failed("HTTP 500".to_owned())),
            State::Ok,
            "",
            "",
        ),
    ] {
        let observed = Observation {
            deployment: Some(deployment),
            ..observation(Some(answer(meaning)))
        };
        let step = step(&observed, "deployment");
        assert_eq!(step.state, state, "{observed:?}");
        assert!(step.detail.starts_with(detail), "{step:?}");
        assert!(
            step.notes.first().map_or("", String::as_str).starts_with(note),
            "{step:?}"
        );
        assert_eq!(step.notes.is_empty(), note.is_empty(), "{step:?}");
    }
}

#[test]
fn deployed_functions_are_compared_where_they_can_be_read() {
    let differing = Difference {
        removed: vec!["gone()".to_owned()],
        ..Difference::default()
    };
    for (difference, state, detail) in [
        (Ok(Difference::default()), State::Ok, ""),
        (Ok(differing), State::Failed, "1 function differs"),
        (
            Err(Unread::NoScriptId),
            State::NotChecked,
            "give the script ID with --script-id",
        ),
        (
            Err(Unread::Scopes(vec!["s", "t"])),
            State::NotChecked,
            "the sign-in would need s and t too",
        ),
        (
            Err(Unread::NoSuchDeployment(Vec::new())),
            State::NotChecked,
            "the script with this script ID has no such",
        ),
        (
            Err(Unread::Head),
            State::NotChecked,
            "a test deployment has no version",
        ),
        (
            Err(Unread::Failed("HTTP 500".to_owned())),
            State::NotChecked,
            "the deployed code cannot be read: HTTP 500",
        ),
    ] {
        let observed = Observation {
            difference: Some(difference),
            ..observation(Some(answer(Meaning::FunctionNotFound)))
        };
        let step = step(&observed, "functions");
        assert_eq!(step.state, state, "{observed:?}");
        assert!(step.detail.starts_with(detail), "{step:?}");
    }
}

#[test]
fn the_pages_are_those_of_this_script_and_of_this_cloud_project() {
    let mut observed = observation(Some(Answer {
        cloud_project: Some("my-shop".to_owned()),
        ..answer(Meaning::ApiDisabled)
    }));
    let url = step(&observed, "api").url.unwrap();
    assert_eq!(
        url,
        "https://console.cloud.google.com/apis/library/script.googleapis.com?project=my-shop"
    );
    observed.answer = Some(answer(Meaning::NoPermission));
    observed.script_id = Some("1Script".to_owned());
    if let Some(Ok(info)) = &mut observed.token_info {
        info.client_id = Some("987654321098-x.apps.googleusercontent.com".to_owned());
    }
    let failed = step(&observed, "cloudProject");
    assert_eq!(
        failed.url.as_deref(),
        Some("https://script.google.com/home/projects/1Script/settings")
    );
    let help = failed.help.unwrap();
    assert!(
        help.contains("987654321098") && help.contains("ann@example.com"),
        "{help}"
    );
}
