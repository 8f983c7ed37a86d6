//! A request as a script asked for it, and what Google refuses about it.

use reqwest::{
    Method, Url,
    header::{HeaderMap, HeaderName, HeaderValue},
};

/// Google's limits.
const URL_LENGTH: usize = 2082;
pub(super) const BODY_SIZE: usize = 50 * 1024 * 1024;
const HEADERS_SIZE: usize = 8 * 1024;

/// What a script may not set, since the transport does.
const OWN_HEADERS: [&str; 6] = [
    "connection",
    "content-length",
    "host",
    "te",
    "transfer-encoding",
    "upgrade",
];

#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) method: Method,
    pub(super) url: Url,
    /// As the script wrote it, for messages.
    pub(super) written_url: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Option<Vec<u8>>,
    pub(super) follow_redirects: bool,
    pub(super) validate_certificates: bool,
}

/// A URL of `http` or `https`; `escaping` escapes the characters that a URL cannot hold.
pub(super) fn url(written: &str, escaping: bool) -> Result<Url, String> {
    let invalid = || format!("Invalid argument: {written}");
    if written.len() > URL_LENGTH {
        return Err("Limit Exceeded: URLFetch URL Length.".into());
    }
    // Google takes a URL without its scheme as one of http.
    let mut whole = written.trim().to_owned();
    if !whole.contains("://") {
        whole.insert_str(0, "http://");
    }
    if !escaping && whole.chars().any(must_be_escaped) {
        return Err(invalid());
    }
    let escaped: String = whole.chars().map(escape).collect();
    let url = Url::parse(&escaped).map_err(|_| invalid())?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return Err(invalid());
    }
    Ok(url)
}

/// What no part of a URL may hold; the URL's own parser sees to the rest.
fn must_be_escaped(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || "\"<>\\^`{|}".contains(letter)
}

fn escape(letter: char) -> String {
    if letter.is_ascii() && must_be_escaped(letter) {
        format!("%{:02X}", u32::from(letter))
    } else {
        letter.to_string()
    }
}

pub(super) fn method(name: &str) -> Result<Method, String> {
    match name.to_ascii_lowercase().as_str() {
        "get" => Ok(Method::GET),
        "post" => Ok(Method::POST),
        "put" => Ok(Method::PUT),
        "patch" => Ok(Method::PATCH),
        "delete" => Ok(Method::DELETE),
        _ => Err("Attribute provided with invalid value: method".into()),
    }
}

pub(super) fn headers(given: Vec<(String, String)>) -> Result<HeaderMap, String> {
    let mut headers = HeaderMap::new();
    let mut size = 0;
    for (name, value) in given {
        let invalid = || format!("Attribute provided with invalid value: Header:{name}");
        size += name.len() + value.len();
        if OWN_HEADERS.contains(&name.to_ascii_lowercase().as_str()) {
            return Err(invalid());
        }
        let key = HeaderName::from_bytes(name.as_bytes()).map_err(|_| invalid())?;
        let value = HeaderValue::from_str(&value).map_err(|_| invalid())?;
        headers.append(key, value);
    }
    if size > HEADERS_SIZE {
        return Err("Limit Exceeded: URLFetch Header Size.".into());
    }
    Ok(headers)
}

#[cfg(test)]
mod tests {
    use super::{headers, method, url};

    #[test]
    fn urls_are_read_mended_or_refused() {
        let refused = |url: &str| Err(format!("Invalid argument: {url}"));
        for (written, escaping, expected) in [
            ("https://example.com/a?b=c", true, Ok("https://example.com/a?b=c")),
            (
                "https://example.com/a b?q={x|y}",
                true,
                Ok("https://example.com/a%20b?q=%7Bx%7Cy%7D"),
            ),
            ("https://example.com/a%20b", true, Ok("https://example.com/a%20b")),
            ("https://example.com/ü", true, Ok("https://example.com/%C3%BC")),
            ("example.com/a", true, Ok("http://example.com/a")),
            (
                "https://example.com/a b",
                false,
                refused("https://example.com/a b"),
            ),
            ("https://example.com/a", false, Ok("https://example.com/a")),
            ("file:///etc/passwd", true, refused("file:///etc/passwd")),
            ("ftp://example.com/", true, refused("ftp://example.com/")),
            ("data:text/plain,x", true, refused("data:text/plain,x")),
            ("http://", true, refused("http://")),
        ] {
            let read = url(written, escaping).map(String::from);
            assert_eq!(read, expected.map(str::to_owned), "{written}");
        }
        let long = format!("https://example.com/{}", "x".repeat(3000));
        assert_eq!(
            url(&long, true),
            Err("Limit Exceeded: URLFetch URL Length.".into())
        );
    }

    #[test]
    fn methods_and_headers_of_the_transport_are_refused() {
        assert!(method("PATCH").is_ok());
        assert_eq!(
            method("TRACE"),
            Err("Attribute provided with invalid value: method".into())
        );
        let header = |name: &str, value: &str| headers(vec![(name.into(), value.into())]).map(|_| ());
        assert_eq!(header("X-One", "1"), Ok(()));
        for (name, value) in [
            ("Host", "a"),
            ("content-length", "1"),
            ("a b", "1"),
            ("X-One", "1\r\nX-Two: 2"),
        ] {
            let expected = format!("Attribute provided with invalid value: Header:{name}");
            assert_eq!(header(name, value), Err(expected));
        }
        assert_eq!(
            header("X-Big", &"x".repeat(9000)),
            Err("Limit Exceeded: URLFetch Header Size.".into())
        );
    }
}
