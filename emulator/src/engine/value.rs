//! Values on their way out of a script: what cannot travel fails the run after its end, as at Google.

use rquickjs::{CatchResultExt, Ctx, Function, Object, Type, Value, function::This};
use serde_json::{Map, Number, Value as Json};

use super::Ending;

/// How deep a value may be nested.
const DEPTH: usize = 200;

/// JavaScript's numbers are exact up to here.
const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

/// Tells dates apart with a function that was taken before the script could change it.
pub(super) struct Returned<'js> {
    ctx: Ctx<'js>,
    time_of_date: Function<'js>,
}

/// A value, or one in it, cannot travel.
struct Unsupported;

impl<'js> Returned<'js> {
    pub(super) fn new(ctx: &Ctx<'js>) -> rquickjs::Result<Self> {
        Ok(Self {
            ctx: ctx.clone(),
            time_of_date: ctx.eval("Date.prototype.getTime")?,
        })
    }

    pub(super) fn ending(&self, value: &Value<'js>) -> Ending {
        if value.is_undefined() {
            return Ending::Returned(None);
        }
        match self.json(value, &mut Vec::new()) {
            Ok(json) => Ending::Returned(Some(json)),
            Err(Unsupported) => Ending::UnsupportedReturn,
        }
    }

    /// `above` holds the objects around this value, in which it must not stand again.
    fn json(&self, value: &Value<'js>, above: &mut Vec<Value<'js>>) -> Result<Json, Unsupported> {
        match value.type_of() {
            Type::Undefined | Type::Uninitialized | Type::Null => Ok(Json::Null),
            Type::Bool => value.as_bool().map(Json::Bool).ok_or(Unsupported),
            Type::Int => value.as_int().map(Json::from).ok_or(Unsupported),
            Type::Float => value.as_float().and_then(number).ok_or(Unsupported),
            Type::String => {
                let text = value.as_string().ok_or(Unsupported)?;
                text.to_string().map(Json::String).map_err(|_| Unsupported)
            }
            Type::Symbol | Type::BigInt | Type::Function | Type::Constructor | Type::Module => {
                Err(Unsupported)
            }
            _ => self.compound(value.as_object().ok_or(Unsupported)?, above),
        }
    }

    fn compound(&self, object: &Object<'js>, above: &mut Vec<Value<'js>>) -> Result<Json, Unsupported> {
        let itself = object.as_value().clone();
        if above.len() >= DEPTH || above.contains(&itself) || self.is_date(object) {
            return Err(Unsupported);
        }
        above.push(itself);
        let json = match object.as_array() {
            Some(array) => {
                let elements = array
                    .iter::<Value<'js>>()
                    .map(|element| self.json(&self.caught(element)?, above));
                elements.collect::<Result<Vec<_>, _>>().map(Json::Array)
            }
            None => self.fields(object, above),
        };
        above.pop();
        json
    }

    fn fields(&self, object: &Object<'js>, above: &mut Vec<Value<'js>>) -> Result<Json, Unsupported> {
        let mut fields = Map::new();
        for property in object.props::<String, Value<'js>>() {
            let (name, value) = self.caught(property)?;
            if !value.is_undefined() {
                fields.insert(name, self.json(&value, above)?);
            }
        }
        Ok(Json::Object(fields))
    }

    fn is_date(&self, object: &Object<'js>) -> bool {
        self.time_of_date
            .call::<_, Value<'js>>((This(object.clone()),))
            .catch(&self.ctx)
            .is_ok()
    }

    /// A getter of the script's may throw.
    fn caught<T>(&self, result: rquickjs::Result<T>) -> Result<T, Unsupported> {
        result.catch(&self.ctx).map_err(|_| Unsupported)
    }
}

/// Integral numbers are written without a fraction, and JSON has no number that is not finite.
fn number(float: f64) -> Option<Json> {
    if float.fract() == 0.0 && float.abs() <= MAX_SAFE_INTEGER {
        return format!("{:.0}", float + 0.0).parse::<i64>().ok().map(Json::from);
    }
    Number::from_f64(float).map(Json::Number)
}
