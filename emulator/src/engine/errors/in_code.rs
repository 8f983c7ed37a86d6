//! What the script's own code does wrong, in V8's words.
//!
//! The engine says where it stood, which may be the place of several calls, reads and so on. One of them is named only
//! where it must be the one.

use apps_script_source::{
    CallKind, CallSite, CallSites, Callee, Iteration, IterationKind, Position, PropertyAccess,
};

use super::{
    fault::{Fault, makes, only},
    message::{self, UNNAMED},
};

/// A message, and the place that V8 gives it.
pub(super) struct Said {
    pub(super) message: String,
    pub(super) place: Option<Position>,
}

/// Nothing, where nothing at this place can have failed in this way.
pub(super) fn as_v8(fault: &Fault<'_>, code: &CallSites, calls: &[&CallSite]) -> Option<Said> {
    let place = fault.place()?.position();
    let bare = |message: &str| {
        Some(Said {
            message: message.to_owned(),
            place: None,
        })
    };
    match fault.message {
        "not a function" | "not a constructor" => not_callable(fault, calls),
        "value is not iterable"
        | "cannot read property 'Symbol.iterator' of undefined"
        | "cannot read property 'Symbol.iterator' of null" => not_iterable(fault.message, code, place),
        "Cannot convert undefined or null to object" => destructured(code, place),
        "invalid 'in' operand" => {
            let sides = only(code.in_operands_at(place).into_iter())?;
            bare(&format!(
                "Cannot use 'in' operator to search for '{}' in {}",
                sides.left, sides.right
            ))
        }
        "invalid 'instanceof' right operand" => bare("Right-hand side of 'instanceof' is not an object"),
        "cannot convert BigInt to number" => {
            bare("Cannot mix BigInt and other types, use explicit conversions")
        }
        "object is not extensible" => {
            let written = only(code.writes_at(place).into_iter())?;
            let property = written.name.as_deref().unwrap_or(UNNAMED);
            bare(&format!(
                "Cannot add property {property}, object is not extensible"
            ))
        }
        "no setter for property" => {
            let written = only(code.writes_at(place).into_iter())?;
            let property = written.name.as_deref().unwrap_or(UNNAMED);
            bare(&format!(
                "Cannot set property {property} of #<Object> which has only a getter"
            ))
        }
        "parent class must be constructor" => bare("Class extends value is not a constructor or null"),
        message => property_of_nothing(message, code, place)
            .or_else(|| bare(&read_only(message, &code.writes_at(place))?)),
    }
}

/// One of these calls called what is no function. What surely is one is not to blame, and an error that a script
/// makes of the engine's own words is not the engine's.
fn not_callable(fault: &Fault<'_>, calls: &[&CallSite]) -> Option<Said> {
    let blamed = calls.iter().filter(|call| !makes(call, fault.class));
    let blamed: Vec<_> = if fault.message == "not a constructor" {
        blamed.filter(|call| call.kind == CallKind::New).collect()
    } else {
        blamed.filter(|call| !is_callable(call, fault)).collect()
    };
    let is_own = blamed.is_empty() && calls.iter().any(|call| makes(call, fault.class));
    if is_own {
        return None;
    }
    let Some(call) = only(blamed.into_iter()) else {
        return Some(Said {
            message: format!("{UNNAMED} is {}", fault.message),
            place: None,
        });
    };
    let lacking = match call.kind {
        CallKind::Call => "function",
        CallKind::New => "constructor",
    };
    Some(Said {
        message: format!("{} is not a {lacking}", call.callee),
        place: Some(call.place),
    })
}

fn is_callable(call: &CallSite, fault: &Fault<'_>) -> bool {
    match &call.shown {
        Callee::Function => true,
        Callee::Global(path) => (fault.is_function)(path),
        Callee::Unknown => false,
    }
}

