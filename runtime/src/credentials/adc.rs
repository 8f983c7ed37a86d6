//! Application default credentials: what `gcloud auth application-default login` leaves.
//!
//! The fields are those of `google.oauth2.credentials` in the PyPI package google-auth.

use super::{
    OAuthClient,
    fields::{self, Fields, FileFault},
    stored_user::StoredUser,
};

pub(super) fn read(text: &str) -> Result<StoredUser, FileFault> {
    let json = fields::parse(text)?;
    let file = Fields::of(&json)?;
    match file.required("type")? {
        "authorized_user" => {}
        other => return Err(unsuitable(other)),
    }
    let client = OAuthClient {
        secret: file.secret("client_secret")?,
        ..OAuthClient::new(file.required("client_id")?)
    };
    let refresh_token = file.required("refresh_token")?;
    Ok(StoredUser {
        client: Some(client),
        refresh_token: Some(refresh_token.into()),
        access_token: None,
        token_url: None,
        quota_project: file.text("quota_project_id").ok().flatten().map(str::to_owned),
    })
}

fn unsuitable(kind: &str) -> FileFault {
    let message = match kind {
        "service_account" | "impersonated_service_account" => {
            "these are credentials of a service account, and a service account cannot run a script".to_owned()
        }
        "external_account" => "these are credentials of a workload, which cannot run a script".to_owned(),
        // The field may hold anything, so it is not repeated.
        _ => "the field `type` is not `authorized_user`".to_owned(),
    };
    FileFault::new(message).with_help(
        "sign in as a person: `gcloud auth application-default login --client-id-file=client_secret.json \
         --scopes=…` with every scope of the script, or `apps-script login`",
    )
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn reads_a_person_and_refuses_others() {
        let person = r#"{"account":"","type":"authorized_user","client_id":"c","client_secret":"s","refresh_token":"r","quota_project_id":"p","universe_domain":"googleapis.com"}"#;
        let user = read(person).unwrap();
        assert_eq!(user.client.unwrap().id, "c");
        assert_eq!(user.quota_project.as_deref(), Some("p"));
        for (text, message) in [
            ("", "not valid JSON: line 1, column 0"),
            ("[]", "not a JSON object"),
            ("{}", "the field `type` is missing"),
            (
                r#"{"type":"service_account","private_key":"-----BEGIN"}"#,
                "a service account cannot run a script",
            ),
            (
                r#"{"type":"external_account"}"#,
                "a workload, which cannot run a script",
            ),
            (r#"{"type":"other"}"#, "is not `authorized_user`"),
            (
                r#"{"type":"authorized_user","client_id":7}"#,
                "the field `client_id` is not text",
            ),
            (
                r#"{"type":"authorized_user","client_id":""}"#,
                "the field `client_id` is empty",
            ),
            (
                r#"{"type":"authorized_user","client_id":"c"}"#,
                "the field `refresh_token` is missing",
            ),
        ] {
            let fault = read(text).unwrap_err().in_file("adc.json".as_ref());
            assert!(fault.to_string().contains(message), "{fault}");
        }
    }
}
