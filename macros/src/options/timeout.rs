use std::time::Duration;

use syn::LitStr;

use crate::errors::mistake;

/// How long a call may take.
#[derive(Clone, Copy)]
pub(crate) struct Timeout(Duration);

impl Timeout {
    /// Reads `500ms`, `30s`, `6m`, `1h` and sums such as `1m30s`.
    pub(crate) fn parse(text: &LitStr) -> syn::Result<Self> {
        let written = text.value();
        let Some(duration) = read(&written) else {
            return Err(mistake(
                text,
                format!("`{written}` is no duration"),
                "write whole numbers with the units `h`, `m`, `s`, `ms`, such as `\"30s\"` or `\"1m30s\"`",
            ));
        };
        if duration.is_zero() {
            return Err(mistake(
                text,
                "no call can end within no time",
                "write at least `\"1ms\"`",
            ));
        }
        Ok(Self(duration))
    }

    pub(crate) fn milliseconds(self) -> u64 {
        u64::try_from(self.0.as_millis()).unwrap_or(u64::MAX)
    }
}

fn read(written: &str) -> Option<Duration> {
    let mut rest = written;
    let mut total = Duration::ZERO;
    while !rest.is_empty() {
        let digits = rest.find(|letter: char| !letter.is_ascii_digit())?;
        let (number, behind) = rest.split_at(digits);
        let end = behind
            .find(|letter: char| letter.is_ascii_digit())
            .unwrap_or(behind.len());
        let (unit, next) = behind.split_at(end);
        total = total.checked_add(in_unit(number.parse().ok()?, unit)?)?;
        rest = next;
    }
    (!written.is_empty()).then_some(total)
}

fn in_unit(number: u64, unit: &str) -> Option<Duration> {
    let milliseconds = match unit {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        _ => return None,
    };
    number.checked_mul(milliseconds).map(Duration::from_millis)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::read;

    #[test]
    fn reads_durations() {
        let milliseconds = |written| read(written).as_ref().map(Duration::as_millis);
        for (written, expected) in [
            ("30s", Some(30_000)),
            ("500ms", Some(500)),
            ("1m30s", Some(90_000)),
            ("1h", Some(3_600_000)),
            ("0s", Some(0)),
            ("", None),
            ("30", None),
            ("s", None),
            ("1.5s", None),
            ("-1s", None),
            ("3 s", None),
            ("99999999999999999999h", None),
            ("18446744073709551615h", None),
        ] {
            assert_eq!(milliseconds(written), expected, "{written}");
        }
    }
}
