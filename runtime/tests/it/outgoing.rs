//! What goes out, and through which HTTP client.

use apps_script::{
    Client, ErrorKind, HttpClient,
    credentials::{AccessToken, AuthorizedUser, FixedToken, InstalledApp, OAuthClient, from_fn},
};

use crate::recorder::Recorder;

const RUN: &str = "/v1/scripts/AKfycbx:run HTTP/1.1";

fn user(token_url: &str) -> AuthorizedUser {
    AuthorizedUser::new(OAuthClient::new("1234").secret("GOCSPX-secret"), "1//refresh")
        .allow_insecure_http()
        .with_token_url(token_url)
        .unwrap()
}

fn through(proxy: &Recorder) -> reqwest::Client {
    reqwest::Client::builder()
        .proxy(reqwest::Proxy::all(&proxy.url).unwrap())
        .user_agent("of the HTTP client")
        .build()
        .unwrap()
}

async fn call(client: &Client) -> apps_script::Result<u32> {
    client.call("AKfycbx", "f").send().await
}

#[tokio::test]
async fn calls_and_token_requests_go_through_the_given_http_client() {
    let proxy = Recorder::start_google().await;
    let client = Client::builder()
        .base_url("http://emulator:8080")
        .allow_insecure_http()
        .http(through(&proxy))
        .credentials(user("http://tokens.example/token"))
        .build()
        .unwrap();
    assert_eq!(call(&client).await.unwrap(), 1);
    assert_eq!(
        proxy.lines(),
        [
            "POST http://tokens.example/token HTTP/1.1".to_owned(),
            format!("POST http://emulator:8080{RUN}"),
        ]
    );
    for request in proxy.seen() {
        assert_eq!(request.header("user-agent").unwrap(), "of the HTTP client");
    }
}

#[tokio::test]
async fn credentials_keep_an_http_client_of_their_own() {
    let (of_calls, of_tokens) = (Recorder::start_google().await, Recorder::start_google().await);
    let client = Client::builder()
        .base_url("http://emulator:8080")
        .allow_insecure_http()
        .http(through(&of_calls))
        .credentials(user("http://tokens.example/token").with_http(through(&of_tokens)))
        .build()
        .unwrap();
    assert_eq!(call(&client).await.unwrap(), 1);
    assert_eq!(of_tokens.lines(), ["POST http://tokens.example/token HTTP/1.1"]);
    assert_eq!(of_calls.lines(), [format!("POST http://emulator:8080{RUN}")]);
}

#[tokio::test]
async fn a_sign_in_goes_through_the_given_http_client() {
    let proxy = Recorder::start_google().await;
    let app = InstalledApp::new(OAuthClient::new("1234"), ["email"])
        .allow_insecure_http()
        .token_url("http://tokens.example/token")
        .http(through(&proxy));
    let sign_in = app.start().await.unwrap();
    let page = reqwest::Url::parse(sign_in.url()).unwrap();
    let value = |name: &str| {
        page.query_pairs()
            .find(|(key, _)| key == name)
            .unwrap()
            .1
            .into_owned()
    };
    let back = format!("{}/?state={}&code=c", value("redirect_uri"), value("state"));
    let finished = tokio::spawn(sign_in.finish());
    reqwest::get(back).await.unwrap();
    finished.await.unwrap().unwrap();
    assert_eq!(proxy.lines(), ["POST http://tokens.example/token HTTP/1.1"]);
}

#[tokio::test]
async fn the_user_agent_is_that_of_the_client() {
    let google = Recorder::start_google().await;
    let token_url = format!("{}/token", google.url);
    let builder = || {
        Client::builder()
            .base_url(&google.url)
            .credentials(user(&token_url))
    };
    let given = || {
        reqwest::Client::builder()
            .user_agent("of the HTTP client")
            .build()
            .unwrap()
    };
    let clients = [
        builder(),
        builder().user_agent("mine/1 "),
        builder().user_agent("mine/2").http(given()),
        builder().http(given()).user_agent("mine/3"),
    ];
    for client in clients {
        assert_eq!(call(&client.build().unwrap()).await.unwrap(), 1);
    }
    let agents: Vec<_> = google
        .seen()
        .iter()
        .map(|request| request.header("user-agent").unwrap())
        .collect();
    let default = concat!("apps-script-rust/", env!("CARGO_PKG_VERSION"));
    assert_eq!(
        agents,
        [
            default, default, "mine/1", "mine/1", "mine/2", "mine/2", "mine/3", "mine/3"
        ]
    );
}

