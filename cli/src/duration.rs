use std::time::Duration;

use jiff::SignedDuration;

/// Reads a time on the command line: `30s`, `500ms`, `1m30s`.
pub(crate) fn duration(text: &str) -> Result<Duration, String> {
    let help = "write it with its unit, such as 500ms, 30s or 2m";
    let read: SignedDuration = text.parse().map_err(|_| help.to_owned())?;
    let duration = Duration::try_from(read).map_err(|_| "it must not be negative".to_owned())?;
    if duration.is_zero() {
        return Err("it must be longer than 0".to_owned());
    }
    Ok(duration)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::duration;

    #[test]
    fn a_time_has_a_unit() {
        for (text, expected) in [
            ("30s", Some(30_000)),
            ("500ms", Some(500)),
            ("1m30s", Some(90_000)),
            ("2 minutes", Some(120_000)),
            ("1.5s", Some(1_500)),
            ("30", None),
            ("0s", None),
            ("-1s", None),
            ("", None),
            ("soon", None),
            ("99999999999999999999h", None),
        ] {
            assert_eq!(duration(text).ok(), expected.map(Duration::from_millis), "{text}");
        }
    }
}
