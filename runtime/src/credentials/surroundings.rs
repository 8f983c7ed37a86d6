//! What surrounds the process, as far as credentials are looked for in it.

use std::{
    collections::HashMap,
    env,
    ffi::OsString,
    path::{Path, PathBuf},
};

/// Variables and folders; a value of its own, so that a test can have others.
#[derive(Clone, Default)]
pub(crate) struct Surroundings {
    pub(crate) variables: HashMap<String, OsString>,
    pub(crate) home: Option<PathBuf>,
    pub(crate) working_folder: Option<PathBuf>,
}

/// What a client is set up by. No other variable is read.
const VARIABLES: [&str; 11] = [
    "APPDATA",
    "APPS_SCRIPT_CLIENT_ID",
    "APPS_SCRIPT_CLIENT_SECRET",
    "APPS_SCRIPT_ID",
    "APPS_SCRIPT_REFRESH_TOKEN",
    "APPS_SCRIPT_TOKEN",
    "APPS_SCRIPT_URL",
    "GOOGLE_APPLICATION_CREDENTIALS",
    "GOOGLE_CLOUD_QUOTA_PROJECT",
    "XDG_CONFIG_HOME",
    "clasp_config_auth",
];

impl Surroundings {
    pub(crate) fn of_process() -> Self {
        let set = |name: &&str| env::var_os(name).map(|value| ((*name).to_owned(), value));
        Self {
            variables: VARIABLES.iter().filter_map(set).collect(),
            home: env::home_dir().filter(|home| !home.as_os_str().is_empty()),
            working_folder: env::current_dir().ok(),
        }
    }

    /// The given variables in place of the environment, which holds the home folder too.
    pub(crate) fn of_vars(variables: HashMap<String, OsString>) -> Self {
        let home = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
        let home = variables.get(home).filter(|home| !home.is_empty());
        Self {
            home: home.map(PathBuf::from),
            variables,
            working_folder: env::current_dir().ok(),
        }
    }

    /// A variable that is set, and not to nothing.
    pub(super) fn path(&self, name: &str) -> Option<&Path> {
        let value = self.variables.get(name)?;
        (!value.is_empty()).then(|| Path::new(value))
    }

    pub(super) fn config_folder(&self) -> Option<PathBuf> {
        if cfg!(windows) {
            return self.path("APPDATA").map(Path::to_owned);
        }
        let chosen = self.path("XDG_CONFIG_HOME").filter(|folder| folder.is_absolute());
        chosen
            .map(Path::to_owned)
            .or_else(|| Some(self.home.as_ref()?.join(".config")))
    }

    /// Where gcloud keeps its settings, which `XDG_CONFIG_HOME` does not move.
    pub(super) fn gcloud_folder(&self) -> Option<PathBuf> {
        if cfg!(windows) {
            return self.path("APPDATA").map(|folder| folder.join("gcloud"));
        }
        Some(self.home.as_ref()?.join(".config").join("gcloud"))
    }

    /// clasp's file: where the variable says, beside the project, or at home.
    pub(super) fn clasp_files(&self) -> Vec<PathBuf> {
        const NAME: &str = ".clasprc.json";
        if let Some(file) = self.path("clasp_config_auth") {
            return vec![file.to_owned()];
        }
        [&self.working_folder, &self.home]
            .into_iter()
            .flatten()
            .map(|folder| folder.join(NAME))
            .collect()
    }

    /// The file of application default credentials.
    pub(super) fn adc_file(&self) -> Option<PathBuf> {
        match self.path("GOOGLE_APPLICATION_CREDENTIALS") {
            Some(file) => Some(file.to_owned()),
            None => Some(self.gcloud_folder()?.join("application_default_credentials.json")),
        }
    }
}
