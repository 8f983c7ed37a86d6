//! Text from outside, shown on one line.

use std::fmt::{self, Write};

/// A text on one line: a character that a terminal obeys rather than shows is escaped, such as a line break or an
/// escape sequence, and the text is cut after `most` characters.
pub(crate) struct OneLine<'a> {
    shown: &'a str,
    left_out: usize,
}

impl<'a> OneLine<'a> {
    pub(crate) fn new(text: &'a str, most: usize) -> Self {
        let end = text.char_indices().nth(most).map_or(text.len(), |(end, _)| end);
        let (shown, rest) = text.split_at(end);
        Self {
            shown,
            left_out: rest.chars().count(),
        }
    }

    /// How many characters are not shown.
    pub(crate) fn left_out(&self) -> usize {
        self.left_out
    }
}

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for letter in self.shown.chars() {
            if is_obeyed(letter) {
                write!(f, "{}", letter.escape_default())?;
            } else {
                f.write_char(letter)?;
            }
        }
        match self.left_out {
            0 => Ok(()),
            _ => f.write_char('…'),
        }
    }
}

/// Control characters, separators of lines and paragraphs, what changes the direction of the text around it, and what
/// is invisible.
fn is_obeyed(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{61c}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::OneLine;

    #[test]
    fn shows_no_character_that_a_terminal_obeys() {
        for (text, expected) in [
            ("", ""),
            ("plain, 'quoted' and \\ 日本 🙂", "plain, 'quoted' and \\ 日本 🙂"),
            ("a\r\nb\tc\0", r"a\r\nb\tc\u{0}"),
            ("\u{1b}[31mred\u{9b}1m", r"\u{1b}[31mred\u{9b}1m"),
            (
                "\u{202e}evil\u{2066}\u{2028}\u{85}",
                r"\u{202e}evil\u{2066}\u{2028}\u{85}",
            ),
            ("\u{feff}\u{e0041}", r"\u{feff}\u{e0041}"),
        ] {
            assert_eq!(OneLine::new(text, 100).to_string(), expected);
        }
    }

    #[test]
    fn counts_what_it_cuts() {
        for (most, expected, left_out) in [(4, "éééé", 0), (3, "ééé…", 1), (0, "…", 4)] {
            let line = OneLine::new("éééé", most);
            assert_eq!((line.to_string().as_str(), line.left_out()), (expected, left_out));
        }
    }
}
