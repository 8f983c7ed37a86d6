//! An answer as the script sees it.

use reqwest::{
    Url,
    header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderMap, HeaderName},
};
use rquickjs::{Ctx, Object};

use super::network::Answer;
use crate::services::{byte_string::ByteString, charset::Charset};

pub(super) fn to_script<'js>(
    ctx: &Ctx<'js>,
    answer: Result<Answer, String>,
    origin: &str,
) -> rquickjs::Result<Object<'js>> {
    let object = Object::new(ctx.clone())?;
    let answer = match answer {
        Ok(answer) => answer,
        Err(failure) => {
            object.set("failure", failure)?;
            return Ok(object);
        }
    };
    let headers: Vec<Vec<String>> = answer
        .headers
        .iter()
        .map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            vec![in_title_case(name), value]
        })
        .collect();
    let content_type = text(&answer.headers, &CONTENT_TYPE);
    object.set("code", answer.status.as_u16())?;
    object.set("origin", origin)?;
    object.set("headers", headers)?;
    object.set("charset", charset(content_type.as_deref()))?;
    object.set("type", content_type.as_deref().map(media_type))?;
    object.set("name", name(&answer))?;
    object.set("body", ByteString(answer.body))?;
    Ok(object)
}

fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

/// Names come in lower case from the wire's newer versions; scripts ask for `Content-Type`.
fn in_title_case(name: &HeaderName) -> String {
    let words = name.as_str().split('-').map(|word| {
        let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
        first.to_ascii_uppercase() + rest
    });
    words.collect::<Vec<_>>().join("-")
}

fn media_type(content_type: &str) -> &str {
    content_type
        .split_once(';')
        .map_or(content_type, |(media_type, _)| media_type)
        .trim()
}

/// The charset that the answer names, where it is one; otherwise UTF-8.
fn charset(content_type: Option<&str>) -> String {
    let mut parameters = content_type.unwrap_or_default().split(';').skip(1);
    let named = parameters.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches('"');
        let is_charset = name.trim().eq_ignore_ascii_case("charset") && Charset::named(value).is_some();
        is_charset.then(|| value.to_owned())
    });
    named.unwrap_or_else(|| "UTF-8".into())
}

/// The name that the answer gives to its content, or the last part of its URL.
fn name(answer: &Answer) -> Option<String> {
    let disposition = text(&answer.headers, &CONTENT_DISPOSITION);
    let given = disposition.as_deref().and_then(|disposition| {
        let mut parameters = disposition.split(';').skip(1);
        parameters.find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            let is_name = name.trim().eq_ignore_ascii_case("filename");
            is_name.then(|| value.trim().trim_matches('"').to_owned())
        })
    });
    given
        .or_else(|| last_part(&answer.url))
        .filter(|name| !name.is_empty())
}

fn last_part(url: &Url) -> Option<String> {
    url.path_segments()?.next_back().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderName;

    use super::{charset, in_title_case, media_type};

    #[test]
    fn content_types_are_read() {
        for (content_type, expected_type, expected_charset) in [
            ("text/html; charset=ISO-8859-1", "text/html", "ISO-8859-1"),
            ("text/html;Charset=\"shift_jis\"", "text/html", "shift_jis"),
            ("application/json", "application/json", "UTF-8"),
            ("text/plain; charset=klingon", "text/plain", "UTF-8"),
            ("text/plain; boundary=x", "text/plain", "UTF-8"),
        ] {
            assert_eq!(media_type(content_type), expected_type);
            assert_eq!(charset(Some(content_type)), expected_charset, "{content_type}");
        }
        assert_eq!(charset(None), "UTF-8");
    }

    #[test]
    fn names_of_headers_are_in_title_case() {
        for (name, expected) in [
            ("content-type", "Content-Type"),
            ("etag", "Etag"),
            ("x--a", "X--A"),
        ] {
            assert_eq!(in_title_case(&HeaderName::from_static(name)), expected);
        }
    }
}
