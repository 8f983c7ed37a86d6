//! Reads dates by the patterns of Java's `SimpleDateFormat`, as leniently as Java does.

use super::{
    calendar::{MONTHS, WEEKDAYS},
    zone::Zone,
};

/// The text is no date of this pattern, or the pattern is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unparseable;

/// A two-digit year is at most 20 years ahead.
const YEARS_AHEAD: i64 = 20;

/// What was read; what was not is as at the start of 1970.
struct Fields {
    before_christ: bool,
    year: i64,
    month: i64,
    day: i64,
    day_of_year: Option<i64>,
    hour: i64,
    afternoon: Option<bool>,
    minute: i64,
    second: i64,
    millisecond: i64,
    /// Seconds east of Greenwich, where the text says it.
    offset: Option<i64>,
}

/// The time, in milliseconds since 1970, that a text says; what follows the date in it does not matter. `now` is
/// the time from which two-digit years are counted.
pub(crate) fn parse(text: &str, zone: &str, pattern: &str, now: f64) -> Result<f64, Unparseable> {
    let zone = Zone::named(zone).unwrap_or_else(Zone::greenwich);
    let mut fields = Fields::new();
    let parts = parts(pattern)?;
    let mut rest = text;
    for (place, part) in parts.iter().enumerate() {
        rest = match part {
            Part::Text(expected) => rest.strip_prefix(expected.as_str()).ok_or(Unparseable)?,
            Part::Field(letter, count) => {
                let is_followed = parts.get(place + 1).is_some_and(Part::is_number);
                let width = is_followed.then_some(*count);
                fields.read(*letter, *count, width, rest.trim_start(), now)?
            }
        };
    }
    Ok(fields.instant(&zone))
}

#[derive(Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Field(char, usize),
}

impl Part {
    fn is_number(&self) -> bool {
        match self {
            Self::Text(_) => false,
            Self::Field(letter, count) => match letter {
                'M' | 'L' => *count < 3,
                letter => "yYwWDdFuHkKhmsS".contains(*letter),
            },
        }
    }
}

fn parts(pattern: &str) -> Result<Vec<Part>, Unparseable> {
    let mut parts = Vec::new();
    let mut letters = pattern.chars().peekable();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        if letter == '\'' {
            if letters.next_if_eq(&'\'').is_some() {
                push(&mut parts, '\'');
            } else {
                quoted = !quoted;
            }
        } else if quoted || !letter.is_ascii_alphabetic() {
            push(&mut parts, letter);
        } else {
            let mut count = 1;
            while letters.next_if_eq(&letter).is_some() {
                count += 1;
            }
            parts.push(Part::Field(letter, count));
        }
    }
    if quoted { Err(Unparseable) } else { Ok(parts) }
}

fn push(parts: &mut Vec<Part>, letter: char) {
    match parts.last_mut() {
        Some(Part::Text(text)) => text.push(letter),
        _ => parts.push(Part::Text(letter.to_string())),
    }
}

impl Fields {
    fn new() -> Self {
        Self {
            before_christ: false,
            year: 1970,
            month: 1,
            day: 1,
            day_of_year: None,
            hour: 0,
            afternoon: None,
            minute: 0,
            second: 0,
            millisecond: 0,
            offset: None,
        }
    }

