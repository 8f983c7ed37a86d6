//! What a visitor is given for a number, by what it asked for.

use std::fmt::Display;

use serde::de::{Error, Visitor};

use crate::{
    decode::fault,
    number::{MAX_SAFE_INTEGER, is_unsafe_integer, safe_integer},
};

/// One way to hand over the three kinds of numbers that `serde_json` reads.
pub(super) trait Numbers {
    /// Whether the visitor may be of any type. Then `serde_json` may hand it numbers as maps: see
    /// [`arbitrary_precision`](super::arbitrary_precision).
    const OF_ANY_TYPE: bool = false;

    fn u64<'de, V: Visitor<'de>, E: Error>(visitor: V, value: u64) -> Result<V::Value, E> {
        visitor.visit_u64(value)
    }

    fn i64<'de, V: Visitor<'de>, E: Error>(visitor: V, value: i64) -> Result<V::Value, E> {
        visitor.visit_i64(value)
    }

    fn f64<'de, V: Visitor<'de>, E: Error>(visitor: V, value: f64) -> Result<V::Value, E> {
        visitor.visit_f64(value)
    }
}

/// As they are.
pub(super) struct Unchanged;

impl Numbers for Unchanged {}

/// As integers, if they are any; beyond ±(2^53 - 1) they are refused.
pub(super) struct Integer;

impl Numbers for Integer {
    #[inline]
    fn u64<'de, V: Visitor<'de>, E: Error>(visitor: V, value: u64) -> Result<V::Value, E> {
        if value > MAX_SAFE_INTEGER {
            return Err(rounded(value));
        }
        visitor.visit_u64(value)
    }

    #[inline]
    fn i64<'de, V: Visitor<'de>, E: Error>(visitor: V, value: i64) -> Result<V::Value, E> {
        if value.unsigned_abs() > MAX_SAFE_INTEGER {
            return Err(rounded(value));
        }
        visitor.visit_i64(value)
    }

    fn f64<'de, V: Visitor<'de>, E: Error>(visitor: V, value: f64) -> Result<V::Value, E> {
        match safe_integer(value) {
            Some(integer) => visit_integer(visitor, integer),
            None if is_unsafe_integer(value) => Err(rounded(format_args!("{value:?}"))),
            None => visitor.visit_f64(value),
        }
    }
}

/// As integers where that loses nothing. Everything else is a float, an integer beyond ±(2^53 - 1) too, so that no
/// integer is made of it later; and negative zero, which no integer is.
pub(super) struct Any;

impl Numbers for Any {
    const OF_ANY_TYPE: bool = true;

    #[inline]
    fn u64<'de, V: Visitor<'de>, E: Error>(visitor: V, value: u64) -> Result<V::Value, E> {
        if value > MAX_SAFE_INTEGER {
            return visitor.visit_f64(value as f64);
        }
        visitor.visit_u64(value)
    }

    #[inline]
    fn i64<'de, V: Visitor<'de>, E: Error>(visitor: V, value: i64) -> Result<V::Value, E> {
        if value.unsigned_abs() > MAX_SAFE_INTEGER {
            return visitor.visit_f64(value as f64);
        }
        visitor.visit_i64(value)
    }

    #[inline]
    fn f64<'de, V: Visitor<'de>, E: Error>(visitor: V, value: f64) -> Result<V::Value, E> {
        match safe_integer(value) {
            Some(0) if value.is_sign_negative() => visitor.visit_f64(value),
            Some(integer) => visit_integer(visitor, integer),
            None => visitor.visit_f64(value),
        }
    }
}

/// `serde_json` reads an integer as unsigned unless it has a sign.
fn visit_integer<'de, V: Visitor<'de>, E: Error>(visitor: V, integer: i64) -> Result<V::Value, E> {
    match u64::try_from(integer) {
        Ok(integer) => visitor.visit_u64(integer),
        Err(_) => visitor.visit_i64(integer),
    }
}

fn rounded<E: Error>(integer: impl Display) -> E {
    E::custom(fault::rounded(integer))
}
