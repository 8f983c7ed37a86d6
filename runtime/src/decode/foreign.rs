//! Answers with a status of success that are not the API's.

use std::str::Utf8Error;

use crate::error::{Error, ErrorKind, Executed};

const IN_BETWEEN: &str = "something between here and the Apps Script API answered in its place, such as a proxy or the \
     sign-in page of a network: open a web page from this machine to see it, and check the client's `base_url`; if \
     the request got through, the function has run, so look at the script's executions before you call again";

const INCOMPLETE: &str = "the function may have run: look at the script's executions before you call again; if this \
     happens often, a proxy between here and the API breaks the answers";

pub(super) fn not_utf8(body: &[u8], fault: Utf8Error) -> Error {
    if let Some(page) = page(&String::from_utf8_lossy(body)) {
        return unknown(page, IN_BETWEEN);
    }
    if fault.error_len().is_none() {
        return breaks_off(body.len());
    }
    let offset = fault.valid_up_to();
    unknown(
        format!("the answer is not one of the Apps Script API: it is not UTF-8 at byte {offset}"),
        IN_BETWEEN,
    )
}

pub(super) fn not_an_answer(text: &str, fault: serde_json::Error) -> Error {
    if text.trim().is_empty() {
        return unknown("the answer is empty".to_owned(), IN_BETWEEN);
    }
    if let Some(page) = page(text) {
        return unknown(page, IN_BETWEEN);
    }
    if fault.is_eof() {
        return breaks_off(text.len());
    }
    unknown(
        "the answer is not one of the Apps Script API".to_owned(),
        IN_BETWEEN,
    )
}

pub(super) fn neither_result_nor_error() -> Error {
    unknown(
        "the answer holds neither a result nor an error".to_owned(),
        IN_BETWEEN,
    )
}

fn breaks_off(length: usize) -> Error {
    unknown(format!("the answer breaks off after {length} bytes"), INCOMPLETE)
}

fn unknown(message: String, help: &'static str) -> Error {
    Error::new(ErrorKind::Transport, Executed::Unknown, message).with_help(help)
}

/// What to say of a web page; its title often names who answered.
fn page(text: &str) -> Option<String> {
    if !text.trim_start().starts_with('<') {
        return None;
    }
    let title = between(text, "<title>", "</title>").or_else(|| between(text, "<TITLE>", "</TITLE>"));
    Some(match title.map(str::trim) {
        Some(title) if !title.is_empty() => {
            format!("the answer is a web page ({title:?}), not one of the Apps Script API")
        }
        _ => "the answer is a web page, not one of the Apps Script API".to_owned(),
    })
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(start)?;
    Some(rest.split_once(end)?.0)
}
