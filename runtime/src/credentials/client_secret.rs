//! `client_secret….json`, as the Cloud console offers it for an OAuth client.

use super::{
    OAuthClient,
    fields::{self, Fields, FileFault},
};

pub(super) fn read(text: &str) -> Result<OAuthClient, FileFault> {
    let json = fields::parse(text)?;
    let file = Fields::of(&json)?;
    let client = match (file.object("installed")?, file.object("web")?) {
        (Some(client), _) | (None, Some(client)) => client,
        (None, None) => return Err(no_client(&file)),
    };
    Ok(OAuthClient {
        id: client.required("client_id")?.to_owned(),
        secret: client.secret("client_secret")?,
    })
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
        for (text, message) in [
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
