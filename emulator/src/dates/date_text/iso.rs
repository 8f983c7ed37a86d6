//! `YYYY[-MM[-DD]][THH:mm[:ss[.sss]][Z|±hh[:]mm]]`, with six digits and a sign for years beyond 9999.

use super::{
    composer::Composers,
    scanner::{Keyword, Scanner, Token},
};

pub(super) enum Iso {
    /// The text is a date of this form, from its beginning to its end.
    Whole,
    /// The text goes on with this token in another form. What was read until then counts.
    Rest(Token),
    /// The text has a `T` behind a date, and no time of this form behind that.
    Invalid,
}

pub(super) fn read(scanner: &mut Scanner<'_>, composers: &mut Composers) -> Iso {
    if let Some(rest) = date(scanner, composers) {
        return Iso::Rest(rest);
    }
    match scanner.peek() {
        Token::Word(Keyword::TimeSeparator, _) => {
            scanner.next();
            if time(scanner, composers).is_none() || scanner.peek() != Token::End {
                return Iso::Invalid;
            }
        }
        Token::End => {}
        _ => return Iso::Rest(scanner.next()),
    }
    // A date alone is one of Greenwich, a time without a zone one of the script's zone.
    if composers.zone.is_empty() && composers.time.is_empty() {
        composers.zone.set(0);
    }
    composers.day.is_iso = true;
    Iso::Whole
}

/// Reads a date, and returns the token at which it ends as no ISO date does.
fn date(scanner: &mut Scanner<'_>, composers: &mut Composers) -> Option<Token> {
    if let Some(rest) = year(scanner, composers) {
        return Some(rest);
    }
    for most in [12, 31] {
        if !scanner.skip('-') {
            return None;
        }
        match scanner.take_fixed(2, 1, most) {
            Some(number) => composers.day.add(number)?,
            None => return Some(scanner.next()),
        };
    }
    None
}

fn year(scanner: &mut Scanner<'_>, composers: &mut Composers) -> Option<Token> {
    let first = scanner.peek();
    let year = match first.sign() {
        Some(sign) => {
            scanner.next();
            let year = scanner.take_fixed(6, 0, i64::MAX).map(|year| sign * year);
            year.filter(|&year| sign > 0 || year != 0)
        }
        None => scanner.take_fixed(4, 0, i64::MAX),
    };
    match (year, first.sign()) {
        (Some(year), _) => {
            composers.day.add(year)?;
            None
        }
        (None, Some(_)) => Some(first),
        (None, None) => Some(scanner.next()),
    }
}

/// Reads a time and its zone; `None` if there is none of this form.
fn time(scanner: &mut Scanner<'_>, composers: &mut Composers) -> Option<()> {
    let hour = scanner.take_fixed(2, 0, 24)?;
    // The end of a day is the one time with an hour 24.
    let most = if hour == 24 { 0 } else { 59 };
    composers.time.add(hour)?;
    if !scanner.skip(':') {
        return None;
    }
    composers.time.add(scanner.take_fixed(2, 0, most)?)?;
    if scanner.skip(':') {
        composers.time.add(scanner.take_fixed(2, 0, most)?)?;
        if scanner.skip('.') {
            let Token::Number(fraction) = scanner.next() else {
                return None;
            };
            if hour == 24 && fraction.value > 0 {
                return None;
            }
            composers.time.add(fraction.milliseconds())?;
        }
    }
    zone(scanner, composers)
}

fn zone(scanner: &mut Scanner<'_>, composers: &mut Composers) -> Option<()> {
    let next = scanner.peek();
    if next.is_z() {
        scanner.next();
        composers.zone.set(0);
        return Some(());
    }
    let Some(sign) = next.sign() else { return Some(()) };
    scanner.next();
    composers.zone.set_sign(sign);
    let (hours, minutes) = match scanner.take_fixed(4, 0, 2359) {
        Some(both) if both % 100 < 60 => (both / 100, both % 100),
        Some(_) => return None,
        None => {
            let hours = scanner.take_fixed(2, 0, 23)?;
            if !scanner.skip(':') {
                return None;
            }
            (hours, scanner.take_fixed(2, 0, 59)?)
        }
    };
    composers.zone.set_distance(hours, Some(minutes));
    Some(())
}
