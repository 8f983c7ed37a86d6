//! JSDoc as doc comments.

use crate::function::Function;

/// Lines of a doc comment, without its slashes.
pub(super) fn of_function(function: &Function) -> Vec<String> {
    let mut lines = function.description.as_deref().map(lines).unwrap_or_default();
    let mut explained = function
        .parameters
        .iter()
        .filter_map(|parameter| Some((parameter.name.as_deref()?, parameter.description.as_deref()?)))
        .filter(|(_, description)| !description.trim().is_empty())
        .peekable();
    if explained.peek().is_some() && !lines.is_empty() {
        lines.push(String::new());
    }
    for (name, description) in explained {
        let mut described = self::lines(description).into_iter();
        let first = described.next().unwrap_or_default();
        lines.push(format!("- `{name}`: {first}"));
        lines.extend(described.map(|line| {
            if line.is_empty() {
                line
            } else {
                format!("  {line}")
            }
        }));
    }
    lines
}

/// A text as lines that rustdoc shows as they are meant, and never compiles.
pub(super) fn lines(text: &str) -> Vec<String> {
    let mut in_code = false;
    let mut lines: Vec<String> = text
        .lines()
        .map(|line| {
            let line: String = line.chars().filter(|letter| is_harmless(*letter)).collect();
            let line = line.trim_end();
            if line.trim_start().starts_with("```") {
                in_code = !in_code;
                if in_code && line.trim_start() == "```" {
                    return format!("{line}text");
                }
            }
            // Four blanks would make it code, which rustdoc takes for Rust and runs as a test.
            if in_code { line } else { line.trim_start() }.to_owned()
        })
        .skip_while(String::is_empty)
        .collect();
    if in_code {
        lines.push("```".into());
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// The compiler refuses comments with signs that turn the direction of writing, and lone carriage returns.
fn is_harmless(letter: char) -> bool {
    !matches!(letter, '\r' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn nothing_in_them_is_compiled_or_refused() {
        for (text, expected) in [
            ("One line.", "One line."),
            ("\n  Two\n\n  lines.  \n\n", "Two\n\nlines."),
            ("Code:\n\n    f(1);", "Code:\n\nf(1);"),
            ("```\n  f(1);\n```", "```text\n  f(1);\n```"),
            ("```js\nf(1);\n```", "```js\nf(1);\n```"),
            ("```\nf(1);", "```text\nf(1);\n```"),
            ("a\rb \u{202e}c", "ab c"),
            ("", ""),
        ] {
            assert_eq!(lines(text).join("\n"), expected, "{text:?}");
        }
    }
}
