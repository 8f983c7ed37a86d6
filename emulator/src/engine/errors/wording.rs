//! Says what the engine says in the words of V8, in which scripts' authors know it. Where these name a part of
//! the code, it is looked up at the place where the engine stood.

use apps_script_source::{CallSite, CallSites, Position};

use super::{
    fault::{Fault, is_call_of, makes, only},
    in_code, json, message, syntax,
};

/// The error as V8 would have made it.
pub(super) struct Spoken {
    pub(super) class: String,
    pub(super) message: String,
    /// How many calls V8 would not have made yet.
    pub(super) deepest: usize,
    /// Where V8 says that it was made, if the engine says another place.
    pub(super) place: Option<Position>,
}

pub(super) fn as_v8(fault: &Fault<'_>, code: Option<&CallSites>) -> Option<Spoken> {
    if !fault.may_be_the_engines {
        return None;
    }
    let spoken = |class: &str, message: String| Spoken {
        class: class.to_owned(),
        message,
        deepest: 0,
        place: None,
    };
    let calls = fault.place().zip(code);
    let calls = calls.map(|(place, code)| code.calls_at(place.position()));
    let calls = calls.unwrap_or_default();
    if let Some(function) = fault.native() {
        let message = of_text(fault, code).or_else(|| {
            let named = calls.iter().filter(|call| is_call_of(call, function));
            in_native(fault.message, function, only(named).copied())
        });
        return spoken_everywhere(fault, message);
    }
    let found = of_text(fault, code).map(|message| spoken(fault.class, message));
    let found = found.or_else(|| {
        let said = in_code::as_v8(fault, code?, &calls)?;
        Some(Spoken {
            place: said.place,
            ..spoken(fault.class, said.message)
        })
    });
    if found.is_some() {
        return found;
    }
    // The script has made it itself, with the words that it has.
    if calls.iter().any(|call| makes(call, fault.class)) {
        return None;
    }
    spoken_everywhere(fault, None)
}

/// What does not depend on the code.
fn spoken_everywhere(fault: &Fault<'_>, message: Option<String>) -> Option<Spoken> {
    let (class, message, deepest) = match fault.message {
        "class constructors must be invoked with 'new'" => {
            let class = fault.sites.first().map_or("", |site| site.function.as_str());
            let message = format!("Class constructor {class} cannot be invoked without 'new'");
            (fault.class, message, 1)
        }
        "invalid array length" | "string too long" => ("RangeError", message::as_v8(fault.message)?, 0),
        "stack overflow" | "Maximum call stack size exceeded" => {
            ("RangeError", "Maximum call stack size exceeded".to_owned(), 0)
        }
        other => (fault.class, message.or_else(|| message::as_v8(other))?, 0),
    };
    Some(Spoken {
        class: class.to_owned(),
        message,
        deepest,
        place: None,
    })
}

/// Code or JSON that cannot be parsed: the deepest site is no call, but a place in it.
fn of_text(fault: &Fault<'_>, code: Option<&CallSites>) -> Option<String> {
    let place = fault.sites.first().filter(|_| fault.class == "SyntaxError")?;
    if !place.function.is_empty() || place.is_native() {
        return None;
    }
    let called = fault.sites.get(1).filter(|site| site.is_native());
    if called.is_some_and(|site| site.function == "parse") {
        return json::message(fault.json?);
    }
    let around = code.filter(|_| place.is_own());
    syntax::as_v8(
        fault.message,
        around.and_then(|code| code.split_at(place.position())),
    )
}

/// A literal as V8 writes its value; of anything else, what stands in the code.
fn as_value(printed: &str) -> &str {
    if printed.starts_with('{') {
        return "#<Object>";
    }
    let text = printed.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    text.unwrap_or(printed)
}

/// The engine's own functions, as a script called them.
fn in_native(message: &str, function: &str, call: Option<&CallSite>) -> Option<String> {
    let argument = |place: usize| match call {
        Some(call) => call.arguments.get(place).map_or("undefined", String::as_str),
        None => message::UNNAMED,
    };
    Some(match (message, function) {
        ("not a function", "Promise") => format!("Promise resolver {} is not a function", argument(0)),
        ("not a function", "sort" | "toSorted") => {
            "The comparison function must be either a function or undefined".into()
        }
        ("not a function", _) => format!("{} is not a function", as_value(argument(0))),
        ("not a constructor", class) => format!("{class} is not a constructor"),
        ("must be called with new", "Promise") => {
            "Promise constructor cannot be invoked without 'new'".into()
        }
        ("must be called with new", class) => format!("Constructor {class} requires 'new'"),
        ("value is not iterable", _) => {
            let given = argument(0);
            let kind = if given.parse::<f64>().is_ok() {
                "number "
            } else {
                ""
            };
            format!("{kind}{given} is not iterable (cannot read property Symbol(Symbol.iterator))")
        }
        ("not an object", "Map" | "WeakMap" | "fromEntries") => {
            "Iterator value is not an entry object".into()
        }
        ("not an object", "defineProperty" | "defineProperties") => {
            format!("Object.{function} called on non-object")
        }
        ("property is not configurable", "defineProperty") => {
            format!("Cannot redefine property: {}", argument(1).trim_matches('"'))
        }
        ("not an object", "setPrototypeOf") => "Object.setPrototypeOf called on null or undefined".into(),
        ("not an object", "ownKeys") => "Reflect.ownKeys called on non-object".into(),
        ("not an object", "Proxy") => "Cannot create proxy with a non-object as target or handler".into(),
        ("object prototype may only be an Object or null", _) => {
            format!("Object prototype may only be an Object or null: {}", argument(0))
        }
        ("invalid repeat count", _) => format!("Invalid count value: {}", argument(0)),
        ("invalid code point", _) => format!("Invalid code point {}", argument(0)),
        ("invalid number of digits", "toPrecision") => {
            "toPrecision() argument must be between 1 and 100".into()
        }
        ("invalid number of digits", "toExponential") => {
            "toExponential() argument must be between 0 and 100".into()
        }
        ("invalid number of digits", _) => "toFixed() digits argument must be between 0 and 100".into(),
        ("cannot convert BigInt to number", _) => "Cannot convert a BigInt value to a number".into(),
        ("cannot convert to BigInt: not an integer", _) => format!(
            "The number {} cannot be converted to a BigInt because it is not an integer",
            argument(0)
        ),
        ("regexp must have the 'g' flag", "matchAll") => {
            "String.prototype.matchAll called with a non-global RegExp argument".into()
        }
        ("regexp must have the 'g' flag", _) => "replaceAll must be called with a global RegExp".into(),
        ("null or undefined are forbidden", _) => {
            format!("String.prototype.{function} called on null or undefined")
        }
        ("invalid array index", "ArrayBuffer") => "Array buffer allocation failed".into(),
        ("invalid array index", _) => format!("Invalid typed array length: {}", argument(0)),
        (_, _) => {
            let class = message.strip_suffix(" object expected")?;
            format!("Method {class}.prototype.{function} called on incompatible receiver")
        }
    })
}
