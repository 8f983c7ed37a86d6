//! Cells by number: `R5C3` is C5, `R[-1]C[2]` the cell one row above and two columns to the right.

use std::fmt::Write;

use super::{
    area::Area,
    formula::references::{self, Held},
    notation::column_letters,
};

/// A row or a column.
#[derive(Clone, Copy)]
enum Place {
    /// Counted from 0.
    Absolute(usize),
    Relative(isize),
}

/// A cell, or a whole row or column where the other place is missing.
#[derive(Clone, Copy)]
struct Reference {
    row: Option<Place>,
    column: Option<Place>,
}

/// Reads a range of absolute places, such as `R1C1:R2C3`, in a sheet of this size.
pub(super) fn area(text: &str, rows: usize, columns: usize) -> Option<Area> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let (first, last) = (absolute(first)?, absolute(last)?);
    let (row, end_row) = (first.0.min(last.0), first.0.max(last.0));
    let (column, end_column) = (first.1.min(last.1), first.1.max(last.1));
    (end_row < rows && end_column < columns).then(|| Area {
        row,
        column,
        rows: end_row - row + 1,
        columns: end_column - column + 1,
    })
}

fn absolute(text: &str) -> Option<(usize, usize)> {
    let (reference, rest) = reference(text.trim())?;
    match (reference.row, reference.column) {
        (Some(Place::Absolute(row)), Some(Place::Absolute(column))) if rest.is_empty() => Some((row, column)),
        _ => None,
    }
}

/// The formula of a cell, written with references by number, in the usual notation. `None` if a reference leaves the
/// sheet at its upper or left edge.
pub(crate) fn to_a1(formula: &str, row: usize, column: usize) -> Option<String> {
    let mut written = String::new();
    let mut rest = formula;
    let mut is_in_word = false;
    while let Some(first) = rest.chars().next() {
        let found = (!is_in_word).then(|| reference(rest)).flatten();
        if let Some((reference, after)) = found.filter(|(_, after)| ends_word(after)) {
            written.push_str(&reference.in_a1(row, column)?);
            rest = after;
            is_in_word = true;
            continue;
        }
        let length = match first {
            '"' | '\'' => references::quoted_length(rest, first),
            _ => first.len_utf8(),
        };
        let (taken, after) = rest.split_at_checked(length)?;
        written.push_str(taken);
        rest = after;
        is_in_word = matches!(first, '[' | ']') || (references::is_part(first) && first != ':');
    }
    Some(written)
}

/// The formula of a cell with its references by number, as far from the cell as they are.
pub(crate) fn from_a1(formula: &str, row: usize, column: usize) -> String {
    references::rewrite(formula, |_, reference| {
        let mut text = String::new();
        for (place, corner) in references::corners(reference).into_iter().flatten().enumerate() {
            if place > 0 {
                text.push(':');
            }
            write_place(&mut text, 'R', corner.row, row);
            write_place(&mut text, 'C', corner.column, column);
        }
        text
    })
}

fn write_place(text: &mut String, letter: char, held: Option<Held>, from: usize) {
    // A text takes everything that is written to it.
    let _ = match held {
        None => Ok(()),
        Some((true, place)) => write!(text, "{letter}{}", place + 1),
        Some((false, place)) => write!(text, "{letter}[{}]", place as isize - from as isize),
    };
}

/// Reads a reference at the beginning of a text, and returns what follows it.
fn reference(text: &str) -> Option<(Reference, &str)> {
    let (row, rest) = place(text, 'R');
    let (column, rest) = place(rest, 'C');
    (row.is_some() || column.is_some()).then_some((Reference { row, column }, rest))
}

