//! The emulator's OAuth server, asked by hand.

use apps_script_emulator::Emulator;
use reqwest::{Url, redirect::Policy};
use serde_json::Value;

use super::{SHEETS, emulator};

struct Server {
    emulator: Emulator,
    http: reqwest::Client,
}

const REDIRECT: &str = "http://127.0.0.1:9/back";
/// The example of RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

impl Server {
    async fn start() -> Self {
        let http = reqwest::Client::builder()
            .redirect(Policy::none())
            .build()
            .unwrap();
        Self {
            emulator: emulator().await,
            http,
        }
    }

    async fn post(&self, url: String, form: &[(&str, &str)]) -> (u16, Value) {
        let mut body = Url::parse("http://form").unwrap();
        body.query_pairs_mut().extend_pairs(form);
        let request = self
            .http
            .post(url)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body.query().unwrap().to_owned());
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        (
            status,
            serde_json::from_str(&response.text().await.unwrap()).unwrap(),
        )
    }

    /// Asks for a token, as the client unless the form says otherwise.
    async fn token(&self, form: &[(&str, &str)]) -> (u16, Value) {
        let own = [
            ("client_id", self.emulator.client_id()),
            ("client_secret", self.emulator.client_secret()),
        ];
        let mut whole: Vec<(&str, &str)> = own
            .into_iter()
            .filter(|(name, _)| form.iter().all(|(given, _)| given != name))
            .collect();
        whole.extend(form.iter().filter(|(_, value)| *value != "-"));
        self.post(self.emulator.token_url(), &whole).await
    }

    /// Opens the page to sign in, and returns where it leads.
    async fn authorize(&self, changes: &[(&str, &str)]) -> (u16, Option<Url>, String) {
        let mut fields = vec![
            ("client_id", self.emulator.client_id()),
            ("redirect_uri", REDIRECT),
            ("response_type", "code"),
            ("scope", SHEETS),
            ("state", "s1"),
            ("access_type", "offline"),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
        ];
        for &(name, value) in changes {
            fields.retain(|(given, _)| *given != name);
            fields.push((name, value));
        }
        let mut url = Url::parse(&self.emulator.authorize_url()).unwrap();
        url.query_pairs_mut().extend_pairs(fields);
        let response = self.http.get(url.as_str()).send().await.unwrap();
        let location = response.headers().get("location");
        let back = location.map(|location| Url::parse(location.to_str().unwrap()).unwrap());
        (response.status().as_u16(), back, response.text().await.unwrap())
    }

    async fn code(&self, changes: &[(&str, &str)]) -> String {
        let (_, back, page) = self.authorize(changes).await;
        let back = back.expect(&page);
        assert!(back.as_str().starts_with(REDIRECT), "{back}");
        let pairs: Vec<_> = back.query_pairs().into_owned().collect();
        assert_eq!(pairs[0], ("state".into(), "s1".into()));
        assert_eq!(pairs[1].0, "code");
        pairs[1].1.clone()
    }

    async fn exchange(&self, code: &str, form: &[(&str, &str)]) -> (u16, Value) {
        let mut whole = vec![("grant_type", "authorization_code"), ("code", code)];
        for pair in [("redirect_uri", REDIRECT), ("code_verifier", VERIFIER)] {
            if form.iter().all(|(name, _)| *name != pair.0) {
                whole.push(pair);
            }
        }
        whole.extend(form);
        self.token(&whole).await
    }
}

#[tokio::test]
async fn tokens_are_refused_as_google_refuses_them() {
    let server = Server::start().await;
    let refresh = server.emulator.refresh_token();
    for (form, status, error, description) in [
        (
            vec![("grant_type", "refresh_token"), ("refresh_token", "1//unknown")],
            400,
            "invalid_grant",
            "Bad Request",
        ),
        (
            vec![("grant_type", "refresh_token")],
            400,
            "invalid_request",
            "Missing required parameter: refresh_token",
        ),
        (
            vec![
                ("grant_type", "refresh_token"),
                ("client_id", "other"),
                ("refresh_token", refresh),
            ],
            401,
            "invalid_client",
            "The OAuth client was not found.",
        ),
        (
            vec![
                ("grant_type", "refresh_token"),
                ("client_id", "-"),
                ("refresh_token", refresh),
            ],
            400,
            "invalid_request",
            "Could not determine client ID from request.",
        ),
        (
            vec![
                ("grant_type", "refresh_token"),
                ("client_secret", "other"),
                ("refresh_token", refresh),
            ],
            401,
            "invalid_client",
            "The provided client secret is invalid.",
        ),
        (
            vec![
                ("grant_type", "refresh_token"),
                ("client_secret", "-"),
                ("refresh_token", refresh),
            ],
            400,
            "invalid_request",
            "client_secret is missing.",
        ),
        (
            vec![("grant_type", "password")],
            400,
            "unsupported_grant_type",
            "Invalid grant_type: password",
        ),
        (
            vec![("grant_type", "authorization_code"), ("code", "4/0unknown")],
            400,
            "invalid_grant",
            "Malformed auth code.",
        ),
    ] {
        let (answered, body) = server.token(&form).await;
        assert_eq!(answered, status, "{form:?}: {body}");
        assert_eq!(body["error"], error, "{form:?}");
        assert_eq!(body["error_description"], description, "{form:?}");
    }
}

