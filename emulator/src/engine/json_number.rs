use serde_json::{Number, Value as Json};

/// JavaScript's numbers are exact up to here.
const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

/// A number of JavaScript as JSON: integral numbers are written without a fraction, and JSON has no number that is not
/// finite.
pub(crate) fn json_number(float: f64) -> Option<Json> {
    if float.fract() == 0.0 && float.abs() <= MAX_SAFE_INTEGER {
        return format!("{:.0}", float + 0.0).parse::<i64>().ok().map(Json::from);
    }
    Number::from_f64(float).map(Json::Number)
}
