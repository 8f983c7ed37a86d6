//! What tokens are and whose, from the endpoints that say so.

use std::{collections::BTreeSet, time::Duration};

use apps_script_emulator::Emulator;
use serde_json::{Value, json};

use crate::calling::{emulator, project};

const EMAIL: &str = "https://www.googleapis.com/auth/userinfo.email";
const SHEETS: &str = "https://www.googleapis.com/auth/spreadsheets";

async fn answer(request: reqwest::RequestBuilder) -> (u16, Value) {
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    (
        status,
        serde_json::from_str(&response.text().await.unwrap()).unwrap(),
    )
}

async fn info(emulator: &Emulator, token: &str) -> (u16, Value) {
    let url = format!("{}/tokeninfo", emulator.url());
    answer(reqwest::Client::new().post(url).bearer_auth(token)).await
}

#[tokio::test]
async fn a_token_is_described() {
    let emulator = emulator().await;
    let token = emulator.issue_token("ann@example.com", [EMAIL, SHEETS], Duration::from_secs(600));
    let (status, info) = info(&emulator, &token).await;
    assert_eq!(status, 200, "{info}");
    let text = |name: &str| info[name].as_str().unwrap_or_default().to_owned();
    assert_eq!(text("scope"), format!("{SHEETS} {EMAIL}"));
    assert_eq!(
        (text("azp"), text("aud")),
        (emulator.client_id().to_owned(), emulator.client_id().to_owned())
    );
    assert_eq!(
        (&*text("email"), &*text("email_verified")),
        ("ann@example.com", "true")
    );
    assert_eq!((text("sub").len(), &*text("access_type")), (21, "online"));
    let left: u64 = text("expires_in").parse().unwrap();
    assert!((590..=600).contains(&left), "{left}");
}

#[tokio::test]
async fn the_owners_token_holds_what_the_project_needs_and_what_is_served() {
    let emulator = emulator().await;
    let (_, info) = info(&emulator, emulator.token()).await;
    let held: BTreeSet<String> = info["scope"]
        .as_str()
        .unwrap()
        .split(' ')
        .map(str::to_owned)
        .collect();
    assert!(held.is_superset(&emulator.scopes()), "{held:?}");
    assert!(
        held.contains("https://www.googleapis.com/auth/script.projects.readonly"),
        "{held:?}"
    );
    assert_eq!(
        (&info["email"], &info["expires_in"]),
        (&json!(emulator.owner()), &json!("3599"))
    );
}

#[tokio::test]
async fn the_token_can_be_in_three_places() {
    let emulator = Emulator::builder().project(project()).start().await.unwrap();
    let client = reqwest::Client::new();
    let (url, token) = (format!("{}/tokeninfo", emulator.url()), emulator.token());
    let form = client
        .post(&url)
        .header("content-type", "application/x-www-form-urlencoded");
    for request in [
        client.get(&url).bearer_auth(token),
        client.get(format!("{url}?access_token={token}")),
        form.body(format!("access_token={token}")),
        client.get(format!(
            "{}/oauth2/v3/tokeninfo?access_token={token}",
            emulator.url()
        )),
    ] {
        assert_eq!(answer(request).await.0, 200);
    }
    let (status, refusal) = answer(client.get(&url)).await;
    assert_eq!((status, &refusal["error"]), (400, &json!("invalid_request")));
}

#[tokio::test]
async fn a_token_that_is_over_is_not_described() {
    let emulator = emulator().await;
    let token = emulator.issue_token("ann@example.com", [EMAIL], Duration::from_secs(600));
    emulator.expire_token(&token);
    for token in [&*token, "unknown"] {
        let refusal = json!({ "error": "invalid_token", "error_description": "Invalid Value" });
        assert_eq!(info(&emulator, token).await, (400, refusal));
    }
}

#[tokio::test]
async fn a_person_is_known_by_a_token_that_may_tell() {
    let emulator = emulator().await;
    let hour = Duration::from_secs(3600);
    let ann = emulator.issue_token("ann@example.com", [EMAIL], hour);
    let unnamed = emulator.issue_token("ann@example.com", [SHEETS], hour);
    let client = reqwest::Client::new();
    let get = async |path: &str, token: &str| {
        answer(client.get(format!("{}{path}", emulator.url())).bearer_auth(token)).await
    };
    let (status, user) = get("/v1/userinfo", &ann).await;
    assert_eq!(
        (status, &user["email"], &user["email_verified"]),
        (200, &json!("ann@example.com"), &json!(true))
    );
    let (status, same) = get("/oauth2/v2/userinfo", &ann).await;
    assert_eq!(
        (status, &same["id"], &same["email"]),
        (200, &user["sub"], &user["email"])
    );
    assert_eq!(get("/oauth2/v3/userinfo", &ann).await, (200, user));
    for token in [&*unnamed, "unknown"] {
        assert_eq!(get("/v1/userinfo", token).await.0, 401);
    }
}
