//! The step that compares the deployed functions with those of the folder.

use super::{
    super::{
        difference::Difference,
        observation::{Needed, Observation, Unread},
        step::Step,
    },
    editor::editor,
    names::FUNCTIONS,
};

pub(super) fn functions(observed: &Observation) -> Step {
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
