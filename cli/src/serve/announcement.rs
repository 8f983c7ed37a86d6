//! What a person reads, and copies from, when the emulator has started.

use std::{fmt, path::Path};

use apps_script_emulator::Emulator;
use apps_script_source::{Function, Project};
use serde_json::json;

pub(super) struct Announcement<'a> {
    pub(super) emulator: &'a Emulator,
    pub(super) folder: &'a Path,
    pub(super) project: &'a Project,
    pub(super) is_verbose: bool,
}

impl fmt::Display for Announcement<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let folder = self.folder.display();
        writeln!(
            f,
            "Serving {folder}; its functions and executions: {}/\n",
            self.emulator.url()
        )?;
        for (name, value) in self.emulator.vars() {
            writeln!(f, "export {name}={}", quoted(&value))?;
        }
        if self.is_verbose {
            writeln!(f)?;
            for (name, value) in self.details() {
                writeln!(f, "{:<15}{value}", format!("{name}:"))?;
            }
        }
        writeln!(
            f,
            "\ncurl -s \"$APPS_SCRIPT_URL/v1/scripts/$APPS_SCRIPT_ID:run\" \\"
        )?;
        writeln!(f, "  -H \"Authorization: Bearer $APPS_SCRIPT_TOKEN\" \\")?;
        writeln!(f, "  -H 'Content-Type: application/json' \\")?;
        writeln!(
            f,
            "  -d '{}'",
            json!({ "function": self.function(), "parameters": [] })
        )
    }
}

impl Announcement<'_> {
    /// Everything as one line of JSON.
    pub(super) fn json(&self) -> String {
        let emulator = self.emulator;
        let line = json!({
            "url": emulator.url(),
            "deploymentId": emulator.deployment_id(),
            "token": emulator.token(),
            "scriptId": emulator.script_id(),
            "clientId": emulator.client_id(),
            "clientSecret": emulator.client_secret(),
            "refreshToken": emulator.refresh_token(),
            "authorizeUrl": emulator.authorize_url(),
            "tokenUrl": emulator.token_url(),
        });
        format!("{line}\n")
    }

    fn details(&self) -> [(&'static str, String); 6] {
        let emulator = self.emulator;
        [
            ("script ID", emulator.script_id().to_owned()),
            ("client ID", emulator.client_id().to_owned()),
            ("client secret", emulator.client_secret().to_owned()),
            ("refresh token", emulator.refresh_token().to_owned()),
            ("sign-in", emulator.authorize_url()),
            ("tokens", emulator.token_url()),
        ]
    }

    /// One that can be called as it stands, if there is one.
    fn function(&self) -> &str {
        let is_public = |function: &&Function| !function.is_private();
        let public = || self.project.functions().iter().filter(is_public);
        let callable = public().find(|function| function.parameters.iter().all(|one| one.optional));
        callable
            .or_else(|| public().next())
            .map_or("name", |function| &function.name)
    }
}

/// As a shell takes it for one word.
fn quoted(text: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.:/[]".contains(letter);
    if !text.is_empty() && text.chars().all(is_plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_shell_takes_it_for_one_word() {
        for (text, expected) in [
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("ya29.a-b_c", "ya29.a-b_c"),
            ("", "''"),
            ("a b; $(c)", "'a b; $(c)'"),
            ("it's", "'it'\\''s'"),
        ] {
            assert_eq!(quoted(text), expected);
        }
    }
}
