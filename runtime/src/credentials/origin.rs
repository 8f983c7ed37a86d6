use std::{
    fmt,
    path::{Path, PathBuf},
};

use super::{TokenError, adc, clasprc, credential_file, stored_user::StoredUser, token_store};

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
    /// The file that a new sign-in would change.
    pub(super) fn file(&self) -> Option<&Path> {
        match self {
            Self::Values | Self::Environment => None,
            Self::Store(file) | Self::Adc(file) | Self::Clasp { file, .. } => Some(file),
        }
    }

    /// What is in the file now. It blocks.
    pub(super) fn read_again(&self) -> Result<StoredUser, TokenError> {
        let Some(file) = self.file() else {
            return Err(TokenError::new(format!("{self} cannot change")));
        };
        let text = credential_file::read_again(file)
            .map_err(|fault| TokenError::new(format!("{} cannot be read: {fault}", file.display())))?;
        let user = match self {
            Self::Clasp { user, .. } => clasprc::read(&text, user),
            Self::Adc(_) => adc::read(&text),
            _ => token_store::read(&text),
        };
        user.map_err(|fault| fault.in_file(file))
    }

    /// What to do when the sign-in has ended.
    pub(super) fn sign_in_again(&self) -> String {
        match self {
            Self::Values => {
                "sign in again and use the new refresh token: `apps-script login` gets one".into()
            }
            Self::Environment => {
                "sign in again and set APPS_SCRIPT_REFRESH_TOKEN to the new refresh token: `apps-script login` gets one"
                    .into()
            }
            Self::Store(file) => format!(
                "sign in again: `apps-script login --client-secret client_secret.json --store {}`; no restart is needed",
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
