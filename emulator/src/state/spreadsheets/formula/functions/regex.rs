//! Regular expressions, in the syntax of RE2.

use regex::Captures;

use super::split::rows_of;
use crate::state::spreadsheets::formula::{
    call::{Arguments, Call},
    evaluation::Evaluation,
    fault::Fault,
    function::{Function, scalars, whole},
    scalar::{Computed, Scalar, append, text_within_limit},
    value::Evaluated,
};

pub(super) fn find(name: &str) -> Option<Function> {
    Some(match name {
        "REGEXMATCH" => scalars(2, 2, |evaluator, values| {
            let text = text_of(values.get(0))?;
            let pattern = evaluator.pattern(&text_of(values.get(1))?)?;
            Ok(Scalar::Boolean(pattern.is_match(&text)))
        }),
        "REGEXREPLACE" => scalars(3, 3, replace),
        "REGEXEXTRACT" => whole(2, 2, extract),
        _ => return None,
    })
}

/// A number is not a text here, other than elsewhere.
fn text_of(value: &Scalar) -> Result<std::sync::Arc<str>, Fault> {
    match value {
        Scalar::Text(_) | Scalar::Empty => Ok(value.to_text()),
        Scalar::Number(..) | Scalar::Boolean(_) => Err(Fault::Value),
    }
}

/// What was found: the whole, or each group if there are any.
fn extract<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    let texts = call.evaluated(0)?;
    let pattern = text_of(&call.one(1)?)?;
    rows_of(call, &texts, |text| {
        let text = text_of(text)?;
        let pattern = call.evaluator.pattern(&pattern)?;
        let found = pattern.captures(&text).ok_or(Fault::NotAvailable)?;
        let first = usize::from(found.len() > 1);
        let groups = found.iter().skip(first);
        Ok(groups
            .map(|group| Ok(group.map_or(Scalar::Empty, |group| Scalar::text(group.as_str()))))
            .collect())
    })
}

fn replace(evaluator: &dyn Evaluation<'_>, values: Arguments<'_>) -> Computed {
    let (text, replacement) = (text_of(values.get(0))?, text_of(values.get(2))?);
    let pattern = evaluator.pattern(&text_of(values.get(1))?)?;
    if replacement.contains('\\') {
        let what = "a backslash in the replacement of the function REGEXREPLACE";
        return evaluator.lacking(what, Fault::Formula);
    }
    let mut replaced = String::new();
    let mut end = 0;
    for found in pattern.captures_iter(&text) {
        evaluator.look()?;
        let Some(whole) = found.get(0) else { continue };
        append(&mut replaced, text.get(end..whole.start()).unwrap_or_default())?;
        append(&mut replaced, &filled(&replacement, &found)?)?;
        end = whole.end();
    }
    append(&mut replaced, text.get(end..).unwrap_or_default())?;
    text_within_limit(&replaced)
}

/// The replacement with what the groups have found: `$1`.
fn filled(replacement: &str, found: &Captures<'_>) -> Result<String, Fault> {
    let mut text = String::new();
    let mut rest = replacement;
    while let Some((before, after)) = rest.split_once('$') {
        text.push_str(before);
        let digit = after.chars().next().and_then(|digit| digit.to_digit(10));
        let Some(group) = digit.and_then(|digit| usize::try_from(digit).ok()) else {
            text.push('$');
            rest = after;
            continue;
        };
        if group >= found.len() {
            return Err(Fault::Value);
        }
        append(&mut text, found.get(group).map_or("", |group| group.as_str()))?;
        rest = after.get(1..).unwrap_or_default();
    }
    text.push_str(rest);
    Ok(text)
}
