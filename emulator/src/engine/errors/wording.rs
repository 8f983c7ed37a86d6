//! Says what the engine says in the words of V8, in which scripts' authors know it. Where these name a part of
//! the code, it is looked up at the place where the engine stood.

use apps_script_source::{CallKind, CallSite, CallSites};

use super::{json, message, site::Site, syntax};

/// An error, as the engine made it.
pub(super) struct Fault<'a> {
    pub(super) class: &'a str,
    pub(super) message: &'a str,
    /// Deepest first.
    pub(super) sites: &'a [Site],
    /// What `JSON.parse` reads.
    pub(super) json: Option<&'a str>,
}

/// The error as V8 would have made it.
pub(super) struct Spoken {
    pub(super) class: String,
    pub(super) message: String,
    /// How many calls V8 would not have made yet.
    pub(super) deepest: usize,
}

impl Fault<'_> {
    /// Where in the user's files it was made.
    pub(super) fn place(&self) -> Option<&Site> {
        self.sites.iter().find(|site| site.is_own())
    }

    /// The engine's own function in which it was made.
    fn native(&self) -> Option<&str> {
        let deepest = self.sites.first().filter(|site| site.is_native());
        deepest.map(|site| site.function.as_str())
    }
}

pub(super) fn as_v8(fault: &Fault<'_>, code: Option<&CallSites>) -> Option<Spoken> {
    let place = fault.place().zip(code);
    let call = place.and_then(|(place, code)| match fault.native() {
        Some(function) => code.call_of(function, place.line, place.column),
        None => code.call_at(place.line, place.column),
    });
    if fault.native().is_none() && call.is_some_and(makes_an_error) {
        return None;
    }
    let spoken = |class: &str, message: String| Spoken {
        class: class.to_owned(),
        message,
        deepest: 0,
    };
    if let Some(message) = of_text(fault, code) {
        return Some(spoken(fault.class, message));
    }
    match fault.message {
        "class constructors must be invoked with 'new'" => {
            let class = fault.sites.first().map_or("", |site| site.function.as_str());
            return Some(Spoken {
                class: fault.class.to_owned(),
                message: format!("Class constructor {class} cannot be invoked without 'new'"),
                deepest: 1,
            });
        }
        "invalid array length" | "string too long" | "stack overflow" => {
            let message =
                message::as_v8(fault.message).unwrap_or_else(|| "Maximum call stack size exceeded".into());
            return Some(spoken("RangeError", message));
        }
        _ => {}
    }
    let message = match fault.native() {
        Some(function) => in_native(fault.message, function, call),
        None => in_code(fault, code, call),
    };
    let message = message.or_else(|| message::as_v8(fault.message))?;
    Some(spoken(fault.class, message))
}

/// CallSites or JSON that cannot be parsed: the deepest site is no call, but a place in it.
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
        around.and_then(|code| code.split_at(place.line, place.column)),
    )
}

/// An error that the script makes itself has the script's words, whatever these are.
pub(super) fn makes_an_error(call: &CallSite) -> bool {
    call.callee.ends_with("Error") || call.callee == "super"
}

/// The engine's own functions, as a script called them.
fn in_native(message: &str, function: &str, call: Option<&CallSite>) -> Option<String> {
    let argument = |place: usize| {
        let given = call.and_then(|call| call.arguments.get(place));
        given.map_or("undefined", String::as_str)
    };
    Some(match (message, function) {
        ("not a function", "Promise") => format!("Promise resolver {} is not a function", argument(0)),
        ("not a function", "sort" | "toSorted") => {
            "The comparison function must be either a function or undefined".into()
        }
        ("not a function", _) => format!("{} is not a function", argument(0)),
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

/// The script's own code.
fn in_code(fault: &Fault<'_>, code: Option<&CallSites>, call: Option<&CallSite>) -> Option<String> {
    let place = fault.sites.first()?;
    let (line, column) = (place.line, place.column);
    let message = fault.message;
    Some(match message {
        "not a function" => {
            let call = call?;
            let lacking = match call.kind {
                CallKind::Call => "function",
                CallKind::New => "constructor",
            };
            format!("{} is not a {lacking}", call.callee)
        }
        "not a constructor" => format!("{} is not a constructor", call?.callee),
        "value is not iterable"
        | "cannot read property 'Symbol.iterator' of undefined"
        | "cannot read property 'Symbol.iterator' of null" => not_iterable(message, code?, line, column)?,
        "Cannot convert undefined or null to object" => {
            let taken = code?.destructuring_at(line, column)?;
            let nothing = if taken.value.as_deref() == Some("null") {
                "null"
            } else {
                "undefined"
            };
            let of = taken.value.as_deref().unwrap_or(nothing);
            match &taken.property {
                Some(property) => {
                    format!("Cannot destructure property '{property}' of '{of}' as it is {nothing}.")
                }
                None => format!("Cannot destructure '{of}' as it is {nothing}."),
            }
        }
        "invalid 'in' operand" => {
            let sides = code?.in_operands_at(line, column)?;
            format!(
                "Cannot use 'in' operator to search for '{}' in {}",
                sides.left, sides.right
            )
        }
        "invalid 'instanceof' right operand" => "Right-hand side of 'instanceof' is not an object".into(),
        "cannot convert BigInt to number" => {
            "Cannot mix BigInt and other types, use explicit conversions".into()
        }
        "object is not extensible" => {
            let property = code?.assigned_at(line, column)?;
            format!("Cannot add property {property}, object is not extensible")
        }
        "no setter for property" => {
            let property = code?.assigned_at(line, column)?;
            format!("Cannot set property {property} of #<Object> which has only a getter")
        }
        "parent class must be constructor" => "Class extends value is not a constructor or null".into(),
        _ => read_only(message, code.and_then(|code| code.assigned_at(line, column)))?,
    })
}

fn not_iterable(message: &str, code: &CallSites, line: u32, column: u32) -> Option<String> {
    let nothing = message.rsplit_once(" of ").map(|(_, nothing)| nothing);
    let Some(iterated) = code.iteration_at(line, column) else {
        let nothing = nothing?;
        return Some(format!(
            "{nothing} is not iterable (cannot read property Symbol(Symbol.iterator))"
        ));
    };
    Some(if iterated.spread_into_call {
        "Spread syntax requires ...iterable[Symbol.iterator] to be a function".into()
    } else if let Some(function) = &iterated.called {
        format!("{function} is not a function or its return value is not iterable")
    } else if nothing == Some(iterated.value.as_str()) {
        format!(
            "{} is not iterable (cannot read property Symbol(Symbol.iterator))",
            iterated.value
        )
    } else {
        format!("{} is not iterable", iterated.value)
    })
}

/// `'x' is read-only`, for a constant and for a property.
fn read_only(message: &str, assigned: Option<&str>) -> Option<String> {
    let name = message.strip_prefix('\'')?.strip_suffix("' is read-only")?;
    Some(match assigned {
        Some(property) if property == name => {
            format!("Cannot assign to read only property '{name}' of object '#<Object>'")
        }
        _ => "Assignment to constant variable.".into(),
    })
}
