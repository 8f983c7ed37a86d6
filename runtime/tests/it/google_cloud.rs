//! Credentials of Google's own crate as a source of tokens.

use std::time::Duration;

use apps_script::credentials::{GoogleCloud, TokenRequest, TokenSource};
use google_cloud_auth::credentials::user_account::Builder;
use serde_json::json;

use crate::oauth_server::{Answer, OAuthServer, granted, refused};

async fn source(answer: Answer) -> (OAuthServer, GoogleCloud) {
    let server = OAuthServer::start([answer]).await;
    let user = json!({
        "type": "authorized_user", "client_id": "c", "client_secret": "s", "refresh_token": "r",
        "token_uri": server.url, "quota_project_id": "my-project",
    });
    let credentials = Builder::new(user).build_access_token_credentials().unwrap();
    (server, GoogleCloud::from(credentials))
}

#[tokio::test]
async fn its_tokens_serve() {
    let (server, source) = source(granted("ya29.google", 3599)).await;
    let request = TokenRequest::new(&[], Duration::from_secs(360));
    let token = source.token(request).await.unwrap();
    assert_eq!(
        (token.secret(), token.quota_project()),
        ("ya29.google", Some("my-project"))
    );
    assert_eq!(server.asked().len(), 1);
    assert_eq!(format!("{source:?}"), "GoogleCloud { .. }");
}

#[tokio::test]
async fn its_failures_are_told() {
    let (_server, source) = source(refused("invalid_grant", "Bad Request")).await;
    let error = source
        .token(TokenRequest::new(&[], Duration::ZERO))
        .await
        .unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("google-cloud-auth gives no token: "),
        "{error}"
    );
    assert!(!error.is_transient());
}
