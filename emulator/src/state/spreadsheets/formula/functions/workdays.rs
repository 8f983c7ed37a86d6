//! Days on which people work: Monday to Friday, without holidays.

use std::collections::HashSet;

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};

use super::dates::{date, shown};
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

fn is_workday(date: Date, holidays: &HashSet<Date>) -> bool {
    !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) && !holidays.contains(&date)
}

fn next(date: Date, days: i64) -> Result<Date, Fault> {
    date.checked_add(days.days()).map_err(|_| Fault::Number)
}

/// How many workdays there are from one day to another, both of them among them; a negative number backwards.
fn between(call: &Call<'_, '_>, values: &[Scalar], holidays: &HashSet<Date>) -> Computed {
    let [start, end] = values else {
        return Err(Fault::NotAvailable);
    };
    let (start, end) = (date(start.to_number()?)?, date(end.to_number()?)?);
    let (mut day, last) = (start.min(end), start.max(end));
    let mut count = 0.0;
    while day <= last {
        call.evaluator.look()?;
        count += f64::from(u8::from(is_workday(day, holidays)));
        day = next(day, 1)?;
    }
    Ok(Scalar::from(if end < start { -count } else { count }))
}

/// The day that is so many workdays after another, or before it if the number is negative.
fn after(call: &Call<'_, '_>, values: &[Scalar], holidays: &HashSet<Date>) -> Computed {
    let [start, count] = values else {
        return Err(Fault::NotAvailable);
    };
    let (mut day, count) = (date(start.to_number()?)?, count.to_number()?.trunc());
    let mut left = count.abs();
    while left > 0.0 {
        call.evaluator.look()?;
        day = next(day, if count < 0.0 { -1 } else { 1 })?;
        if is_workday(day, holidays) {
            left -= 1.0;
        }
    }
    shown(day)
}
