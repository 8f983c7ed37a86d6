//! The patterns of Java's `SimpleDateFormat`.

use std::fmt;

use super::{
    calendar::{Civil, MONTHS, WEEKDAYS},
    zero_padded::zero_padded,
    zone::{Moment, Zone},
};

/// Why a pattern is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PatternError {
    /// A letter that has no meaning and stands outside of quotes.
    Letter(char),
    /// A quote that does not end.
    Quote,
    /// `X` more than three times.
    IsoZone,
    /// The date has no time.
    InvalidDate,
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Letter(letter) => write!(f, "Illegal pattern character '{letter}'"),
            Self::Quote => f.write_str("Unterminated quote"),
            Self::IsoZone => f.write_str("invalid ISO 8601 format: length of X must be at most 3"),
            Self::InvalidDate => f.write_str("Invalid Date"),
        }
    }
}

/// A time, taken apart.
struct Fields<'a> {
    civil: Civil,
    zone: &'a Zone,
    moment: Moment,
}

/// Writes a time, in milliseconds since 1970, as the pattern says; an unknown zone is Greenwich, as in Java.
pub(crate) fn format(instant: f64, zone: &str, pattern: &str) -> Result<String, PatternError> {
    if !instant.is_finite() {
        return Err(PatternError::InvalidDate);
    }
    let zone = &Zone::named(zone).unwrap_or_else(Zone::greenwich);
    let moment = zone.at(instant);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "dates have whole milliseconds, and few enough"
    )]
    let local = (instant.floor() as i64).saturating_add(i64::from(moment.offset) * 1000);
    let civil = Civil::of(local);
    write(&Fields { civil, zone, moment }, pattern)
}

fn write(fields: &Fields<'_>, pattern: &str) -> Result<String, PatternError> {
    let mut text = String::new();
    let mut letters = pattern.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '\'' {
            if letters.next_if_eq(&'\'').is_some() {
                text.push('\'');
            } else {
                quoted(&mut letters, &mut text)?;
            }
        } else if letter.is_ascii_alphabetic() {
            let mut count = 1;
            while letters.next_if_eq(&letter).is_some() {
                count += 1;
            }
            text.push_str(&fields.field(letter, count)?);
        } else {
            text.push(letter);
        }
    }
    Ok(text)
}

/// What stands between quotes is text, in which two quotes are one.
fn quoted(
    letters: &mut std::iter::Peekable<std::str::Chars<'_>>,
    text: &mut String,
) -> Result<(), PatternError> {
    loop {
        match letters.next() {
            Some('\'') if letters.next_if_eq(&'\'').is_some() => text.push('\''),
            Some('\'') => return Ok(()),
            Some(letter) => text.push(letter),
            None => return Err(PatternError::Quote),
        }
    }
}

impl Fields<'_> {
    fn field(&self, letter: char, count: usize) -> Result<String, PatternError> {
        let civil = &self.civil;
        let number = |value: i64| zero_padded(&value.to_string(), count);
        Ok(match letter {
            'G' => if civil.year > 0 { "AD" } else { "BC" }.into(),
            'y' => year(civil.year, count),
            'Y' => year(civil.week().year, count),
            'M' | 'L' if count >= 3 => word(&MONTHS, civil.month - 1, count),
            'M' | 'L' => number(civil.month),
            'w' => number(civil.week().number),
            'W' => number(civil.week_of_month()),
            'D' => number(civil.day_of_year + 1),
            'd' => number(civil.day),
            'F' => number((civil.day - 1) / 7 + 1),
            'E' => word(&WEEKDAYS, civil.weekday, count),
            'u' => number((civil.weekday + 6) % 7 + 1),
            'a' => if civil.hour < 12 { "AM" } else { "PM" }.into(),
            'H' => number(civil.hour),
            'k' => number((civil.hour + 23) % 24 + 1),
            'K' => number(civil.hour % 12),
            'h' => number((civil.hour + 11) % 12 + 1),
            'm' => number(civil.minute),
            's' => number(civil.second),
            'S' => number(civil.millisecond),
            'z' => self.zone_name(count),
            'Z' => self.moment.digits(""),
            'X' => self.iso_zone(count)?,
            other => return Err(PatternError::Letter(other)),
        })
    }

    fn zone_name(&self, count: usize) -> String {
        if count >= 4 {
            return self.zone.long_name(&self.moment);
        }
        let abbreviation = self.moment.abbreviation.clone();
        abbreviation.unwrap_or_else(|| self.moment.gmt())
    }

    fn iso_zone(&self, count: usize) -> Result<String, PatternError> {
        if count > 3 {
            return Err(PatternError::IsoZone);
        }
        if self.moment.offset == 0 {
            return Ok("Z".into());
        }
        let digits = self.moment.digits(if count == 3 { ":" } else { "" });
        Ok(match count {
            1 => digits.chars().take(3).collect(),
            _ => digits,
        })
    }
}

