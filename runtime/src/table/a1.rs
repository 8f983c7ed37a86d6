//! Where a cell is, as a sheet shows it.

use std::fmt;

use crate::cell::wording;

/// A cell: `C17 (Total)`, or `C17` in a column without a header.
pub(super) struct Place<'h> {
    /// From 0 on.
    pub(super) column: usize,
    /// From 1 on; 1 is the header.
    pub(super) row: usize,
    pub(super) header: Option<&'h str>,
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", letters(self.column), self.row)?;
        match self.header {
            Some(header) => write!(f, " ({})", wording::plain(header)),
            None => Ok(()),
        }
    }
}

/// `A` for 0, `AA` for 26.
fn letters(column: usize) -> String {
    let last = char::from(b'A' + (column % 26) as u8);
    match column / 26 {
        0 => last.to_string(),
        left => format!("{}{last}", letters(left - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, letters};

    #[test]
    fn columns_have_letters() {
        for (column, expected) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (52, "BA"),
            (701, "ZZ"),
            (702, "AAA"),
        ] {
            assert_eq!(letters(column), expected);
        }
        assert!(letters(usize::MAX).len() < 20);
    }

    #[test]
    fn a_place_names_the_header() {
        let place = |header| Place {
            column: 2,
            row: 17,
            header,
        };
        assert_eq!(place(Some("Total")).to_string(), "C17 (Total)");
        assert_eq!(place(Some("Unit\nprice")).to_string(), "C17 (Unit\\nprice)");
        assert_eq!(place(None).to_string(), "C17");
    }
}
