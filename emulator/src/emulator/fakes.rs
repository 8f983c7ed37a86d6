//! Fakes, as a test gives them.

use std::{path::PathBuf, sync::Arc};

use serde_json::Value as Json;

use super::builder::EmulatorBuilder;
use crate::state::fakes::FakeMember;

impl EmulatorBuilder {
    /// A JavaScript file that gives fakes. It runs in the script's global scope, after the services are there and
    /// before the script's own files, so that it can put its own in place of a whole service. Its calls do not
    /// show in the script's stacks. It may be given several times.
    ///
    /// ```js
    /// var LanguageApp = { translate: (text, from, to) => `${text} in ${to}` };
    /// ```
    pub fn fake_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.fakes.files.push(path.into());
        self
    }

    /// A closure that answers for one member of a service, given by its dotted path; the rest of the service stays
    /// as it is. Arguments and answer cross as JSON, and an error is thrown in the script as `Exception: …`.
    ///
    /// ```no_run
    /// # use apps_script_emulator::Emulator;
    /// use serde_json::json;
    ///
    /// let builder = Emulator::builder()
    ///     .project("script")
    ///     .fake("LanguageApp.translate", |arguments| Ok(json!(format!("{} in German", arguments[0]))))
    ///     .fake("Session.getActiveUserLocale", |_| Err("no locale today".into()));
    /// ```
    pub fn fake(
        mut self,
        path: &str,
        answer: impl Fn(Vec<Json>) -> Result<Json, String> + Send + Sync + 'static,
    ) -> Self {
        self.fakes.members.push(FakeMember {
            path: path.split('.').map(str::to_owned).collect(),
            answer: Arc::new(answer),
        });
        self
    }
}
