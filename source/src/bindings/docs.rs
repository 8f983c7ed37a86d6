//! JSDoc as doc comments.

use super::markdown;
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
    let mut fence: Option<&str> = None;
    let mut lines: Vec<String> = Vec::new();
    let harmless: String = text.chars().filter(|letter| is_harmless(*letter)).collect();
    for line in harmless.lines().map(str::trim_end) {
        let bare = line.trim_start();
        let written = match fence {
            Some(open) if closes(bare, open) => {
                fence = None;
                open.to_owned()
            }
            Some(_) => line.to_owned(),
            None => match fence_of(bare) {
                Some(open) => {
                    fence = Some(open);
                    format!("{open}{}", language(bare.trim_start_matches(open)))
                }
                None => markdown::escaped(&without_indented_code(bare)),
            },
        };
        if !(written.is_empty() && lines.is_empty()) {
            lines.push(written);
        }
    }
    lines.extend(fence.map(str::to_owned));
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// The signs that open a block of code, if the line does.
fn fence_of(line: &str) -> Option<&str> {
    ['`', '~'].into_iter().find_map(|sign| {
        let info = line.trim_start_matches(sign);
        let fence = line.get(..line.len() - info.len())?;
        // With backticks behind it, it is a span of code.
        (fence.len() >= 3 && !info.contains('`')).then_some(fence)
    })
}

fn closes(line: &str, open: &str) -> bool {
    line.starts_with(open) && line.chars().all(|sign| open.starts_with(sign))
}

/// What rustdoc takes for another language than Rust.
fn language(info: &str) -> &str {
    const KNOWN: [&str; 10] = [
        "css",
        "html",
        "javascript",
        "js",
        "json",
        "sh",
        "text",
        "ts",
        "typescript",
        "xml",
    ];
    let name = info.trim();
    KNOWN.into_iter().find(|known| *known == name).unwrap_or("text")
}

/// Four blanks, at the start of a line or behind the sign of a list, would make it code, which rustdoc takes for Rust and
/// runs as a test.
fn without_indented_code(line: &str) -> String {
    let mut signs = String::new();
    let mut rest = line;
    while let Some((sign, text)) = list_sign(rest) {
        signs.push_str(sign);
        signs.push(' ');
        rest = text.trim_start();
    }
    signs + rest
}

/// What makes a list or a quotation of a line, and the text behind it, which begins with a blank.
fn list_sign(line: &str) -> Option<(&str, &str)> {
    let number = line.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let text = if number.len() < line.len() {
        number.strip_prefix(['.', ')'])
    } else {
        line.strip_prefix(['-', '*', '+', '>'])
    }?;
    let sign = line.get(..line.len() - text.len())?;
    text.starts_with([' ', '\t']).then_some((sign, text))
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
            ("```rust\nf(1);\n```", "```text\nf(1);\n```"),
            ("~~~\nf[1];\n```\n~~~", "~~~text\nf[1];\n```\n~~~"),
            ("````js\n```\n````\n[a]", "````js\n```\n````\n\\[a\\]"),
            ("```f(1)```", "```f(1)```"),
            (
                "-      f(1);\n10.\tg(2)\n>     - h(3)",
                "- f(1);\n10. g(2)\n> - h(3)",
            ),
            ("-5 and 1.5", "-5 and 1.5"),
            ("a\rb \u{202e}c", "ab c"),
            ("", ""),
        ] {
            assert_eq!(lines(text).join("\n"), expected, "{text:?}");
        }
    }
}