    /// Reads one field; gives what follows it.
    fn read<'a>(
        &mut self,
        letter: char,
        count: usize,
        width: Option<usize>,
        text: &'a str,
        now: f64,
    ) -> Result<&'a str, Unparseable> {
        match letter {
            'G' => {
                let (era, rest) = word(&["AD", "BC"], text)?;
                self.before_christ = era == 1;
                return Ok(rest);
            }
            'M' | 'L' if count >= 3 => {
                let (month, rest) = word(&MONTHS, text)?;
                self.month = month + 1;
                return Ok(rest);
            }
            'E' => return word(&WEEKDAYS, text).map(|(_, rest)| rest),
            'a' => {
                let (half, rest) = word(&["AM", "PM"], text)?;
                self.afternoon = Some(half == 1);
                return Ok(rest);
            }
            'z' | 'Z' | 'X' => {
                let (offset, rest) = offset(text)?;
                self.offset = Some(offset);
                return Ok(rest);
            }
            _ => {}
        }
        let (value, digits, rest) = number(text, width)?;
        match letter {
            'y' | 'Y' => {
                let short = count <= 2 && digits == 2;
                self.year = if short { full_year(value, now) } else { value };
            }
            'M' | 'L' => self.month = value,
            'd' => self.day = value,
            'D' => self.day_of_year = Some(value),
            'H' | 'K' => self.hour = value,
            'k' => self.hour = value % 24,
            'h' => self.hour = value % 12,
            'm' => self.minute = value,
            's' => self.second = value,
            'S' => self.millisecond = value,
            'w' | 'W' | 'F' | 'u' => {}
            _ => return Err(Unparseable),
        }
        Ok(rest)
    }

    fn instant(&self, zone: &Zone) -> f64 {
        let year = if self.before_christ {
            1 - self.year
        } else {
            self.year
        };
        let days = match self.day_of_year {
            Some(day) => first_of_month(year, 1) + day - 1,
            None => first_of_month(year, self.month) + self.day - 1,
        };
        let afternoon = if self.afternoon == Some(true) && self.hour < 12 {
            12
        } else {
            0
        };
        let seconds = (days * 24 + self.hour + afternoon) * 3600 + self.minute * 60 + self.second;
        #[expect(clippy::cast_precision_loss, reason = "no number here has more than 9 digits")]
        let local = seconds as f64 * 1000.0 + self.millisecond as f64;
        match self.offset {
            #[expect(clippy::cast_precision_loss, reason = "an offset is less than a day")]
            Some(offset) => local - offset as f64 * 1000.0,
            None => zone.instant(local),
        }
    }
}

/// Days from 1970 to the first of a month; months beyond the year count on, as in Java.
fn first_of_month(year: i64, month: i64) -> i64 {
    // The year begins in March here, so that its last day is the one that some years lack.
    let months = year * 12 + month - 3;
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12));
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_era = of_era * 365 + of_era / 4 - of_era / 100 + (153 * month + 2) / 5;
    era * 146_097 + day_of_era - 719_468
}

/// The year that ends in these two digits, of those from 80 years ago on.
fn full_year(short: i64, now: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a year has few digits")]
    let this = 1970 + (now / (365.2425 * 86_400_000.0)).floor() as i64;
    let last = this + YEARS_AHEAD;
    last - (last - short).rem_euclid(100)
}

