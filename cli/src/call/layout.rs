//! JSON laid out anew, with every number and text as it was written.

const INDENT: &str = "  ";

/// On one line, for programs.
pub(super) fn compact(json: &str) -> String {
    laid_out(json, false)
}

/// On several lines, for people.
pub(super) fn indented(json: &str) -> String {
    laid_out(json, true)
}

fn laid_out(json: &str, is_indented: bool) -> String {
    let mut written = String::with_capacity(json.len() * 2);
    let mut depth = 0_usize;
    let mut letters = json.chars().peekable();
    let start_line = |written: &mut String, depth| {
        if is_indented {
            written.push('\n');
            written.extend(std::iter::repeat_n(INDENT, depth));
        }
    };
    while let Some(letter) = letters.next() {
        match letter {
            '"' => {
                written.push(letter);
                let mut is_escaped = false;
                for inner in letters.by_ref() {
                    written.push(inner);
                    if inner == '"' && !is_escaped {
                        break;
                    }
                    is_escaped = inner == '\\' && !is_escaped;
                }
            }
            '{' | '[' => {
                written.push(letter);
                while letters.next_if(|next| next.is_ascii_whitespace()).is_some() {}
                match letters.next_if(|next| matches!(next, '}' | ']')) {
                    Some(end) => written.push(end),
                    None => {
                        depth += 1;
                        start_line(&mut written, depth);
                    }
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                start_line(&mut written, depth);
                written.push(letter);
            }
            ',' => {
                written.push(letter);
                start_line(&mut written, depth);
            }
            ':' => written.push_str(if is_indented { ": " } else { ":" }),
            _ if letter.is_ascii_whitespace() => {}
            _ => written.push(letter),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::{compact, indented};

    #[test]
    fn every_value_keeps_its_text() {
        for (json, expected) in [
            ("5.0", "5.0"),
            ("[ ]", "[]"),
            (
                r#"{"b":[1e21,12345678901234567890],"a":{}}"#,
                "{\n  \"b\": [\n    1e21,\n    12345678901234567890\n  ],\n  \"a\": {}\n}",
            ),
            (r#"["a, \"b\": {"]"#, "[\n  \"a, \\\"b\\\": {\"\n]"),
            ("[1,\n 2]", "[\n  1,\n  2\n]"),
        ] {
            assert_eq!(indented(json), expected, "{json}");
        }
        assert_eq!(
            compact("{ \"a b\" : [ 1.0 ,\n \"x\\\" y\" ] }"),
            r#"{"a b":[1.0,"x\" y"]}"#
        );
    }
}
