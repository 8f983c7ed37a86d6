//! Values as text, as far as a page can show them.

use std::io::{self, Write};

use serde_json::Value as Json;

/// In characters.
const LONGEST: usize = 10_000;

pub(super) fn text(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Writes no more of a value than is shown, since it may be many megabytes.
pub(super) fn json(value: &Json) -> String {
    let mut start = Start(Vec::new());
    // An error says that there is more than is shown.
    let _ = serde_json::to_writer_pretty(&mut start, value);
    text(&String::from_utf8_lossy(&start.0))
}

/// The start of what is written to it.
struct Start(Vec<u8>);

impl Write for Start {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A character has at most four bytes.
        if self.0.len() > 4 * LONGEST {
            return Err(io::ErrorKind::WriteZero.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{LONGEST, json, text};

    #[test]
    fn what_is_long_is_cut_between_characters() {
        assert_eq!(text("short"), "short");
        let long = text(&"ä".repeat(LONGEST + 1));
        assert_eq!(long.chars().count(), LONGEST + 1);
        assert!(long.ends_with("ä…"));
        assert_eq!(json(&json!({ "a": [1] })), "{\n  \"a\": [\n    1\n  ]\n}");
        let long = json(&json!(vec!["ä"; 100_000]));
        assert_eq!(long.chars().count(), LONGEST + 1);
    }
}
