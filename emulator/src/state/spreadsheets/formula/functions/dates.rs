//! Dates, which are days since the end of 1899.

use jiff::{
    ToSpan,
    civil::{Date, DateTime, Time, Weekday},
};

use crate::state::spreadsheets::{
    formula::{
        call::Arguments,
        fault::Fault,
        format::Format,
        function::{Function, scalars},
        scalar::{Computed, Scalar, finite},
    },
    serial,
};

pub(super) fn find(name: &str) -> Option<Function> {
    Some(match name {
        "TODAY" => scalars(0, 0, |evaluator, _| {
            Ok(Scalar::Number(evaluator.now().floor(), Format::DATE))
        }),
        "NOW" => scalars(0, 0, |evaluator, _| {
            Ok(Scalar::Number(evaluator.now(), Format::DATE_TIME))
        }),
        "DATE" => scalars(3, 3, |_, values| {
            shown(of_parts(values.number(0)?, values.number(1)?, values.number(2)?)?)
        }),
        "TIME" => scalars(3, 3, |_, values| time(values)),
        "YEAR" => scalars(1, 1, |_, values| part(values, |moment| moment.year().into())),
        "MONTH" => scalars(1, 1, |_, values| part(values, |moment| moment.month().into())),
        "DAY" => scalars(1, 1, |_, values| part(values, |moment| moment.day().into())),
        "HOUR" => scalars(1, 1, |_, values| part(values, |moment| moment.hour().into())),
        "MINUTE" => scalars(1, 1, |_, values| part(values, |moment| moment.minute().into())),
        "SECOND" => scalars(1, 1, |_, values| part(values, |moment| moment.second().into())),
        "EDATE" => scalars(2, 2, |_, values| {
            let date = date(values.number(0)?)?;
            shown(in_months(date, values.number(1)?)?)
        }),
        "EOMONTH" => scalars(2, 2, |_, values| {
            let first = date(values.number(0)?)?.first_of_month();
            shown(in_months(first, values.number(1)?)?.last_of_month())
        }),
        "DAYS" => scalars(2, 2, |_, values| {
            whole(values.number(0)?.floor() - values.number(1)?.floor())
        }),
        "DATEVALUE" => scalars(1, 1, |_, values| whole(values.number(0)?.floor())),
        "WEEKDAY" => scalars(1, 2, |_, values| weekday(values)),
        "DATEDIF" => scalars(3, 3, |evaluator, values| {
            let unit = values.text(2).to_uppercase();
            match difference(values, &unit)? {
                Some(difference) => whole(difference),
                None => evaluator.lacking("this unit of the function DATEDIF", Fault::Formula),
            }
        }),
        _ => return None,
    })
}

fn whole(number: f64) -> Computed {
    finite(number, Format::GENERAL)
}

pub(super) fn shown(date: Date) -> Computed {
    Ok(Scalar::Number(days(date), Format::DATE))
}

pub(super) fn days(date: Date) -> f64 {
    serial::from_date_time(date.to_datetime(Time::midnight()))
}

/// A moment, to the nearest second, as it is shown.
fn moment(serial: f64) -> Result<DateTime, Fault> {
    // Before these days, dates cannot be entered.
    if serial < 0.0 {
        return Err(Fault::Number);
    }
    serial::to_date_time((serial * 86_400.0 + 1e-4).floor() / 86_400.0).ok_or(Fault::Number)
}

pub(super) fn date(serial: f64) -> Result<Date, Fault> {
    moment(serial).map(DateTime::date)
}

fn part(values: Arguments<'_>, part: fn(DateTime) -> f64) -> Computed {
    whole(part(moment(values.number(0)?)?))
}

/// A date of a year, a month and a day, each of which may be too large: month 14 is February of the next year.
fn of_parts(year: f64, month: f64, day: f64) -> Result<Date, Fault> {
    let (year, month, day) = (year.trunc(), month.trunc(), day.trunc());
    if !(0.0..=9999.0).contains(&year) || month.abs() > 1e6 || day.abs() > 1e7 {
        return Err(Fault::Number);
    }
    let year = if year < 1900.0 { year + 1900.0 } else { year };
    let date = in_months(Date::constant(1900, 1, 1), (year - 1900.0) * 12.0 + month - 1.0)?;
    let date = date
        .checked_add((day as i64 - 1).days())
        .map_err(|_| Fault::Number)?;
    if days(date) < 0.0 {
        return Err(Fault::Number);
    }
    Ok(date)
}

/// The same day so many months later, or the last day of a shorter month.
fn in_months(date: Date, months: f64) -> Result<Date, Fault> {
    if months.abs() > 1e6 {
        return Err(Fault::Number);
    }
    // The span has its own limit.
    let span = jiff::Span::new().try_months(months.trunc() as i64);
    span.and_then(|span| date.checked_add(span))
        .map_err(|_| Fault::Number)
}

fn time(values: Arguments<'_>) -> Computed {
    let [hours, minutes, seconds] = [0, 1, 2].map(|place| values.number(place).map(f64::trunc));
    let seconds = hours? * 3600.0 + minutes? * 60.0 + seconds?;
    if seconds < 0.0 {
        return Err(Fault::Number);
    }
    finite((seconds / 86_400.0).fract(), Format::TIME)
}

/// Type 1 counts from Sunday on, 2 from Monday on, both from 1; 3 from Monday on, from 0.
fn weekday(values: Arguments<'_>) -> Computed {
    let weekday = date(values.number(0)?)?.weekday();
    let from_monday = f64::from(weekday.since(Weekday::Monday));
    match values.number_or(1, 1.0)?.trunc() {
        1.0 => whole(f64::from(weekday.since(Weekday::Sunday)) + 1.0),
        2.0 => whole(from_monday + 1.0),
        3.0 => whole(from_monday),
        _ => Err(Fault::Number),
    }
}

/// What lies between two dates in a unit; `None` for a unit that is not known.
fn difference(values: Arguments<'_>, unit: &str) -> Result<Option<f64>, Fault> {
    let (start, end) = (date(values.number(0)?)?, date(values.number(1)?)?);
    if end < start {
        return Err(Fault::Number);
    }
    let months = f64::from(end.year() - start.year()) * 12.0 + f64::from(end.month() - start.month());
    let months = if end.day() < start.day() {
        months - 1.0
    } else {
        months
    };
    Ok(match unit {
        "D" => Some(days(end) - days(start)),
        "M" => Some(months),
        "Y" => Some((months / 12.0).floor()),
        "YM" => Some(months % 12.0),
        _ => None,
    })
}