#[tokio::test]
async fn headers_go_with_calls_and_not_with_token_requests() {
    let google = Recorder::start_google().await;
    let client = Client::builder()
        .base_url(format!("{}/gateway/", google.url))
        .header("X-Api-Key", "k3y")
        .quota_project("my-project")
        .credentials(user(&format!("{}/token", google.url)))
        .build()
        .unwrap();
    assert!(!format!("{client:?}").contains("k3y"));
    assert_eq!(call(&client).await.unwrap(), 1);
    let seen = google.seen();
    assert_eq!(seen[0].header("x-api-key"), None);
    assert_eq!(seen[0].header("x-goog-user-project"), None);
    assert_eq!(seen[1].line, format!("POST /gateway{RUN}"));
    assert_eq!(seen[1].header("x-api-key").unwrap(), "k3y");
    assert_eq!(seen[1].header("x-goog-user-project").unwrap(), "my-project");
    assert_eq!(seen[1].header("authorization").unwrap(), "Bearer ya29.token");
    assert_eq!(seen[1].header("content-type").unwrap(), "application/json");
}

/// As Google's own libraries do.
#[tokio::test]
async fn the_quota_project_of_a_file_is_used_unless_the_client_states_one() {
    let google = Recorder::start_google().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("adc.json");
    let text = r#"{"type":"authorized_user","client_id":"c","client_secret":"s","refresh_token":"r","quota_project_id":"of-the-file"}"#;
    std::fs::write(&file, text).unwrap();
    let adc = || {
        let user = AuthorizedUser::from_adc_file(&file).unwrap();
        user.with_token_url(&format!("{}/token", google.url)).unwrap()
    };
    let builder = || Client::builder().base_url(&google.url);
    let of_the_token =
        from_fn(|_| async { Ok(AccessToken::new("ya29.x").with_quota_project("of-the-token")) });
    let clients = [
        (builder().credentials(adc()), Some("of-the-file")),
        (builder().credentials(adc()).quota_project("mine"), Some("mine")),
        (builder().credentials(of_the_token), Some("of-the-token")),
        (builder().credentials(FixedToken::new("ya29.x")), None),
    ];
    for (client, expected) in clients {
        assert_eq!(call(&client.build().unwrap()).await.unwrap(), 1);
        let project = google.seen().pop().unwrap().header("x-goog-user-project");
        assert_eq!(project.as_deref(), expected);
    }
}

#[test]
fn a_client_that_would_tell_a_secret_is_not_made() {
    let builder = Client::builder;
    for (builder, message) in [
        (
            builder().base_url("http://emulator:8080"),
            "would send secrets over the network",
        ),
        (
            builder().base_url("https://user:hunter2@host"),
            "contains a user name or a password",
        ),
        (
            builder().base_url("https://user:hunter2@ho st"),
            "is not a valid URL",
        ),
        (
            builder()
                .base_url("http://user:hunter2@host")
                .allow_insecure_http(),
            "contains a user name",
        ),
        (
            builder().base_url("ftp://localhost").allow_insecure_http(),
            "has the scheme `ftp`",
        ),
        (
            builder().header("authorization", "Bearer hunter2"),
            "`authorization` cannot be set",
        ),
        (
            builder().header("x-key", "hunter2\n\0x"),
            "`x-key` contains a character",
        ),
        (
            builder().user_agent("hunter2\r\nx: y"),
            "the user agent contains a character",
        ),
        (
            builder().quota_project("hunter2\nx"),
            "`x-goog-user-project` contains a character",
        ),
    ] {
        assert!(!format!("{builder:?}").contains("hunter2"));
        let error = builder.build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{error:?}");
        assert!(error.to_string().contains(message), "{error}");
        assert!(error.help().is_some(), "{error}");
        assert!(!format!("{error:#} {error:?}").contains("hunter2"), "{error:?}");
    }
}

#[test]
fn an_http_client_prints_nothing() {
    assert_eq!(format!("{:?}", HttpClient::default()), "HttpClient { .. }");
}