/// The years before the first are counted backwards.
fn year(year: i64, count: usize) -> String {
    let of_era = if year > 0 { year } else { 1 - year };
    if count == 2 {
        format!("{:02}", of_era % 100)
    } else {
        zero_padded(&of_era.to_string(), count)
    }
}

fn word(words: &[&str], place: i64, count: usize) -> String {
    let word = usize::try_from(place)
        .ok()
        .and_then(|place| words.get(place))
        .copied()
        .unwrap_or_default();
    if count >= 4 {
        word.to_owned()
    } else {
        word.chars().take(3).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{PatternError, format};

    /// 2026-11-24 19:05:09.007 UTC.
    const WINTER: f64 = 1_795_547_109_007.0;
    /// 2026-07-01 00:30 UTC.
    const SUMMER: f64 = 1_782_865_800_000.0;

    #[test]
    fn writes_as_java_does() {
        for (instant, zone, pattern, expected) in [
            (
                WINTER,
                "Europe/Berlin",
                "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                "2026-11-24T20:05:09.007+01:00",
            ),
            (WINTER, "GMT", "yyyy-MM-dd'T'HH:mm:ss'Z'", "2026-11-24T19:05:09Z"),
            (
                WINTER,
                "Europe/Berlin",
                "EEE MMM d HH:mm:ss z yyyy",
                "Tue Nov 24 20:05:09 CET 2026",
            ),
            (WINTER, "Europe/Berlin", "zzzz", "Central European Standard Time"),
            (
                SUMMER,
                "Europe/Berlin",
                "zzzz z Z",
                "Central European Summer Time CEST +0200",
            ),
            (
                SUMMER,
                "America/New_York",
                "EEEE, MMMM dd, yyyy h:mm a",
                "Tuesday, June 30, 2026 8:30 PM",
            ),
            (WINTER, "America/Sao_Paulo", "z", "GMT-03:00"),
            (
                WINTER,
                "GMT+2",
                "HH:mm z X XX XXX",
                "21:05 GMT+02:00 +02 +0200 +02:00",
            ),
            (WINTER, "UTC", "X XX XXX z", "Z Z Z UTC"),
            (WINTER, "EST", "HH", "14"),
            (WINTER, "Europe/Dublin", "zzzz", "Greenwich Mean Time"),
            (SUMMER, "Europe/Dublin", "zzzz", "Irish Standard Time"),
            (WINTER, "nowhere", "HH z", "19 GMT"),
            (WINTER, "UTC", "y yy yyy yyyy yyyyy", "2026 26 2026 2026 02026"),
            (WINTER, "UTC", "Y w W D F u E", "2026 48 4 328 4 2 Tue"),
            (WINTER, "UTC", "M MM MMM MMMM L LLL", "11 11 Nov November 11 Nov"),
            (
                WINTER,
                "UTC",
                "H k K h m s S SSS SSSSS",
                "19 19 7 7 5 9 7 007 00007",
            ),
            (SUMMER, "UTC", "H k K h a", "0 24 0 12 AM"),
            (SUMMER, "UTC", "G", "AD"),
            (-62_200_000_000_000.0, "UTC", "yyyy G", "0003 BC"),
            (0.0, "UTC", "h 'o''clock' ''a''", "12 o'clock 'AM'"),
            (1_767_139_200_000.0, "UTC", "YYYY-ww", "2026-01"),
            (WINTER, "UTC", "", ""),
            (WINTER, "UTC", "dd. Ä", "24. Ä"),
        ] {
            assert_eq!(
                format(instant, zone, pattern).as_deref(),
                Ok(expected),
                "{zone} {pattern}"
            );
        }
    }

    #[test]
    fn refuses_what_is_no_pattern() {
        for (pattern, expected) in [
            ("yyyy T", PatternError::Letter('T')),
            ("n", PatternError::Letter('n')),
            ("'open", PatternError::Quote),
            ("XXXX", PatternError::IsoZone),
        ] {
            assert_eq!(format(0.0, "UTC", pattern), Err(expected), "{pattern}");
        }
        assert_eq!(format(f64::NAN, "UTC", "y"), Err(PatternError::InvalidDate));
    }
}
