use std::path::Path;

/// What stands for a deployment ID until there is one.
const PLACEHOLDER: &str = "AKfycb-PUT-YOUR-DEPLOYMENT-ID-HERE";

/// Names of folders and files that hold a script and say nothing about it.
const PLAIN_NAMES: [&str; 10] = [
    "",
    "apps-script",
    "appsscript",
    "build",
    "code",
    "dist",
    "gas",
    "script",
    "scripts",
    "src",
];

/// What [`bindings`](crate::bindings()) cannot read from the script.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BindingsOptions {
    /// The name of the trait.
    pub name: String,
    /// The deployment ID.
    pub id: String,
    /// The path of the script as seen from the crate, for the attribute's key `source`; without it, the compiler
    /// does not hold the trait against the script.
    pub source: Option<String>,
}

impl BindingsOptions {
    /// A trait of this name, with a placeholder for the deployment ID, without the key `source`.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            id: PLACEHOLDER.into(),
            source: None,
        }
    }

    /// A trait that is named after the folder of the script, or its one file: `Inventory` for `inventory/script`.
    ///
    /// ```
    /// use apps_script_source::BindingsOptions;
    ///
    /// assert_eq!(BindingsOptions::named_after("examples/inventory/script").name, "Inventory");
    /// assert_eq!(BindingsOptions::named_after("mail-triage").name, "MailTriage");
    /// ```
    #[must_use]
    pub fn named_after(folder: impl AsRef<Path>) -> Self {
        let folder = folder.as_ref();
        let mut folder = folder.canonicalize().unwrap_or_else(|_| folder.into());
        if folder.is_file() {
            folder.set_extension("");
        }
        let name = folder
            .ancestors()
            .filter_map(|folder| folder.file_name()?.to_str())
            .find(|name| !PLAIN_NAMES.contains(&name.to_lowercase().as_str()))
            .unwrap_or("Script");
        Self::new(super::names::pascal_case(name, "Script"))
    }

    pub(super) fn has_placeholder(&self) -> bool {
        self.id == PLACEHOLDER
    }
}
