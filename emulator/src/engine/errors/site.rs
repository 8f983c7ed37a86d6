use std::fmt::Write as _;

use apps_script_source::Position;

use crate::{services::FILE_PREFIX, state::executions::StackFrame};

/// A call that was going on where an error was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Site {
    /// Empty where the function has no name.
    pub(super) function: String,
    /// The name of the user's file; empty for the engine's own functions.
    pub(super) file: String,
    pub(super) line: u32,
    pub(super) column: u32,
}

/// What the engine calls a file's own code, and code that was made of a text.
const TOP_LEVEL: &str = "<eval>";
const EVALUATED: &[&str] = &["<input>", "eval_script"];

/// Methods of arrays that call a function of the script's.
const OF_ARRAYS: &[&str] = &[
    "every",
    "filter",
    "find",
    "findIndex",
    "findLast",
    "findLastIndex",
    "flatMap",
    "forEach",
    "map",
    "reduce",
    "reduceRight",
    "some",
    "sort",
];

/// Reads what `hook.js` wrote, deepest call first.
pub(super) fn read(text: &str) -> Vec<Site> {
    text.split_terminator('\u{2}')
        .map(|call| {
            let mut parts = call.split('\u{1}');
            let mut next = || parts.next().unwrap_or_default();
            Site {
                function: next().to_owned(),
                file: next().to_owned(),
                line: next().parse().unwrap_or_default(),
                column: next().parse().unwrap_or_default(),
            }
        })
        .collect()
}

/// The same text again, of other sites.
pub(super) fn written(sites: &[Site]) -> String {
    let mut text = String::new();
    for site in sites {
        // Writing to a text cannot fail.
        let _ = write!(
            text,
            "{}\u{1}{}\u{1}{}\u{1}{}\u{2}",
            site.function, site.file, site.line, site.column
        );
    }
    text
}

impl Site {
    pub(super) fn position(&self) -> Position {
        Position {
            line: self.line,
            column: self.column,
        }
    }

    /// The same call, at another place.
    pub(super) fn at(&self, place: Position) -> Self {
        Self {
            line: place.line,
            column: place.column,
            ..self.clone()
        }
    }

    pub(super) fn is_native(&self) -> bool {
        self.file.is_empty()
    }

    /// Whether this is the code of a file itself, outside of all functions.
    pub(super) fn is_top_level(&self) -> bool {
        self.function == TOP_LEVEL
    }

    /// Whether it stands in a file of the user's.
    pub(super) fn is_own(&self) -> bool {
        self.is_shown() && !self.is_native() && !self.is_evaluated()
    }

    /// Whether a script sees it in a stack.
    pub(super) fn is_shown(&self) -> bool {
        !self.file.starts_with(FILE_PREFIX)
    }

    /// Whether this is no call, but where the engine stood in a text that it could not read.
    pub(super) fn is_place_in_text(&self) -> bool {
        self.is_evaluated() && self.function.is_empty()
    }

    fn is_evaluated(&self) -> bool {
        EVALUATED.contains(&self.file.as_str())
    }

    pub(super) fn frame(&self, label: &str) -> StackFrame {
        StackFrame {
            file: self.file.clone(),
            function: if self.is_top_level() { "" } else { label }.to_owned(),
            line: self.line,
        }
    }

    /// `inner (Code:10:5)`.
    pub(super) fn line_of_stack(&self, label: &str) -> String {
        if self.is_native() {
            let class = match label {
                name if OF_ARRAYS.contains(&name) => "Array.",
                "parse" | "stringify" => "JSON.",
                name if name.starts_with(|letter: char| letter.is_ascii_uppercase()) => "new ",
                _ => "",
            };
            return format!("{class}{label} (<anonymous>)");
        }
        // A library's name stands before those of its files, which V8 does not show.
        let file = self.file.rsplit(':').next().unwrap_or_default();
        let file = if self.is_evaluated() { "<anonymous>" } else { file };
        let place = format!("{file}:{}:{}", self.line, self.column);
        if label.is_empty() || self.is_top_level() {
            place
        } else {
            format!("{label} ({place})")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn calls_are_shown_as_v8_shows_them() {
        let text = "inner\u{1}Code\u{1}10\u{1}5\u{2}map\u{1}\u{1}\u{1}\u{2}\u{1}sub/Items\u{1}3\u{1}1\u{2}\
                    x\u{1}service:kit.js\u{1}1\u{1}1\u{2}<eval>\u{1}Code\u{1}7\u{1}1\u{2}<eval>\u{1}<input>\u{1}1\u{1}1\u{2}";
        let sites = read(text);
        let shown: Vec<_> = sites.iter().filter(|site| site.is_shown()).collect();
        let lines: Vec<_> = shown
            .iter()
            .map(|site| site.line_of_stack(&site.function))
            .collect();
        let expected = [
            "inner (Code:10:5)",
            "Array.map (<anonymous>)",
            "sub/Items:3:1",
            "Code:7:1",
            "<anonymous>:1:1",
        ];
        assert_eq!(lines, expected);
        let own: Vec<_> = sites
            .iter()
            .filter(|site| site.is_own())
            .map(|site| site.line)
            .collect();
        assert_eq!(own, [10, 3, 7]);
    }
}
