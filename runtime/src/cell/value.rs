//! One cell of a grid, as any self-describing format gives it.

use std::{borrow::Cow, fmt};

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor};

/// Up to it, every integer is a JavaScript number of its own.
pub(crate) const MAX_SAFE_INTEGER: i64 = (1 << 53) - 1;

/// The key under which serde_json hands over numbers if its feature `arbitrary_precision` is on anywhere in the
/// dependency tree.
pub(super) const NUMBER_AS_TEXT: &str = "$serde_json::private::Number";

/// What a cell holds. Text is borrowed from the input where that is possible.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell<'de> {
    Null,
    Bool(bool),
    /// An integer that JavaScript holds exactly, however it is written: `5` and `5.0` are one number there.
    Integer(i64),
    /// Any other number, which is finite in JSON.
    Float(f64),
    Text(Cow<'de, str>),
    /// A list, whose elements are dropped: no sheet has one in a cell.
    List,
    /// An object, whose fields are dropped.
    Object,
}

impl Cell<'_> {
    pub(crate) fn of_integer(integer: i64) -> Self {
        if integer.unsigned_abs() <= MAX_SAFE_INTEGER.unsigned_abs() {
            Self::Integer(integer)
        } else {
            Self::Float(integer as f64)
        }
    }

    pub(crate) fn of_unsigned(integer: u64) -> Self {
        i64::try_from(integer).map_or(Self::Float(integer as f64), Self::of_integer)
    }

    pub(crate) fn of_float(float: f64) -> Self {
        let is_negative_zero = float == 0.0 && float.is_sign_negative();
        match as_safe_integer(float) {
            Some(integer) if !is_negative_zero => Self::Integer(integer),
            _ => Self::Float(float),
        }
    }

    /// Whether a sheet shows nothing here.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(text) => text.is_empty(),
            _ => false,
        }
    }

    /// As serde's errors say it.
    pub(crate) fn unexpected(&self) -> Unexpected<'_> {
        match self {
            Self::Null => Unexpected::Unit,
            Self::Bool(value) => Unexpected::Bool(*value),
            Self::Integer(value) => Unexpected::Signed(*value),
            Self::Float(value) => Unexpected::Float(*value),
            Self::Text(text) => Unexpected::Str(text),
            Self::List => Unexpected::Seq,
            Self::Object => Unexpected::Map,
        }
    }
}

/// The integer that a float is, unless the script has rounded it.
pub(crate) fn as_safe_integer(float: f64) -> Option<i64> {
    let is_safe = float.fract() == 0.0 && float.abs() <= MAX_SAFE_INTEGER as f64;
    is_safe.then_some(float as i64)
}

impl<'de> Deserialize<'de> for Cell<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CellVisitor)
    }
}

struct CellVisitor;

impl<'de> Visitor<'de> for CellVisitor {
    type Value = Cell<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a cell: text, a number, a boolean or nothing")
    }

    fn visit_unit<E>(self) -> Result<Cell<'de>, E> {
        Ok(Cell::Null)
    }

    fn visit_none<E>(self) -> Result<Cell<'de>, E> {
        Ok(Cell::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cell<'de>, D::Error> {
        Cell::deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cell<'de>, D::Error> {
        Cell::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Cell<'de>, E> {
        Ok(Cell::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Cell<'de>, E> {
        Ok(Cell::of_integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Cell<'de>, E> {
        Ok(Cell::of_unsigned(value))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Cell<'de>, E> {
        Ok(i64::try_from(value).map_or(Cell::Float(value as f64), Cell::of_integer))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Cell<'de>, E> {
        Ok(i64::try_from(value).map_or(Cell::Float(value as f64), Cell::of_integer))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Cell<'de>, E> {
        Ok(Cell::of_float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Cell<'de>, E> {
        Ok(Cell::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Cell<'de>, E> {
        Ok(Cell::Text(Cow::Borrowed(value)))
    }

    fn visit_string<E>(self, value: String) -> Result<Cell<'de>, E> {
        Ok(Cell::Text(Cow::Owned(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Cell<'de>, A::Error> {
        while elements.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Cell::List)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Cell<'de>, A::Error> {
        let Some(key) = fields.next_key::<Cow<'_, str>>()? else {
            return Ok(Cell::Object);
        };
        if key == NUMBER_AS_TEXT {
            return number_of_text(&fields.next_value::<String>()?);
        }
        fields.next_value::<IgnoredAny>()?;
        while fields.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Cell::Object)
    }
}

pub(super) fn number_of_text<E: serde::de::Error>(text: &str) -> Result<Cell<'static>, E> {
    if let Ok(integer) = text.parse::<i64>() {
        return Ok(Cell::of_integer(integer));
    }
    match text.parse::<f64>() {
        Ok(float) if float.is_finite() => Ok(Cell::of_float(float)),
        _ => Err(E::custom(format_args!("the number {text} is out of range"))),
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::Cell;

    #[test]
    fn takes_what_json_has() {
        let text = |text| Cell::Text(Cow::Borrowed(text));
        let cases = [
            ("null", Cell::Null),
            ("true", Cell::Bool(true)),
            ("5", Cell::Integer(5)),
            ("5.0", Cell::Integer(5)),
            ("-5e0", Cell::Integer(-5)),
            ("0.5", Cell::Float(0.5)),
            ("-0.0", Cell::Float(-0.0)),
            ("9007199254740991", Cell::Integer(9_007_199_254_740_991)),
            ("9007199254740992", Cell::Float(9_007_199_254_740_992.0)),
            ("-9007199254740992", Cell::Float(-9_007_199_254_740_992.0)),
            ("18446744073709551615", Cell::Float(18_446_744_073_709_551_615.0)),
            ("1e300", Cell::Float(1e300)),
            (r#""""#, text("")),
            (r#""a""#, text("a")),
            (r#""a\n""#, text("a\n")),
            ("[1, [2], {}]", Cell::List),
            ("{}", Cell::Object),
            (r#"{"a": [1], "b": {}}"#, Cell::Object),
            (r#"{"$serde_json::private::Number": "5.0"}"#, Cell::Integer(5)),
            (r#"{"$serde_json::private::Number": "0.5"}"#, Cell::Float(0.5)),
        ];
        for (json, expected) in cases {
            assert_eq!(
                serde_json::from_str::<Cell<'_>>(json).unwrap(),
                expected,
                "{json}"
            );
        }
        let fault = serde_json::from_str::<Cell<'_>>(r#"{"$serde_json::private::Number": "1e999"}"#);
        assert!(fault.unwrap_err().to_string().contains("out of range"));
    }

    #[test]
    fn borrows_text_that_needs_no_change() {
        let borrowed = serde_json::from_str(r#""a""#).unwrap();
        assert!(matches!(borrowed, Cell::Text(Cow::Borrowed("a"))));
    }

    #[test]
    fn is_empty_where_a_sheet_shows_nothing() {
        for (json, is_empty) in [
            ("null", true),
            (r#""""#, true),
            (r#"" ""#, false),
            ("0", false),
            ("false", false),
        ] {
            assert_eq!(
                serde_json::from_str::<Cell<'_>>(json).unwrap().is_empty(),
                is_empty,
                "{json}"
            );
        }
    }
}
