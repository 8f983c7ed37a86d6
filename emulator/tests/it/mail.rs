//! Runs a script that writes emails, and reads them in the outbox.

use apps_script_emulator::{Email, Emulator};
use serde_json::{Value, json};

use crate::calling::run;

async fn emulator() -> Emulator {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/mail");
    Emulator::builder().project(folder).start().await.unwrap()
}

/// What the outbox holds after a call that succeeds.
async fn sent_by(function: &str) -> Vec<Email> {
    let emulator = emulator().await;
    let answer = run(&emulator, function, json!([])).await;
    assert!(answer["error"].is_null(), "{answer}");
    emulator.outbox()
}

fn error_of(answer: &Value) -> &str {
    answer["error"]["details"][0]["errorMessage"]
        .as_str()
        .unwrap_or_default()
}

#[tokio::test]
async fn texts_make_an_email() {
    let emails = sent_by("texts").await;
    assert_eq!(emails.len(), 2);
    assert_eq!(emails[0].from, "me@example.com");
    assert_eq!(emails[0].to, ["ann@example.com"]);
    assert_eq!(
        (emails[0].subject.as_str(), emails[0].body.as_str()),
        ("Report", "All is well.")
    );
    assert_eq!(
        (emails[0].html_body.as_ref(), emails[0].reply_to.as_ref()),
        (None, None)
    );
    assert_eq!(emails[1].to, ["ann@example.com", "bob@example.com"]);
    assert_eq!(emails[1].reply_to.as_deref(), Some("answers@example.com"));
    assert_eq!(
        (emails[1].subject.as_str(), emails[1].body.as_str()),
        ("Report", "All is well.")
    );
}

#[tokio::test]
async fn options_are_kept() {
    let email = sent_by("options").await.pop().unwrap();
    assert_eq!(email.cc, ["bob@example.com"]);
    assert_eq!(email.bcc, ["carol@example.com", "dan@example.com"]);
    assert_eq!(email.html_body.as_deref(), Some("<b>well</b>"));
    assert_eq!(email.reply_to.as_deref(), Some("answers@example.com"));
    assert_eq!(email.name.as_deref(), Some("Reporter"));
    assert!(email.no_reply);
}

#[tokio::test]
async fn an_object_makes_an_email() {
    let email = sent_by("message").await.pop().unwrap();
    assert_eq!(email.to, ["Ann <ann@example.com>"]);
    assert_eq!((email.subject.as_str(), email.body.as_str()), ("Report", ""));
    assert_eq!(email.html_body.as_deref(), Some("<b>well</b>"));
}

#[tokio::test]
async fn files_are_attached_byte_by_byte() {
    let email = sent_by("files").await.pop().unwrap();
    assert_eq!(email.from, "team@example.com");
    let files: Vec<_> = email
        .attachments
        .iter()
        .map(|file| {
            (
                file.name.as_deref(),
                file.content_type.as_deref(),
                file.bytes.as_slice(),
            )
        })
        .collect();
    let expected: [(_, _, &[u8]); 2] = [
        (Some("a.bin"), None, &[0, 127, 128, 255]),
        (None, Some("text/plain"), b"hi"),
    ];
    assert_eq!(files, expected);
    assert_eq!(email.inline_images["logo"].name.as_deref(), Some("logo.png"));
}

#[tokio::test]
async fn drafts_wait_until_they_are_sent() {
    let emulator = emulator().await;
    let answer = run(&emulator, "drafts", json!([])).await;
    assert_eq!(answer["response"]["result"], "string", "{answer}");
    let subjects = |emails: Vec<Email>| emails.into_iter().map(|email| email.subject).collect::<Vec<_>>();
    assert_eq!(subjects(emulator.outbox()), ["Second"]);
    assert_eq!(subjects(emulator.drafts()), ["Third"]);
    emulator.clear_outbox();
    assert!(emulator.outbox().is_empty() && emulator.drafts().is_empty());
    let answer = run(&emulator, "sendTwice", json!([])).await;
    assert!(
        error_of(&answer).starts_with("Exception: Gmail operation not allowed"),
        "{answer}"
    );
}

#[tokio::test]
async fn a_day_has_a_quota_of_recipients() {
    let emulator = emulator().await;
    let answer = run(&emulator, "quota", json!([])).await;
    assert_eq!(answer["response"]["result"], json!([1500, 1498]), "{answer}");
    let answer = run(&emulator, "spend", json!([])).await;
    assert_eq!(
        error_of(&answer),
        "Exception: Service invoked too many times for one day: email."
    );
    assert_eq!(emulator.outbox().len(), 1 + 29, "all that fitted was sent");
    emulator.clear_outbox();
    let answer = run(&emulator, "quota", json!([])).await;
    assert_eq!(answer["response"]["result"], json!([1500, 1498]), "{answer}");
}

#[tokio::test]
async fn what_is_no_email_is_refused_in_the_words_of_google() {
    let emulator = emulator().await;
    let to = "ann@example.com";
    let many = vec![to; 51].join(",");
    for (function, parameters, message) in [
        (
            "send",
            json!(["", "s", "b"]),
            "Failed to send email: no recipient",
        ),
        (
            "send",
            json!([null, "s", "b"]),
            "Failed to send email: no recipient",
        ),
        (
            "send",
            json!([{ "subject": "s" }]),
            "Failed to send email: no recipient",
        ),
        (
            "gmail",
            json!(["", "s", "b"]),
            "Failed to send email: no recipient",
        ),
        ("send", json!(["nobody", "s", "b"]), "Invalid email: nobody"),
        (
            "send",
            json!([to, "s", "b", { "cc": "x y" }]),
            "Invalid email: x y",
        ),
        (
            "send",
            json!([to, "s", "b", { "attachments": ["text"] }]),
            "Invalid argument: attachments",
        ),
        (
            "send",
            json!([to, "s"]),
            "The parameters (String,String) don't match the method signature for MailApp.sendEmail.",
        ),
        (
            "send",
            json!([to, 5, "b"]),
            "The parameters (String,number,String) don't match the method signature for MailApp.sendEmail.",
        ),
        (
            "gmail",
            json!([to, "s", "b", "c"]),
            "The parameters (String,String,String,String) don't match the method signature for GmailApp.sendEmail.",
        ),
        (
            "send",
            json!([many, "s", "b"]),
            "Limit Exceeded: Email Recipients Per Message.",
        ),
        ("sendText", json!([251, 1]), "Argument too large: subject"),
        (
            "sendText",
            json!([250, 500_000]),
            "Limit Exceeded: Email Body Size.",
        ),
    ] {
        let answer = run(&emulator, function, parameters.clone()).await;
        assert_eq!(
            error_of(&answer),
            format!("Exception: {message}"),
            "{function} {parameters}"
        );
    }
    let answer = run(&emulator, "lacking", json!([])).await;
    assert!(
        error_of(&answer).starts_with("Exception: GmailApp.getInboxThreads is not part of the emulator."),
        "{answer}"
    );
    assert!(emulator.outbox().is_empty());
}
