//! Days on which people work: Monday to Friday, without holidays.

use std::collections::HashSet;

use jiff::civil::{Date, Weekday};

use super::dates::{date, days, shown};
use crate::state::spreadsheets::formula::{
    call::Call,
    fault::Fault,
    function::{Function, whole},
    lift,
    scalar::{Computed, Scalar},
    value::Evaluated,
};

pub(super) fn find(name: &str) -> Option<Function> {
    Some(match name {
        "NETWORKDAYS" => whole(2, 3, |call| with_holidays(call, between)),
        "WORKDAY" => whole(2, 3, |call| with_holidays(call, after)),
        _ => return None,
    })
}

type OfHolidays = fn(&Call<'_, '_>, &[Scalar], &HashSet<Date>) -> Computed;

fn with_holidays<'b>(call: &Call<'_, 'b>, of: OfHolidays) -> Evaluated<'b> {
    let mut holidays = HashSet::new();
    if call.has(2) {
        let value = call.evaluated(2)?;
        call.each(&value, |value| {
            let value = value?;
            if !value.is_blank() {
                holidays.insert(date(value.to_number()?)?);
            }
            Ok(())
        })?;
    }
    let values = [call.evaluated(0)?, call.evaluated(1)?];
    lift::over(call.evaluator, call.site, &values, |values| {
        of(call, values, &holidays)
    })
}

fn is_weekday(date: Date) -> bool {
    !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn later(date: Date, days: i64) -> Result<Date, Fault> {
    // The span has its own limit.
    let span = jiff::Span::new().try_days(days);
    span.and_then(|span| date.checked_add(span))
        .map_err(|_| Fault::Number)
}

/// The holidays that take a workday away, from one day to another.
fn holidays_within(holidays: &HashSet<Date>, first: Date, last: Date) -> f64 {
    let within = |day: &&Date| (first..=last).contains(*day) && is_weekday(**day);
    holidays.iter().filter(within).count() as f64
}

/// How many workdays there are from one day to another, both of them among them; a negative number backwards.
fn between(_: &Call<'_, '_>, values: &[Scalar], holidays: &HashSet<Date>) -> Computed {
    let [start, end] = values else {
        return Err(Fault::NotAvailable);
    };
    let (start, end) = (date(start.to_number()?)?, date(end.to_number()?)?);
    let (first, last) = (start.min(end), start.max(end));
    let days = (days(last) - days(first)) as i64 + 1;
    let mut count = (days / 7) as f64 * 5.0 - holidays_within(holidays, first, last);
    for rest in 0..days % 7 {
        count += f64::from(u8::from(is_weekday(later(first, rest)?)));
    }
    Ok(Scalar::from(if end < start { -count } else { count }))
}

/// The day that is so many workdays after another, or before it if the number is negative.
fn after(call: &Call<'_, '_>, values: &[Scalar], holidays: &HashSet<Date>) -> Computed {
    let [start, count] = values else {
        return Err(Fault::NotAvailable);
    };
    let (mut day, count) = (date(start.to_number()?)?, count.to_number()?.trunc());
    let sign = if count < 0.0 { -1 } else { 1 };
    let mut left = count.abs();
    while left > 0.0 {
        call.evaluator.look()?;
        // Any seven days have five weekdays. The last ones are counted one by one, so as to end on a workday.
        let weeks = ((left / 5.0).ceil() - 1.0).clamp(0.0, 1e6) as i64;
        let days = if weeks > 0 { weeks * 7 } else { 1 };
        let next = later(day, sign * days)?;
        let (first, last) = if sign > 0 {
            (later(day, 1)?, next)
        } else {
            (next, later(day, -1)?)
        };
        let weekdays = if weeks > 0 {
            weeks as f64 * 5.0
        } else {
            f64::from(u8::from(is_weekday(next)))
        };
        left -= weekdays - holidays_within(holidays, first, last);
        day = next;
    }
    shown(day)
}
