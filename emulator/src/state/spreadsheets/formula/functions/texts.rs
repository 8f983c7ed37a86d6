//! Texts.

use crate::state::spreadsheets::{
    formula::{
        call::{Arguments, Call},
        evaluation::Evaluation,
        fault::Fault,
        format::Format,
        function::{ANY, Function, scalars, whole},
        scalar::{Computed, Scalar, append, finite, text_within_limit},
        value::{Evaluated, Value},
    },
    input::{self, Typed},
    number_format,
};

pub(super) fn find(name: &str) -> Option<Function> {
    Some(match name {
        "CONCATENATE" | "CONCAT" => whole(1, ANY, concatenate),
        "LEN" => scalars(1, 1, |_, values| {
            Ok(Scalar::count(values.text(0).encode_utf16().count()))
        }),
        "UPPER" => scalars(1, 1, |_, values| {
            text_within_limit(&values.text(0).to_uppercase())
        }),
        "LOWER" => scalars(1, 1, |_, values| {
            text_within_limit(&values.text(0).to_lowercase())
        }),
        "PROPER" => scalars(1, 1, |_, values| text_within_limit(&proper(&values.text(0)))),
        "TRIM" => scalars(1, 1, |_, values| {
            let text = values.text(0);
            let words: Vec<_> = text.split(' ').filter(|word| !word.is_empty()).collect();
            Ok(Scalar::text(&words.join(" ")))
        }),
        "LEFT" => scalars(1, 2, |_, values| {
            let (letters, count) = letters(values, 1)?;
            Ok(of_letters(letters.iter().take(count)))
        }),
        "RIGHT" => scalars(1, 2, |_, values| {
            let (letters, count) = letters(values, 1)?;
            Ok(of_letters(
                letters.iter().skip(letters.len().saturating_sub(count)),
            ))
        }),
        "MID" => scalars(3, 3, |_, values| {
            let start = place(values, 1, Fault::Number)?;
            let (letters, count) = letters(values, 2)?;
            Ok(of_letters(letters.iter().skip(start).take(count)))
        }),
        "REPLACE" => scalars(4, 4, |_, values| replace(values)),
        "SUBSTITUTE" => scalars(3, 4, |_, values| substitute(values)),
        "REPT" => scalars(2, 2, |_, values| repeat(&values.text(0), values.number(1)?)),
        "FIND" => scalars(2, 3, |_, values| {
            position(&values.text(0), &values.text(1), values)
        }),
        "SEARCH" => scalars(2, 3, search),
        "EXACT" => scalars(2, 2, |_, values| {
            Ok(Scalar::Boolean(values.text(0) == values.text(1)))
        }),
        "CHAR" => scalars(1, 1, |_, values| character(values.number(0)?)),
        "CODE" => scalars(1, 1, |_, values| {
            let text = values.text(0);
            let first = text.chars().next().ok_or(Fault::Value)?;
            Ok(Scalar::from(f64::from(u32::from(first))))
        }),
        "T" => scalars(1, 1, |_, values| {
            Ok(match values.get(0) {
                Scalar::Text(text) => Scalar::Text(text.clone()),
                _ => Scalar::text(""),
            })
        }),
        "HYPERLINK" => scalars(1, 2, |_, values| {
            let label = if values.has(1) { 1 } else { 0 };
            Ok(values.get(label).clone())
        }),
        "VALUE" => scalars(1, 1, |_, values| value(values.get(0))),
        "TEXT" => scalars(2, 2, text),
        _ => return None,
    })
}

fn concatenate<'b>(call: &Call<'_, 'b>) -> Evaluated<'b> {
    let mut text = String::new();
    for value in call.values()? {
        call.each(&value, |value| append(&mut text, &value?.to_text()))?;
    }
    text_within_limit(&text).map(Value::One)
}

/// Each word with one capital.
fn proper(text: &str) -> String {
    let mut proper = String::new();
    let mut is_in_word = false;
    for letter in text.chars() {
        if is_in_word {
            proper.extend(letter.to_lowercase());
        } else {
            proper.extend(letter.to_uppercase());
        }
        is_in_word = letter.is_alphabetic();
    }
    proper
}

/// The letters of the first argument, and how many of them the argument in this place asks for.
fn letters(values: Arguments<'_>, place: usize) -> Result<(Vec<char>, usize), Fault> {
    let count = values.number_or(place, 1.0)?;
    if count < 0.0 {
        return Err(Fault::Value);
    }
    Ok((values.text(0).chars().collect(), count as usize))
}

