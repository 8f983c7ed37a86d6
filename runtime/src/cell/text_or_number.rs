//! A value that is text in one row and a number in the next.
//!
//! A sheet makes a number of what looks like one, so that a column of article numbers or postal codes holds both. As a
//! `String`, the field gets the digits of a number; as a number, or as any other type with `FromStr`, it is parsed from
//! a text. An integer beyond 2^53 is refused, since the script has rounded it. What is written is what serde writes for
//! the type.
//!
//! ```
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Deserialize, Serialize)]
//! struct Item {
//!     #[serde(with = "apps_script::cell::text_or_number")]
//!     sku: String,
//!     #[serde(with = "apps_script::cell::text_or_number")]
//!     price: f64,
//! }
//!
//! let item: Item = serde_json::from_str(r#"{"sku": 4711, "price": "0.12"}"#)?;
//! assert_eq!((item.sku.as_str(), item.price), ("4711", 0.12));
//! assert_eq!(serde_json::to_string(&item)?, r#"{"sku":"4711","price":0.12}"#);
//! # Ok::<(), serde_json::Error>(())
//! ```

use std::{fmt::Display, str::FromStr};

use serde::{Deserializer, Serialize, Serializer};

use super::parsed;

/// Writes the value as serde does.
///
/// # Errors
///
/// Those of the value.
pub fn serialize<T: Serialize, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.serialize(serializer)
}

/// Reads text or a number.
///
/// # Errors
///
/// If it is something else, or if `T` cannot be parsed from it.
pub fn deserialize<'de, T: FromStr<Err: Display>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    parsed::value(deserializer)
}

/// For `Option<T>`: an empty text and `null` are `None`.
pub mod option {
    use std::{fmt::Display, str::FromStr};

    use serde::{Deserializer, Serialize, Serializer};

    use crate::cell::parsed;

    /// Writes the value as serde does, and `None` as `null`.
    ///
    /// # Errors
    ///
    /// Those of the value.
    pub fn serialize<T: Serialize, S: Serializer>(
        value: &Option<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }

    /// Reads text, a number or nothing.
    ///
    /// # Errors
    ///
    /// If it is something else, or if `T` cannot be parsed from it.
    pub fn deserialize<'de, T: FromStr<Err: Display>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        parsed::option(deserializer)
    }
}
