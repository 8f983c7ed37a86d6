//! `%`-formats, as in C's `printf`.

/// No field is wider, and no number is more precise, than this; a script could ask for any.
const MAX_WIDTH: usize = 10_000;
const MAX_PRECISION: usize = 100;

/// One argument, as a text and as a number.
pub(super) struct Argument {
    pub(super) text: String,
    pub(super) number: f64,
}

/// One place in a template: `%-08.3f`.
#[derive(Default)]
struct Place {
    left: bool,
    zero: bool,
    plus: bool,
    space: bool,
    alternate: bool,
    width: usize,
    precision: Option<usize>,
}

/// Fills the places of a template; the message of an error names the place that is wrong.
pub(super) fn format(template: &str, arguments: &[Argument]) -> Result<String, String> {
    let mut text = String::new();
    let mut given = arguments.iter();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('%') {
        text.push_str(before);
        let (place, after) = Place::read(after);
        let mut letters = after.chars();
        match letters.next() {
            Some('%') => text.push('%'),
            Some(kind) => {
                let written = given.next().and_then(|argument| place.write(kind, argument));
                text.push_str(&written.ok_or_else(|| format!("%{kind}"))?);
            }
            None => return Err("%".into()),
        }
        rest = letters.as_str();
    }
    text.push_str(rest);
    Ok(text)
}

impl Place {
    /// Reads flags, width and precision.
    fn read(text: &str) -> (Self, &str) {
        let mut place = Self::default();
        let flags = text.len() - text.trim_start_matches(['-', '0', '+', ' ', '#']).len();
        let (flags, rest) = text.split_at(flags);
        for flag in flags.chars() {
            match flag {
                '-' => place.left = true,
                '0' => place.zero = true,
                '+' => place.plus = true,
                ' ' => place.space = true,
                _ => place.alternate = true,
            }
        }
        let (width, rest) = digits(rest);
        place.width = width.unwrap_or(0).min(MAX_WIDTH);
        match rest.strip_prefix('.') {
            Some(rest) => {
                let (precision, rest) = digits(rest);
                place.precision = Some(precision.unwrap_or(0).min(MAX_WIDTH));
                (place, rest)
            }
            None => (place, rest),
        }
    }

    fn write(&self, kind: char, argument: &Argument) -> Option<String> {
        let number = argument.number;
        Some(match kind {
            's' => {
                let length = self.precision.unwrap_or(usize::MAX);
                self.pad(&argument.text.chars().take(length).collect::<String>(), "")
            }
            'c' if number.is_nan() => self.pad(&argument.text.chars().take(1).collect::<String>(), ""),
            'c' => self.pad(&char::from_u32(whole(number).try_into().ok()?)?.to_string(), ""),
            _ if "dfeEgGxXo".contains(kind) && !number.is_finite() => self.sign(&number.to_string(), number),
            'd' | 'i' => self.sign(&self.integer(&number.abs().trunc().to_string()), number.trunc()),
            'u' => self.pad_number(&number.abs().trunc().to_string(), ""),
            'x' => self.based(&format!("{:x}", whole(number)), "0x"),
            'X' => self.based(&format!("{:X}", whole(number)), "0X"),
            'o' => self.based(&format!("{:o}", whole(number)), "0"),
            'b' => self.based(&format!("{:b}", whole(number)), ""),
            'f' => self.sign(&format!("{:.*}", self.decimals(), number.abs()), number),
            'e' => self.sign(&exponential(number.abs(), self.decimals()), number),
            'E' => self.sign(&exponential(number.abs(), self.decimals()).to_uppercase(), number),
            'g' => self.sign(&self.general(number.abs()), number),
            'G' => self.sign(&self.general(number.abs()).to_uppercase(), number),
            _ => return None,
        })
    }

    fn decimals(&self) -> usize {
        self.precision.unwrap_or(6).min(MAX_PRECISION)
    }

    /// An integer has at least as many digits as its precision says.
    fn integer(&self, digits: &str) -> String {
        format!("{digits:0>width$}", width = self.precision.unwrap_or(1))
    }

    fn based(&self, digits: &str, prefix: &str) -> String {
        let prefix = if self.alternate { prefix } else { "" };
        self.pad_number(&self.integer(digits), prefix)
    }

