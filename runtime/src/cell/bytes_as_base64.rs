//! Bytes as Base64 text, which is how they travel.
//!
//! For `Vec<u8>`, `[u8; N]`, `bytes::Bytes`, and whatever else is made of a `Vec<u8>` and lends its bytes. Written is
//! the standard alphabet with padding, as `Utilities.base64Decode` takes it; read are both alphabets
//! (`Utilities.base64Encode` and `base64EncodeWebSafe`), with padding or without, and lists of numbers from -128 to 255:
//! `blob.getBytes()` has signed ones.
//!
//! ```
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Deserialize, Serialize)]
//! struct File {
//!     #[serde(with = "apps_script::cell::bytes_as_base64")]
//!     content: Vec<u8>,
//! }
//!
//! let file: File = serde_json::from_str(r#"{"content": [-61, -92]}"#)?;
//! assert_eq!(file.content, "ä".as_bytes());
//! assert_eq!(serde_json::to_string(&file)?, r#"{"content":"w6Q="}"#);
//! # Ok::<(), serde_json::Error>(())
//! ```

use std::fmt;

use base64::{
    Engine, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose::STANDARD as WRITTEN},
};
use serde::{
    Deserializer, Serializer,
    de::{Error, SeqAccess, Unexpected, Visitor},
};

use super::{value::Cell, wording};

const LENIENT: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);
const WEB_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, LENIENT);

/// Writes the bytes as Base64.
///
/// # Errors
///
/// None of its own.
pub fn serialize<T: AsRef<[u8]>, S: Serializer>(bytes: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&WRITTEN.encode(bytes))
}

/// Reads Base64, or a list of bytes.
///
/// # Errors
///
/// If it is neither, or if `T` does not take this many bytes.
pub fn deserialize<'de, T: TryFrom<Vec<u8>>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    fitting(deserializer.deserialize_any(BytesVisitor { is_optional: false })?)
}

fn fitting<T: TryFrom<Vec<u8>>, E: Error>(bytes: Option<Vec<u8>>) -> Result<T, E> {
    let bytes = bytes.unwrap_or_default();
    let length = bytes.len();
    T::try_from(bytes).map_err(|_| {
        let wanted = std::any::type_name::<T>();
        E::custom(format_args!("expected {wanted}, found {length} bytes"))
    })
}

/// For `Option<T>`: an empty text and `null` are `None`.
pub mod option {
    use serde::{Deserializer, Serializer};

    use super::{BytesVisitor, fitting};

    /// Writes the bytes as Base64, and `None` as `null`.
    ///
    /// # Errors
    ///
    /// None of its own.
    pub fn serialize<T: AsRef<[u8]>, S: Serializer>(
        bytes: &Option<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match bytes {
            Some(bytes) => super::serialize(bytes, serializer),
            None => serializer.serialize_none(),
        }
    }

    /// Reads Base64, a list of bytes, or nothing.
    ///
    /// # Errors
    ///
    /// If it is something else, or if `T` does not take this many bytes.
    pub fn deserialize<'de, T: TryFrom<Vec<u8>>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        match deserializer.deserialize_any(BytesVisitor { is_optional: true })? {
            None => Ok(None),
            bytes => fitting(bytes).map(Some),
        }
    }
}

/// `None` stands for nothing and, if that is allowed, for an empty text.
struct BytesVisitor {
    is_optional: bool,
}

impl<'de> Visitor<'de> for BytesVisitor {
    type Value = Option<Vec<u8>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Base64 text, or a list of bytes")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Option<Vec<u8>>, E> {
        if self.is_optional && text.is_empty() {
            return Ok(None);
        }
        let engine = if text.contains(['-', '_']) {
            WEB_SAFE
        } else {
            STANDARD
        };
        engine.decode(text).map(Some).map_err(|error| {
            let found = wording::found(Unexpected::Str(text));
            E::custom(format_args!("the text is not Base64: {error}, in {found}"))
        })
    }

    fn visit_unit<E: Error>(self) -> Result<Option<Vec<u8>>, E> {
        if self.is_optional {
            return Ok(None);
        }
        Err(E::invalid_type(Unexpected::Unit, &self))
    }

    fn visit_none<E: Error>(self) -> Result<Option<Vec<u8>>, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<Vec<u8>>, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Option<Vec<u8>>, A::Error> {
        let mut bytes = Vec::new();
        while let Some(number) = elements.next_element::<Cell<'_>>()? {
            let byte = byte(&number)
                .ok_or_else(|| A::Error::invalid_value(number.unexpected(), &"a byte from -128 to 255"))?;
            bytes.push(byte);
        }
        Ok(Some(bytes))
    }
}

/// A script's bytes are signed.
fn byte(number: &Cell<'_>) -> Option<u8> {
    let Cell::Integer(number) = *number else {
        return None;
    };
    let signed = i8::try_from(number).map(|signed| signed as u8);
    signed.or_else(|_| u8::try_from(number)).ok()
}
