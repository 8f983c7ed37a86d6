//! No secret in any log, error or `Debug`, whatever happens in a session.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};

use apps_script::{
    Client, ErrorKind,
    credentials::{AuthorizedUser, FixedToken, InstalledApp, OAuthClient, TokenStore},
    retry::RetryPolicy,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use crate::oauth_server::{OAuthServer, granted, granted_with_refresh_token, refused};

const SECRETS: [&str; 7] = [
    "GOCSPX-client-secret",
    "1//refresh-token",
    "1//rotated-token",
    "ya29.first-token",
    "ya29.second-token",
    "4/0A-code",
    "key-of-a-gateway",
];

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Runs scripts for whoever has the second token.
async fn service() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut connection, _)) = listener.accept().await {
            let mut request = Vec::new();
            let mut buffer = [0; 4096];
            while !request.ends_with(b"}") {
                let read = connection.read(&mut buffer).await.unwrap();
                request.extend_from_slice(&buffer[..read]);
            }
            let known = String::from_utf8_lossy(&request).contains("Bearer ya29.second-token");
            let (status, body) = if known {
                (200, r#"{"done":true,"response":{"result":1}}"#)
            } else {
                (
                    401,
                    r#"{"error":{"code":401,"message":"No.","status":"UNAUTHENTICATED"}}"#,
                )
            };
            let length = body.len();
            let answer =
                format!("HTTP/1.1 {status} X\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}");
            connection.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    url
}

#[tokio::test]
async fn no_secret_is_ever_seen() {
    let log = Log::default();
    let writer = log.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(tracing_subscriber::fmt::format::FmtSpan::FULL)
        .with_writer(move || writer.clone())
        .init();
    let mut seen = String::new();

    // A sign-in, its store, a refused token, its renewal, a run; then the end of the sign-in.
    let tokens = OAuthServer::start([
        granted_with_refresh_token("ya29.first-token", "1//refresh-token"),
        granted_with_refresh_token("ya29.second-token", "1//rotated-token"),
        granted("ya29.first-token", 3599),
        refused(
            "invalid_grant",
            "no 1//refresh-token or 1%2F%2Frefresh-token of GOCSPX-client-secret",
        ),
    ])
    .await;
    let oauth_client = OAuthClient::new("1234").secret("GOCSPX-client-secret");
    let app = InstalledApp::new(oauth_client.clone(), ["email"]).token_url(&tokens.url);
    seen += &format!("{oauth_client:?} {app:?}");
    let sign_in = app.start().await.unwrap();
    seen += &format!("{sign_in:?}");
    let page = reqwest::Url::parse(sign_in.url()).unwrap();
    let value = |name: &str| {
        page.query_pairs()
            .find(|(key, _)| key == name)
            .unwrap()
            .1
            .into_owned()
    };
    let (redirect, state) = (value("redirect_uri"), value("state"));
    let finished = tokio::spawn(sign_in.finish());
    let mut browser = tokio::net::TcpStream::connect(redirect.trim_start_matches("http://"))
        .await
        .unwrap();
    let request = format!("GET /?state={state}&code=4%2F0A-code HTTP/1.1\r\n\r\n");
    browser.write_all(request.as_bytes()).await.unwrap();
    let user = finished.await.unwrap().unwrap();

    let folder = tempfile::tempdir().unwrap();
    let store = TokenStore::at(folder.path().join("credentials.json"));
    store.save(&user).unwrap();
    let user: AuthorizedUser = store.load().unwrap().with_token_url(&tokens.url).unwrap();
    seen += &format!("{user:?} {store:?} {:?}", FixedToken::new("ya29.first-token"));

    let builder = Client::builder()
        .base_url(service().await)
        .header("x-api-key", "key-of-a-gateway")
        .credentials(user);
    seen += &format!("{builder:?}");
    let client = builder.build().unwrap();
    seen += &format!("{client:?} {:?}", client.call("AKfycbx", "f"));
    assert_eq!(client.call("AKfycbx", "f").send::<u32>().await.unwrap(), 1);

    let user = store.load().unwrap().with_token_url(&tokens.url).unwrap();
    let other = Client::builder()
        .base_url(service().await)
        .credentials(user)
        .build()
        .unwrap();
    assert_eq!(other.call("AKfycbx", "f").send::<u32>().await.unwrap(), 1);
    let ended = AuthorizedUser::new(oauth_client, "1//refresh-token")
        .with_token_url(&tokens.url)
        .unwrap();
    let ended = Client::builder()
        .base_url(service().await)
        .credentials(ended)
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    for _ in 0..2 {
        let error = ended.call("AKfycbx", "f").send::<u32>().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Auth);
        seen += &format!("{error} {error:#} {error:?}");
    }

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(
        log.contains("apps_script.call") && log.contains("hyper"),
        "the log is a full one"
    );
    for secret in SECRETS {
        let hidden = !log.contains(secret) && !seen.contains(secret);
        assert!(
            hidden,
            "{secret} is in: {:?} {seen}",
            log.lines().find(|line| line.contains(secret))
        );
    }
}

