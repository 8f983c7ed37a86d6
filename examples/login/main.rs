//! Signs in once, and keeps the sign-in for every program that uses `Credentials::discover`.
//!
//! `cargo run --example login -- --help` says what is needed.

mod options;

use std::{error::Error, process::ExitCode};

use apps_script::credentials::{AuthorizedUser, InstalledApp, OAuthClient, TokenStore};
use clap::Parser;

use crate::options::Options;

#[tokio::main]
async fn main() -> ExitCode {
    match run(Options::parse(), |url| {
        println!("Open this page on this machine, and sign in:\n\n  {url}\n")
    })
    .await
    {
        Ok(store) => {
            println!("Signed in. The sign-in is kept in {}.", store.path().display());
            println!("`Credentials::discover()` finds it there if that is its default place.");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Shows the page to open, waits for the person, and stores the sign-in.
async fn run(options: Options, show: impl FnOnce(&str)) -> Result<TokenStore, Box<dyn Error>> {
    let store = match options.store {
        Some(path) => TokenStore::at(path),
        None => TokenStore::default_place()?,
    };
    let client = OAuthClient::from_file(&options.client_secret)?;
    let mut app = InstalledApp::new(client, options.scopes).port(options.port);
    if let Some(url) = options.authorize_url {
        app = app.authorize_url(url);
    }
    if let Some(url) = options.token_url {
        app = app.token_url(url);
    }
    let sign_in = app.start().await?;
    show(sign_in.url());
    let user: AuthorizedUser = tokio::time::timeout(options.patience.into(), sign_in.finish())
        .await
        .map_err(|_| "nobody signed in in time")??;
    store.save(&user)?;
    Ok(store)
}

#[cfg(test)]
mod tests {
    use std::{
        fs,
        net::Ipv4Addr,
        sync::{Arc, Mutex},
    };

    use axum::{
        Form, Json, Router,
        extract::{Query, State},
        response::Redirect,
        routing::{get, post},
    };
    use serde_json::{Value, json};
    use tokio::{net::TcpListener, sync::oneshot};

    use super::*;

    type Pairs = std::collections::HashMap<String, String>;

    /// Where people sign in at once: an endpoint that redirects, and one that gives tokens.
    async fn google() -> (String, Arc<Mutex<Vec<Pairs>>>) {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let router = Router::new()
            .route(
                "/authorize",
                get(async |Query(page): Query<Pairs>| {
                    let (redirect, state) = (&page["redirect_uri"], &page["state"]);
                    Redirect::to(&format!(
                        "{redirect}/?state={state}&code=the-code&scope={}",
                        page["scope"]
                    ))
                }),
            )
            .route(
                "/token",
                post(
                    async |State(asked): State<Arc<Mutex<Vec<Pairs>>>>, Form(form): Form<Pairs>| {
                        asked.lock().unwrap().push(form);
                        Json::<Value>(json!({
                            "access_token": "ya29.example", "expires_in": 3599, "token_type": "Bearer",
                            "refresh_token": "1//example", "scope": "email",
                        }))
                    },
                ),
            )
            .with_state(Arc::clone(&asked));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        (url, asked)
    }

    #[tokio::test]
    async fn signs_in_from_end_to_end() {
        let (google, asked) = google().await;
        let folder = tempfile::tempdir().unwrap();
        let client_secret = folder.path().join("client_secret.json");
        fs::write(
            &client_secret,
            r#"{"installed":{"client_id":"c","client_secret":"s"}}"#,
        )
        .unwrap();
        let store = folder.path().join("store.json");
        let arguments = [
            "login",
            "--client-secret",
            client_secret.to_str().unwrap(),
            "--scope",
            "email",
            "--store",
            store.to_str().unwrap(),
            "--authorize-url",
            &format!("{google}/authorize"),
            "--token-url",
            &format!("{google}/token"),
        ];
        let options = Options::try_parse_from(arguments).unwrap();
        let (shown, page) = oneshot::channel();
        let signed_in = tokio::spawn(async move {
            let show = |url: &str| shown.send(url.to_owned()).unwrap();
            run(options, show).await.map_err(|error| error.to_string())
        });
        let answer = reqwest::get(page.await.unwrap()).await.unwrap();
        assert_eq!(answer.status(), 200);
        assert!(answer.text().await.unwrap().contains("You are signed in"));
        let kept = signed_in.await.unwrap().unwrap();
        let text = fs::read_to_string(kept.path()).unwrap();
        assert!(text.contains("1//example"), "{text}");
        let asked = asked.lock().unwrap();
        assert_eq!((asked.len(), &*asked[0]["code"]), (1, "the-code"));
    }

    #[tokio::test]
    async fn gives_up_when_nobody_comes() {
        let folder = tempfile::tempdir().unwrap();
        let client_secret = folder.path().join("client_secret.json");
        fs::write(&client_secret, r#"{"installed":{"client_id":"c"}}"#).unwrap();
        let client_secret = client_secret.to_str().unwrap();
        let options = [
            "login",
            "--client-secret",
            client_secret,
            "--scope",
            "email",
            "--patience",
            "0s",
        ];
        let error = run(Options::try_parse_from(options).unwrap(), |_| {})
            .await
            .unwrap_err();
        assert_eq!(error.to_string(), "nobody signed in in time");
    }
}
