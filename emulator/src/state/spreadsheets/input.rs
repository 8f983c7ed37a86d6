//! What a typed text means, as when a person enters it: `5` is a number, `2026-11-24` a date, `'5` a text.

use jiff::civil::{self, Date, Time};

use super::serial;

/// What was typed.
#[derive(Debug, PartialEq)]
pub(crate) enum Typed<'t> {
    Text(&'t str),
    Boolean(bool),
    /// A number, and how to show it, if it was typed in a way that says so.
    Number(f64, Option<String>),
    Formula,
}

pub(crate) fn typed(text: &str) -> Typed<'_> {
    if let Some(literal) = text.strip_prefix('\'') {
        return Typed::Text(literal);
    }
    if text.len() > 1 && text.starts_with('=') {
        return Typed::Formula;
    }
    let bare = text.trim();
    let starts_as_word = bare.starts_with(|letter: char| letter.is_alphabetic());
    if bare.is_empty() || bare.len() > 60 {
        return Typed::Text(text);
    }
    if bare.eq_ignore_ascii_case("true") {
        return Typed::Boolean(true);
    }
    if bare.eq_ignore_ascii_case("false") {
        return Typed::Boolean(false);
    }
    let number = if starts_as_word { None } else { number(bare) };
    number
        .or_else(|| moment(bare))
        .map_or(Typed::Text(text), |(number, format)| {
            Typed::Number(number, format.map(str::to_owned))
        })
}

type Shown = (f64, Option<&'static str>);

/// `5`, `-1,234.5`, `7.5%`, `$5`, `1e3`, `(5)`.
fn number(text: &str) -> Option<Shown> {
    let (negative, text) = match text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        Some(inner) => (true, inner),
        None => match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        },
    };
    let (dollars, text) = match text.strip_prefix('$') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (percent, text) = match text.strip_suffix('%') {
        Some(rest) => (true, rest.trim_end()),
        None => (false, text),
    };
    let whole = text.split(['.', 'e', 'E']).next().unwrap_or_default();
    let grouped = whole.contains(',');
    if !text.starts_with(|digit: char| digit.is_ascii_digit() || digit == '.')
        || !text.ends_with(|digit: char| digit.is_ascii_digit() || digit == '.')
        || (grouped && !is_grouped(whole))
        || text.get(whole.len()..).is_some_and(|rest| rest.contains(','))
    {
        return None;
    }
    let number: f64 = text.replace(',', "").parse().ok()?;
    let number = if negative { -number } else { number };
    let fraction = text.contains('.');
    let scientific = text.contains(['e', 'E']);
    let format = match (percent, dollars, grouped, fraction) {
        _ if scientific => Some("0.00E+00"),
        (true, _, _, false) => Some("0%"),
        (true, _, _, true) => Some("0.00%"),
        (_, true, _, false) => Some("$#,##0"),
        (_, true, _, true) => Some("$#,##0.00"),
        (_, _, true, false) => Some("#,##0"),
        (_, _, true, true) => Some("#,##0.00"),
        (false, false, false, _) => None,
    };
    Some((if percent { number / 100.0 } else { number }, format))
}

/// `1,234,567`: groups of three after the first comma.
fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)
}

/// A date, a time, or both.
fn moment(text: &str) -> Option<Shown> {
    if let Some((date, format)) = date(text) {
        return Some((days(date), Some(format)));
    }
    if let Some((time, format)) = time(text) {
        return Some((time, Some(format)));
    }
    text.match_indices(' ').find_map(|(space, _)| {
        let (front, back) = text.split_at(space);
        let (date, format) = date(front)?;
        let (time, _) = time(back.trim())?;
        let format = if format == "yyyy-mm-dd" {
            "yyyy-mm-dd h:mm:ss"
        } else {
            "m/d/yyyy h:mm:ss"
        };
        Some((days(date) + time, Some(format)))
    })
}

