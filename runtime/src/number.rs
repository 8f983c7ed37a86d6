//! The numbers that JavaScript has: doubles, in which integers are exact up to ±(2^53 - 1).

/// `Number.MAX_SAFE_INTEGER`. Up to it and its negative, every integer is a double that no other integer shares.
pub(crate) const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// The integer that `float` is; `None` for a fraction, and beyond ±[`MAX_SAFE_INTEGER`].
pub(crate) fn safe_integer(float: f64) -> Option<i64> {
    // The cast saturates, and makes 0 of NaN: neither is then equal to what it came from, or in range.
    let integer = float as i64;
    let is_safe = integer as f64 == float && integer.unsigned_abs() <= MAX_SAFE_INTEGER;
    is_safe.then_some(integer)
}

/// Whether `float` is an integer beyond ±[`MAX_SAFE_INTEGER`].
pub(crate) fn is_unsafe_integer(float: f64) -> bool {
    float.fract() == 0.0 && float.abs() > MAX_SAFE_INTEGER as f64
}

/// What JavaScript makes of a JSON number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fidelity {
    /// The number itself.
    Exact,
    /// It is written as an integer, and is beyond ±[`MAX_SAFE_INTEGER`].
    UnsafeInteger,
    /// A number with fewer digits.
    Rounded,
    /// Infinity.
    Infinite,
}

/// What JavaScript makes of the text of a JSON number.
///
/// A float counts as exact if it is the shortest text of its double, in any spelling: so 0.1 does, although no
/// double is a tenth.
pub(crate) fn fidelity(text: &str) -> Fidelity {
    if !text.contains(['.', 'e', 'E']) {
        let digits = text.strip_prefix('-').unwrap_or(text);
        return match digits.parse::<u64>() {
            Ok(integer) if integer <= MAX_SAFE_INTEGER => Fidelity::Exact,
            _ => Fidelity::UnsafeInteger,
        };
    }
    match text.parse::<f64>() {
        Ok(float) if float.is_finite() => {
            let shortest = format!("{float:e}");
            if Decimal::read(text) == Decimal::read(&shortest) {
                Fidelity::Exact
            } else {
                Fidelity::Rounded
            }
        }
        _ => Fidelity::Infinite,
    }
}

/// A decimal number without its sign: `digits` times ten to the power of `exponent`.
#[derive(PartialEq, Eq)]
struct Decimal {
    /// Without zeros at either end; empty for zero.
    digits: String,
    exponent: i128,
}

impl Decimal {
    /// `None` if the exponent is longer than any that a double has.
    fn read(text: &str) -> Option<Self> {
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{}{fraction}", whole.trim_start_matches('-'));
        let digits = digits.trim_start_matches('0');
        let significant = digits.trim_end_matches('0');
        if significant.is_empty() {
            return Some(Self {
                digits: String::new(),
                exponent: 0,
            });
        }
        let zeros = digits.len() - significant.len();
        let exponent: i64 = exponent.parse().ok()?;
        Some(Self {
            digits: significant.to_owned(),
            exponent: i128::from(exponent) + zeros as i128 - fraction.len() as i128,
        })
    }
}

/// The numbers in a JSON text, as they are written there, each with its byte offset.
pub(crate) fn numbers(json: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut position = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = json.get(position..)?;
            let start =
                rest.find(|letter: char| letter == '"' || letter == '-' || letter.is_ascii_digit())?;
            let found = rest.get(start..)?;
            let offset = position + start;
            if let Some(text) = found.strip_prefix('"') {
                position = offset + 1 + string_length(text)?;
                continue;
            }
            let is_behind = |letter: char| !letter.is_ascii_digit() && !"+-.eE".contains(letter);
            let number = found.split(is_behind).next()?;
            position = offset + number.len();
            return Some((offset, number));
        }
    })
}

/// The length of a string, with the quotation mark that closes it; `None` if nothing does.
fn string_length(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    let end = text.find(|letter: char| {
        let closes = letter == '"' && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped;
        closes
    });
    end.map(|end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::{Fidelity, fidelity, is_unsafe_integer, numbers, safe_integer};

    #[test]
    fn an_integer_is_one_in_every_spelling() {
        for (float, expected) in [
            (5.0, Some(5)),
            (-0.0, Some(0)),
            (-3.0, Some(-3)),
            (9_007_199_254_740_991.0, Some(9_007_199_254_740_991)),
            (-9_007_199_254_740_991.0, Some(-9_007_199_254_740_991)),
            (9_007_199_254_740_992.0, None),
            (1e300, None),
            (0.5, None),
            (f64::NAN, None),
            (f64::INFINITY, None),
        ] {
            assert_eq!(safe_integer(float), expected, "{float}");
        }
        assert!(is_unsafe_integer(1e300) && is_unsafe_integer(-9_007_199_254_740_992.0));
        assert!(!is_unsafe_integer(f64::NAN) && !is_unsafe_integer(0.5) && !is_unsafe_integer(5.0));
    }

    #[test]
    fn tells_what_a_script_would_see() {
        use Fidelity::{Exact, Infinite, Rounded, UnsafeInteger};
        for (text, expected) in [
            ("0", Exact),
            ("-0", Exact),
            ("9007199254740991", Exact),
            ("-9007199254740991", Exact),
            ("9007199254740992", UnsafeInteger),
            ("-9007199254740993", UnsafeInteger),
            ("123456789012345678901234567890", UnsafeInteger),
            ("0.1", Exact),
            ("-0.10e0", Exact),
            ("0.0", Exact),
            ("0e-99999999999999999999", Exact),
            ("1e300", Exact),
            ("1E+300", Exact),
            ("100e298", Exact),
            ("0.5e-7", Exact),
            ("9007199254740994.0", Exact),
            ("9007199254740993.0", Rounded),
            ("9.007199254740993e15", Rounded),
            ("3.14159265358979323846", Rounded),
            ("5e-324", Exact),
            ("1e-400", Rounded),
            ("1e-99999999999999999999", Rounded),
            ("1e400", Infinite),
            ("-1e99999999999999999999", Infinite),
        ] {
            assert_eq!(fidelity(text), expected, "{text}");
        }
    }

    #[test]
    fn finds_the_numbers_between_the_strings() {
        let json = r#"{"a1": [1, -2.5e+3, "3", true], "\"4": "\\", "b": 5, "é\\\"6": null, "c": 7E1}"#;
        let found: Vec<_> = numbers(json).collect();
        let texts: Vec<_> = found.iter().map(|(_, number)| *number).collect();
        assert_eq!(texts, ["1", "-2.5e+3", "5", "7E1"]);
        for (offset, number) in found {
            assert!(json[offset..].starts_with(number), "{offset} {number}");
        }
        assert_eq!(numbers("12").collect::<Vec<_>>(), [(0, "12")]);
        assert_eq!(numbers(r#""open 1"#).count(), 0);
        assert_eq!(numbers("").count(), 0);
    }
}
