use jiff::civil::DateTime;

use super::{Section, Token};
use crate::{
    dates::{MONTHS, WEEKDAYS},
    state::spreadsheets::serial,
};

/// Shows a number of days as a date; nothing, if it is none.
pub(super) fn show(number: f64, section: &Section) -> Option<String> {
    let shows_milliseconds = section.0.contains(&Token::Point);
    let rounded = if shows_milliseconds {
        number
    } else {
        (number * 86_400.0 + 1e-4).floor() / 86_400.0
    };
    let date_time = serial::to_date_time(rounded)?;
    let afternoon = section.0.contains(&Token::Meridiem);
    let mut text = String::new();
    let mut after_point = false;
    for (place, token) in section.0.iter().enumerate() {
        match token {
            Token::Literal(literal) => text.push_str(literal),
            Token::Date {
                letter,
                count,
                elapsed: true,
            } => {
                text.push_str(&elapsed(rounded, *letter, *count));
            }
            Token::Date {
                letter: 'm', count, ..
            } if is_minute(&section.0, place) => {
                text.push_str(&padded(date_time.minute().into(), *count));
            }
            Token::Date { letter, count, .. } => text.push_str(&part(date_time, *letter, *count, afternoon)),
            Token::Meridiem => text.push_str(if date_time.hour() < 12 { "AM" } else { "PM" }),
            Token::Point => text.push('.'),
            Token::Comma => text.push(','),
            Token::Percent => text.push('%'),
            Token::Digit(_) if after_point => {}
            Token::Digit(_) => text.push_str(&fraction(date_time, digits_from(&section.0, place))),
            Token::Exponent { .. } | Token::General => {}
        }
        after_point = matches!(token, Token::Digit(_));
    }
    Some(text)
}

/// `m` is a minute next to an hour or a second, and a month elsewhere.
fn is_minute(tokens: &[Token], place: usize) -> bool {
    let letter = |token: &Token| match token {
        Token::Date { letter, .. } => Some(*letter),
        _ => None,
    };
    let before = tokens.iter().take(place).rev().find_map(letter);
    let after = tokens.iter().skip(place + 1).find_map(letter);
    before == Some('h') || after == Some('s')
}

fn part(date_time: DateTime, letter: char, count: usize, afternoon: bool) -> String {
    match letter {
        'y' if count <= 2 => padded(i64::from(date_time.year()) % 100, 2),
        'y' => padded(date_time.year().into(), 4),
        'm' => {
            let month = date_time.month();
            named(
                &MONTHS,
                usize::from(month.unsigned_abs()).saturating_sub(1),
                count,
            )
            .unwrap_or_else(|| padded(month.into(), count))
        }
        'd' => {
            let weekday = date_time.weekday().to_sunday_zero_offset();
            named(&WEEKDAYS, usize::from(weekday.unsigned_abs()), count)
                .unwrap_or_else(|| padded(date_time.day().into(), count))
        }
        'h' if afternoon => padded((i64::from(date_time.hour()) + 11) % 12 + 1, count),
        'h' => padded(date_time.hour().into(), count),
        _ => padded(date_time.second().into(), count),
    }
}

/// Three letters ask for the short name, four for the whole, five for its first letter.
fn named(names: &[&str], place: usize, count: usize) -> Option<String> {
    let name = names.get(place)?;
    match count {
        0..=2 => None,
        3 => name.get(..3).map(str::to_owned),
        5 => name.get(..1).map(str::to_owned),
        _ => Some((*name).to_owned()),
    }
}

fn elapsed(number: f64, letter: char, count: usize) -> String {
    let seconds = (number * 86_400.0).round();
    let whole = match letter {
        'h' => seconds / 3600.0,
        'm' => seconds / 60.0,
        _ => seconds,
    };
    padded(whole.trunc() as i64, count)
}

fn digits_from(tokens: &[Token], place: usize) -> usize {
    let digits = tokens
        .iter()
        .skip(place)
        .take_while(|token| matches!(token, Token::Digit(_)));
    digits.count()
}

fn fraction(date_time: DateTime, digits: usize) -> String {
    let milliseconds = format!("{:03}", date_time.millisecond());
    milliseconds.chars().take(digits).collect()
}

fn padded(number: i64, count: usize) -> String {
    let width = count.min(4);
    format!("{number:0width$}")
}
