//! How long the service asks to wait before the next try.

use std::time::{Duration, SystemTime};

use reqwest::header::{HeaderMap, RETRY_AFTER};

/// Reads the header `Retry-After`: seconds, or a date (RFC 9110, section 10.2.3).
pub(crate) fn of_headers(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Some(seconds) = whole_seconds(text) {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(SystemTime::now()).unwrap_or_default())
}

/// Reads a `google.protobuf.Duration` in JSON, such as `3.5s`; a negative one is no wait.
pub(crate) fn of_detail(text: &str) -> Option<Duration> {
    let number = text.trim().strip_suffix('s')?;
    if let Some(number) = number.strip_prefix('-') {
        return decimal_seconds(number).map(|_| Duration::ZERO);
    }
    decimal_seconds(number)
}

fn decimal_seconds(number: &str) -> Option<Duration> {
    let (seconds, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let seconds = whole_seconds(seconds)?;
    let digits = fraction.get(..9).unwrap_or(fraction);
    let billionths: u32 = format!("{digits:0<9}").parse().ok()?;
    whole_seconds(fraction)?;
    Some(Duration::from_secs(seconds).saturating_add(Duration::from_nanos(billionths.into())))
}

/// A number that is too large for the type is a wait without end.
fn whole_seconds(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use reqwest::header::{HeaderMap, HeaderValue, RETRY_AFTER};

    use super::{of_detail, of_headers};

    fn read(text: &str) -> Option<Duration> {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, HeaderValue::from_str(text).unwrap());
        of_headers(&headers)
    }

    #[test]
    fn reads_the_header_in_both_forms() {
        assert_eq!(read("7"), Some(Duration::from_secs(7)));
        assert_eq!(read(" 0 "), Some(Duration::ZERO));
        assert_eq!(
            read("99999999999999999999999"),
            Some(Duration::from_secs(u64::MAX))
        );
        assert_eq!(read("Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::ZERO));
        let in_an_hour = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(3600));
        let wait = read(&in_an_hour).unwrap();
        assert!((3590..=3600).contains(&wait.as_secs()), "{wait:?}");
        let far = read("Fri, 31 Dec 9999 23:59:59 GMT").unwrap();
        assert!(far > Duration::from_secs(7000 * 365 * 86_400), "{far:?}");
        for text in ["soon", "-1", "+1", "1.5", "", "Fri, 31 Dec 99999 23:59:59 GMT"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(of_headers(&HeaderMap::new()), None);
    }

    #[test]
    fn reads_the_detail() {
        for (text, expected) in [
            ("3.5s", Some(Duration::from_millis(3500))),
            ("0s", Some(Duration::ZERO)),
            ("12s", Some(Duration::from_secs(12))),
            ("0.000000001s", Some(Duration::from_nanos(1))),
            ("1.0000000019s", Some(Duration::new(1, 1))),
            ("-2.5s", Some(Duration::ZERO)),
            (
                "99999999999999999999.5s",
                Some(Duration::new(u64::MAX, 500_000_000)),
            ),
            ("3.5", None),
            ("s", None),
            (".5s", None),
            ("1.s", None),
            ("--1s", None),
            ("1.2.3s", None),
            ("1e9s", None),
            ("1.\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}s", None),
            ("", None),
        ] {
            assert_eq!(of_detail(text), expected, "{text}");
        }
    }
}
