//! What a person reads, and copies from, when the emulator has started.

use std::fmt;

use apps_script_emulator::Emulator;
use apps_script_source::{Function, Project};

use super::options::Options;

pub(super) struct Announcement<'a> {
    pub(super) emulator: &'a Emulator,
    pub(super) options: &'a Options,
    pub(super) project: &'a Project,
}

impl fmt::Display for Announcement<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = self.emulator.url();
        writeln!(f, "Serving {} at {url}/\n", self.options.script.folder.display())?;
        for (name, value) in self.emulator.vars() {
            writeln!(f, "export {name}={}", quoted(&value))?;
        }
        if self.options.verbose {
            self.details(f)?;
        }
        writeln!(
            f,
            "\ncurl -s \"$APPS_SCRIPT_URL/v1/scripts/$APPS_SCRIPT_ID:run\" \\"
        )?;
        writeln!(f, "  -H \"Authorization: Bearer $APPS_SCRIPT_TOKEN\" \\")?;
        writeln!(f, "  -H 'Content-Type: application/json' \\")?;
        writeln!(f, "  -d '{{\"function\":\"{}\"}}'", self.function())?;
        write!(f, "\nCtrl+C ends it.")
    }
}

impl Announcement<'_> {
    fn details(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in [
            ("script ID", self.emulator.script_id()),
            ("client ID", self.emulator.client_id()),
            ("client secret", self.emulator.client_secret()),
            ("refresh token", self.emulator.refresh_token()),
            ("token URL", &self.emulator.token_url()),
        ] {
            writeln!(f, "# {name}: {value}")?;
        }
        Ok(())
    }

    /// A function that can be called without arguments, if there is one.
    fn function(&self) -> &str {
        let is_public = |function: &&Function| !function.is_private();
        let public = || self.project.functions().iter().filter(is_public);
        let callable = public().find(|function| function.parameters.iter().all(|one| one.optional));
        callable
            .or_else(|| public().next())
            .map_or("name", |function| &function.name)
    }

    /// What keeps calls from running or lets others in, with what to do.
    pub(super) fn warnings(&self) -> Vec<String> {
        let mut warnings = Vec::new();
        if self.project.manifest.execution_api.is_none() && !self.options.script.deploy {
            warnings.push(
                "appsscript.json has no executionApi, so that every call answers 404: add \"executionApi\": \
                 { \"access\": \"MYSELF\" }, or start with --deploy"
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
        let host = self.options.host;
        if !host.is_loopback() {
            warnings.push(format!(
                "listening on {host}: whoever reaches it and has the token runs the script, with all that it may do"
            ));
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