#[tokio::test]
async fn a_code_serves_once_and_only_its_own_client() {
    let server = Server::start().await;
    for (form, error) in [
        (vec![("code_verifier", "wrong")], "invalid_grant"),
        (vec![("code_verifier", "-")], "invalid_grant"),
        (
            vec![("redirect_uri", "http://127.0.0.1:9/else")],
            "redirect_uri_mismatch",
        ),
    ] {
        let code = server.code(&[]).await;
        let (status, body) = server.exchange(&code, &form).await;
        assert_eq!(
            (status, body["error"].as_str()),
            (400, Some(error)),
            "{form:?}: {body}"
        );
    }
    let code = server
        .code(&[("prompt", "consent"), ("login_hint", "ann@example.com")])
        .await;
    let (status, body) = server.exchange(&code, &[]).await;
    assert_eq!(status, 200, "{body}");
    assert_eq!(body["scope"], SHEETS);
    assert!(body["refresh_token"].is_string());
    let (status, body) = server.exchange(&code, &[]).await;
    assert_eq!((status, body["error"].as_str()), (400, Some("invalid_grant")));
}

#[tokio::test]
async fn a_refresh_token_comes_with_the_first_consent_or_a_new_one() {
    let server = Server::start().await;
    for (changes, expected) in [
        (
            vec![("access_type", "online"), ("login_hint", "ann@example.com")],
            false,
        ),
        (vec![], true),
        (vec![], false),
        (vec![("prompt", "consent")], true),
    ] {
        let code = server.code(&changes).await;
        let (_, body) = server.exchange(&code, &[]).await;
        assert_eq!(
            body.get("refresh_token").is_some(),
            expected,
            "{changes:?}: {body}"
        );
    }
}

#[tokio::test]
async fn the_page_to_sign_in_says_what_is_wrong() {
    let server = Server::start().await;
    for (change, status, error) in [
        (("client_id", "other"), 401, "invalid_client"),
        (
            ("redirect_uri", "https://example.com/back"),
            400,
            "redirect_uri_mismatch",
        ),
        (
            ("redirect_uri", "urn:ietf:wg:oauth:2.0:oob"),
            400,
            "redirect_uri_mismatch",
        ),
        (("response_type", "token"), 400, "unsupported_response_type"),
        (("scope", ""), 400, "invalid_request"),
        (("code_challenge_method", "S512"), 400, "invalid_request"),
        (("login_hint", "nobody@example.com"), 400, "invalid_request"),
    ] {
        let (answered, back, page) = server.authorize(&[change]).await;
        assert_eq!(answered, status, "{change:?}");
        assert!(back.is_none(), "{change:?}: nobody is sent back");
        assert!(page.contains(&format!("Error {status}: {error}")), "{page}");
    }
}

#[tokio::test]
async fn revoking_either_token_ends_the_sign_in() {
    let server = Server::start().await;
    let renew = async |refresh: &str| {
        server
            .token(&[("grant_type", "refresh_token"), ("refresh_token", refresh)])
            .await
    };
    for revoke_access_token in [true, false] {
        let refresh = server.emulator.issue_refresh_token("ann@example.com", [SHEETS]);
        let (status, body) = renew(&refresh).await;
        assert_eq!((status, body["expires_in"].as_u64()), (200, Some(3599)), "{body}");
        let access = body["access_token"].as_str().unwrap();
        let revoked = if revoke_access_token {
            access
        } else {
            refresh.as_str()
        };
        let revoke = async || {
            server
                .post(server.emulator.revoke_url(), &[("token", revoked)])
                .await
        };
        assert_eq!(revoke().await.0, 200);
        let (status, body) = revoke().await;
        assert_eq!((status, body["error"].as_str()), (400, Some("invalid_token")));
        assert!(!server.emulator.expire_token(access), "the access token is gone");
        let (_, body) = renew(&refresh).await;
        assert_eq!(body["error_description"], "Token has been expired or revoked.");
    }
}
