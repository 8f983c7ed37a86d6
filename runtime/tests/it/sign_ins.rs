//! Sign-ins that end and begin while a client is in use.

use std::{fs, path::Path, time::Duration};

use apps_script::{
    Client, ErrorKind, Executed,
    credentials::{AuthorizedUser, FixedToken, OAuthClient, TokenRequest, TokenSource, TokenStore, from_fn},
};
use serde_json::json;
use tokio::task::JoinSet;

use crate::{
    oauth_server::{Answer, OAuthServer, granted, refused},
    recorder::{RESULT, Recorder},
};

const UNAUTHORIZED: &str = r#"{"error":{"code":401,"message":"Request had invalid authentication credentials.","status":"UNAUTHENTICATED"}}"#;

/// A service that takes one token.
async fn service(token: &'static str) -> Recorder {
    Recorder::start(move |request| match request.header("authorization") {
        Some(header) if header == format!("Bearer {token}") => (200, RESULT.to_owned()),
        _ => (401, UNAUTHORIZED.to_owned()),
    })
    .await
}

fn client(service: &Recorder, user: AuthorizedUser, tokens: &OAuthServer) -> Client {
    Client::builder()
        .base_url(&service.url)
        .credentials(user.with_token_url(&tokens.url).unwrap())
        .build()
        .unwrap()
}

async fn call(client: &Client) -> apps_script::Result<u32> {
    client.call("AKfycbx", "f").send().await
}

fn revoked() -> Answer {
    refused("invalid_grant", "Token has been expired or revoked.")
}

/// Both the access token and the refresh token end when a person removes an application.
#[tokio::test]
async fn a_revoked_sign_in_costs_one_token_request() {
    let service = service("ya29.none").await;
    let tokens = OAuthServer::start([granted("ya29.old", 3599), revoked()]).await;
    let user = AuthorizedUser::new(OAuthClient::new("1234"), "1//r");
    let client = client(&service, user, &tokens);
    let mut calls = JoinSet::new();
    for _ in 0..1000 {
        let client = client.clone();
        calls.spawn(async move { call(&client).await.unwrap_err() });
    }
    let mut errors = calls.join_all().await;
    errors.push(call(&client).await.unwrap_err());
    for error in errors {
        assert_eq!(
            (error.kind(), error.executed()),
            (ErrorKind::Auth, Executed::No),
            "{error:?}"
        );
        assert!(error.to_string().contains("invalid_grant"), "{error}");
        assert!(error.help().unwrap().contains("sign in again"), "{error:#}");
    }
    assert_eq!(tokens.asked().len(), 2);
}

/// A name, how a person signs in, and how the sign-in is found.
type Place = (&'static str, fn(&Path, &str), fn(&Path) -> AuthorizedUser);

const PLACES: [Place; 3] = [
    (
        "store",
        |path, token| {
            let user = AuthorizedUser::new(OAuthClient::new("c").secret("s"), token);
            TokenStore::at(path).save(&user).unwrap();
        },
        |path| TokenStore::at(path).load().unwrap(),
    ),
    (
        "clasp",
        |path, token| {
            let file = json!({"tokens": {"default": {"client_id": "c", "refresh_token": token}}});
            fs::write(path, file.to_string()).unwrap();
        },
        |path| AuthorizedUser::from_clasp_file(path, "default").unwrap(),
    ),
    (
        "gcloud",
        |path, token| {
            let file = json!({"type": "authorized_user", "client_id": "c", "refresh_token": token});
            fs::write(path, file.to_string()).unwrap();
        },
        |path| AuthorizedUser::from_adc_file(path).unwrap(),
    ),
];

#[tokio::test]
async fn a_new_sign_in_needs_no_restart() {
    for (name, sign_in, find) in PLACES {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("credentials.json");
        sign_in(&path, "1//old");
        let service = service("ya29.new").await;
        let tokens = OAuthServer::start([revoked(), granted("ya29.new", 3599)]).await;
        let client = client(&service, find(&path), &tokens);
        for _ in 0..3 {
            let error = call(&client).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Auth, "{name}: {error}");
        }
        sign_in(&path, "1//new");
        assert_eq!(call(&client).await.unwrap(), 1, "{name}");
        let asked: Vec<_> = tokens
            .asked()
            .iter()
            .map(|form| form["refresh_token"].clone())
            .collect();
        assert_eq!(asked, ["1//old", "1//new"], "{name}");
    }
}

