use serde::Deserialize;

/// `appsscript.json`, as far as running and calling a script depends on it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[non_exhaustive]
pub struct Manifest {
    /// The IANA name of the script's time zone.
    pub time_zone: Option<String>,
    /// The scopes that the project asks for; absent, Google derives them from the code.
    pub oauth_scopes: Option<Vec<String>>,
    /// Present if the project can be deployed as an API executable.
    pub execution_api: Option<ExecutionApi>,
    /// What else the project uses.
    pub dependencies: Dependencies,
    /// `V8`, unless the script still runs on the engine before it.
    pub runtime_version: Option<String>,
}

/// Who may run the project through the API.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct ExecutionApi {
    /// `MYSELF` where the manifest says nothing.
    #[serde(default)]
    pub access: Access,
}

/// Who may run a deployment.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum Access {
    /// The owner of the script.
    #[default]
    Myself,
    /// Everyone in the owner's domain.
    Domain,
    /// Everyone who is signed in.
    Anyone,
    /// Everyone.
    AnyoneAnonymous,
}

/// The manifest's `dependencies`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Dependencies {
    /// Other script projects that this one calls.
    pub libraries: Vec<Library>,
    /// Google's APIs that the code reaches through a global each.
    #[serde(rename = "enabledAdvancedServices")]
    pub enabled_advanced_services: Vec<AdvancedService>,
}

/// One of Google's APIs, enabled as an advanced service.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AdvancedService {
    /// The name that the code knows it by.
    pub user_symbol: String,
    /// The API, such as `sheets`.
    pub service_id: String,
    /// The version of the API, such as `v4`.
    #[serde(default)]
    pub version: Option<String>,
}

/// Another script project, included as a library.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Library {
    /// The name that the code knows it by.
    pub user_symbol: String,
    /// The script ID of the library.
    pub library_id: String,
    /// The version that is used.
    #[serde(default)]
    pub version: Option<String>,
    /// Whether the newest saved code is used in place of that version.
    #[serde(default)]
    pub development_mode: bool,
}
