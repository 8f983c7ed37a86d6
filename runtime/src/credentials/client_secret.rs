//! `client_secret….json`, as the Cloud console offers it for an OAuth client.

use super::{
    OAuthClient,
    fields::{self, Fields, FileFault},
};

/// What the URLs in the files of the Cloud console begin with.
const GOOGLE: [&str; 3] = [
    "https://accounts.google.com/",
    "https://oauth2.googleapis.com/",
    "https://www.googleapis.com/",
];

pub(super) fn read(text: &str) -> Result<OAuthClient, FileFault> {
    let json = fields::parse(text)?;
    let file = Fields::of(&json)?;
    let client = match (file.object("installed")?, file.object("web")?) {
        (Some(client), _) | (None, Some(client)) => client,
        (None, None) => return Err(no_client(&file)),
    };
    Ok(OAuthClient {
        secret: client.secret("client_secret")?,
        authorize_url: elsewhere(client.text("auth_uri")?),
        token_url: elsewhere(client.text("token_uri")?),
        ..OAuthClient::new(client.required("client_id")?)
    })
}

/// A URL that is not Google's. Google's own files name an older page to sign in than the one that is used here.
fn elsewhere(url: Option<&str>) -> Option<String> {
    let is_google = |url: &str| GOOGLE.iter().any(|google| url.starts_with(google));
    url.filter(|url| !is_google(url)).map(str::to_owned)
}

fn no_client(file: &Fields<'_>) -> FileFault {
    let message = match file.text("type") {
        Ok(Some("service_account")) => "this is the key of a service account, and no OAuth client",
        Ok(Some("authorized_user")) => "this is a sign-in, and no OAuth client",
        _ => "no OAuth client: neither the field `installed` nor `web` is there",
    };
    FileFault::new(message).with_help(
        "in the Cloud console of the script's project, APIs & Services > Credentials > Create credentials > \
         OAuth client ID > Desktop app, then download its JSON",
    )
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::read;

    #[test]
    fn reads_the_client_of_either_kind() {
        for (text, secret) in [
            (
                r#"{"installed":{"client_id":"c","client_secret":"s","redirect_uris":["http://localhost"]}}"#,
                Some("s"),
            ),
            (r#"{"web":{"client_id":"c","client_secret":"s"}}"#, Some("s")),
            (r#"{"installed":{"client_id":"c"}}"#, None),
        ] {
            let client = read(text).unwrap();
            assert_eq!(client.id, "c");
            assert_eq!(
                client.secret.as_ref().map(|secret| secret.expose_secret()),
                secret
            );
        }
        for (text, elsewhere) in [
            (
                r#"{"installed":{"client_id":"c","auth_uri":"https://accounts.google.com/o/oauth2/auth","token_uri":"https://oauth2.googleapis.com/token"}}"#,
                None,
            ),
            (
                r#"{"web":{"client_id":"c","auth_uri":"http://127.0.0.1:1/a","token_uri":"http://127.0.0.1:1/t"}}"#,
                Some(("http://127.0.0.1:1/a", "http://127.0.0.1:1/t")),
            ),
        ] {
            let client = read(text).unwrap();
            let urls = client.authorize_url.as_deref().zip(client.token_url.as_deref());
            assert_eq!(urls, elsewhere, "{text}");
        }
        for (text, message) in [
            (
                r#"{"installed":{"client_id":"c","token_uri":7}}"#,
                "the field `token_uri` is not",
            ),
            ("{}", "neither the field `installed` nor `web`"),
            (r#"{"installed":[]}"#, "the field `installed` is not an object"),
            (r#"{"installed":{}}"#, "the field `client_id` is missing"),
            (r#"{"type":"service_account"}"#, "the key of a service account"),
            (r#"{"type":"authorized_user"}"#, "this is a sign-in"),
        ] {
            let fault = read(text).unwrap_err().in_file("client_secret.json".as_ref());
            assert!(fault.to_string().contains(message), "{fault}");
        }
    }
}