    /// The shorter of the two other forms, without trailing zeros.
    fn general(&self, number: f64) -> String {
        let precision = self.decimals().max(1);
        let scientific = exponential(number, precision - 1);
        let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
        let exponent: i64 = exponent.parse().unwrap_or(0);
        let fits = i64::try_from(precision).is_ok_and(|precision| (-4..precision).contains(&exponent));
        if !fits {
            let tail = scientific.get(mantissa.len()..).unwrap_or_default();
            return format!("{}{tail}", self.trim(mantissa));
        }
        let decimals = i64::try_from(precision).unwrap_or(0) - 1 - exponent;
        self.trim(&format!("{number:.*}", usize::try_from(decimals).unwrap_or(0)))
    }

    fn trim(&self, digits: &str) -> String {
        if self.alternate || !digits.contains('.') {
            return digits.to_owned();
        }
        digits.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    fn sign(&self, digits: &str, number: f64) -> String {
        let sign = if number.is_sign_negative() && number != 0.0 {
            "-"
        } else if self.plus {
            "+"
        } else if self.space {
            " "
        } else {
            ""
        };
        self.pad_number(digits.trim_start_matches('-'), sign)
    }

    fn pad_number(&self, digits: &str, sign: &str) -> String {
        if self.zero && !self.left {
            let width = self.width.saturating_sub(sign.len());
            return format!("{sign}{digits:0>width$}");
        }
        self.pad(digits, sign)
    }

    fn pad(&self, text: &str, sign: &str) -> String {
        let text = format!("{sign}{text}");
        let width = self.width;
        if self.left {
            format!("{text:<width$}")
        } else {
            format!("{text:>width$}")
        }
    }
}

/// The number that a text begins with, and what follows it.
fn digits(text: &str) -> (Option<usize>, &str) {
    let length = text.len()
        - text
            .trim_start_matches(|letter: char| letter.is_ascii_digit())
            .len();
    let (digits, rest) = text.split_at(length);
    (digits.parse().ok(), rest)
}

/// C writes at least two digits of exponent, with a sign.
fn exponential(number: f64, decimals: usize) -> String {
    let written = format!("{number:.decimals$e}");
    match written.split_once('e') {
        Some((mantissa, exponent)) => {
            let exponent: i32 = exponent.parse().unwrap_or(0);
            let sign = if exponent < 0 { '-' } else { '+' };
            format!("{mantissa}e{sign}{:02}", exponent.unsigned_abs())
        }
        None => written,
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a number beyond 64 bits becomes the largest of them"
)]
fn whole(number: f64) -> i64 {
    number.trunc() as i64
}

#[cfg(test)]
mod tests {
    use super::{Argument, format};

    fn argument(text: &str) -> Argument {
        Argument {
            text: text.into(),
            number: text.parse().unwrap_or(f64::NAN),
        }
    }

    #[test]
    fn writes_as_c_does() {
        for (template, value, expected) in [
            ("%11.6f", "123.456", " 123.456000"),
            ("%6s|", "abc", "   abc|"),
            ("%-6s|", "abc", "abc   |"),
            ("%.2s", "abc", "ab"),
            ("%d", "5.9", "5"),
            ("%d", "-5.9", "-5"),
            ("%05d", "-42", "-0042"),
            ("%+d", "3", "+3"),
            ("% d", "3", " 3"),
            ("%.3d", "7", "007"),
            ("%x", "255", "ff"),
            ("%#X", "255", "0XFF"),
            ("%o", "8", "10"),
            ("%b", "5", "101"),
            ("%c", "65", "A"),
            ("%c", "x", "x"),
            ("%e", "12345.678", "1.234568e+04"),
            ("%.1E", "0.00012", "1.2E-04"),
            ("%g", "0.0001", "0.0001"),
            ("%g", "1234567", "1.23457e+06"),
            ("%g", "100000", "100000"),
            ("%.0f", "2.6", "3"),
            ("%08.3f", "-3.14159", "-003.142"),
            ("%d", "abc", "NaN"),
            ("100%% of %s", "it", "100% of it"),
            ("no place", "it", "no place"),
            ("%99999999999999999999s", "x", "x"),
        ] {
            assert_eq!(
                format(template, &[argument(value)]).as_deref(),
                Ok(expected),
                "{template}"
            );
        }
        let many = [argument("a"), argument("1")];
        assert_eq!(format("%s-%d", &many).as_deref(), Ok("a-1"));
        assert_eq!(format("%s %s", &[argument("a")]), Err("%s".into()));
        assert_eq!(format("%q", &many), Err("%q".into()));
        assert_eq!(format("50%", &many), Err("%".into()));
    }
}
