//! What a value is.

use crate::state::spreadsheets::{
    formula::{
        call::Call,
        fault::Fault,
        function::{Function, checks, scalars, whole},
        scalar::{Computed, Scalar},
        value::Evaluated,
    },
    input::{self, Typed},
    number_format,
};

pub(super) fn find(name: &str) -> Option<Function> {
    Some(match name {
        "ISBLANK" => checks(1, 1, |values| {
            is(values, |value| matches!(value, Ok(Scalar::Empty)))
        }),
        "ISNUMBER" => checks(1, 1, |values| {
            is(values, |value| matches!(value, Ok(Scalar::Number(..))))
        }),
        "ISTEXT" => checks(1, 1, |values| {
            is(values, |value| matches!(value, Ok(Scalar::Text(_))))
        }),
        "ISNONTEXT" => checks(1, 1, |values| {
            is(values, |value| !matches!(value, Ok(Scalar::Text(_))))
        }),
        "ISLOGICAL" => checks(1, 1, |values| {
            is(values, |value| matches!(value, Ok(Scalar::Boolean(_))))
        }),
        "ISERROR" => checks(1, 1, |values| is(values, Result::is_err)),
        "ISNA" => checks(1, 1, |values| {
            is(values, |value| matches!(value, Err(Fault::NotAvailable)))
        }),
        "ISERR" => checks(1, 1, |values| {
            is(values, |value| {
                value.as_ref().is_err_and(|fault| *fault != Fault::NotAvailable)
            })
        }),
        "ERROR.TYPE" => checks(1, 1, |values| match values.first() {
            Some(Err(fault)) => Ok(Scalar::from(fault.number())),
            _ => Err(Fault::NotAvailable),
        }),
        "NA" => scalars(0, 0, |_, _| Err(Fault::NotAvailable)),
        "ISEVEN" => scalars(1, 1, |_, values| {
            Ok(Scalar::Boolean(values.number(0)?.trunc() % 2.0 == 0.0))
        }),
        "ISODD" => scalars(1, 1, |_, values| {
            Ok(Scalar::Boolean(values.number(0)?.trunc() % 2.0 != 0.0))
        }),
        "N" => scalars(1, 1, |_, values| {
            Ok(match values.get(0) {
                Scalar::Text(_) | Scalar::Empty => Scalar::from(0.0),
                value => Scalar::from(value.to_number()?),
            })
        }),
        "ISDATE" => scalars(1, 1, |evaluator, values| {
            Ok(Scalar::Boolean(match values.get(0) {
                Scalar::Number(_, format) => evaluator.formats().is_date(*format),
                Scalar::Text(text) => is_text_of_date(text),
                Scalar::Boolean(_) | Scalar::Empty => false,
            }))
        }),
        "ISFORMULA" => whole(1, 1, is_formula),
        _ => return None,
    })
}

fn is(values: &[Computed], test: impl Fn(&Computed) -> bool) -> Computed {
    Ok(Scalar::Boolean(values.first().is_some_and(test)))
}

fn is_text_of_date(text: &str) -> bool {
    match input::typed(text) {
        Typed::Number(_, Some(format)) => number_format::is_date(&format),
        _ => false,
    }
}

fn is_formula<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    let range = call.range(0)?;
    let cell = range.sheet.cell(range.area.row, range.area.column);
    Ok(Scalar::Boolean(cell.is_some_and(|cell| cell.formula.is_some())).into())
}
