// What a deployment ID is, for the macro, which checks literals, and for the runtime, which checks what is known
// only there. The runtime takes this file through the macro `deployment_id_rule!`, so that the rule stands once.

/// Why a text is not a deployment ID, and what to do about it.
pub(crate) struct NotADeploymentId {
    pub(crate) message: String,
    pub(crate) help: String,
}

/// Checks that `text`, without the white space around it, is a deployment ID, and returns it.
pub(crate) fn deployment_id(text: &str) -> Result<&str, NotADeploymentId> {
    let id = text.trim();
    if id.is_empty() {
        return Err(not_an_id("the deployment ID is empty", SHOWN));
    }
    if id.contains('/') {
        return Err(pasted_url(id));
    }
    if let Some(foreign) = id.chars().find(|letter| !is_id_letter(*letter)) {
        let message = format!("a deployment ID has no `{}` in it", foreign.escape_debug());
        let help = "copy the whole ID: letters, digits, `-` and `_` only";
        return Err(not_an_id(&message, help));
    }
    if is_script_id(id) {
        let message = "this looks like a script ID, and the run endpoint takes a deployment ID";
        return Err(not_an_id(message, DEPLOY));
    }
    Ok(id)
}

const SHOWN: &str =
    "use the ID that Deploy > Manage deployments shows in the script editor: it begins with `AKfycb`";

const DEPLOY: &str = "in the script editor, Deploy > New deployment > API Executable makes a deployment, and Deploy > \
                      Manage deployments shows its ID: it begins with `AKfycb`";

fn not_an_id(message: &str, help: &str) -> NotADeploymentId {
    NotADeploymentId {
        message: message.to_owned(),
        help: help.to_owned(),
    }
}

fn pasted_url(url: &str) -> NotADeploymentId {
    let parts = || url.split(['/', '?', '#', '&', '=']);
    if let Some(id) = parts().find(|part| part.starts_with("AKfycb")) {
        let help = format!("use the part of it that is the ID: `{}`", id.escape_debug());
        return not_an_id("this is a URL, not a deployment ID", &help);
    }
    if parts().any(is_script_id) {
        let message = "this is the URL of a script project, which has no deployment ID in it";
        return not_an_id(message, SHOWN);
    }
    not_an_id("this is a URL or a path, not a deployment ID", SHOWN)
}

fn is_id_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '-' || letter == '_'
}

/// Script IDs begin with `1` and have about 57 letters.
fn is_script_id(id: &str) -> bool {
    id.starts_with('1') && (50..=64).contains(&id.len()) && id.chars().all(is_id_letter)
}
