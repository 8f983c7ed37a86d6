//! Removes secrets from text that came from a server and is about to be shown.

use std::borrow::Cow;

use crate::one_line::OneLine;

/// What a removed secret is replaced with.
pub(crate) const REDACTED: &str = "[redacted]";

/// A shorter secret may be part of an ordinary word, so only whole words are replaced.
const DISTINCTIVE: usize = 8;

/// How Google's access tokens, refresh tokens, client secrets and authorization codes begin. They are removed
/// even if they are not ours, or if the server repeated only a part of them.
const GOOGLE_PREFIXES: [&str; 4] = ["ya29.", "1//0", "GOCSPX-", "4/0A"];

/// `text` without the given secrets, in plain or percent-encoded form, and without anything that looks like a
/// secret of Google's.
pub(crate) fn redact(text: &str, secrets: &[&str]) -> String {
    let mut secrets: Vec<&str> = secrets.iter().map(|secret| secret.trim()).collect();
    secrets.retain(|secret| !secret.is_empty());
    // A secret may contain another one.
    secrets.sort_unstable_by_key(|secret| std::cmp::Reverse(secret.len()));
    let mut text = Cow::Borrowed(text);
    for secret in secrets {
        text = without(text, secret);
        let encoded = percent_encoded(secret);
        if encoded != secret {
            text = without(text, &encoded);
            text = without(text, &encoded.to_ascii_lowercase());
        }
    }
    without_google_secrets(&text)
}

/// `text` on one line, without control characters and no longer than 300 characters.
pub(crate) fn one_line(text: &str) -> String {
    OneLine::new(text.trim(), 300).to_string()
}

fn without<'a>(text: Cow<'a, str>, secret: &str) -> Cow<'a, str> {
    if !text.contains(secret) {
        return text;
    }
    if secret.len() >= DISTINCTIVE {
        return text.replace(secret, REDACTED).into();
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some((before, after)) = rest.split_once(secret) {
        kept.push_str(before);
        let whole_word = !ends_in_word(&kept) && !after.starts_with(char::is_alphanumeric);
        kept.push_str(if whole_word { REDACTED } else { secret });
        rest = after;
    }
    kept.push_str(rest);
    kept.into()
}

fn without_google_secrets(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let starts_a_secret =
            !ends_in_word(&kept) && GOOGLE_PREFIXES.iter().any(|prefix| rest.starts_with(prefix));
        let taken = if starts_a_secret {
            kept.push_str(REDACTED);
            rest.find(|letter| !is_token_letter(letter)).unwrap_or(rest.len())
        } else {
            kept.push(next);
            next.len_utf8()
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    kept
}

fn ends_in_word(text: &str) -> bool {
    text.ends_with(char::is_alphanumeric)
}

/// The letters of `b64token` in RFC 6750, section 2.1.
fn is_token_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "-._~+/=".contains(letter)
}

fn percent_encoded(secret: &str) -> String {
    use std::fmt::Write;

    let mut encoded = String::with_capacity(secret.len());
    for byte in secret.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a `String` does not fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::{one_line, redact};

    #[test]
    fn removes_secrets_in_every_form() {
        for (text, secrets, expected) in [
            ("no secret", &["1//refresh"][..], "no secret"),
            ("got 1//refresh, bad", &["1//refresh"], "got [redacted], bad"),
            ("1//refresh1//refresh", &["1//refresh"], "[redacted][redacted]"),
            ("t=1%2F%2Frefresh&x", &["1//refresh"], "t=[redacted]&x"),
            ("t=1%2f%2frefresh&x", &["1//refresh"], "t=[redacted]&x"),
            (
                "long-secret-long",
                &["long-secret", "long-secret-long"],
                "[redacted]",
            ),
            // Short ones only as whole words.
            ("the cat, c and c.", &["c"], "the cat, [redacted] and [redacted]."),
            ("the cat", &["", " ", "\n"], "the cat"),
            // Google's, known or not, whole or in part.
            ("invalid token ya29.a0Af…", &[], "invalid token [redacted]…"),
            (
                "'GOCSPX-x_y' (1//0abc) 4/0AbC",
                &[],
                "'[redacted]' ([redacted]) [redacted]",
            ),
            ("on 4/05/2024", &[], "on 4/05/2024"),
            ("https://host/v1//0/path", &[], "https://host/v1//0/path"),
            ("ünïcode ya29.é", &[], "ünïcode [redacted]é"),
        ] {
            assert_eq!(redact(text, secrets), expected, "{text}");
        }
    }

    #[test]
    fn text_of_others_is_one_short_line() {
        for (text, expected) in [
            (
                " a\r\nb\t\u{1b}[31m\u{7f}\u{85}\u{2028}é ",
                r"a\r\nb\t\u{1b}[31m\u{7f}\u{85}\u{2028}é",
            ),
            ("it's \"quoted\"", "it's \"quoted\""),
        ] {
            assert_eq!(one_line(text), expected);
        }
        assert_eq!(one_line(&"é".repeat(300)), "é".repeat(300));
        assert_eq!(one_line(&"é".repeat(301)), format!("{}…", "é".repeat(300)));
    }
}
