//! Removes from a body what identifies people, projects and documents.

use std::{borrow::Cow, sync::LazyLock};

use regex::{Captures, Regex};

use super::json_text::Tokens;

/// What is replaced, in this order, and what is written in its place. A real value never looks like its replacement's
/// pattern again, so a body that is already anonymous stays as it is.
const RULES: [(&str, &str); 10] = [
    // ID tokens.
    (r"eyJ[\w-]+\.[\w-]+\.[\w-]*", "id-token"),
    // Access tokens, refresh tokens, authorization codes, client secrets, API keys.
    (r"ya29\.[\w.-]+", "ya29.example"),
    (r"\b1//[\w-]+", "1//example"),
    (r"\b4/0[\w-]+", "4/0example"),
    (r"GOCSPX-[\w-]+", "GOCSPX-example"),
    (r"AIza[\w-]{30,}", "AIzaExample"),
    // Deployments, OAuth clients, people.
    (r"AKfycb[\w-]+", "AKfycbxExample"),
    (
        r"[\w-]+\.apps\.googleusercontent\.com",
        "1234-example.apps.googleusercontent.com",
    ),
    (r"[\w.%+-]+@[\w-]+(?:\.[\w-]+)+", "someone@example.com"),
    // Numbers of Cloud projects, and of people.
    (r"\b\d{10,}\b", "123456789012"),
];

/// Google's random IDs, of scripts and of documents.
const RANDOM_ID: &str = r"[\w-]{25,}";

/// Where the ID of a Cloud project is named.
const PROJECT: &str = r"(?:[?&]project=|\bprojects/)([\w:.-]+)";

static PATTERNS: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
    let rules = RULES.iter();
    rules
        .filter_map(|(pattern, replacement)| Some((Regex::new(pattern).ok()?, *replacement)))
        .collect()
});

static RANDOM: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(RANDOM_ID).ok());

static PROJECTS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(PROJECT).ok());

/// A body without tokens, IDs and mail addresses. Of JSON, only strings change.
pub(super) fn anonymous(body: &str) -> String {
    if serde_json::from_str::<serde::de::IgnoredAny>(body).is_err() {
        return anonymous_text(body);
    }
    let mut written = String::with_capacity(body.len());
    let mut rest = body;
    for token in Tokens(body) {
        let super::json_text::Token::String(json) = token else {
            continue;
        };
        let Some((before, after)) = rest.split_once(json) else {
            continue;
        };
        written.push_str(before);
        written.push_str(&anonymous_string(json));
        rest = after;
    }
    written.push_str(rest);
    written
}

/// A string of JSON, with its quotes. It stays as it was written unless something in it is replaced.
fn anonymous_string(json: &str) -> Cow<'_, str> {
    let Ok(text) = serde_json::from_str::<String>(json) else {
        return json.into();
    };
    let replaced = anonymous_text(&text);
    if replaced == text {
        json.into()
    } else {
        serde_json::Value::from(replaced).to_string().into()
    }
}

fn anonymous_text(text: &str) -> String {
    let mut text = without_projects(text);
    for (pattern, replacement) in PATTERNS.iter() {
        if let Cow::Owned(replaced) = pattern.replace_all(&text, *replacement) {
            text = replaced;
        }
    }
    match &*RANDOM {
        Some(pattern) => pattern.replace_all(&text, of_random_id).into_owned(),
        None => text,
    }
}

/// Long identifiers of code have no digits, and words no capital letters inside.
fn of_random_id(found: &Captures<'_>) -> String {
    let text = found.get(0).map_or("", |found| found.as_str());
    let has = |kind: fn(&char) -> bool| text.chars().any(|letter| kind(&letter));
    let is_mixed = has(char::is_ascii_lowercase) && has(char::is_ascii_uppercase);
    if is_mixed && has(char::is_ascii_digit) {
        "ExampleId".to_owned()
    } else {
        text.to_owned()
    }
}

/// The ID of a Cloud project is an ordinary word, known by the places that name it; it is replaced everywhere.
fn without_projects(text: &str) -> String {
    let mut replaced = text.to_owned();
    let found = PROJECTS.iter().flat_map(|pattern| pattern.captures_iter(text));
    for project in found.filter_map(|found| found.get(1)) {
        replaced = replaced.replace(project.as_str(), "123456789012");
    }
    replaced
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{PATTERNS, PROJECTS, RANDOM, RULES, anonymous};

    #[test]
    fn every_pattern_is_valid() {
        assert_eq!(PATTERNS.len(), RULES.len());
        assert!(RANDOM.is_some() && PROJECTS.is_some());
    }

    #[test]
    fn nothing_that_identifies_is_left() {
        for (text, expected) in [
            ("token ya29.a0Af-x_y.Z, please", "token ya29.example, please"),
            ("AKfycbxyz_0-1.", "AKfycbxExample."),
            (
                "mail bob.b+x@corp.example.org now",
                "mail someone@example.com now",
            ),
            (
                "(12-ab.apps.googleusercontent.com)",
                "(1234-example.apps.googleusercontent.com)",
            ),
            (
                "1//0e-refresh and 4/0Adeu5B and GOCSPX-x-y",
                "1//example and 4/0example and GOCSPX-example",
            ),
            ("1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms", "ExampleId"),
            (
                "used in project 912345678901 before: overview?project=912345678901 then",
                "used in project 123456789012 before: overview?project=123456789012 then",
            ),
            (
                "used in project my-shop before: overview?project=my-shop then",
                "used in project 123456789012 before: overview?project=123456789012 then",
            ),
            ("projects/my-shop", "projects/123456789012"),
            ("eyJhbGciOi.eyJpc3Mi.c2ln", "id-token"),
        ] {
            assert_eq!(anonymous(text), expected);
            assert_eq!(anonymous(expected), expected, "twice is as once");
        }
    }

    #[test]
    fn what_identifies_nobody_stays() {
        for text in [
            "type.googleapis.com/google.apps.script.v1.ExecutionResponse",
            "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
            "appsScriptDoctorCallsAFunctionThatDoesNotExist",
            "https://www.googleapis.com/auth/admin.directory.group.readonly",
            "Service invoked too many times in a short time: exec qps. Try Utilities.sleep(1000) between calls.",
            "Request payload size exceeds the limit: 10485760 bytes.",
            "2026-11-25T10:00:00.000Z",
            "größe 5",
        ] {
            assert_eq!(anonymous(text), text);
        }
    }

    /// They were made anonymous by hand.
    #[test]
    fn the_fixtures_stay_as_they_are() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures/run");
        let files: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        assert!(files.len() > 50, "{}", files.len());
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            assert_eq!(anonymous(&text), text, "{}", file.display());
        }
    }

    #[test]
    fn json_stays_json() {
        for (body, expected) in [
            (
                "{\n  \"error\": { \"code\": 404, \"big\": 12345678901234567890 }\n}\n",
                "{\n  \"error\": { \"code\": 404, \"big\": 12345678901234567890 }\n}\n",
            ),
            // A line break before the ID, and an ID as a key.
            (
                r#"{"a\nAKfycbxyz":"\nAKfycbxyz \"ann@corp.org\"","b":"\u00e4"}"#,
                r#"{"a\nAKfycbxExample":"\nAKfycbxExample \"someone@example.com\"","b":"\u00e4"}"#,
            ),
            (
                r#"["ya29.abc","ya29.abc","x"]"#,
                r#"["ya29.example","ya29.example","x"]"#,
            ),
        ] {
            assert_eq!(anonymous(body), expected);
        }
    }
}
