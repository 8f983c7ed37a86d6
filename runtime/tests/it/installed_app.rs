//! Sign-ins of a person, whose browser is played by the test.

use std::time::Duration;

use apps_script::credentials::{InstalledApp, OAuthClient, TokenRequest, TokenSource};
use oauth2::{PkceCodeChallenge, PkceCodeVerifier};
use reqwest::Url;

use crate::oauth_server::{Answer, OAuthServer, granted, granted_with_refresh_token, refused};

fn oauth_client() -> OAuthClient {
    OAuthClient::new("1234.apps.googleusercontent.com").secret("GOCSPX-secret")
}

fn query(url: &str, name: &str) -> String {
    let url = Url::parse(url).unwrap();
    url.query_pairs()
        .find(|(key, _)| key == name)
        .unwrap()
        .1
        .into_owned()
}

async fn visit(url: String) -> u16 {
    reqwest::get(url).await.unwrap().status().as_u16()
}

#[tokio::test]
async fn a_person_signs_in() {
    let server = OAuthServer::start([granted_with_refresh_token("ya29.one", "1//refresh")]).await;
    let sign_in = InstalledApp::new(oauth_client(), ["https://www.googleapis.com/auth/drive", "email"])
        .token_url(&server.url)
        .start()
        .await
        .unwrap();
    let page = sign_in.url().to_owned();
    assert!(
        page.starts_with("https://accounts.google.com/o/oauth2/v2/auth?response_type=code&client_id=1234")
    );
    assert_eq!(
        query(&page, "scope"),
        "https://www.googleapis.com/auth/drive email"
    );
    assert_eq!(query(&page, "access_type"), "offline");
    assert_eq!(query(&page, "code_challenge_method"), "S256");
    let (redirect, state) = (query(&page, "redirect_uri"), query(&page, "state"));
    assert!(redirect.starts_with("http://127.0.0.1:"));

    let finished = tokio::spawn(sign_in.finish());
    assert_eq!(visit(format!("{redirect}/favicon.ico")).await, 404);
    assert_eq!(visit(format!("{redirect}/?state=guessed&code=stolen")).await, 404);
    assert_eq!(
        visit(format!("{redirect}/?state={state}&code=4%2F0Acode")).await,
        200
    );
    let user = finished.await.unwrap().unwrap();

    let request = TokenRequest::new(&[], Duration::from_secs(360));
    assert_eq!(user.token(request).await.unwrap().secret(), "ya29.one");
    let asked = server.asked();
    assert_eq!(asked.len(), 1);
    assert_eq!(
        (&*asked[0]["grant_type"], &*asked[0]["code"]),
        ("authorization_code", "4/0Acode")
    );
    assert_eq!(asked[0]["redirect_uri"], redirect);
    let verifier = PkceCodeVerifier::new(asked[0]["code_verifier"].clone());
    let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
    assert_eq!(challenge.as_str(), query(&page, "code_challenge"));
}

#[tokio::test]
async fn a_sign_in_can_fail() {
    let table: [(&str, Vec<Answer>, &str); 3] = [
        ("error=access_denied", vec![], "the sign-in was declined"),
        ("code=c", vec![granted("ya29.one", 3599)], "gave no refresh token"),
        (
            "code=c",
            vec![refused("invalid_grant", "Malformed auth code.")],
            "invalid_grant (Malformed",
        ),
    ];
    for (brought, answers, message) in table {
        let server = OAuthServer::start(answers).await;
        let app = InstalledApp::new(oauth_client(), ["email"]).token_url(&server.url);
        let sign_in = app.start().await.unwrap();
        let page = sign_in.url().to_owned();
        let finished = tokio::spawn(sign_in.finish());
        let (redirect, state) = (query(&page, "redirect_uri"), query(&page, "state"));
        assert_eq!(visit(format!("{redirect}/?state={state}&{brought}")).await, 200);
        let error = finished.await.unwrap().unwrap_err();
        assert!(error.to_string().contains(message), "{error}");
        assert!(error.help().is_some(), "{error}");
    }
    let error = InstalledApp::new(oauth_client(), [""; 0])
        .start()
        .await
        .unwrap_err();
    assert!(error.to_string().contains("needs a scope"), "{error}");
}
