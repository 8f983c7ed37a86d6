//! Cells by name: `B2`, `A1:C3`, `A:C`, `2:5`, `A2:C`.

use super::area::Area;

/// The letters of a column, counted from 0.
pub(crate) fn column_letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or_default()));
        if column < 26 {
            break;
        }
        column = column / 26 - 1;
    }
    letters.iter().rev().collect()
}

/// One end of a range, counted from 0.
#[derive(Clone, Copy)]
struct Corner {
    row: Option<usize>,
    column: Option<usize>,
}

/// Reads a range in a sheet of this size; nothing, if it is no range or does not fit.
pub(crate) fn area(text: &str, rows: usize, columns: usize) -> Option<Area> {
    let (first, last) = match text.split_once(':') {
        None => {
            let corner = corner(text)?;
            let is_cell = corner.row.is_some() && corner.column.is_some();
            is_cell.then_some((corner, corner))?
        }
        Some((first, last)) => (corner(first)?, corner(last)?),
    };
    let (row, end_row) = span(first.row, last.row, rows)?;
    let (column, end_column) = span(first.column, last.column, columns)?;
    (end_row < rows && end_column < columns).then(|| Area {
        row,
        column,
        rows: end_row - row + 1,
        columns: end_column - column + 1,
    })
}

/// From here to there, both of them in it; an open end reaches to the sheet's.
fn span(one: Option<usize>, other: Option<usize>, size: usize) -> Option<(usize, usize)> {
    match (one, other) {
        (Some(one), Some(other)) => Some((one.min(other), one.max(other))),
        (Some(start), None) | (None, Some(start)) => Some((start, size.checked_sub(1)?.max(start))),
        (None, None) => Some((0, size.checked_sub(1)?)),
    }
}

fn corner(text: &str) -> Option<Corner> {
    let text = text.trim();
    let text = text.strip_prefix('$').unwrap_or(text);
    let digits = text.find(|letter: char| !letter.is_ascii_alphabetic());
    let (letters, rest) = text.split_at(digits.unwrap_or(text.len()));
    let digits = rest.strip_prefix('$').unwrap_or(rest);
    if letters.is_empty() && digits.is_empty() {
        return None;
    }
    Some(Corner {
        row: if digits.is_empty() {
            None
        } else {
            Some(row(digits)?)
        },
        column: if letters.is_empty() {
            None
        } else {
            Some(column(letters)?)
        },
    })
}

pub(super) fn row(digits: &str) -> Option<usize> {
    if !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    digits.parse::<usize>().ok()?.checked_sub(1)
}

pub(super) fn column(letters: &str) -> Option<usize> {
    let mut number: usize = 0;
    for letter in letters.bytes() {
        let digit = usize::from(letter.to_ascii_uppercase() - b'A') + 1;
        number = number.checked_mul(26)?.checked_add(digit)?;
    }
    number.checked_sub(1)
}

/// Splits `'My sheet'!A1` into the sheet's name and the rest.
pub(crate) fn split_sheet(text: &str) -> (Option<String>, &str) {
    let Some((sheet, rest)) = text.rsplit_once('!') else {
        return (None, text);
    };
    let bare = sheet
        .strip_prefix('\'')
        .and_then(|sheet| sheet.strip_suffix('\''))
        .map_or_else(|| sheet.to_owned(), |sheet| sheet.replace("''", "'"));
    (Some(bare), rest)
}

#[cfg(test)]
mod tests {
    use super::{Area, area, column_letters, split_sheet};

    #[test]
    fn letters_count_without_a_zero() {
        for (column, letters) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (52, "BA"),
            (701, "ZZ"),
            (702, "AAA"),
        ] {
            assert_eq!(column_letters(column), letters);
        }
    }

    #[test]
    fn reads_ranges() {
        for (text, expected) in [
            ("A1", Some((0, 0, 1, 1))),
            ("b2:C4", Some((1, 1, 3, 2))),
            ("C4:B2", Some((1, 1, 3, 2))),
            ("$A$1:$B$2", Some((0, 0, 2, 2))),
            ("A:C", Some((0, 0, 100, 3))),
            ("2:5", Some((1, 0, 4, 10))),
            ("A2:C", Some((1, 0, 99, 3))),
            ("A2:3", Some((1, 0, 2, 10))),
            ("J100", Some((99, 9, 1, 1))),
            ("K1", None),
            ("A101", None),
            ("A101:B", None),
            ("A", None),
            ("5", None),
            ("A0", None),
            ("", None),
            (":", None),
            ("A1:B2:C3", None),
            ("Total", None),
            ("AAAAAAAAAAAAAAAAAAAAAAAA1", None),
            ("A99999999999999999999", None),
            ("ä1", None),
        ] {
            let expected = expected.map(|(row, column, rows, columns)| Area {
                row,
                column,
                rows,
                columns,
            });
            assert_eq!(area(text, 100, 10), expected, "{text}");
        }
    }

    #[test]
    fn splits_the_sheet_off() {
        for (text, sheet, rest) in [
            ("A1", None, "A1"),
            ("Items!A1", Some("Items"), "A1"),
            ("'My ''own'' sheet'!A:B", Some("My 'own' sheet"), "A:B"),
        ] {
            assert_eq!(split_sheet(text), (sheet.map(str::to_owned), rest));
        }
    }
}
