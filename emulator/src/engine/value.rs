//! Values on their way out of a script: what cannot travel fails the run after its end, as at Google.

use std::borrow::Cow;

use rquickjs::{CatchResultExt, Ctx, Function, Object, Type, Value, atom::PredefinedAtom, function::This};
use serde_json::{Map, Value as Json};

use super::{json_number::json_number, limited::Limited, unsupported::Unsupported};
use crate::run::Ending;

/// How deep a value may be nested.
const DEPTH: usize = 200;

/// Tells arrays and dates apart with functions that were taken before the script could change them.
pub(super) struct Returned<'js, 'l> {
    ctx: Ctx<'js>,
    time_of_date: Function<'js>,
    object_to_string: Function<'js>,
    is_array: Function<'js>,
    limited: &'l Limited,
}

/// Why a value has no JSON.
enum Refused {
    /// It, or one in it, cannot travel.
    Unsupported(Unsupported),
    TooLarge,
    TooLate,
}

/// What a value may still take outside of the engine, in bytes.
struct Room(usize);

impl Room {
    fn take(&mut self, bytes: usize) -> Result<(), Refused> {
        self.0 = self.0.checked_sub(bytes).ok_or(Refused::TooLarge)?;
        Ok(())
    }
}

impl<'js, 'l> Returned<'js, 'l> {
    pub(super) fn new(ctx: &Ctx<'js>, limited: &'l Limited) -> rquickjs::Result<Self> {
        Ok(Self {
            ctx: ctx.clone(),
            time_of_date: ctx.eval("Date.prototype.getTime")?,
            object_to_string: ctx.eval("Object.prototype.toString")?,
            is_array: ctx.eval("Array.isArray")?,
            limited,
        })
    }

    pub(super) fn ending(&self, value: &Value<'js>) -> Ending {
        if value.is_undefined() {
            return Ending::Returned(None);
        }
        let mut room = Room(self.limited.memory());
        match self.json(value, &mut Vec::new(), &mut room) {
            Ok(json) => Ending::Returned(Some(json)),
            Err(Refused::Unsupported(value)) => Ending::UnsupportedReturn(value.to_string()),
            Err(Refused::TooLarge) => Ending::OutOfMemory,
            Err(Refused::TooLate) => Ending::TimedOut,
        }
    }

    /// `above` holds the objects around this value, in which it must not stand again.
    fn json(
        &self,
        value: &Value<'js>,
        above: &mut Vec<Value<'js>>,
        room: &mut Room,
    ) -> Result<Json, Refused> {
        room.take(size_of::<Json>())?;
        let unsupported = || Refused::unsupported(kind(value));
        match value.type_of() {
            Type::Undefined | Type::Uninitialized | Type::Null => Ok(Json::Null),
            Type::Bool => value.as_bool().map(Json::Bool).ok_or_else(unsupported),
            Type::Int => value.as_int().map(Json::from).ok_or_else(unsupported),
            Type::Float => value.as_float().and_then(json_number).ok_or_else(unsupported),
            Type::String => {
                let text = value.as_string().ok_or_else(unsupported)?;
                let text = text.to_string().map_err(|_| unsupported())?;
                room.take(text.len())?;
                Ok(Json::String(text))
            }
            Type::Symbol | Type::BigInt | Type::Function | Type::Constructor | Type::Module => {
                Err(unsupported())
            }
            _ => self.compound(value.as_object().ok_or_else(unsupported)?, above, room),
        }
    }

    fn compound(
        &self,
        object: &Object<'js>,
        above: &mut Vec<Value<'js>>,
        room: &mut Room,
    ) -> Result<Json, Refused> {
        let itself = object.as_value().clone();
        if above.contains(&itself) {
            return Err(Refused::unsupported("an object that it is in"));
        }
        if above.len() >= DEPTH {
            return Err(Refused::unsupported("nested too deeply"));
        }
        if self.is_date(object) {
            return Err(Refused::unsupported("a Date"));
        }
        above.push(itself);
        let json = if self.is_array(object)? {
            self.elements(object, above, room)
        } else {
            self.fields(object, above, room)
        };
        above.pop();
        json
    }

