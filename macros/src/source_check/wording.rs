//! Types in words, and what to write in Rust for them.

use apps_script_source::{Project, Type};

use super::compare::{Direction, is_nothing};
use crate::json_type::{JsonType, Kind};

/// Lists in lists that a suggestion spells out: a type of a script may hold itself.
const DEPTH: usize = 4;

/// A type of the script, as a sentence names it: `a string`, `a list or null`, `` an object (`Item`) ``.
pub(super) fn describe(ty: &Type, project: &Project) -> String {
    let mut words: Vec<String> = Vec::new();
    let members = project.members(ty);
    let (nothing, values): (Vec<&Type>, Vec<&Type>) =
        members.iter().copied().partition(|member| is_nothing(member));
    for member in values.into_iter().chain(nothing) {
        let word = one(member);
        if !words.contains(&word) {
            words.push(word);
        }
    }
    let words = words.join(" or ");
    match ty {
        Type::Named(name) if !words.starts_with('`') => format!("{words} (`{name}`)"),
        _ => words,
    }
}

fn one(member: &Type) -> String {
    match member {
        Type::Undefined => "nothing",
        Type::Null => "null",
        Type::Boolean => "a boolean",
        Type::Number => "a number",
        Type::String => "a string",
        Type::BigInt => "a bigint",
        Type::Symbol => "a symbol",
        Type::Array(_) => "a list",
        Type::Map(_) | Type::Record(_) => "an object",
        Type::Function => "a function",
        Type::Named(name) => return format!("`{name}`"),
        _ => "anything",
    }
    .to_owned()
}

/// A Rust type, as a sentence names what serde makes of it.
pub(super) fn describe_rust(seen: &JsonType<'_>) -> String {
    match &seen.kind {
        Kind::Unknown => "a value".to_owned(),
        Kind::Text => "a string".to_owned(),
        Kind::Number => "a number".to_owned(),
        Kind::Boolean => "a boolean".to_owned(),
        Kind::Unit => "nothing".to_owned(),
        Kind::Nullable(inner) => format!("{} or null", describe_rust(inner)),
        Kind::List(_) | Kind::Tuple(_) => "a list".to_owned(),
        Kind::Map(_) => "an object".to_owned(),
    }
}

/// The Rust type that fits a type of the script, where its name is plain.
pub(super) fn suggest(ty: &Type, project: &Project, direction: Direction) -> Option<String> {
    suggest_within(DEPTH, ty, project, direction)
}

fn suggest_within(depth: usize, ty: &Type, project: &Project, direction: Direction) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    let members = project.members(ty);
    let is_nullable = members.iter().any(|member| is_nothing(member));
    let mut values = members.into_iter().filter(|member| !is_nothing(member));
    let suggested = match (values.next(), values.next()) {
        (None, _) => return Some("()".to_owned()),
        (Some(value), None) => suggest_one(depth, value, project, direction)?,
        _ => return None,
    };
    Some(if is_nullable {
        format!("Option<{suggested}>")
    } else {
        suggested
    })
}

fn suggest_one(depth: usize, value: &Type, project: &Project, direction: Direction) -> Option<String> {
    let inner = |ty: &Type| suggest_within(depth, ty, project, direction).unwrap_or_else(|| "T".to_owned());
    Some(match (value, direction) {
        (Type::Boolean, _) => "bool".to_owned(),
        (Type::Number, _) => "f64".to_owned(),
        (Type::String, Direction::Argument) => "&str".to_owned(),
        (Type::String, Direction::Answer) => "String".to_owned(),
        (Type::Array(element), Direction::Argument) => format!("&[{}]", inner(element)),
        (Type::Array(element), Direction::Answer) => format!("Vec<{}>", inner(element)),
        (Type::Map(value), Direction::Argument) => format!("&HashMap<String, {}>", inner(value)),
        (Type::Map(value), Direction::Answer) => format!("HashMap<String, {}>", inner(value)),
        (Type::Any, _) => "serde_json::Value".to_owned(),
        _ => return None,
    })
}