/// The token of the old sign-in is refused, and the new one is there already.
#[tokio::test]
async fn a_refused_token_makes_a_client_look_for_a_new_sign_in() {
    for (name, sign_in, find) in PLACES {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("credentials.json");
        sign_in(&path, "1//old");
        let service = service("ya29.new").await;
        let tokens = OAuthServer::start([granted("ya29.old", 3599), granted("ya29.new", 3599)]).await;
        let user = find(&path).with_token_url(&tokens.url).unwrap();
        user.token(TokenRequest::new(&[], Duration::ZERO)).await.unwrap();
        sign_in(&path, "1//new");
        assert_eq!(call(&client(&service, user, &tokens)).await.unwrap(), 1, "{name}");
        assert_eq!(tokens.asked()[1]["refresh_token"], "1//new", "{name}");
    }
}

#[tokio::test]
async fn a_fixed_token_that_is_refused_says_that_it_is_never_renewed() {
    let service = service("ya29.other").await;
    let client = Client::builder()
        .base_url(&service.url)
        .credentials(FixedToken::new("ya29.fixed"))
        .build()
        .unwrap();
    let error = call(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.executed()), (ErrorKind::Auth, Executed::No));
    assert_eq!((error.status(), error.tries()), (Some(401), 1));
    let text = error.to_string();
    assert!(
        text.contains("Request had invalid authentication credentials"),
        "{text}"
    );
    assert!(text.contains("`FixedToken`, which is never renewed"), "{text}");
    assert!(error.help().unwrap().contains("apps-script login"), "{error:#}");
    assert_eq!(service.seen().len(), 1);
}

#[tokio::test]
async fn a_token_that_can_be_none_is_not_sent() {
    let service = service("ya29.good").await;
    let client = |token: &str| {
        Client::builder()
            .base_url(&service.url)
            .credentials(FixedToken::new(token))
            .build()
            .unwrap()
    };
    for (token, message) in [
        ("", "is empty"),
        (" \n", "is empty"),
        ("Bearer ya29.good", "begins with `Bearer`"),
        ("bearer ya29.good", "begins with `Bearer`"),
        ("Bearer", "begins with `Bearer`"),
        ("ya29.\ngood", "has a line break"),
        ("ya29.go od", "has a line break, a space"),
        ("\"ya29.good\"", "a quote"),
        ("ya29.goöd", "another character"),
        ("ya29.good\0", "another character"),
    ] {
        let error = call(&client(token)).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.executed()),
            (ErrorKind::Auth, Executed::No),
            "{token:?}"
        );
        assert!(error.to_string().contains(message), "{token:?}: {error}");
        assert!(!format!("{error:#} {error:?}").contains("good"), "{error:?}");
    }
    assert_eq!(service.seen().len(), 0);
    for token in ["ya29.good", " ya29.good\n", "\tya29.good\r\n"] {
        assert_eq!(call(&client(token)).await.unwrap(), 1, "{token:?}");
    }
}

/// Those of any source are looked at, not only our own.
#[tokio::test]
async fn tokens_of_other_sources_are_looked_at_too() {
    let service = service("ya29.good").await;
    let source = from_fn(|_| async { Ok(apps_script::credentials::AccessToken::new("Bearer ya29.good")) });
    let client = Client::builder()
        .base_url(&service.url)
        .credentials(source)
        .build()
        .unwrap();
    let error = call(&client).await.unwrap_err();
    assert!(
        error.help().unwrap().contains("only the part after `Bearer`"),
        "{error:#}"
    );
}

#[tokio::test]
async fn a_call_outlasts_a_token_endpoint_that_fails_for_a_moment() {
    let service = service("ya29.new").await;
    let unavailable = || (503, String::from("<!DOCTYPE html>"));
    let tokens = OAuthServer::start([unavailable(), unavailable(), granted("ya29.new", 3599)]).await;
    let user = AuthorizedUser::new(OAuthClient::new("1234"), "1//r");
    let client = client(&service, user, &tokens);
    assert_eq!(call(&client).await.unwrap(), 1);
    assert_eq!(tokens.asked().len(), 3);
}

#[tokio::test]
async fn a_policy_that_repeats_nothing_does_not_repeat_token_requests() {
    let service = service("ya29.new").await;
    let tokens = OAuthServer::start([(503, String::new()), granted("ya29.new", 3599)]).await;
    let user = AuthorizedUser::new(OAuthClient::new("1234"), "1//r");
    let client = Client::builder()
        .base_url(&service.url)
        .credentials(user.with_token_url(&tokens.url).unwrap())
        .retry(apps_script::retry::RetryPolicy::none())
        .timeout(Duration::from_secs(60))
        .build()
        .unwrap();
    let error = call(&client).await.unwrap_err();
    assert_eq!(
        error.message(),
        "no access token: the token endpoint failed with HTTP status 503"
    );
    assert_eq!(tokens.asked().len(), 1);
}