    /// A proxy of an array may give any length.
    fn elements(
        &self,
        object: &Object<'js>,
        above: &mut Vec<Value<'js>>,
        room: &mut Room,
    ) -> Result<Json, Refused> {
        let length: f64 = self.caught(object.get("length"))?;
        let mut elements = Vec::new();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "`as` takes the nearest"
        )]
        for place in 0..length as u32 {
            let element = self.caught(object.get(place));
            let json = element.and_then(|element| self.json(&element, above, room));
            elements.push(json.map_err(|refused| refused.in_element(place))?);
        }
        Ok(Json::Array(elements))
    }

    fn fields(
        &self,
        object: &Object<'js>,
        above: &mut Vec<Value<'js>>,
        room: &mut Room,
    ) -> Result<Json, Refused> {
        let mut fields = Map::new();
        for property in object.props::<String, Value<'js>>() {
            let (name, value) = self.caught(property)?;
            if !value.is_undefined() {
                room.take(name.len())?;
                let json = self.json(&value, above, room);
                let json = json.map_err(|refused| refused.in_field(&name))?;
                fields.insert(name, json);
            }
        }
        Ok(Json::Object(fields))
    }

    fn is_array(&self, object: &Object<'js>) -> Result<bool, Refused> {
        if object.is_proxy() {
            return self.caught(self.is_array.call((object.clone(),)));
        }
        Ok(object.is_array())
    }

    /// Asking for the time throws an error for all that is not a date, and an error takes long to make. So it is asked
    /// for only where the engine's own name of the object is hidden by another.
    fn is_date(&self, object: &Object<'js>) -> bool {
        if object.is_proxy() || object.is_array() {
            return false;
        }
        let is_renamed = object.contains_key(PredefinedAtom::SymbolToStringTag);
        if is_renamed.catch(&self.ctx).unwrap_or(true) {
            let time: rquickjs::Result<Value<'js>> = self.time_of_date.call((This(object.clone()),));
            return time.catch(&self.ctx).is_ok();
        }
        let name: rquickjs::Result<String> = self.object_to_string.call((This(object.clone()),));
        name.catch(&self.ctx).is_ok_and(|name| name == "[object Date]")
    }

    /// A getter of the script's may throw, or take too long.
    fn caught<T>(&self, result: rquickjs::Result<T>) -> Result<T, Refused> {
        if self.limited.is_over() {
            return Err(Refused::TooLate);
        }
        let read = result.catch(&self.ctx);
        read.map_err(|_| Refused::unsupported("something that cannot be read"))
    }
}

impl Refused {
    fn unsupported(what: impl Into<Cow<'static, str>>) -> Self {
        Self::Unsupported(Unsupported::of(what))
    }

    fn in_element(self, place: u32) -> Self {
        match self {
            Self::Unsupported(value) => Self::Unsupported(value.in_element(place)),
            other => other,
        }
    }

    fn in_field(self, name: &str) -> Self {
        match self {
            Self::Unsupported(value) => Self::Unsupported(value.in_field(name)),
            other => other,
        }
    }
}

/// What a value is that has no JSON.
fn kind(value: &Value<'_>) -> Cow<'static, str> {
    match value.type_of() {
        Type::Symbol => "a symbol".into(),
        Type::BigInt => "a BigInt".into(),
        Type::Function | Type::Constructor => "a function".into(),
        Type::Float => {
            let text = value.as_float().map(|float| match float {
                float if float.is_nan() => "NaN",
                float if float > 0.0 => "Infinity",
                _ => "-Infinity",
            });
            text.unwrap_or("a number").into()
        }
        Type::String => "a text with half a surrogate pair".into(),
        other => format!("a value of the type {other}").into(),
    }
}
