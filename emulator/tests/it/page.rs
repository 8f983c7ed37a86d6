//! Looks at the page of a running emulator, as a browser does.

use std::{process::Command, time::Duration};

use apps_script_emulator::{Emulator, ExecutionStatus};
use reqwest::{Client, StatusCode, redirect::Policy};
use serde_json::json;
use tokio::time::timeout;

use crate::calling::{run, script};

async fn emulator() -> Emulator {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/page");
    Emulator::builder().project(folder).start().await.unwrap()
}

async fn get(emulator: &Emulator, path: &str) -> String {
    let answer = reqwest::get(format!("{}{path}", emulator.url())).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.text().await.unwrap()
}

/// Sends a form as the page itself does; gives the status and where it leads.
async fn send(emulator: &Emulator, path: &str, form: &str) -> (StatusCode, String) {
    send_from(emulator, Some(emulator.url()), path, form).await
}

async fn send_from(
    emulator: &Emulator,
    origin: Option<&str>,
    path: &str,
    form: &str,
) -> (StatusCode, String) {
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    let mut request = client
        .post(format!("{}{path}", emulator.url()))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form.to_owned());
    if let Some(origin) = origin {
        request = request.header("origin", origin);
    }
    let answer = request.send().await.unwrap();
    let target = answer
        .headers()
        .get("location")
        .map(|target| target.to_str().unwrap().to_owned());
    let status = answer.status();
    (status, target.unwrap_or(answer.text().await.unwrap()))
}

/// Waits until every execution is over.
async fn ended(emulator: &Emulator) {
    let mut changes = emulator.execution_changes();
    let is_running = || {
        let executions = emulator.executions();
        executions
            .iter()
            .any(|execution| execution.status == ExecutionStatus::Running)
    };
    while is_running() {
        assert!(changes.changed().await);
    }
}

#[tokio::test]
async fn executions_are_shown_with_all_that_is_known_of_them() {
    let emulator = emulator().await;
    let page = get(&emulator, "/").await;
    assert!(page.contains("Nothing has run yet"), "{page}");
    run(&emulator, "add", json!([1, 41])).await;
    run(&emulator, "fail", json!(["<b>bad</b>"])).await;
    let page = get(&emulator, "/").await;
    for expected in [
        "<title>page · Apps Script emulator</title>",
        "Completed",
        "Failed",
        "me@example.com",
        "42",
        "adds",
        "Error: &lt;b&gt;bad&lt;/b&gt;",
        "inner_",
        "Page:19",
        emulator.deployment_id(),
    ] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    assert!(!page.contains("<b>bad"), "{page}");
    let newest_first = page.find("id=\"execution-2\"") < page.find("id=\"execution-1\"");
    assert!(newest_first, "{page}");
    assert!(
        !page.contains(emulator.token()),
        "the page keeps the token to itself"
    );
}

#[tokio::test]
async fn every_public_function_has_its_form() {
    let page = get(&emulator().await, "/").await;
    for expected in [
        "<b>add</b>(a, b)",
        "<b>list</b>(...values)",
        "Page.gs:8",
        "Adds two numbers.",
        "The first.",
    ] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    assert!(!page.contains("inner_"), "{page}");
}

#[tokio::test]
async fn a_form_runs_its_function() {
    let emulator = emulator().await;
    let (status, target) = send(&emulator, "/page/run", "function=add&argument=1&argument=41").await;
    assert_eq!(
        (status, target.as_str()),
        (StatusCode::SEE_OTHER, "/?ran=1#execution-1")
    );
    let (_, target) = send(
        &emulator,
        "/page/run",
        "function=list&more=%5B1%2C%22x%22%5D&deployed=on",
    )
    .await;
    assert_eq!(target, "/?ran=2#execution-2");
    ended(&emulator).await;
    let executions = emulator.executions();
    assert_eq!(executions[0].result, Some(json!(42)));
    assert_eq!(executions[1].result, Some(json!([1, "x"])));
    assert!(executions[0].dev_mode && !executions[1].dev_mode);
    let (status, page) = send(&emulator, "/page/run", "function=add&argument=1&argument=one").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("b is not JSON: one"), "{page}");
    assert_eq!(emulator.executions().len(), 2);
}

#[tokio::test]
async fn a_run_can_be_cancelled() {
    let emulator = emulator().await;
    send(&emulator, "/page/run", "function=endless").await;
    let page = get(&emulator, "/?ran=1").await;
    assert!(page.contains("Cancel"), "{page}");
    let (status, _) = send(&emulator, "/page/cancel", "execution=1").await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    ended(&emulator).await;
    assert_eq!(emulator.executions()[0].status, ExecutionStatus::Cancelled);
    assert!(get(&emulator, "/").await.contains("Cancelled"));
}

