use std::{fmt, marker::PhantomData};

use serde::de::{Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Visitor};

use super::{
    JavaScript,
    access::{Elements, Entries, Variants},
    arbitrary_precision,
    numbers::Numbers,
};

/// A visitor that is given numbers in the way `N`, and what holds others as [`JavaScript`].
pub(super) struct Visit<V, N> {
    visitor: V,
    numbers: PhantomData<N>,
}

impl<V, N> Visit<V, N> {
    #[inline]
    pub(super) fn new(visitor: V) -> Self {
        Self {
            visitor,
            numbers: PhantomData,
        }
    }
}

macro_rules! unchanged {
    ($($method:ident($($value:ident: $ty:ty)?);)*) => {
        $(#[inline]
        fn $method<E: Error>(self $(, $value: $ty)?) -> Result<V::Value, E> {
            self.visitor.$method($($value)?)
        })*
    };
}

macro_rules! numbers {
    ($($method:ident: $ty:ident;)*) => {
        $(#[inline]
        fn $method<E: Error>(self, value: $ty) -> Result<V::Value, E> {
            N::$ty(self.visitor, value)
        })*
    };
}

/// What is not here comes by a method that is: the smaller numbers by the greater ones.
impl<'de, V: Visitor<'de>, N: Numbers> Visitor<'de> for Visit<V, N> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    numbers! {
        visit_u64: u64;
        visit_i64: i64;
        visit_f64: f64;
    }

    unchanged! {
        visit_bool(value: bool);
        visit_char(value: char);
        visit_str(value: &str);
        visit_borrowed_str(value: &'de str);
        visit_string(value: String);
        visit_bytes(value: &[u8]);
        visit_borrowed_bytes(value: &'de [u8]);
        visit_byte_buf(value: Vec<u8>);
        visit_none();
        visit_unit();
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, json: D) -> Result<V::Value, D::Error> {
        self.visitor.visit_some(JavaScript::inside(json))
    }

    #[inline]
    fn visit_newtype_struct<D: Deserializer<'de>>(self, json: D) -> Result<V::Value, D::Error> {
        self.visitor.visit_newtype_struct(JavaScript::inside(json))
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_seq(Elements(elements))
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<V::Value, A::Error> {
        if N::OF_ANY_TYPE && arbitrary_precision::is_on() {
            return arbitrary_precision::number_or_map::<V, N, A>(self.visitor, entries);
        }
        self.visitor.visit_map(Entries(entries))
    }

    #[inline]
    fn visit_enum<A: EnumAccess<'de>>(self, variants: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_enum(Variants(variants))
    }
}
