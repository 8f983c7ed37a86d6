//! The runtime's sign-ins against the emulator's OAuth server.

mod server;

use std::{path::Path, sync::Arc, time::Duration};

use apps_script::{
    Client, ErrorKind,
    credentials::{AuthorizedUser, InstalledApp, OAuthClient, TokenError, TokenRequest, TokenSource},
};
use apps_script_emulator::{Emulator, EmulatorBuilder};
use reqwest::StatusCode;

const SHEETS: &str = "https://www.googleapis.com/auth/spreadsheets";
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/inventory/script");

fn builder() -> EmulatorBuilder {
    Emulator::builder()
        .project(Path::new(SCRIPT))
        .user("ann@example.com")
}

async fn emulator() -> Emulator {
    builder().start().await.unwrap()
}

fn oauth_client(emulator: &Emulator) -> OAuthClient {
    OAuthClient::new(emulator.client_id()).secret(emulator.client_secret())
}

fn user(emulator: &Emulator, refresh_token: &str) -> Arc<AuthorizedUser> {
    let user = AuthorizedUser::new(oauth_client(emulator), refresh_token);
    Arc::new(user.with_token_url(&emulator.token_url()).unwrap())
}

async fn total(emulator: &Emulator, user: &Arc<AuthorizedUser>) -> apps_script::Result<f64> {
    let client = Client::builder()
        .base_url(emulator.url())
        .credentials(Arc::clone(user))
        .build()?;
    client
        .call(emulator.deployment_id().to_owned(), "total")
        .send()
        .await
}

async fn token(user: &AuthorizedUser) -> Result<String, TokenError> {
    let request = TokenRequest::new(&[], Duration::from_secs(360));
    Ok(user.token(request).await?.secret().to_owned())
}

#[tokio::test]
async fn a_refresh_token_runs_scripts() {
    let emulator = emulator().await;
    let user = user(&emulator, emulator.refresh_token());
    assert!(total(&emulator, &user).await.unwrap() > 0.0);
    assert_eq!(emulator.executions()[0].user, emulator.owner());
}

#[tokio::test]
async fn a_token_that_expires_between_two_calls_is_renewed() {
    let emulator = emulator().await;
    let user = user(&emulator, emulator.refresh_token());
    total(&emulator, &user).await.unwrap();
    let first = token(&user).await.unwrap();
    assert!(emulator.expire_token(&first));
    total(&emulator, &user).await.unwrap();
    assert_ne!(token(&user).await.unwrap(), first);
    assert_eq!(emulator.executions().len(), 2);
}

#[tokio::test]
async fn a_token_that_lives_shorter_than_a_run_is_not_renewed_for_each_call() {
    let emulator = builder()
        .token_lifetime(Duration::from_secs(60))
        .start()
        .await
        .unwrap();
    let user = user(&emulator, emulator.refresh_token());
    total(&emulator, &user).await.unwrap();
    assert_eq!(token(&user).await.unwrap(), token(&user).await.unwrap());
}

#[tokio::test]
async fn a_revoked_sign_in_is_over() {
    let emulator = emulator().await;
    let user = user(&emulator, emulator.refresh_token());
    total(&emulator, &user).await.unwrap();
    assert!(emulator.revoke_token(emulator.refresh_token()));
    let error = total(&emulator, &user).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Auth);
    let text = format!("{error:#}");
    assert!(
        text.contains("invalid_grant") && text.contains("expired or revoked"),
        "{text}"
    );
    assert_eq!(emulator.executions().len(), 1);
}

#[tokio::test]
async fn scopes_are_those_that_were_agreed_to() {
    let emulator = emulator().await;
    for (scopes, kind) in [
        (vec![SHEETS], None),
        (
            vec!["https://www.googleapis.com/auth/drive"],
            Some(ErrorKind::Denied),
        ),
    ] {
        let refresh_token = emulator.issue_refresh_token(emulator.owner(), scopes.clone());
        let outcome = total(&emulator, &user(&emulator, &refresh_token)).await;
        assert_eq!(outcome.err().map(|error| error.kind()), kind, "{scopes:?}");
    }
}

#[tokio::test]
async fn a_person_signs_in_with_the_browser() {
    let emulator = emulator().await;
    let app = InstalledApp::new(oauth_client(&emulator), [SHEETS])
        .authorize_url(emulator.authorize_url())
        .token_url(emulator.token_url());
    let sign_in = app.start().await.unwrap();
    let page = sign_in.url().to_owned();
    let browser = tokio::spawn(async move { reqwest::get(page).await.unwrap().status() });
    let user = Arc::new(sign_in.finish().await.unwrap());
    assert_eq!(browser.await.unwrap(), StatusCode::OK);
    total(&emulator, &user).await.unwrap();
    assert!(emulator.expire_token(&token(&user).await.unwrap()));
    total(&emulator, &user).await.unwrap();
}

#[tokio::test]
async fn a_person_declines() {
    let emulator = builder().consent(false).start().await.unwrap();
    let app = InstalledApp::new(oauth_client(&emulator), [SHEETS])
        .authorize_url(emulator.authorize_url())
        .token_url(emulator.token_url());
    let sign_in = app.start().await.unwrap();
    let page = sign_in.url().to_owned();
    tokio::spawn(async move { reqwest::get(page).await });
    let error = sign_in.finish().await.unwrap_err();
    assert!(error.to_string().contains("declined"), "{error}");
}
