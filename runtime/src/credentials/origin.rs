use std::{fmt, path::PathBuf};

/// Where a sign-in was found, which decides how to sign in again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    Values,
    Environment,
    Store(PathBuf),
    Clasp { file: PathBuf, user: String },
    Adc(PathBuf),
}

impl Origin {
    /// What to do when the sign-in is over.
    pub(super) fn sign_in_again(&self) -> String {
        match self {
            Self::Values => {
                "sign in again and use the new refresh token: `cargo run --example login` gets one".into()
            }
            Self::Environment => {
                "sign in again and set APPS_SCRIPT_REFRESH_TOKEN anew: `cargo run --example login` gets one"
                    .into()
            }
            Self::Store(file) => format!(
                "sign in again: `cargo run --example login -- --client-secret client_secret.json --store {}`",
                file.display()
            ),
            Self::Clasp { user, .. } if user == "default" => {
                "sign in again: `clasp login --creds client_secret.json`".into()
            }
            Self::Clasp { user, .. } => {
                format!("sign in again: `clasp login --user {user} --creds client_secret.json`")
            }
            Self::Adc(_) => "sign in again: `gcloud auth application-default login \
                             --client-id-file=client_secret.json --scopes=…` with every scope of the script"
                .into(),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Values => f.write_str("the given refresh token"),
            Self::Environment => f.write_str("the environment"),
            Self::Store(file) | Self::Adc(file) => write!(f, "{}", file.display()),
            Self::Clasp { file, user } => write!(f, "user `{user}` in {}", file.display()),
        }
    }
}