fn of_letters<'l>(letters: impl Iterator<Item = &'l char>) -> Scalar {
    Scalar::text(&letters.collect::<String>())
}

/// A place among letters, which are counted from 1.
fn place(values: Arguments<'_>, argument: usize, fault: Fault) -> Result<usize, Fault> {
    let place = values.number_or(argument, 1.0)?;
    if place < 1.0 {
        return Err(fault);
    }
    Ok(place as usize - 1)
}

fn replace(values: Arguments<'_>) -> Computed {
    let start = place(values, 1, Fault::Value)?;
    let (letters, count) = letters(values, 2)?;
    let mut text: String = letters.iter().take(start).collect();
    text.push_str(&values.text(3));
    text.extend(letters.iter().skip(start.saturating_add(count)));
    text_within_limit(&text)
}

fn substitute(values: Arguments<'_>) -> Computed {
    let (text, old, new) = (values.text(0), values.text(1), values.text(2));
    if old.is_empty() {
        return Ok(Scalar::Text(text));
    }
    let only = values.number_or(3, 0.0)?;
    if values.has(3) && only < 1.0 {
        return Err(Fault::Value);
    }
    let mut changed = String::new();
    for (number, part) in text.split(&*old).enumerate() {
        if number > 0 {
            let is_meant = !values.has(3) || number == only as usize;
            append(&mut changed, if is_meant { &new } else { &old })?;
        }
        append(&mut changed, part)?;
    }
    text_within_limit(&changed)
}

fn repeat(text: &str, times: f64) -> Computed {
    if times < 0.0 {
        return Err(Fault::Value);
    }
    let mut repeated = String::new();
    if !text.is_empty() {
        for _ in 0..times as usize {
            append(&mut repeated, text)?;
        }
    }
    text_within_limit(&repeated)
}

/// Where a text is within another, counted from 1. The third argument says where to begin.
fn position(wanted: &str, text: &str, values: Arguments<'_>) -> Computed {
    let start = place(values, 2, Fault::Value)?;
    let rest = match text.char_indices().nth(start) {
        Some((start, _)) => text.get(start..),
        None if start == 0 => Some(text),
        None => None,
    };
    let rest = rest.ok_or(Fault::Value)?;
    let found = rest.find(wanted).ok_or(Fault::Value)?;
    let before = rest.get(..found).unwrap_or_default().chars().count();
    Ok(Scalar::count(start + before + 1))
}

/// The same without regard to capitals.
fn search(evaluator: &dyn Evaluation<'_>, values: Arguments<'_>) -> Computed {
    let wanted = values.text(0).to_lowercase();
    if wanted.contains(['*', '?', '~']) {
        return evaluator.lacking("wildcards of the function SEARCH", Fault::Formula);
    }
    position(&wanted, &values.text(1).to_lowercase(), values)
}

fn character(code: f64) -> Computed {
    let code = u32::try_from(code as i64).ok().filter(|code| *code > 0);
    let letter = code.and_then(char::from_u32).ok_or(Fault::Number)?;
    Ok(Scalar::text(&letter.to_string()))
}

/// The number that a text shows.
fn value(of: &Scalar) -> Computed {
    match of {
        Scalar::Text(text) => match input::typed(text) {
            Typed::Number(number, _) => finite(number, Format::GENERAL),
            _ => Err(Fault::Value),
        },
        Scalar::Boolean(_) => Err(Fault::Value),
        Scalar::Number(number, _) => finite(*number, Format::GENERAL),
        Scalar::Empty => Ok(Scalar::from(0.0)),
    }
}

/// A number as a format shows it.
fn text(evaluator: &dyn Evaluation<'_>, values: Arguments<'_>) -> Computed {
    let format = values.text(1);
    let number = match values.get(0) {
        Scalar::Number(number, _) => *number,
        Scalar::Empty => 0.0,
        Scalar::Boolean(_) => return Ok(Scalar::Text(values.text(0))),
        Scalar::Text(text) => match input::typed(text) {
            Typed::Number(number, _) => number,
            _ => return Ok(Scalar::Text(text.clone())),
        },
    };
    match number_format::show_if_understood(number, &format) {
        Some(text) => text_within_limit(&text),
        None => {
            let what = format!("the format \"{}\" of the function TEXT", shortened(&format));
            evaluator.lacking(&what, Fault::Formula)
        }
    }
}

/// A format is named in the log, but not a long one as a whole.
fn shortened(format: &str) -> String {
    format.chars().take(40).collect()
}
