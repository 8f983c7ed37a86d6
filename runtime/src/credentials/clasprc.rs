//! `.clasprc.json`, where clasp keeps its sign-ins: one schema for each of its generations.
//!
//! Facts from google/clasp, `src/auth/file_credential_store.ts`.

use std::time::{Duration, UNIX_EPOCH};

use secrecy::SecretString;

use super::{
    AccessToken, OAuthClient,
    fields::{self, Fields, FileFault},
    stored_user::StoredUser,
};

/// The sign-in of `user`; clasp's own name for the only one is `default`.
pub(super) fn read(text: &str, user: &str) -> Result<StoredUser, FileFault> {
    let json = fields::parse(text)?;
    let file = Fields::of(&json)?;
    if let Some(users) = file.object("tokens")? {
        return match users.object(user)? {
            Some(token) => signed_in(&token, client(&token, "client_id", "client_secret")?),
            None => Err(no_such_user(user, &users)),
        };
    }
    if user != "default" {
        return Err(FileFault::new("the file is of a clasp that knew one user only")
            .with_help("leave the user out, or sign in with clasp 3"));
    }
    let client = match file.object("oauth2ClientSettings")? {
        Some(settings) => client(&settings, "clientId", "clientSecret")?,
        None => None,
    };
    match file.object("token")? {
        Some(token) => signed_in(&token, client),
        None => signed_in(&file, client),
    }
}

fn client(fields: &Fields<'_>, id: &str, secret: &str) -> Result<Option<OAuthClient>, FileFault> {
    let Some(id) = fields.text(id)? else {
        return Ok(None);
    };
    Ok(Some(OAuthClient {
        secret: fields.secret(secret)?,
        ..OAuthClient::new(id)
    }))
}

fn signed_in(token: &Fields<'_>, client: Option<OAuthClient>) -> Result<StoredUser, FileFault> {
    let refresh_token = token.secret("refresh_token")?;
    let access_token = access_token(token)?;
    if refresh_token.is_none() && access_token.is_none() {
        return Err(
            FileFault::new("neither the field `refresh_token` nor `access_token` is there")
                .with_help("sign in: `clasp login --creds client_secret.json`"),
        );
    }
    Ok(StoredUser {
        client,
        refresh_token,
        access_token,
        token_url: None,
        quota_project: None,
    })
}

/// A token without a moment of expiry is not trusted.
fn access_token(token: &Fields<'_>) -> Result<Option<AccessToken>, FileFault> {
    let Some(secret) = token.secret("access_token")? else {
        return Ok(None);
    };
    // The second name is a slip of the oldest clasp.
    let expiry = token.count("expiry_date").or_else(|| token.count("exprity_date"));
    Ok(expiry.and_then(|milliseconds| expiring(secret, milliseconds)))
}

fn expiring(secret: SecretString, milliseconds: u64) -> Option<AccessToken> {
    let expires_at = UNIX_EPOCH.checked_add(Duration::from_millis(milliseconds))?;
    Some(AccessToken::new(secret).with_expiry(expires_at))
}

fn no_such_user(user: &str, users: &Fields<'_>) -> FileFault {
    let names = users.names();
    let known = if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    };
    FileFault::new(format!("no user `{user}` has signed in")).with_help(format!(
        "users in the file: {known}; or sign in: `clasp login --user {user} --creds client_secret.json`"
    ))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use secrecy::ExposeSecret;

    use super::read;

    const V3: &str = r#"{"tokens":{"default":{"client_id":"c","client_secret":"s","type":"authorized_user","refresh_token":"r","access_token":"a","token_type":"Bearer","expiry_date":1700000000000,"id_token":"i"},"work":{"client_id":"w","type":"authorized_user","refresh_token":"r"}}}"#;
    const V2: &str = r#"{"token":{"access_token":"a","refresh_token":"r","scope":"x","token_type":"Bearer","id_token":"i","expiry_date":1700000000000.5},"oauth2ClientSettings":{"clientId":"c","clientSecret":"s","redirectUri":"http://localhost"},"isLocalCreds":false}"#;
    const OLDEST: &str = r#"{"access_token":"a","refresh_token":"r","scope":"x","token_type":"Bearer","exprity_date":1700000000000}"#;

    #[test]
    fn reads_every_generation() {
        for (text, user, client, secret, has_access_token) in [
            (V3, "default", Some("c"), Some("s"), true),
            (V3, "work", Some("w"), None, false),
            (V2, "default", Some("c"), Some("s"), true),
            (OLDEST, "default", None, None, true),
        ] {
            let read = read(text, user).unwrap();
            let read_client = read.client.as_ref();
            assert_eq!(read_client.map(|client| &*client.id), client, "{text}");
            let read_secret = read_client.and_then(|client| client.secret.as_ref());
            assert_eq!(read_secret.map(|secret| secret.expose_secret()), secret, "{text}");
            assert_eq!(read.refresh_token.unwrap().expose_secret(), "r", "{text}");
            let expires_at = read.access_token.map(|token| token.expires_at().unwrap());
            let expected = has_access_token.then_some(UNIX_EPOCH + Duration::from_secs(1_700_000_000));
            assert_eq!(expires_at, expected, "{text}");
        }
    }

    #[test]
    fn names_what_is_missing() {
        for (text, user, message) in [
            (V3, "other", "no user `other` has signed in"),
            (V2, "work", "knew one user only"),
            (
                "{}",
                "default",
                "neither the field `refresh_token` nor `access_token`",
            ),
            (
                r#"{"token":{"access_token":"a"}}"#,
                "default",
                "neither the field",
            ),
            (
                r#"{"tokens":[]}"#,
                "default",
                "the field `tokens` is not an object",
            ),
            (
                r#"{"token":{"refresh_token":7}}"#,
                "default",
                "the field `refresh_token` is not text",
            ),
        ] {
            let fault = read(text, user).unwrap_err().in_file(".clasprc.json".as_ref());
            assert!(fault.to_string().contains(message), "{fault}");
        }
    }
}
