//! References in formulas, which follow the cells that they refer to.

use std::fmt::Write;

use crate::state::spreadsheets::{area::Axis, notation};

const LOST: &str = "#REF!";

/// Writes a formula with other references. `change` is given the name of the sheet, if there is one, and `A1:B2`.
pub(crate) fn rewrite(formula: &str, mut change: impl FnMut(Option<&str>, &str) -> String) -> String {
    let mut written = String::new();
    let mut sheet: Option<String> = None;
    let mut rest = formula;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' | '\'' => quoted_length(rest, first),
            first if is_part(first) => rest.find(|letter| !is_part(letter)).unwrap_or(rest.len()),
            first => first.len_utf8(),
        };
        let (word, after) = rest.split_at(length);
        rest = after;
        if let Some(name) = after.starts_with('!').then(|| word.trim_matches('\'')) {
            sheet = Some(name.replace("''", "'"));
            written.push_str(word);
        } else if first == '!' {
            written.push('!');
        } else {
            let is_reference = is_part(first) && !after.starts_with('(') && corners(word).is_some();
            let changed = is_reference.then(|| change(sheet.as_deref(), word));
            written.push_str(changed.as_deref().unwrap_or(word));
            sheet = None;
        }
    }
    written
}

pub(crate) fn is_part(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '$' | '_' | '.' | ':')
}

/// How long a quoted text is, up to its end or that of the formula.
pub(crate) fn quoted_length(text: &str, quote: char) -> usize {
    let mut letters = text.char_indices().skip(1).peekable();
    while let Some((place, letter)) = letters.next() {
        if letter == quote {
            match letters.peek() {
                Some((_, next)) if *next == quote => {
                    letters.next();
                }
                _ => return place + letter.len_utf8(),
            }
        }
    }
    text.len()
}

/// A row or a column, and whether a `$` holds it where it is.
pub(crate) type Held = (bool, usize);

#[derive(Clone, Copy)]
pub(crate) struct Corner {
    pub(crate) column: Option<Held>,
    pub(crate) row: Option<Held>,
}

/// One corner for `A1`, two for a range; nothing for what is no reference.
pub(crate) fn corners(reference: &str) -> Option<Vec<Corner>> {
    let corners: Option<Vec<_>> = reference.split(':').map(corner).collect();
    corners.filter(|corners| match corners.as_slice() {
        [one] => one.row.is_some() && one.column.is_some(),
        [_, _] => true,
        _ => false,
    })
}

fn corner(text: &str) -> Option<Corner> {
    let (holds_column, text) = held(text);
    let letters = text
        .find(|letter: char| !letter.is_ascii_alphabetic())
        .unwrap_or(text.len());
    let (letters, digits) = text.split_at(letters);
    let (holds_row, digits) = if letters.is_empty() {
        (holds_column, digits)
    } else {
        held(digits)
    };
    let column = if letters.is_empty() {
        None
    } else {
        Some((holds_column, notation::column(letters)?))
    };
    let row = if digits.is_empty() {
        None
    } else {
        Some((holds_row, notation::row(digits)?))
    };
    let fits = column.is_none_or(|(_, column)| column < 18_278);
    (fits && (column.is_some() || row.is_some())).then_some(Corner { column, row })
}

fn held(text: &str) -> (bool, &str) {
    match text.strip_prefix('$') {
        Some(rest) => (true, rest),
        None => (false, text),
    }
}

fn written(corners: &[Corner]) -> String {
    let mut text = String::new();
    for (place, corner) in corners.iter().enumerate() {
        let dollar = |held: bool| if held { "$" } else { "" };
        let colon = if place > 0 { ":" } else { "" };
        let column = corner
            .column
            .map(|(held, column)| format!("{}{}", dollar(held), notation::column_letters(column)));
        let row = corner
            .row
            .map(|(held, row)| format!("{}{}", dollar(held), row + 1));
        // A text takes everything that is written to it.
        let _ = write!(
            text,
            "{colon}{}{}",
            column.unwrap_or_default(),
            row.unwrap_or_default()
        );
    }
    text
}