fn days(date: Date) -> f64 {
    serial::from_date_time(date.to_datetime(Time::midnight()))
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// `2026-11-24`, `2026/11/24`, `11/24/2026`, `11-24-2026`, `24 Nov 2026`, `November 24, 2026`.
fn date(text: &str) -> Option<(Date, &'static str)> {
    for separator in ['-', '/'] {
        let parts: Vec<&str> = text.split(separator).collect();
        if let [one, two, three] = *parts.as_slice() {
            return numeric_date(one, two, three, separator);
        }
    }
    let words: Vec<&str> = text
        .split([' ', ',', '-'])
        .filter(|word| !word.is_empty())
        .collect();
    let [one, two, three] = *words.as_slice() else {
        return None;
    };
    let year = digits(three).filter(|_| three.len() == 4)?;
    let (month, day, format) = match (month(one), month(two)) {
        (Some(month), None) => (month, digits(two)?, "mmmm d, yyyy"),
        (None, Some(month)) => (month, digits(one)?, "d mmm yyyy"),
        _ => return None,
    };
    Some((civil_date(year, month, day)?, format))
}

fn numeric_date(one: &str, two: &str, three: &str, separator: char) -> Option<(Date, &'static str)> {
    if let Some(month) = month(two) {
        return Some((civil_date(year(three)?, month, digits(one)?)?, "d-mmm-yyyy"));
    }
    let (first, second, third) = (digits(one)?, digits(two)?, digits(three)?);
    match (one.len(), three.len(), separator) {
        (4, 1 | 2, '-') => Some((civil_date(first, second, third)?, "yyyy-mm-dd")),
        (4, 1 | 2, _) => Some((civil_date(first, second, third)?, "yyyy/mm/dd")),
        (1 | 2, 4 | 2, '-') => Some((civil_date(year(three)?, first, second)?, "m-d-yyyy")),
        (1 | 2, 4 | 2, _) => Some((civil_date(year(three)?, first, second)?, "m/d/yyyy")),
        _ => None,
    }
}

/// Years of two digits are near ones.
fn year(text: &str) -> Option<i16> {
    let year = digits(text)?;
    match text.len() {
        4 => Some(year),
        2 if year < 50 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

fn civil_date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

fn month(word: &str) -> Option<i16> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    if word.len() < 3 {
        return None;
    }
    let place = MONTHS
        .iter()
        .position(|month| *month == word || month.get(..3) == Some(&word));
    i16::try_from(place?).ok().map(|place| place + 1)
}

fn digits(text: &str) -> Option<i16> {
    let all = !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    if all { text.parse().ok() } else { None }
}

/// `12:30`, `12:30:15`, `1:30 PM`, as a part of a day.
fn time(text: &str) -> Option<(f64, &'static str)> {
    let lower = text.to_ascii_lowercase();
    let (clock, afternoon) = match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
        (Some(clock), _) => (clock.trim_end(), Some(false)),
        (_, Some(clock)) => (clock.trim_end(), Some(true)),
        _ => (lower.as_str(), None),
    };
    let (clock, milliseconds) = match clock.split_once('.') {
        Some((clock, fraction)) if fraction.len() == 3 => (clock, digits(fraction)?),
        Some(_) => return None,
        None => (clock, 0),
    };
    let parts: Vec<&str> = clock.split(':').collect();
    let (hour, minute, second) = match *parts.as_slice() {
        [hour, minute] => (digits(hour)?, digits(minute)?, None),
        [hour, minute, second] => (digits(hour)?, digits(minute)?, Some(digits(second)?)),
        _ => return None,
    };
    let hour = match afternoon {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(afternoon) => hour % 12 + if afternoon { 12 } else { 0 },
    };
    let time = Time::new(
        hour.try_into().ok()?,
        minute.try_into().ok()?,
        second.unwrap_or_default().try_into().ok()?,
        i32::from(milliseconds) * 1_000_000,
    )
    .ok()?;
    let part = serial::from_date_time(civil::date(1899, 12, 30).to_datetime(time));
    let format = match (second, afternoon) {
        (None, None) => "h:mm",
        (Some(_), None) => "h:mm:ss",
        (None, Some(_)) => "h:mm AM/PM",
        (Some(_), Some(_)) => "h:mm:ss AM/PM",
    };
    Some((part, format))
}

#[cfg(test)]
mod tests {
    use super::{Typed, typed};

    #[test]
    fn reads_what_a_person_types() {
        let number = |number: f64| Typed::Number(number, None);
        let shown = |number: f64, format: &str| Typed::Number(number, Some(format.to_owned()));
        for (text, expected) in [
            ("5", number(5.0)),
            (" -5.25 ", number(-5.25)),
            ("+5", number(5.0)),
            (".5", number(0.5)),
            ("007", number(7.0)),
            ("1,234", shown(1234.0, "#,##0")),
            ("1,234,567.8", shown(1_234_567.8, "#,##0.00")),
            ("5%", shown(0.05, "0%")),
            ("$5", shown(5.0, "$#,##0")),
            ("-$5.50", shown(-5.5, "$#,##0.00")),
            ("1e3", shown(1000.0, "0.00E+00")),
            ("12,34", Typed::Text("12,34")),
            ("1.2.3", Typed::Text("1.2.3")),
            ("1,2", Typed::Text("1,2")),
            ("-", Typed::Text("-")),
            ("e5", Typed::Text("e5")),
            ("inf", Typed::Text("inf")),
            ("NaN", Typed::Text("NaN")),
            ("0x10", Typed::Text("0x10")),
            ("A-1", Typed::Text("A-1")),
            ("", Typed::Text("")),
            (" ", Typed::Text(" ")),
            ("'5", Typed::Text("5")),
            ("'=A1", Typed::Text("=A1")),
            ("=A1+1", Typed::Formula),
            ("=", Typed::Text("=")),
            ("true", Typed::Boolean(true)),
            ("FALSE", Typed::Boolean(false)),
            ("2026-11-24", shown(46350.0, "yyyy-mm-dd")),
            ("2026/11/24", shown(46350.0, "yyyy/mm/dd")),
            ("11/24/2026", shown(46350.0, "m/d/yyyy")),
            ("11/24/26", shown(46350.0, "m/d/yyyy")),
            ("Nov 24, 2026", shown(46350.0, "mmmm d, yyyy")),
            ("24 November 2026", shown(46350.0, "d mmm yyyy")),
            ("24-Nov-2026", shown(46350.0, "d-mmm-yyyy")),
            ("2026-02-30", Typed::Text("2026-02-30")),
            ("24.11.2026", Typed::Text("24.11.2026")),
            ("24/11/2026", Typed::Text("24/11/2026")),
            ("12:00", shown(0.5, "h:mm")),
            ("6:00:00 PM", shown(0.75, "h:mm:ss AM/PM")),
            ("12:00 am", shown(0.0, "h:mm AM/PM")),
            ("25:00", Typed::Text("25:00")),
            ("2026-11-24 18:00", shown(46350.75, "yyyy-mm-dd h:mm:ss")),
            ("2026-11-24T18:00:00Z", Typed::Text("2026-11-24T18:00:00Z")),
            ("+49 171 234567", Typed::Text("+49 171 234567")),
            ("1-2-3", Typed::Text("1-2-3")),
        ] {
            assert_eq!(typed(text), expected, "{text}");
        }
    }
}
