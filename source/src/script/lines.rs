use std::path::Path;

use crate::function::Place;

/// Where the lines of a text begin, as V8 counts them.
pub(crate) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        let mut starts = vec![0];
        let mut characters = text.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            let ends = match character {
                '\r' => characters.peek().is_none_or(|(_, next)| *next != '\n'),
                '\n' | '\u{2028}' | '\u{2029}' => true,
                _ => false,
            };
            if ends {
                starts.push(at + character.len_utf8());
            }
        }
        Self { text, starts }
    }

    /// The place of a byte of the text.
    pub(crate) fn place(&self, file: &Path, offset: u32) -> Place {
        let offset = offset as usize;
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let before = self.text.get(start..self.boundary(offset)).unwrap_or_default();
        let column = before.chars().count();
        Place {
            file: file.to_owned(),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(column + 1).unwrap_or(u32::MAX),
        }
    }

    /// The end of the last whole character before a byte.
    fn boundary(&self, offset: usize) -> usize {
        let mut end = offset.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        end
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn counts_lines_as_v8_and_columns_in_characters() {
        let cases = [
            ("", 0, (1, 1)),
            ("ab", 1, (1, 2)),
            ("a\nb", 2, (2, 1)),
            ("a\r\nb", 3, (2, 1)),
            ("a\rb", 2, (2, 1)),
            ("a\u{2028}b", 4, (2, 1)),
            ("äöb", 4, (1, 3)),
            ("a\n", 2, (2, 1)),
            ("a", 99, (1, 2)),
            ("aö", 2, (1, 2)),
        ];
        for (text, offset, expected) in cases {
            let place = Lines::of(text).place("Code.gs".as_ref(), offset);
            assert_eq!((place.line, place.column), expected, "{text:?} at {offset}");
        }
    }
}
