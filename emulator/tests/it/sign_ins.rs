//! Signing in as Google's own clients do, again and again.

use apps_script_emulator::Emulator;
use reqwest::{Client, StatusCode, Url, redirect::Policy};
use serde_json::Value;

use crate::calling::emulator;

const REDIRECT: &str = "http://127.0.0.1:9/back";
const SHEETS: &str = "https://www.googleapis.com/auth/spreadsheets";
const DRIVE: &str = "https://www.googleapis.com/auth/drive";
const EMAIL: &str = "https://www.googleapis.com/auth/userinfo.email";

fn client() -> Client {
    Client::builder().redirect(Policy::none()).build().unwrap()
}

/// Where the page to sign in leads, and what it says.
async fn authorize(
    emulator: &Emulator,
    path: &str,
    scope: &str,
    access_type: &str,
) -> (StatusCode, Option<Url>, String) {
    let mut url = Url::parse(&format!("{}{path}", emulator.url())).unwrap();
    url.query_pairs_mut().extend_pairs([
        ("client_id", emulator.client_id()),
        ("redirect_uri", REDIRECT),
        ("response_type", "code"),
        ("scope", scope),
        ("access_type", access_type),
    ]);
    let response = client().get(url.as_str()).send().await.unwrap();
    let location = response.headers().get("location");
    let back = location.map(|location| Url::parse(location.to_str().unwrap()).unwrap());
    (response.status(), back, response.text().await.unwrap())
}

async fn post(emulator: &Emulator, path: &str, form: &[(&str, &str)]) -> (u16, Value) {
    let mut body = Url::parse("http://form").unwrap();
    body.query_pairs_mut().extend_pairs(form);
    let request = client()
        .post(format!("{}{path}", emulator.url()))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body.query().unwrap().to_owned());
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    (
        status,
        serde_json::from_str(&response.text().await.unwrap()).unwrap(),
    )
}

/// Signs in by the newer paths or by the older ones.
async fn sign_in(emulator: &Emulator, paths: (&str, &str), scope: &str, access_type: &str) -> Value {
    let (_, back, page) = authorize(emulator, paths.0, scope, access_type).await;
    assert!(back.is_some(), "nobody is sent back: {page}");
    let back = back.unwrap();
    let code = back.query_pairs().find(|(name, _)| name == "code").unwrap().1;
    let form = [
        ("client_id", emulator.client_id()),
        ("client_secret", emulator.client_secret()),
        ("grant_type", "authorization_code"),
        ("redirect_uri", REDIRECT),
        ("code", &code),
    ];
    let (status, tokens) = post(emulator, paths.1, &form).await;
    assert_eq!(status, 200, "{tokens}");
    tokens
}

const NEW: (&str, &str) = ("/o/oauth2/v2/auth", "/token");
const OLD: (&str, &str) = ("/o/oauth2/auth", "/o/oauth2/token");

#[tokio::test]
async fn a_sign_in_after_a_revocation_gives_a_refresh_token_again() {
    let emulator = emulator().await;
    for by_refresh_token in [true, false, true] {
        let tokens = sign_in(&emulator, NEW, SHEETS, "offline").await;
        assert!(tokens["refresh_token"].is_string(), "{tokens}");
        let again = sign_in(&emulator, NEW, SHEETS, "offline").await;
        assert_eq!(again.get("refresh_token"), None, "nothing was asked: {again}");
        let name = if by_refresh_token {
            "refresh_token"
        } else {
            "access_token"
        };
        let revoked = tokens[name].as_str().unwrap();
        let (status, _) = post(&emulator, "/revoke", &[("token", revoked)]).await;
        assert_eq!(status, 200);
    }
    // A sign-in without a refresh token can be taken back too.
    let online = sign_in(&emulator, NEW, SHEETS, "online").await;
    let token = online["access_token"].as_str().unwrap();
    let url = format!("{}/revoke?token={token}", emulator.url());
    assert_eq!(client().get(url).send().await.unwrap().status(), 200);
    let tokens = sign_in(&emulator, NEW, SHEETS, "offline").await;
    assert!(tokens["refresh_token"].is_string(), "{tokens}");
}

