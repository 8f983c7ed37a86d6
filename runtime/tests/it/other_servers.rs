//! Sign-ins at another server than Google, which the client's file names: they go on there, and end there.

use std::{fs, time::Duration};

use apps_script::credentials::{
    AuthorizedUser, InstalledApp, OAuthClient, TokenRequest, TokenSource, TokenStore,
};
use reqwest::Url;
use serde_json::json;

use crate::oauth_server::{Answer, OAuthServer, granted, granted_with_refresh_token, refused};

const SIX_MINUTES: Duration = Duration::from_secs(360);

fn revoked() -> Answer {
    (200, "{}".to_owned())
}

async fn token(user: &AuthorizedUser) -> String {
    let token = user.token(TokenRequest::new(&[], SIX_MINUTES)).await;
    token.unwrap().secret().to_owned()
}

/// The client of a file that names this server, as `apps-script serve` writes it.
fn client_of_file(server: &OAuthServer) -> OAuthClient {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("client_secret.json");
    let page = server.url.replace("/token", "/authorize");
    let client = json!({ "installed": { "client_id": "1234", "auth_uri": page, "token_uri": server.url } });
    fs::write(&file, client.to_string()).unwrap();
    OAuthClient::from_file(&file).unwrap()
}

/// Signs in as a browser does.
async fn sign_in(app: InstalledApp) -> (Url, AuthorizedUser) {
    let sign_in = app.start().await.unwrap();
    let page = Url::parse(sign_in.url()).unwrap();
    let query = |name: &str| {
        page.query_pairs()
            .find(|(key, _)| key == name)
            .unwrap()
            .1
            .into_owned()
    };
    let back = format!("{}/?state={}&code=4/0A", query("redirect_uri"), query("state"));
    let finished = tokio::spawn(sign_in.finish());
    assert_eq!(reqwest::get(back).await.unwrap().status(), 200);
    (page, finished.await.unwrap().unwrap())
}

#[tokio::test]
async fn a_stored_sign_in_is_renewed_where_it_was_made() {
    let short_lived = granted_with_refresh_token("ya29.one", "1//r")
        .1
        .replace("3599", "1");
    let server = OAuthServer::start([(200, short_lived), granted("ya29.two", 3599)]).await;
    let (page, user) = sign_in(InstalledApp::new(client_of_file(&server), ["email"])).await;
    assert!(
        server
            .url
            .starts_with(page.origin().ascii_serialization().as_str()),
        "{page}"
    );

    let folder = tempfile::tempdir().unwrap();
    let store = TokenStore::at(folder.path().join("credentials.json"));
    store.save(&user).unwrap();
    assert_eq!(token(&store.load().unwrap()).await, "ya29.two");
    let asked = server.asked();
    assert_eq!((asked.len(), &*asked[1]["refresh_token"]), (2, "1//r"));
}

#[tokio::test]
async fn what_is_given_goes_before_what_the_file_names() {
    let (named, given) = (
        OAuthServer::start([]).await,
        OAuthServer::start([granted_with_refresh_token("ya29.one", "1//r")]).await,
    );
    let app = InstalledApp::new(client_of_file(&named), ["email"]);
    let (page, _) = sign_in(app.authorize_url("http://localhost/page").token_url(&given.url)).await;
    assert!(page.as_str().starts_with("http://localhost/page?"), "{page}");
    assert_eq!((named.asked().len(), given.asked().len()), (0, 1));
}

#[tokio::test]
async fn a_refresh_token_of_such_a_client_is_used_there_too() {
    let server = OAuthServer::start([granted("ya29.one", 3599)]).await;
    let user = AuthorizedUser::new(client_of_file(&server), "1//r");
    assert_eq!(token(&user).await, "ya29.one");
}

#[tokio::test]
async fn a_file_must_not_send_secrets_unprotected() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("client_secret.json");
    fs::write(
        &file,
        r#"{"installed":{"client_id":"c","token_uri":"http://example.com/token"}}"#,
    )
    .unwrap();
    let client = OAuthClient::from_file(&file).unwrap();
    let error = InstalledApp::new(client.clone(), ["email"])
        .start()
        .await
        .unwrap_err();
    assert!(error.to_string().contains("would send secrets"), "{error}");
    let user = AuthorizedUser::new(client, "1//r");
    let error = user.token(TokenRequest::new(&[], SIX_MINUTES)).await.unwrap_err();
    assert!(error.to_string().contains("would send secrets"), "{error}");
}

#[tokio::test]
async fn a_sign_in_is_revoked_by_its_refresh_token() {
    for (answer, succeeds) in [
        (revoked(), true),
        (refused("invalid_token", "Token expired or revoked"), true),
        ((403, "<html>".to_owned()), false),
        ((503, String::new()), false),
    ] {
        let server = OAuthServer::start([answer.clone()]).await;
        let user = AuthorizedUser::new(OAuthClient::new("1234"), "1//a+b/c=");
        let outcome = user.with_token_url(&server.url).unwrap().revoke().await;
        assert_eq!(outcome.is_ok(), succeeds, "{answer:?}: {outcome:?}");
        if let Err(error) = outcome {
            assert!(error.to_string().contains("was not revoked"), "{error}");
            assert_eq!(error.is_transient(), answer.0 == 503);
        }
        assert_eq!(
            server.asked(),
            [[("token".to_owned(), "1//a+b/c=".to_owned())].into()]
        );
    }
}

#[tokio::test]
async fn a_server_that_cannot_be_reached_revokes_nothing() {
    let unused = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/token", unused.local_addr().unwrap());
    drop(unused);
    let user = AuthorizedUser::new(OAuthClient::new("1234"), "1//secret")
        .with_token_url(&url)
        .unwrap();
    let error = user.revoke().await.unwrap_err();
    assert!(
        error.is_transient() && !format!("{error:#}").contains("1//secret"),
        "{error:#}"
    );
}

#[test]
fn a_store_is_deleted_once() {
    let folder = tempfile::tempdir().unwrap();
    let store = TokenStore::at(folder.path().join("credentials.json"));
    assert!(!store.delete().unwrap());
    store
        .save(&AuthorizedUser::new(OAuthClient::new("1234"), "1//r"))
        .unwrap();
    assert!(store.delete().unwrap());
    assert!(!store.path().exists() && !store.delete().unwrap());
    assert!(TokenStore::at(folder.path()).delete().is_err(), "a folder");
}
