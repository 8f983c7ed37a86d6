//! Sign-ins against a token endpoint on this machine.

use std::{sync::Arc, time::Duration};

use apps_script::credentials::{
    AuthorizedUser, OAuthClient, TokenError, TokenRequest, TokenSource, TokenStore,
};
use tokio::task::JoinSet;

use crate::oauth_server::{Answer, OAuthServer, granted, refused};

const SIX_MINUTES: Duration = Duration::from_secs(360);

fn oauth_client() -> OAuthClient {
    OAuthClient::new("1234.apps.googleusercontent.com").secret("GOCSPX-secret")
}

async fn user_of(answers: impl IntoIterator<Item = Answer>) -> (OAuthServer, AuthorizedUser) {
    let server = OAuthServer::start(answers).await;
    let user = AuthorizedUser::new(oauth_client(), "1//refresh")
        .with_token_url(&server.url)
        .unwrap();
    (server, user)
}

async fn token(source: &impl TokenSource) -> Result<String, TokenError> {
    let token = source.token(TokenRequest::new(&[], SIX_MINUTES)).await?;
    Ok(token.secret().to_owned())
}

#[tokio::test]
async fn asks_with_the_fields_of_the_protocol() {
    let (server, user) = user_of([granted("ya29.one", 3599)]).await;
    assert_eq!(token(&user).await.unwrap(), "ya29.one");
    let form = &server.asked()[0];
    let fields = [
        ("grant_type", "refresh_token"),
        ("client_id", "1234.apps.googleusercontent.com"),
        ("client_secret", "GOCSPX-secret"),
        ("refresh_token", "1//refresh"),
    ];
    assert_eq!(form.len(), fields.len());
    for (name, value) in fields {
        assert_eq!(form[name], value, "{name}");
    }
}