#[tokio::test]
async fn news_come_as_soon_as_there_are_any() {
    let emulator = emulator().await;
    let ask = async |after: &str| {
        let url = format!("{}/page/executions?wait=25{after}", emulator.url());
        let answer = reqwest::get(url).await.unwrap();
        let changes = answer.headers()["x-changes"].to_str().unwrap().to_owned();
        (changes, answer.text().await.unwrap())
    };
    let (changes, _) = ask("").await;
    let after = format!("&after={changes}");
    let waiting = ask(&after);
    tokio::pin!(waiting);
    let early = timeout(Duration::from_millis(200), &mut waiting).await;
    assert!(early.is_err(), "there are no news: {early:?}");
    let (_, (newer, list)) = tokio::join!(run(&emulator, "add", json!([1, 2])), waiting);
    assert_ne!(newer, changes);
    assert!(list.contains("add"), "{list}");
}

#[tokio::test]
async fn other_sites_neither_read_nor_send() {
    let emulator = emulator().await;
    for origin in [None, Some("null"), Some("http://evil.example.com")] {
        for (path, form) in [("/page/run", "function=add"), ("/page/cancel", "execution=1")] {
            let (status, _) = send_from(&emulator, origin, path, form).await;
            assert_eq!(status, StatusCode::FORBIDDEN, "{path} {origin:?}");
        }
    }
    assert!(emulator.executions().is_empty());
    for path in ["/", "/page/executions", "/page/kept", "/page/script.js"] {
        let url = format!("{}{path}", emulator.url());
        let request = Client::new().get(url).header("host", "evil.example.com");
        assert_eq!(
            request.send().await.unwrap().status(),
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
    let answer = reqwest::get(emulator.url()).await.unwrap();
    let policy = answer.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
    let page = answer.text().await.unwrap();
    assert!(
        !page.contains("http:") && !page.contains("https:"),
        "it loads nothing from elsewhere: {page}"
    );
}

const LEAVES_MUCH_BEHIND: &str = "function leave() {
  const book = SpreadsheetApp.create('Stock <b>');
  book.getSheets()[0].getRange('A1:B2').setValues([['sku', 'stock'], ['<i>A-1</i>', '=2+3']]);
  PropertiesService.getScriptProperties().setProperty('last & first', '<u>');
  DriveApp.createFolder('reports').createFile('june.csv', 'a,b');
  MailApp.sendEmail('ann@example.com', 'Low <stock>', 'Order now.');
  GmailApp.createDraft('bob@example.com', 'Later', 'Not yet.');
}";

async fn with_things_left_behind() -> (tempfile::TempDir, Emulator) {
    let folder = script(LEAVES_MUCH_BEHIND);
    let emulator = Emulator::builder().project(folder.path()).start().await.unwrap();
    assert!(get(&emulator, "/page/kept").await.contains("Nothing yet"));
    let answer = run(&emulator, "leave", json!([])).await;
    assert!(answer["error"].is_null(), "{answer}");
    (folder, emulator)
}

fn assert_shows_what_was_left_behind(page: &str) {
    for expected in [
        "Stock &lt;b&gt;",
        "&lt;i&gt;A-1&lt;/i&gt;",
        "title=\"=2+3\"",
        ">5</td>",
        "last &amp; first",
        "&lt;u&gt;",
        "reports/june.csv",
        "Low &lt;stock&gt;",
        "to ann@example.com",
        "Drafts",
    ] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    for forbidden in ["<i>A-1", "Stock <b>", "Low <stock>"] {
        assert!(!page.contains(forbidden), "{forbidden}: {page}");
    }
}

#[tokio::test]
async fn what_scripts_leave_behind_is_shown() {
    let (_folder, emulator) = with_things_left_behind().await;
    for path in ["/", "/page/kept"] {
        assert_shows_what_was_left_behind(&get(&emulator, path).await);
    }
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium"]
async fn a_browser_shows_what_scripts_leave_behind() {
    let (_folder, emulator) = with_things_left_behind().await;
    let url = emulator.url().to_owned();
    let page = tokio::task::spawn_blocking(move || browse(&url)).await.unwrap();
    assert_shows_what_was_left_behind(&page.expect("Chromium is installed"));
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium"]
async fn a_browser_shows_the_page() {
    let emulator = emulator().await;
    run(
        &emulator,
        "fail",
        json!(["<img src=x onerror=\"document.title='owned'\">"]),
    )
    .await;
    let url = format!("{}/?ran=1", emulator.url());
    let browsing = tokio::task::spawn_blocking(move || browse(&url));
    let page = browsing.await.unwrap().expect("Chromium is installed");
    assert!(
        page.contains("<title>page · Apps Script emulator</title>"),
        "{page}"
    );
    assert!(page.contains("Error: &lt;img src=x onerror="), "{page}");
    let time = page.split("<time ").nth(1).unwrap().split('>').next().unwrap();
    assert!(time.contains("title="), "the page's own script has run: {time}");
}

/// What a browser makes of the page.
fn browse(url: &str) -> Option<String> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let output = names.iter().find_map(|name| {
        let mut browser = Command::new(name);
        browser.args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--timeout=5000",
            "--dump-dom",
            url,
        ]);
        browser.output().ok()
    })?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}
