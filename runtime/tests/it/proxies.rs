//! Proxies of the environment, in processes of their own: what they must never see, and that they are used.

use std::{collections::HashMap, process::Stdio};

use apps_script::{
    Client,
    credentials::{AuthorizedUser, FixedToken, OAuthClient},
};
use tokio::process::Command;

use crate::recorder::{RESULT, Recorder};

/// Runs an ignored test of this module in another process, through this proxy.
async fn in_another_process(test: &str, proxy: &Recorder) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--ignored", "--exact", &format!("proxies::{test}")]);
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
        command.env(name, &proxy.url).env(name.to_lowercase(), &proxy.url);
    }
    // A variable of CGI scripts, beside which HTTP_PROXY is not trusted.
    command
        .env_remove("REQUEST_METHOD")
        .env_remove("NO_PROXY")
        .env_remove("no_proxy");
    let output = command.stdout(Stdio::piped()).output().await.unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
}

/// Answers for whatever host it is asked.
async fn proxy() -> Recorder {
    Recorder::start(|_| (200, RESULT.to_owned())).await
}

#[tokio::test]
async fn no_proxy_sees_what_is_sent_to_this_machine() {
    let proxy = proxy().await;
    in_another_process("calls_this_machine", &proxy).await;
    assert_eq!(proxy.lines(), Vec::<String>::new());
}

#[tokio::test]
async fn a_proxy_sees_what_is_sent_to_others() {
    let proxy = proxy().await;
    in_another_process("calls_another_machine", &proxy).await;
    let lines = proxy.lines();
    assert_eq!(lines.len(), 2, "{lines:?}");
    for line in lines {
        assert_eq!(line, "POST http://emulator:8080/v1/scripts/AKfycbx:run HTTP/1.1");
    }
}

/// The names of this machine that can be connected to, with a port.
fn loopback_urls(port: u16) -> Vec<String> {
    let hosts = [
        "127.0.0.1",
        "127.1",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "script.localhost",
        "a.b.localhost.",
        "[::ffff:127.0.0.1]",
    ];
    hosts.iter().map(|host| format!("http://{host}:{port}")).collect()
}

/// Every kind of HTTP client that may be given.
fn clients() -> HashMap<&'static str, apps_script::HttpClient> {
    let given = reqwest::Client::new;
    HashMap::from([
        ("default", apps_script::HttpClient::default()),
        ("given", given().into()),
        #[cfg(feature = "middleware")]
        (
            "middleware",
            reqwest_middleware::ClientBuilder::new(given()).build().into(),
        ),
    ])
}

#[tokio::test]
#[ignore = "runs in a process of its own: see `no_proxy_sees_what_is_sent_to_this_machine`"]
async fn calls_this_machine() {
    // On every address of this machine.
    let listener = std::net::TcpListener::bind("0.0.0.0:0").unwrap();
    let google = Recorder::start_google_at(listener).await;
    let port = google.url.rsplit(':').next().unwrap().parse().unwrap();
    let mut requests = 0;
    for url in loopback_urls(port) {
        for (name, http) in clients() {
            let user = AuthorizedUser::new(OAuthClient::new("1234").secret("GOCSPX-secret"), "1//refresh");
            let user = user.with_token_url(&format!("{url}/token")).unwrap();
            let client = Client::builder()
                .base_url(&url)
                .http(http)
                .credentials(user)
                .build()
                .unwrap();
            let answer = client.call("AKfycbx", "f").send::<u32>().await;
            assert_eq!(answer.unwrap(), 1, "{name} {url}");
            requests += 2;
            assert_eq!(google.seen().len(), requests, "{name} {url}");
        }
    }
}

#[tokio::test]
#[ignore = "runs in a process of its own: see `a_proxy_sees_what_is_sent_to_others`"]
async fn calls_another_machine() {
    for http in [apps_script::HttpClient::default(), reqwest::Client::new().into()] {
        let client = Client::builder()
            .base_url("http://emulator:8080")
            .allow_insecure_http()
            .http(http)
            .credentials(FixedToken::new("ya29.x"))
            .build()
            .unwrap();
        assert_eq!(client.call("AKfycbx", "f").send::<u32>().await.unwrap(), 1);
    }
}
