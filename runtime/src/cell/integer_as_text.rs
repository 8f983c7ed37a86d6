//! A number that travels as text: an integer beyond 2^53, which JavaScript would round, or a decimal number.
//!
//! For every type with `FromStr` and `Display`: `u64`, `i128`, `rust_decimal::Decimal`, … A number is read, too, if it
//! is one that JavaScript has not rounded.
//!
//! ```
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Deserialize, Serialize)]
//! struct Payment {
//!     #[serde(with = "apps_script::cell::integer_as_text")]
//!     id: u64,
//!     #[serde(with = "apps_script::cell::integer_as_text::option", default)]
//!     refund: Option<u64>,
//! }
//!
//! let json = r#"{"id":"18446744073709551615","refund":"5"}"#;
//! let payment: Payment = serde_json::from_str(json)?;
//! assert_eq!(payment.id, u64::MAX);
//! assert_eq!(serde_json::to_string(&payment)?, json);
//! # Ok::<(), serde_json::Error>(())
//! ```

use std::{fmt::Display, str::FromStr};

use serde::{Deserializer, Serializer};

use super::parsed;

/// Writes the number as text.
///
/// # Errors
///
/// None of its own.
pub fn serialize<T: Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

/// Reads text, or a number that is not rounded.
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

    use serde::{Deserializer, Serializer};

    use crate::cell::parsed;

    /// Writes the number as text, and `None` as `null`.
    ///
    /// # Errors
    ///
    /// None of its own.
    pub fn serialize<T: Display, S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => serializer.collect_str(value),
            None => serializer.serialize_none(),
        }
    }

    /// Reads text, a number that is not rounded, or nothing.
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
