//! Headers that go with every call of a client.

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};

use crate::error::{Error, ErrorKind, Executed};

/// The project that is billed for a request, and whose quota it uses.
/// Source: <https://cloud.google.com/apis/docs/system-parameters>.
pub(crate) const QUOTA_PROJECT: &str = "x-goog-user-project";

/// Headers that the client writes itself, and what to use instead.
const RESERVED: [(&str, &str); 13] = [
    (
        "accept-encoding",
        "the features `gzip` and others of reqwest decide on it",
    ),
    ("authorization", "give a source of tokens to `credentials`"),
    ("connection", "the HTTP client decides on it"),
    ("content-encoding", "the body is sent as it is"),
    ("content-length", "the HTTP client decides on it"),
    ("content-type", "the body is always JSON"),
    ("expect", "the HTTP client decides on it"),
    ("host", "`base_url` decides on it"),
    ("keep-alive", "the HTTP client decides on it"),
    ("te", "the HTTP client decides on it"),
    ("transfer-encoding", "the HTTP client decides on it"),
    ("upgrade", "the HTTP client decides on it"),
    ("user-agent", "use `user_agent`"),
];

/// Names and values as they were given; what is wrong with them is reported when the client is built.
#[derive(Clone, Default)]
pub(crate) struct Headers(Vec<(String, SecretString)>);

impl Headers {
    pub(crate) fn push(&mut self, name: String, value: SecretString) {
        self.0.push((name, value));
    }

    /// The headers, of which the last of a name counts.
    ///
    /// An error holds the name, and never the value, which may be a key.
    pub(crate) fn build(self) -> Result<HeaderMap, Error> {
        let mut headers = HeaderMap::new();
        for (name, value) in self.0 {
            let name = header_name(&name)?;
            let mut value = value_of(&format!("the header `{name}`"), value.expose_secret())?;
            value.set_sensitive(true);
            headers.insert(name, value);
        }
        Ok(headers)
    }
}

fn header_name(name: &str) -> Result<HeaderName, Error> {
    let parsed = HeaderName::try_from(name)
        .map_err(|_| configuration(format!("`{}` is not a valid header name", name.escape_debug())))?;
    match RESERVED.iter().find(|(reserved, _)| parsed == *reserved) {
        Some((_, instead)) => {
            let error = configuration(format!("the header `{parsed}` cannot be set with `header`"));
            Err(error.with_help(*instead))
        }
        None => Ok(parsed),
    }
}

/// The value of a header, without the white space around it.
pub(crate) fn value_of(what: &str, value: &str) -> Result<HeaderValue, Error> {
    let value = Some(value.trim()).filter(|value| value.is_ascii());
    value
        .and_then(|value| HeaderValue::from_str(value).ok())
        .ok_or_else(|| {
            configuration(format!("{what} contains a character that no header can have"))
                .with_help("remove line breaks and characters outside of ASCII")
        })
}

fn configuration(message: String) -> Error {
    Error::new(ErrorKind::Configuration, Executed::No, message)
}

#[cfg(test)]
mod tests {
    use super::Headers;

    fn build(pairs: &[(&str, &str)]) -> Result<Vec<(String, String)>, String> {
        let mut headers = Headers::default();
        for (name, value) in pairs {
            headers.push((*name).into(), (*value).into());
        }
        let headers = headers.build().map_err(|error| format!("{error:#} {error:?}"))?;
        assert!(!format!("{headers:?}").contains("k3y"), "{headers:?}");
        let pair = |(name, value): (&reqwest::header::HeaderName, &reqwest::header::HeaderValue)| {
            (name.to_string(), value.to_str().unwrap().to_owned())
        };
        Ok(headers.iter().map(pair).collect())
    }

    #[test]
    fn the_last_of_a_name_counts() {
        let headers = build(&[("X-Api-Key", "old"), ("x-api-key", " k3y\n")]).unwrap();
        assert_eq!(headers, [("x-api-key".to_owned(), "k3y".to_owned())]);
    }

    #[test]
    fn what_cannot_be_sent_is_named_without_its_value() {
        for (name, value, message) in [
            (
                "Authorization",
                "Bearer k3y",
                "give a source of tokens to `credentials`",
            ),
            ("content-TYPE", "k3y", "always JSON"),
            ("User-Agent", "k3y", "use `user_agent`"),
            ("Host", "k3y", "`base_url`"),
            ("x y", "k3y", "`x y` is not a valid header name"),
            ("x\ny", "k3y", "`x\\ny` is not a valid header name"),
            ("", "k3y", "`` is not a valid header name"),
            ("x-key", "k3y\r\nx: y", "the header `x-key` contains"),
            ("x-key", "k3y é", "the header `x-key` contains"),
            ("x-key", "k3y\0", "the header `x-key` contains"),
        ] {
            let error = build(&[(name, value)]).unwrap_err();
            assert!(error.contains(message), "{name}: {error}");
            assert!(!error.contains("k3y"), "{name}: {error}");
        }
    }
}