fn destructured(code: &CallSites, place: Position) -> Option<Said> {
    let taken = only(code.destructurings_at(place).into_iter())?;
    let nothing = if taken.value.as_deref() == Some("null") {
        "null"
    } else {
        "undefined"
    };
    let of = taken.value.as_deref().unwrap_or(nothing);
    let message = match &taken.property {
        Some(property) => format!("Cannot destructure property '{property}' of '{of}' as it is {nothing}."),
        None => format!("Cannot destructure '{of}' as it is {nothing}."),
    };
    Some(Said {
        message,
        place: Some(taken.place),
    })
}

fn not_iterable(message: &str, code: &CallSites, place: Position) -> Option<Said> {
    let nothing = message.rsplit_once(" of ").map(|(_, nothing)| nothing);
    let iterations = code.iterations_at(place);
    let places = iterations.iter().map(|iteration| iteration.place);
    let Some(iterated) = only(iterations.iter()) else {
        let value = nothing.unwrap_or(UNNAMED);
        return (!iterations.is_empty() || nothing.is_some()).then(|| Said {
            message: format!("{value} is not iterable (cannot read property Symbol(Symbol.iterator))"),
            place: in_one_line(places),
        });
    };
    Some(Said {
        message: not_iterable_value(iterated, nothing),
        place: Some(iterated.place),
    })
}

fn not_iterable_value(iterated: &Iteration, nothing: Option<&str>) -> String {
    let unnamed = |value: &str| {
        let kind = if value == "null" { "object " } else { "" };
        format!("{kind}{value} is not iterable (cannot read property Symbol(Symbol.iterator))")
    };
    let Some(value) = iterated.value.as_deref() else {
        return unnamed(nothing.unwrap_or(UNNAMED));
    };
    match (iterated.kind, nothing) {
        (IterationKind::Arguments, _) => {
            "Spread syntax requires ...iterable[Symbol.iterator] to be a function".into()
        }
        // V8 names only a variable here.
        (IterationKind::Pattern, Some(nothing)) if value.contains('.') => unnamed(nothing),
        (_, Some(nothing)) if nothing == value => {
            format!("{value} is not iterable (cannot read property Symbol(Symbol.iterator))")
        }
        _ => match &iterated.called {
            Some(function) => format!("{function} is not a function or its return value is not iterable"),
            None => format!("{value} is not iterable"),
        },
    }
}

/// A property that is read from `undefined` or `null`, or set there.
fn property_of_nothing(message: &str, code: &CallSites, place: Position) -> Option<Said> {
    let (accesses, name) = if let Some(rest) = message.strip_prefix("cannot read property '") {
        (code.reads_at(place), rest)
    } else {
        let rest = message.strip_prefix("cannot set property '")?;
        (code.writes_at(place), rest)
    };
    let (name, _) = name.rsplit_once("' of ")?;
    let named = accesses
        .iter()
        .filter(|access| access.name.as_deref() == Some(name));
    let mut named: Vec<&&PropertyAccess> = named.collect();
    if named.is_empty() {
        named = accesses.iter().filter(|access| access.name.is_none()).collect();
    }
    if named.is_empty() {
        return None;
    }
    Some(Said {
        message: message::as_v8(message)?,
        place: in_one_line(named.into_iter().map(|access| access.place)),
    })
}

/// The first of these places, if all are in one line.
fn in_one_line(mut places: impl Iterator<Item = Position>) -> Option<Position> {
    let first = places.next()?;
    places.all(|place| place.line == first.line).then_some(first)
}

/// `'x' is read-only`, for a constant and for a property.
fn read_only(message: &str, written: &[&PropertyAccess]) -> Option<String> {
    let name = message.strip_prefix('\'')?.strip_suffix("' is read-only")?;
    let is_property = written
        .iter()
        .any(|written| written.name.as_deref().is_none_or(|written| written == name));
    Some(if is_property {
        format!("Cannot assign to read only property '{name}' of object '#<Object>'")
    } else {
        "Assignment to constant variable.".into()
    })
}
