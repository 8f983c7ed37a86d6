//! Fakes for what the emulator lacks, and for what a test wants to answer otherwise.

use std::{
    fmt, fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use serde_json::Value as Json;

use crate::{
    emulator::{EmulatorBuilder, StartError},
    engine,
};

type Answer = dyn Fn(Vec<Json>) -> Result<Json, String> + Send + Sync;

/// What a builder is given.
#[derive(Clone, Default)]
pub(crate) struct GivenFakes {
    files: Vec<PathBuf>,
    members: Vec<FakeMember>,
}

/// The fakes of one emulator.
#[derive(Default)]
pub(crate) struct Fakes {
    pub(crate) files: Vec<FakeFile>,
    pub(crate) members: Vec<FakeMember>,
}

/// JavaScript that runs before the user's files.
pub(crate) struct FakeFile {
    pub(crate) name: String,
    pub(crate) code: String,
}

/// One member of a service.
#[derive(Clone)]
pub(crate) struct FakeMember {
    /// `CalendarApp`, `getDefaultCalendar`.
    pub(crate) path: Vec<String>,
    pub(crate) answer: Arc<Answer>,
}

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

impl GivenFakes {
    /// Reads the files, and finds what would end every run.
    pub(crate) fn read(self) -> Result<Fakes, StartError> {
        let files = self.files.iter().map(|path| FakeFile::read(path));
        Ok(Fakes {
            files: files.collect::<Result<_, _>>()?,
            members: self.members,
        })
    }
}

impl FakeFile {
    fn read(path: &Path) -> Result<Self, StartError> {
        let code = fs::read_to_string(path).map_err(|source| StartError::Fake {
            path: path.to_owned(),
            source,
        })?;
        if let Some(fault) = engine::syntax_fault(&code) {
            return Err(StartError::Syntax {
                path: path.to_owned(),
                line: fault.line,
                message: fault.message,
            });
        }
        let name = path.file_name().unwrap_or(path.as_os_str());
        Ok(Self {
            name: name.to_string_lossy().into_owned(),
            code,
        })
    }
}

impl fmt::Debug for GivenFakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let members = self.members.iter().map(|member| member.path.join("."));
        f.debug_struct("Fakes")
            .field("files", &self.files)
            .field("members", &members.collect::<Vec<_>>())
            .finish()
    }
}