#[tokio::test]
async fn a_sign_in_for_more_gives_a_refresh_token_again() {
    let emulator = emulator().await;
    let both = format!("{SHEETS} {DRIVE}");
    for (scope, access_type, expected) in [
        (SHEETS, "offline", true),
        (SHEETS, "offline", false),
        (both.as_str(), "offline", true),
        (both.as_str(), "offline", false),
        (DRIVE, "offline", false),
        (EMAIL, "online", false),
        (EMAIL, "offline", false),
    ] {
        let tokens = sign_in(&emulator, NEW, scope, access_type).await;
        let has_one = tokens.get("refresh_token").is_some();
        assert_eq!(has_one, expected, "{scope} {access_type}: {tokens}");
    }
}

#[tokio::test]
async fn those_who_agreed_online_are_asked_for_a_refresh_token() {
    let emulator = emulator().await;
    let tokens = sign_in(&emulator, NEW, SHEETS, "online").await;
    assert_eq!(tokens.get("refresh_token"), None);
    let tokens = sign_in(&emulator, NEW, SHEETS, "offline").await;
    assert!(tokens["refresh_token"].is_string(), "{tokens}");
}

#[tokio::test]
async fn the_older_paths_serve_too() {
    let emulator = emulator().await;
    let tokens = sign_in(&emulator, OLD, SHEETS, "offline").await;
    let token = tokens["refresh_token"].as_str().unwrap();
    let url = format!("{}/o/oauth2/revoke?token={token}", emulator.url());
    for status in [200, 400] {
        let response = client().get(&url).send().await.unwrap();
        assert_eq!(response.status(), status);
    }
}

#[tokio::test]
async fn a_scope_that_google_does_not_have_is_refused() {
    let emulator = emulator().await;
    for scope in ["https://www.googleapis.com/auth/spreadsheetz", "spreadsheets"] {
        let (status, back, page) = authorize(&emulator, NEW.0, &format!("{SHEETS} {scope}"), "offline").await;
        assert_eq!((status, back), (StatusCode::BAD_REQUEST, None), "{page}");
        let expected = format!("Some requested scopes were invalid. {{valid=[{SHEETS}], invalid=[{scope}]}}");
        assert!(page.contains(&expected), "{page}");
        assert!(page.contains("Error 400: invalid_scope"), "{page}");
    }
    // The refused sign-in counts for nothing.
    let tokens = sign_in(&emulator, NEW, SHEETS, "offline").await;
    assert!(tokens["refresh_token"].is_string(), "{tokens}");
}

#[tokio::test]
async fn who_learns_who_a_person_is_gets_openid_too() {
    let emulator = emulator().await;
    for scope in [EMAIL, "email", "openid email"] {
        let (_, back, _) = authorize(&emulator, NEW.0, scope, "offline").await;
        let back = back.unwrap();
        let told = back.query_pairs().find(|(name, _)| name == "scope").unwrap().1;
        let tokens = sign_in(&emulator, NEW, scope, "offline").await;
        for told in [&told, tokens["scope"].as_str().unwrap()] {
            let mut told: Vec<&str> = told.split(' ').collect();
            told.sort_unstable();
            assert_eq!(told, [EMAIL, "openid"], "{scope}");
        }
        let token = tokens["access_token"].as_str().unwrap();
        for (path, id) in [
            ("/v1/userinfo", "sub"),
            ("/oauth2/v1/userinfo", "id"),
            ("/oauth2/v2/userinfo", "id"),
            ("/oauth2/v3/userinfo", "sub"),
        ] {
            let request = client()
                .get(format!("{}{path}", emulator.url()))
                .bearer_auth(token);
            let text = request.send().await.unwrap().text().await.unwrap();
            let user: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(user["email"], emulator.owner(), "{path}");
            assert_eq!(user[id].as_str().map(str::len), Some(21), "{path}");
        }
    }
    let tokens = sign_in(&emulator, NEW, SHEETS, "offline").await;
    assert_eq!(tokens["scope"], SHEETS);
}