/// Reads `R`, `R5` or `R[-1]`.
fn place(text: &str, letter: char) -> (Option<Place>, &str) {
    let Some(rest) = text.strip_prefix([letter, letter.to_ascii_lowercase()]) else {
        return (None, text);
    };
    if let Some((distance, rest)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        return distance
            .trim()
            .parse()
            .map_or((None, text), |distance| (Some(Place::Relative(distance)), rest));
    }
    let digits = rest
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(rest.len());
    let (digits, rest) = rest.split_at(digits);
    if digits.is_empty() {
        return (Some(Place::Relative(0)), rest);
    }
    match digits
        .parse::<usize>()
        .ok()
        .and_then(|number| number.checked_sub(1))
    {
        Some(place) => (Some(Place::Absolute(place)), rest),
        None => (None, text),
    }
}

/// Whether a name does not go on here, so that what stands before is a reference and not the beginning of a word.
fn ends_word(rest: &str) -> bool {
    !rest.starts_with(|letter: char| {
        letter == '(' || letter == '!' || (references::is_part(letter) && letter != ':')
    })
}

impl Reference {
    fn in_a1(self, row: usize, column: usize) -> Option<String> {
        let mut text = String::new();
        if let Some(place) = self.column {
            let (dollar, column) = place.seen_from(column)?;
            text.push_str(dollar);
            text.push_str(&column_letters(column));
        }
        if let Some(place) = self.row {
            let (dollar, row) = place.seen_from(row)?;
            text.push_str(dollar);
            text.push_str(&(row + 1).to_string());
        }
        // A whole row or column is a range in the usual notation.
        let is_cell = self.row.is_some() && self.column.is_some();
        Some(if is_cell { text } else { format!("{text}:{text}") })
    }
}

impl Place {
    fn seen_from(self, place: usize) -> Option<(&'static str, usize)> {
        match self {
            Self::Absolute(place) => Some(("$", place)),
            Self::Relative(distance) => Some(("", place.checked_add_signed(distance)?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Area, area, from_a1, to_a1};

    #[test]
    fn formulas_are_written_either_way() {
        // In C5.
        for (by_number, usual) in [
            ("=R[0]C[-1]*10", "=B5*10"),
            ("=SUM(R[-3]C[0]:R[-1]C[0])", "=SUM(C2:C4)"),
            ("=R1C1+R[1]C1", "=$A$1+$A6"),
            ("=Items!R[0]C[0]&\"RC\"", "=Items!C5&\"RC\""),
            ("='R1C1'!R[0]C[0]", "='R1C1'!C5"),
        ] {
            assert_eq!(to_a1(by_number, 4, 2).as_deref(), Some(usual));
            assert_eq!(from_a1(usual, 4, 2), by_number);
        }
        for (by_number, usual) in [
            ("=RC[-1]+RC", Some("=B5+C5")),
            ("=r[1]c[1]", Some("=D6")),
            (
                "=ROUND(RC1, 2)+COUNT(R2C2)+RCA+R1C1x",
                Some("=ROUND($A5, 2)+COUNT($B$2)+RCA+R1C1x"),
            ),
            ("=SUM(C[-1])", Some("=SUM(B:B)")),
            ("=R[-5]C", None),
            ("=RC[-3]", None),
            ("=R0C1", Some("=R0C1")),
            ("=R[x]C1", Some("=R[x]C1")),
            ("=R[99999999999999999999]C1", Some("=R[99999999999999999999]C1")),
            ("=\"open", Some("=\"open")),
        ] {
            assert_eq!(to_a1(by_number, 4, 2).as_deref(), usual, "{by_number}");
        }
    }

    #[test]
    fn reads_ranges_of_absolute_places() {
        let cells = |row, column, rows, columns| {
            Some(Area {
                row,
                column,
                rows,
                columns,
            })
        };
        for (text, expected) in [
            ("R5C3", cells(4, 2, 1, 1)),
            ("r1c1:r2c3", cells(0, 0, 2, 3)),
            ("R2C3:R1C1", cells(0, 0, 2, 3)),
            ("R101C1", None),
            ("R[1]C1", None),
            ("R5", None),
            ("R0C1", None),
            ("R1C1:R2C2:R3C3", None),
            ("", None),
        ] {
            assert_eq!(area(text, 100, 10), expected, "{text}");
        }
    }
}
