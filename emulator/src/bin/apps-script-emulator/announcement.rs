//! What a person reads, and copies from, when the emulator has started.

use std::{fmt, path::Path};

use apps_script_emulator::Emulator;
use apps_script_source::{Function, Project};

pub(crate) struct Announcement<'a> {
    pub(crate) emulator: &'a Emulator,
    pub(crate) folder: &'a Path,
    pub(crate) project: &'a Project,
    pub(crate) is_watching: bool,
}

impl fmt::Display for Announcement<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = self.emulator.url();
        writeln!(f, "Serving {}", self.folder.display())?;
        writeln!(f, "Executions and functions: {url}/")?;
        if self.is_watching {
            writeln!(f, "Deploys it again whenever a file changes.")?;
        }
        writeln!(f, "\nCopy this to call it:\n")?;
        writeln!(f, "export APPS_SCRIPT_URL={}", quoted(url))?;
        writeln!(
            f,
            "export APPS_SCRIPT_ID={}",
            quoted(self.emulator.deployment_id())
        )?;
        writeln!(f, "export APPS_SCRIPT_TOKEN={}\n", quoted(self.emulator.token()))?;
        writeln!(
            f,
            "curl -s \"$APPS_SCRIPT_URL/v1/scripts/$APPS_SCRIPT_ID:run\" \\"
        )?;
        writeln!(f, "  -H \"Authorization: Bearer $APPS_SCRIPT_TOKEN\" \\")?;
        writeln!(f, "  -H 'Content-Type: application/json' \\")?;
        writeln!(
            f,
            "  -d '{{\"function\":\"{}\",\"parameters\":[]}}'",
            self.function()
        )?;
        write!(f, "\nCtrl+C ends it.")
    }
}

impl Announcement<'_> {
    /// One that can be called as it stands, if there is one.
    fn function(&self) -> &str {
        let is_public = |function: &&Function| !function.is_private();
        let public = || self.project.functions().iter().filter(is_public);
        let callable = public().find(|function| function.parameters.iter().all(|one| one.optional));
        callable
            .or_else(|| public().next())
            .map_or("name", |function| &function.name)
    }

    /// What keeps every call from running, with what to do.
    pub(crate) fn warnings(&self) -> Vec<String> {
        let mut warnings = Vec::new();
        if self.project.manifest.execution_api.is_none() {
            warnings.push(
                "appsscript.json has no executionApi, so that every call answers 404: add \"executionApi\": \
                 { \"access\": \"MYSELF\" }"
                    .into(),
            );
        }
        if self.emulator.scopes().is_empty() {
            warnings.push(
                "the script needs no OAuth scope, so that every call answers 403, as at Google: add one to \
                 oauthScopes in appsscript.json, such as https://www.googleapis.com/auth/userinfo.email"
                    .into(),
            );
        }
        warnings
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