/// Which of these words, or of their first three letters, a text begins with, in any case.
fn word<'a>(words: &[&str], text: &'a str) -> Result<(i64, &'a str), Unparseable> {
    let starts = |word: &str| {
        text.get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    let long = words.iter().zip(0..).map(|(word, place)| (*word, place));
    let short = words
        .iter()
        .zip(0..)
        .filter_map(|(word, place)| Some((word.get(..3)?, place)));
    let (word, place) = long
        .chain(short)
        .find(|(word, _)| starts(word))
        .ok_or(Unparseable)?;
    Ok((place, text.get(word.len()..).unwrap_or_default()))
}

/// A number of at most `width` digits: its value, how many digits it has, and what follows.
fn number(text: &str, width: Option<usize>) -> Result<(i64, usize, &str), Unparseable> {
    let all = text.len()
        - text
            .trim_start_matches(|letter: char| letter.is_ascii_digit())
            .len();
    let digits = all.min(width.unwrap_or(9)).min(9);
    let (written, rest) = text.split_at(digits);
    let value = written.parse().map_err(|_| Unparseable)?;
    Ok((value, digits, rest))
}

/// `+0100`, `-03:30`, `Z`, `GMT`, `GMT+1` or the name of a zone.
fn offset(text: &str) -> Result<(i64, &str), Unparseable> {
    let text = text
        .strip_prefix("GMT")
        .or_else(|| text.strip_prefix("UTC"))
        .map_or(text, |rest| rest);
    let end = text
        .find(|letter: char| !(letter.is_ascii_alphanumeric() || "+-:/_".contains(letter)))
        .unwrap_or(text.len());
    let (written, rest) = text.split_at(end);
    if written.is_empty() || written == "Z" {
        return Ok((0, rest));
    }
    let offset = match written.strip_prefix('+') {
        Some(size) => clock(size),
        None => match written.strip_prefix('-') {
            Some(size) => clock(size).map(|offset| -offset),
            None => Zone::named(written).map(|zone| i64::from(zone.at(0.0).offset)),
        },
    };
    Ok((offset.ok_or(Unparseable)?, rest))
}

/// `1`, `01`, `0130` or `01:30`, in seconds.
fn clock(written: &str) -> Option<i64> {
    let (hours, minutes) = match written.split_once(':') {
        Some(parts) => parts,
        None if written.len() > 2 => written.split_at_checked(written.len() - 2)?,
        None => (written, "0"),
    };
    let (hours, minutes): (u8, u8) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(i64::from(hours) * 3600 + i64::from(minutes) * 60)
}

#[cfg(test)]
mod tests {
    use super::{Unparseable, parse};

    /// In 2026.
    const NOW: f64 = 1_790_000_000_000.0;

    #[test]
    fn reads_as_java_does() {
        for (text, zone, pattern, time) in [
            ("1970-01-01", "GMT", "yyyy-MM-dd", 0.0),
            (
                "2024-02-29 13:45:10.5",
                "GMT",
                "yyyy-MM-dd HH:mm:ss.S",
                1_709_214_310_005.0,
            ),
            ("20240229", "GMT", "yyyyMMdd", 1_709_164_800_000.0),
            (
                "2024-07-01 00:00",
                "Europe/Berlin",
                "yyyy-MM-dd HH:mm",
                1_719_784_800_000.0,
            ),
            (
                "2024-07-01T00:00:00+0200",
                "GMT",
                "yyyy-MM-dd'T'HH:mm:ssZ",
                1_719_784_800_000.0,
            ),
            (
                "2024-06-30T22:00:00Z",
                "Asia/Tokyo",
                "yyyy-MM-dd'T'HH:mm:ssX",
                1_719_784_800_000.0,
            ),
            (
                "2024-06-30 18:00 -04:00",
                "GMT",
                "yyyy-MM-dd HH:mm X",
                1_719_784_800_000.0,
            ),
            (
                "1 Jul 24, 12:00 AM GMT",
                "GMT",
                "d MMM yy, h:mm a z",
                1_719_792_000_000.0,
            ),
            (
                "july 1, 2024 12 pm",
                "GMT",
                "MMMM d, yyyy h a",
                1_719_835_200_000.0,
            ),
            ("Mon, 01 Jul 2024", "GMT", "EEE, dd MMM yyyy", 1_719_792_000_000.0),
            ("2024-13-32", "GMT", "yyyy-MM-dd", 1_738_368_000_000.0),
            ("2024/183", "GMT", "yyyy/DDD", 1_719_792_000_000.0),
            ("01.07.2024 and more", "GMT", "dd.MM.yyyy", 1_719_792_000_000.0),
            ("60", "GMT", "yy", -315_619_200_000.0),
            ("it's 5", "GMT", "'it''s' H", 18_000_000.0),
        ] {
            assert_eq!(parse(text, zone, pattern, NOW), Ok(time), "{text} {pattern}");
        }
        for (text, pattern) in [
            ("", "yyyy"),
            ("x", "yyyy"),
            ("2024", "yyyy-MM"),
            ("Foo 1", "MMM d"),
            ("2024", "'yyyy"),
            ("5", "b"),
            ("+99:99", "X"),
        ] {
            assert_eq!(
                parse(text, "GMT", pattern, NOW),
                Err(Unparseable),
                "{text} {pattern}"
            );
        }
    }
}