/// The reference in a copy that stands so many rows and columns further on.
pub(crate) fn copied(reference: &str, down: isize, right: isize) -> String {
    let moved = |held: Option<Held>, by: isize| match held {
        Some((false, place)) => place.checked_add_signed(by).map(|place| Some((false, place))),
        held => Some(held),
    };
    let corners = corners(reference).unwrap_or_default();
    let moved: Option<Vec<_>> = corners
        .iter()
        .map(|corner| {
            Some(Corner {
                column: moved(corner.column, right)?,
                row: moved(corner.row, down)?,
            })
        })
        .collect();
    moved.map_or_else(|| LOST.to_owned(), |corners| written(&corners))
}

/// The reference once `count` rows or columns were inserted before number `at`.
pub(crate) fn after_insertion(reference: &str, axis: Axis, at: usize, count: usize) -> String {
    let mut corners = corners(reference).unwrap_or_default();
    for (_, place) in corners.iter_mut().filter_map(|corner| along(corner, axis)) {
        if *place >= at {
            *place += count;
        }
    }
    written(&corners)
}

/// The reference once `count` rows or columns from number `at` on were deleted.
pub(crate) fn after_deletion(reference: &str, axis: Axis, at: usize, count: usize) -> String {
    let mut corners = corners(reference).unwrap_or_default();
    let gone = |place: usize| (at..at + count).contains(&place);
    let mut places: Vec<_> = corners
        .iter_mut()
        .filter_map(|corner| along(corner, axis))
        .collect();
    if !places.is_empty() && places.iter().all(|(_, place)| gone(*place)) {
        return LOST.to_owned();
    }
    for (number, (_, place)) in places.iter_mut().enumerate() {
        if gone(*place) {
            // The first corner moves on to what is left, the last one back.
            *place = if number == 0 { at } else { at.saturating_sub(1) };
        } else if *place >= at + count {
            *place -= count;
        }
    }
    written(&corners)
}

fn along(corner: &mut Corner, axis: Axis) -> Option<&mut Held> {
    match axis {
        Axis::Rows => corner.row.as_mut(),
        Axis::Columns => corner.column.as_mut(),
    }
}

#[cfg(test)]
mod tests {
    use super::{after_deletion, after_insertion, copied, rewrite};
    use crate::state::spreadsheets::area::Axis;

    #[test]
    fn copies_refer_to_cells_as_far_from_them() {
        for (formula, expected) in [
            ("=A1+$A1+A$1+$A$1", "=B3+$A3+B$1+$A$1"),
            ("=SUM(A1:B2, C:C, 2:2)", "=SUM(B3:C4, D:D, 4:4)"),
            ("='My own'!A1&\"A1\"&Items!B2", "='My own'!B3&\"A1\"&Items!C4"),
            ("=LOG10(5)+Stock+1.5", "=LOG10(5)+Stock+1.5"),
        ] {
            assert_eq!(rewrite(formula, |_, reference| copied(reference, 2, 1)), expected);
        }
        assert_eq!(
            rewrite("=A1*2", |_, reference| copied(reference, -1, 0)),
            "=#REF!*2"
        );
    }

    #[test]
    fn references_follow_their_cells() {
        let inserted = |_: Option<&str>, reference: &str| after_insertion(reference, Axis::Rows, 2, 3);
        let deleted = |_: Option<&str>, reference: &str| after_deletion(reference, Axis::Rows, 2, 3);
        for (formula, after_insertion, after_deletion) in [
            ("=A2", "=A2", "=A2"),
            ("=A$3", "=A$6", "=#REF!"),
            ("=A6", "=A9", "=A3"),
            ("=SUM(A2:A4)", "=SUM(A2:A7)", "=SUM(A2:A2)"),
            ("=SUM(A4:A8)", "=SUM(A7:A11)", "=SUM(A3:A5)"),
            ("=SUM(A:A)", "=SUM(A:A)", "=SUM(A:A)"),
        ] {
            assert_eq!(rewrite(formula, inserted), after_insertion);
            assert_eq!(rewrite(formula, deleted), after_deletion);
        }
    }

    #[test]
    fn sheets_are_named() {
        let mut named = Vec::new();
        rewrite("=A1+Items!B2:C3+'O''Neil'!D4+E5", |sheet, reference| {
            named.push((sheet.map(str::to_owned), reference.to_owned()));
            reference.to_owned()
        });
        let expected = [
            (None, "A1"),
            (Some("Items"), "B2:C3"),
            (Some("O'Neil"), "D4"),
            (None, "E5"),
        ];
        assert_eq!(
            named,
            expected.map(|(sheet, reference)| (sheet.map(str::to_owned), reference.to_owned()))
        );
    }
}