#[tokio::test]
async fn a_thousand_callers_make_one_request() {
    let (server, user) = user_of([granted("ya29.one", 3599)]).await;
    let user = Arc::new(user);
    let mut callers = JoinSet::new();
    for _ in 0..1000 {
        let user = Arc::clone(&user);
        callers.spawn(async move { token(&user).await.unwrap() });
    }
    assert!(callers.join_all().await.iter().all(|token| token == "ya29.one"));
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn a_refusal_is_shared_and_remembered() {
    let (server, user) = user_of([refused("invalid_grant", "Token has been expired or revoked.")]).await;
    let user = Arc::new(user);
    server.close();
    let mut callers = JoinSet::new();
    for _ in 0..100 {
        let user = Arc::clone(&user);
        callers.spawn(async move { token(&user).await.unwrap_err().to_string() });
    }
    while server.asked().is_empty() {
        tokio::task::yield_now().await;
    }
    server.open();
    let mut errors = callers.join_all().await;
    errors.push(token(&user).await.unwrap_err().to_string());
    assert!(
        errors
            .iter()
            .all(|error| error.contains("invalid_grant (Token has been expired")),
        "{errors:?}"
    );
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn a_renewal_goes_on_when_its_caller_is_dropped() {
    let (server, user) = user_of([granted("ya29.one", 3599)]).await;
    let user = Arc::new(user);
    server.close();
    let first = tokio::spawn({
        let user = Arc::clone(&user);
        async move { token(&user).await }
    });
    while server.asked().is_empty() {
        tokio::task::yield_now().await;
    }
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    server.open();
    assert_eq!(token(&user).await.unwrap(), "ya29.one");
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn a_renewal_that_ended_with_its_runtime_is_started_again() {
    let (server, user) = user_of([granted("ya29.lost", 3599), granted("ya29.one", 3599)]).await;
    let user = Arc::new(user);
    server.close();
    let asking = Arc::clone(&user);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let first = runtime.spawn(async move { token(&asking).await });
    while server.asked().is_empty() {
        tokio::task::yield_now().await;
    }
    runtime.shutdown_background();
    assert!(first.await.unwrap_err().is_cancelled());
    server.open();
    assert!(token(&user).await.is_ok());
    assert_eq!(server.asked().len(), 2);
}

#[tokio::test]
async fn an_endpoint_whose_tokens_are_short_is_not_asked_each_time() {
    let (server, user) = user_of([granted("ya29.one", 350)]).await;
    for _ in 0..3 {
        assert_eq!(token(&user).await.unwrap(), "ya29.one");
    }
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn a_refused_token_is_renewed_once() {
    let (server, user) = user_of([granted("ya29.one", 3599), granted("ya29.two", 3599)]).await;
    let request = TokenRequest::new(&[], SIX_MINUTES);
    let first = user.token(request).await.unwrap();
    for _ in 0..3 {
        let second = user.token(request.rejecting(&first)).await.unwrap();
        assert_eq!(second.secret(), "ya29.two");
    }
    assert_eq!(server.asked().len(), 2);
}

#[tokio::test]
async fn failures_that_may_pass_say_so() {
    for status in [408, 429, 500, 503] {
        let (server, user) = user_of([(status, String::from("<!DOCTYPE html>"))]).await;
        for _ in 0..2 {
            let error = token(&user).await.unwrap_err();
            assert!(error.is_transient() && error.retry_after().is_some(), "{error:?}");
            assert_eq!(
                error.to_string(),
                format!("the token endpoint failed with HTTP status {status}")
            );
        }
        // The second error is the first one: it is too early to ask again.
        assert_eq!(server.asked().len(), 1);
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let user = AuthorizedUser::new(oauth_client(), "1//refresh")
        .with_token_url(&url)
        .unwrap();
    let error = token(&user).await.unwrap_err();
    assert!(error.is_transient());
    assert_eq!(error.to_string(), "the token endpoint cannot be reached");
    assert!(
        format!("{error:#}").contains("cause: Connection refused"),
        "{error:#}"
    );
}

#[tokio::test]
async fn refusals_say_what_to_do() {
    let table = [
        (
            refused("invalid_grant", "Bad Request"),
            "refused: invalid_grant (Bad Request)",
            "sign in again",
        ),
        (
            refused("invalid_client", "Unauthorized"),
            "refused: invalid_client",
            "client ID and client secret",
        ),
        (
            refused("invalid_scope", "Bad"),
            "refused: invalid_scope",
            "the script's manifest",
        ),
        (
            (200, "<html>ya29.hidden</html>".into()),
            "HTTP status 200, is not one of OAuth 2.0",
            "what is between",
        ),
        (
            (200, r#"{"access_token":7}"#.into()),
            "not one of OAuth 2.0",
            "what is between",
        ),
        (
            (404, String::new()),
            "HTTP status 404, is not one of OAuth 2.0",
            "check the token endpoint",
        ),
        (
            (407, "<html>Proxy Authentication Required</html>".into()),
            "HTTP status 407",
            "such as a proxy",
        ),
        (
            (
                200,
                r#"{"error":"invalid_grant","error_description":"in a success"}"#.into(),
            ),
            "refused: invalid_grant (in a success)",
            "sign in again",
        ),
        (
            (
                200,
                r#"{"access_token":"","expires_in":3599,"token_type":"Bearer"}"#.into(),
            ),
            "the access token is empty",
            "check the token endpoint",
        ),
        (
            (
                200,
                r#"{"access_token":"ya29.x","expires_in":3599,"token_type":"MAC"}"#.into(),
            ),
            "of the type `MAC`",
            "check the token endpoint",
        ),
        (
            refused(
                "invalid_request",
                "1//refresh and GOCSPX-secret and 1%2F%2Frefresh",
            ),
            "([redacted] and [redacted] and [redacted])",
            "",
        ),
    ];
    for (answer, message, help) in table {
        let (server, user) = user_of([answer.clone()]).await;
        let error = token(&user).await.unwrap_err();
        assert!(error.to_string().contains(message), "{answer:?}: {error}");
        assert!(
            error.help().unwrap_or_default().contains(help),
            "{answer:?}: {error:#}"
        );
        assert!(!format!("{error:?}").contains("ya29"), "{error:?}");
        assert_eq!(server.asked().len(), 1, "{answer:?}");
    }
}

#[tokio::test]
async fn the_help_knows_where_the_sign_in_came_from() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let fields = r#""type":"authorized_user","client_id":"c","client_secret":"s","refresh_token":"r""#;
    let adc = file("adc.json", &format!("{{{fields}}}"));
    let clasprc = file(
        ".clasprc.json",
        &format!(r#"{{"tokens":{{"default":{{{fields}}},"work":{{{fields}}}}}}}"#),
    );
    let table = [
        (
            AuthorizedUser::from_adc_file(&adc),
            "gcloud auth application-default login",
        ),
        (
            AuthorizedUser::from_clasp_file(&clasprc, "default"),
            "clasp login --creds",
        ),
        (
            AuthorizedUser::from_clasp_file(&clasprc, "work"),
            "clasp login --user work",
        ),
        (
            TokenStore::at(&adc).load(),
            "apps-script login --client-secret client_secret.json --store",
        ),
    ];
    for (user, help) in table {
        let server = OAuthServer::start([refused("invalid_grant", "Bad Request")]).await;
        let error = token(&user.unwrap().with_token_url(&server.url).unwrap())
            .await
            .unwrap_err();
        assert!(error.help().unwrap().contains(help), "{error:#}");
    }
}

#[test]
fn secrets_are_not_sent_unprotected() {
    let user = || AuthorizedUser::new(oauth_client(), "1//refresh");
    let error = user()
        .with_token_url("http://oauth2.googleapis.com/token")
        .unwrap_err();
    assert!(error.to_string().contains("unprotected"), "{error}");
    assert!(
        error.help().unwrap().contains("allow_insecure_http()"),
        "{error:#}"
    );
    let allowed = user().allow_insecure_http();
    assert!(allowed.with_token_url("http://emulator:8080/token").is_ok());
    let error = user()
        .with_token_url("https://user:hunter2@host/token")
        .unwrap_err();
    assert!(!format!("{error:#} {error:?}").contains("hunter2"), "{error:?}");
}
