//! The file of an OAuth client, in the form in which the Cloud console gives it.

use std::{fs, io, path::Path};

use serde::{Deserialize, de::Error};

use crate::failure::Failure;

/// What is read of the file.
#[derive(Debug, Deserialize)]
pub(crate) struct OAuthClientFile {
    pub(crate) client_id: String,
    #[serde(default)]
    pub(crate) client_secret: String,
    #[serde(default)]
    pub(crate) token_uri: String,
}

/// A client for desktop applications, or one for web applications.
#[derive(Deserialize)]
struct Content {
    installed: Option<OAuthClientFile>,
    web: Option<OAuthClientFile>,
}

impl OAuthClientFile {
    /// Reads the file; `None` if it does not exist.
    pub(crate) fn read(path: &Path) -> Result<Option<Self>, Failure> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(fault) => return Err(Failure::new(format!("cannot read {}: {fault}", path.display()))),
        };
        parse(&text).map(Some).map_err(|fault| {
            Failure::new(format!("{} is not the file of an OAuth client: {fault}", path.display())).with_help(
                "download it in the Cloud console, at APIs & Services > Credentials, for a client of the type Desktop app",
            )
        })
    }
}

fn parse(text: &str) -> Result<OAuthClientFile, serde_json::Error> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let content: Content = serde_json::from_str(text)?;
    let client = content.installed.or(content.web);
    client.ok_or_else(|| serde_json::Error::missing_field("installed"))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn both_kinds_of_clients_are_read() {
        for (text, expected) in [
            (
                r#"{"installed":{"client_id":"c","client_secret":"s","token_uri":"u","redirect_uris":[]}}"#,
                Some(("s", "u")),
            ),
            (r#"{"web":{"client_id":"c"}}"#, Some(("", ""))),
            (
                r#"{"web":{"client_id":"w"},"installed":{"client_id":"c","client_secret":"s"}}"#,
                Some(("s", "")),
            ),
            (r#"{"type":"service_account"}"#, None),
            (r#"{"installed":{}}"#, None),
            ("", None),
        ] {
            let read = parse(text).ok();
            let fields = read
                .as_ref()
                .map(|client| (&*client.client_secret, &*client.token_uri));
            assert_eq!(fields, expected, "{text}");
        }
    }
}
