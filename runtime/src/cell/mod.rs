//! serde helpers for what cells of a sheet, and values of scripts, hold.
//!
//! Each is a module for `#[serde(with = "…")]`, on a field of a struct that a method takes or returns, or that is a row
//! of a [`Table`](crate::Table).
//!
//! ```
//! use apps_script::cell;
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Deserialize, Serialize)]
//! struct Delivery {
//!     /// A sheet makes the number 8 of "08".
//!     #[serde(with = "cell::text_or_number")]
//!     article: String,
//!     /// "90071992547409931": too large for a number of JavaScript.
//!     #[serde(with = "cell::integer_as_text")]
//!     tracking: u64,
//!     #[serde(with = "cell::bytes_as_base64")]
//!     label: Vec<u8>,
//!     #[serde(with = "cell::empty_as_none", default)]
//!     weight: Option<f64>,
//! }
//!
//! let json = r#"{"article": 8, "tracking": "90071992547409931", "label": "AQID", "weight": ""}"#;
//! let delivery: Delivery = serde_json::from_str(json)?;
//! assert_eq!(delivery.article, "8");
//! assert_eq!(delivery.tracking, 90_071_992_547_409_931);
//! assert_eq!(delivery.label, [1, 2, 3]);
//! assert_eq!(delivery.weight, None);
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # What to write
//!
//! | JavaScript value | Rust type | what to write on the field |
//! |---|---|---|
//! | text, number, boolean | `String`, any number type, `bool` | nothing |
//! | `""`, an empty cell | `Option<T>` | nothing in a `Table`; elsewhere [`empty_as_none`], and `default` if the field may be missing |
//! | text in one row, a number in the next | `String`, `f64`, `Decimal` | [`text_or_number`] |
//! | an integer beyond 2^53, as text | `u64`, `i64`, `u128`, … | [`integer_as_text`] |
//! | a decimal number as text, `"0.10"` | `rust_decimal::Decimal` | [`integer_as_text`], or the type's own serde |
//! | `Utilities.base64Encode(blob.getBytes())` | `Vec<u8>`, `[u8; N]`, `bytes::Bytes` | [`bytes_as_base64`] |
//! | `blob.getBytes()`, which are -128 to 127 | the same | [`bytes_as_base64`] |
//! | `Utilities.formatDate(date, zone, "yyyy-MM-dd")` | `chrono::NaiveDate`, `jiff::civil::Date`, `time::Date` | nothing: feature `serde` of the crate (of `time`, `serde-human-readable`) |
//! | `date.toISOString()` | `chrono::DateTime<Utc>`, `jiff::Timestamp` | nothing: feature `serde` of the crate |
//! | `date.toISOString()` | `time::OffsetDateTime` | `with = "time::serde::rfc3339"` |
//! | `date.getTime()`, milliseconds | `chrono::DateTime<Utc>` | `with = "chrono::serde::ts_milliseconds"` |
//! | `date.getTime()`, milliseconds | `jiff::Timestamp` | `with = "jiff::fmt::serde::timestamp::millisecond::required"` |
//! | a `Date` | | it cannot travel: let the script return one of the texts above |
//!
//! For an `Option`, write the module `option` of the helper: `cell::integer_as_text::option`. In it, `""` and `null` are
//! `None`. `default` beside it lets the field be missing.

pub mod bytes_as_base64;
pub(crate) mod deserializer;
pub mod empty_as_none;
pub(crate) mod error;
pub mod integer_as_text;
mod parsed;
#[cfg(test)]
mod tests;
pub mod text_or_number;
pub(crate) mod value;
pub(crate) mod wording;
