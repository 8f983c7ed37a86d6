//! Text as bytes, in the charsets that Java's names stand for.

use encoding_rs::{EncoderResult, Encoding};
use rquickjs::Ctx;

use super::{byte_string::ByteString, script_exception::throw};

/// A charset that a script names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Charset {
    Ascii,
    Latin1,
    Utf16 { little: bool, mark: bool },
    Other(&'static Encoding),
}

impl Charset {
    /// The charset of this name, in any case.
    pub(super) fn named(name: &str) -> Option<Self> {
        let charset = match name.trim().to_ascii_uppercase().as_str() {
            "US-ASCII" | "US_ASCII" | "ASCII" => Self::Ascii,
            "UTF_8" => Self::Other(encoding_rs::UTF_8),
            "ISO-8859-1" | "ISO8859-1" | "ISO8859_1" | "ISO_8859_1" | "LATIN1" => Self::Latin1,
            "UTF-16" | "UTF16" => Self::Utf16 {
                little: false,
                mark: true,
            },
            "UTF-16BE" => Self::Utf16 {
                little: false,
                mark: false,
            },
            "UTF-16LE" => Self::Utf16 {
                little: true,
                mark: false,
            },
            other => Self::Other(Encoding::for_label(other.as_bytes())?),
        };
        Some(charset)
    }

    /// What a charset lacks becomes a question mark, as in Java.
    pub(super) fn encode(self, text: &str) -> Vec<u8> {
        match self {
            Self::Ascii => below(text, 0x80),
            Self::Latin1 => below(text, 0x100),
            Self::Utf16 { little, mark } => utf16(text, little, mark),
            Self::Other(encoding) => encode_as(text, encoding),
        }
    }

    /// What is no text in a charset becomes U+FFFD, as in Java.
    pub(super) fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Ascii => bytes.iter().map(|&byte| ascii(byte)).collect(),
            Self::Latin1 => bytes.iter().map(|&byte| char::from(byte)).collect(),
            Self::Utf16 { little, .. } => {
                let encoding = if little {
                    encoding_rs::UTF_16LE
                } else {
                    encoding_rs::UTF_16BE
                };
                encoding.decode(bytes).0.into_owned()
            }
            Self::Other(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
        }
    }
}

/// Host function: the bytes of a text in the charset of this name.
pub(super) fn encode(ctx: Ctx<'_>, text: String, charset: String) -> rquickjs::Result<ByteString> {
    Ok(ByteString(named(&ctx, &charset)?.encode(&text)))
}

/// Host function: the text that bytes are in the charset of this name.
pub(super) fn decode(ctx: Ctx<'_>, bytes: ByteString, charset: String) -> rquickjs::Result<String> {
    Ok(named(&ctx, &charset)?.decode(&bytes.0))
}

fn named(ctx: &Ctx<'_>, name: &str) -> rquickjs::Result<Charset> {
    Charset::named(name).ok_or_else(|| throw(ctx, &format!("Invalid argument: {name}")))
}

fn below(text: &str, end: u32) -> Vec<u8> {
    let byte = |letter: char| {
        u8::try_from(u32::from(letter))
            .ok()
            .filter(|&byte| u32::from(byte) < end)
    };
    text.chars().map(|letter| byte(letter).unwrap_or(b'?')).collect()
}

fn ascii(byte: u8) -> char {
    if byte.is_ascii() {
        char::from(byte)
    } else {
        char::REPLACEMENT_CHARACTER
    }
}

fn utf16(text: &str, little: bool, mark: bool) -> Vec<u8> {
    let bytes = |unit: u16| {
        if little {
            unit.to_le_bytes()
        } else {
            unit.to_be_bytes()
        }
    };
    let mark = mark.then_some(0xFEFF);
    mark.into_iter()
        .chain(text.encode_utf16())
        .flat_map(bytes)
        .collect()
}

fn encode_as(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let mut encoder = encoding.new_encoder();
    let mut bytes = Vec::new();
    let mut rest = text;
    loop {
        let room = encoder.max_buffer_length_from_utf8_without_replacement(rest.len());
        bytes.reserve(room.unwrap_or(rest.len()));
        let (result, read) = encoder.encode_from_utf8_to_vec_without_replacement(rest, &mut bytes, true);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            EncoderResult::InputEmpty => return bytes,
            EncoderResult::OutputFull => {}
            EncoderResult::Unmappable(_) => bytes.push(b'?'),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Charset;

    #[test]
    fn encodes_and_decodes() {
        for (name, text, bytes, back) in [
            ("UTF-8", "é€", &[0xC3, 0xA9, 0xE2, 0x82, 0xAC][..], "é€"),
            ("us-ascii", "aé", b"a?", "a?"),
            ("ISO-8859-1", "é€", &[0xE9, b'?'], "é?"),
            ("windows-1252", "é€☃", &[0xE9, 0x80, b'?'], "é€?"),
            ("Shift_JIS", "あ", &[0x82, 0xA0], "あ"),
            ("UTF-16", "é", &[0xFE, 0xFF, 0x00, 0xE9], "é"),
            ("UTF-16BE", "é", &[0x00, 0xE9], "é"),
            ("UTF-16LE", "𝄞", &[0x34, 0xD8, 0x1E, 0xDD], "𝄞"),
        ] {
            let charset = Charset::named(name).unwrap();
            assert_eq!(charset.encode(text), bytes, "{name}");
            assert_eq!(charset.decode(bytes), back, "{name}");
        }
        assert_eq!(Charset::named("no such"), None);
        assert_eq!(Charset::Ascii.decode(&[0x80]), "\u{FFFD}");
    }
}