/// Answers every request with what it was sent, as a failure of one shape or another.
async fn echo() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        for shape in 0.. {
            let (mut connection, _) = listener.accept().await.unwrap();
            let mut request = Vec::new();
            let mut buffer = [0; 4096];
            while !request.ends_with(b"}") {
                let read = connection.read(&mut buffer).await.unwrap();
                request.extend_from_slice(&buffer[..read]);
            }
            let said = serde_json::Value::from(String::from_utf8(request).unwrap()).to_string();
            let (status, body) = match shape {
                0 => (403, format!(r#"{{"error":{{"message":{said}}}}}"#)),
                1 => (
                    403,
                    format!(r#"{{"error":{{"details":[{{"reason":{said},"metadata":{{"a":{said}}}}}]}}}}"#),
                ),
                2 => (
                    200,
                    format!(r#"{{"error":{{"details":[{{"errorMessage":{said}}}]}}}}"#),
                ),
                3 => (
                    200,
                    format!(
                        r#"{{"error":{{"details":[{{"errorMessage":"no","scriptStackTraceElements":[{{"function":{said}}}]}}]}}}}"#
                    ),
                ),
                4 => (200, format!(r#"{{"response":{{"result":{said}}}}}"#)),
                5 => (200, said),
                _ => (200, format!("<html><title>{said}</title>")),
            };
            let length = body.len();
            let answer =
                format!("HTTP/1.1 {status} X\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}");
            connection.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    url
}

#[tokio::test]
async fn a_server_that_repeats_our_secrets_is_not_quoted_with_them() {
    let client = Client::builder()
        .base_url(echo().await)
        .credentials(FixedToken::new("opaque-token-of-ours"))
        .header("x-api-key", "key-of-a-gateway")
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    for shape in 0..7 {
        let error = client.call("AKfycbx", "f").send::<u32>().await.unwrap_err();
        let seen = format!("{error} {error:#} {error:?} {:?}", error.message());
        for secret in ["opaque-token-of-ours", "key-of-a-gateway"] {
            assert!(!seen.contains(secret), "{shape}: {seen}");
        }
        let quotes = matches!(shape, 0..=3);
        assert!(!quotes || seen.contains("[redacted]"), "{shape}: {seen}");
    }
}

#[test]
fn a_call_does_not_show_its_arguments() {
    let client = Client::builder()
        .credentials(FixedToken::new("ya29.first-token"))
        .build()
        .unwrap();
    let call = client
        .call("AKfycbx", "f")
        .parameter("the secret of a user")
        .unwrap();
    let shown = format!("{call:?}");
    assert!(shown.contains("AKfycbx") && shown.contains("22 bytes"), "{shown}");
    assert!(!shown.contains("secret"), "{shown}");
}
