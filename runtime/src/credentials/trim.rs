use secrecy::{ExposeSecret, SecretString};

/// The secret without the white space around it, which files and variables often end with.
pub(super) fn trimmed(secret: SecretString) -> SecretString {
    let bare = secret.expose_secret().trim();
    if bare.len() == secret.expose_secret().len() {
        secret
    } else {
        bare.into()
    }
}
