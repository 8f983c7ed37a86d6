//! How a cell's content is shown, by a format such as `#,##0.00` or `yyyy-mm-dd`.

mod date;
mod general;
mod number;
mod pattern;
mod understood;

use pattern::{Section, Token};

use super::cell::{Cell, Content};

/// What a person sees in the cell.
pub(crate) fn display(cell: &Cell) -> String {
    match &cell.content {
        Content::Empty => String::new(),
        Content::Boolean(true) => "TRUE".into(),
        Content::Boolean(false) => "FALSE".into(),
        Content::Text(text) => text.to_string(),
        Content::Number(number) => show(*number, cell.number_format()),
    }
}

/// A number without a format.
pub(super) fn general(number: f64) -> String {
    general::show(number)
}

impl Cell {
    /// Whether the number in it is the day of a date.
    pub(crate) fn is_date(&self) -> bool {
        is_date(self.number_format())
    }
}

/// Whether a format shows a number as a date.
pub(super) fn is_date(format: &str) -> bool {
    pattern::sections(format).first().is_some_and(Section::is_date)
}

/// A number by a format whose every part has a meaning here; `None` for any other format.
pub(super) fn show_if_understood(number: f64, format: &str) -> Option<String> {
    understood::is_understood(format).then(|| show(number, format))
}

fn show(number: f64, format: &str) -> String {
    let sections = pattern::sections(format);
    let (section, sign_is_written) = match (sections.as_slice(), number) {
        ([_, negative, ..], number) if number < 0.0 => (negative, true),
        ([_, _, zero, ..], 0.0) => (zero, true),
        ([first, ..], _) => (first, false),
        ([], _) => return general::show(number),
    };
    if section.is_general() {
        return general::show(number);
    }
    if section.is_date() {
        return date::show(number, section).unwrap_or_else(|| general::show(number));
    }
    number::show(if sign_is_written { number.abs() } else { number }, section)
}

#[cfg(test)]
mod tests {
    use super::{is_date, show};

    #[test]
    fn shows_numbers_and_dates() {
        for (number, format, expected) in [
            (5.0, "General", "5"),
            (-0.5, "General", "-0.5"),
            (0.1 + 0.2, "General", "0.3"),
            (1.0 / 3.0, "General", "0.3333333333"),
            (123_456_789.0, "General", "123456789"),
            (1e20, "General", "1E+20"),
            (1.5e-7, "General", "1.5E-07"),
            (5.0, "@", "5"),
            (5.0, "0", "5"),
            (2.5, "0", "3"),
            (1234.5, "0.00", "1234.50"),
            (1.005, "0.00", "1.01"),
            (-1234.567, "#,##0.00", "-1,234.57"),
            (1_234_567.0, "#,##0", "1,234,567"),
            (0.0, "#,##0", "0"),
            (0.5, "#.##", ".5"),
            (7.0, "000", "007"),
            (1.5, "0.0##", "1.5"),
            (1.5, "0.00000000000000000#", "1.50000000000000000"),
            (0.256, "0%", "26%"),
            (0.256, "0.0%", "25.6%"),
            (12.5, "$#,##0.00", "$12.50"),
            (-12.5, "$#,##0.00", "-$12.50"),
            (-12.5, "$#,##0.00;($#,##0.00)", "($12.50)"),
            (0.0, "0;-0;\"none\"", "none"),
            (12.5, "0.00 \"kg\"", "12.50 kg"),
            (12.5, "0.00\\ €", "12.50 €"),
            (12.5, "#,##0.00[$ €]", "12.50 €"),
            (1_234_567.0, "#,##0,", "1,235"),
            (12345.0, "0.00E+00", "1.23E+04"),
            (0.00012, "0.0E+0", "1.2E-4"),
            (1234.0, "0.###############", "1234"),
            (-0.001, "0.00", "0.00"),
            (12.0, "[Red]0", "12"),
            (12.0, "", "12"),
            (46350.0, "yyyy-mm-dd", "2026-11-24"),
            (46350.0, "dd.MM.yyyy", "24.11.2026"),
            (46350.0, "m/d/yyyy", "11/24/2026"),
            (46350.0, "d. mmmm yy", "24. November 26"),
            (46350.0, "ddd, mmm d", "Tue, Nov 24"),
            (46350.0, "dddd", "Tuesday"),
            (46350.754, "M/d/yyyy H:mm:ss", "11/24/2026 18:05:45"),
            (46350.754, "hh:mm", "18:05"),
            (46350.754, "h:mm AM/PM", "6:05 PM"),
            (46350.0, "yyyy\"年\"m\"月\"", "2026年11月"),
            (0.5, "h:mm", "12:00"),
            (1.5, "[h]:mm:ss", "36:00:00"),
            (46350.754, "mm:ss", "05:45"),
            (46_350.754_166_67, "HH:mm:ss.000", "18:06:00.000"),
            (1e9, "yyyy", "1000000000"),
        ] {
            assert_eq!(show(number, format), expected, "{number} as {format}");
        }
    }

    #[test]
    fn tells_dates_by_their_letters() {
        for (format, expected) in [
            ("yyyy-mm-dd", true),
            ("h:mm", true),
            ("[h]:mm", true),
            ("0.00", false),
            ("General", false),
            ("@", false),
            ("0 \"days\"", false),
            ("[Red]0", false),
            ("0.00E+00", false),
            ("\\d0", false),
            ("", false),
        ] {
            assert_eq!(is_date(format), expected, "{format}");
        }
    }
}
