//! Text of JSDoc as Markdown in which rustdoc finds nothing to complain about: no links that lead nowhere, no bare
//! URLs, no HTML.

/// A line that is not in a block of code.
pub(super) fn escaped(line: &str) -> String {
    let mut written = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(letter) = rest.chars().next() {
        let (text, length) = piece(rest, letter);
        written.push_str(&text);
        rest = rest.get(length..).unwrap_or_default();
    }
    written
}

/// What is written for the start of a text, and how many of its bytes that is.
fn piece(text: &str, first: char) -> (String, usize) {
    let found = match first {
        '\\' => escape(text),
        '`' => code(text),
        '<' => autolink(text),
        '[' => link(text),
        '{' => inline_tag(text),
        'h' => url(text),
        _ => None,
    };
    found.unwrap_or_else(|| match first {
        '`' | '<' | '[' | ']' => (format!("\\{first}"), 1),
        _ => (first.to_string(), first.len_utf8()),
    })
}

fn same(text: &str, length: usize) -> Option<(String, usize)> {
    Some((text.get(..length)?.to_owned(), length))
}

/// A sign that is escaped already.
fn escape(text: &str) -> Option<(String, usize)> {
    let escaped = text.chars().nth(1)?;
    escaped.is_ascii_punctuation().then(|| same(text, 2)).flatten()
}

/// A span of code, which must end on the same line.
fn code(text: &str) -> Option<(String, usize)> {
    let content = text.trim_start_matches('`');
    let ticks = text.len() - content.len();
    let mut from = ticks;
    loop {
        let start = from + text.get(from..)?.find('`')?;
        let behind = text.get(start..)?.trim_start_matches('`');
        let end = text.len() - behind.len();
        if end - start == ticks {
            return same(text, end);
        }
        from = end;
    }
}

/// `<https://…>`
fn autolink(text: &str) -> Option<(String, usize)> {
    let end = text.find('>')?;
    let target = text.get(1..end)?;
    let is_target = is_url(target) && !target.contains([' ', '\t', '<']);
    is_target.then(|| same(text, end + 1)).flatten()
}

/// `[text](https://…)`; every other bracket would be a link to an item.
fn link(text: &str) -> Option<(String, usize)> {
    let middle = text.find("](")?;
    let end = middle + text.get(middle..)?.find(')')?;
    let (label, target) = (text.get(1..middle)?, text.get(middle + 2..end)?);
    let is_target = is_url(target) && !target.contains([' ', '\t', '<', '>']);
    let written = if label == target {
        format!("<{target}>")
    } else if label.contains(['[', ']', '<', '`']) || label.contains("://") {
        return None;
    } else {
        format!("[{label}]({target})")
    };
    is_target.then_some((written, end + 1))
}

/// `{@link target}`, `{@link target text}` and `{@link target|text}`
fn inline_tag(text: &str) -> Option<(String, usize)> {
    let end = text.find('}')?;
    let inside = text.get(1..end)?.strip_prefix("@link")?;
    let inside = inside
        .strip_prefix("code")
        .or_else(|| inside.strip_prefix("plain"))
        .unwrap_or(inside);
    let inside = inside.strip_prefix([' ', '\t'])?.trim();
    let (target, label) = match inside.split_once(['|', ' ', '\t']) {
        Some((target, label)) => (target, label.trim()),
        None => (inside, ""),
    };
    let written = match (is_url(target), label) {
        _ if target.is_empty() || target.contains(['<', '>', '`']) => return None,
        (true, "") => format!("<{target}>"),
        (true, label) if !label.contains("://") => format!("[{}]({target})", escaped(label)),
        (true, _) => format!("<{target}>"),
        (false, "") => format!("`{target}`"),
        (false, label) => escaped(label),
    };
    Some((written, end + 1))
}

/// A bare URL, without the punctuation of the sentence that it is in.
fn url(text: &str) -> Option<(String, usize)> {
    if !is_url(text) {
        return None;
    }
    let ends =
        |letter: char| letter.is_whitespace() || matches!(letter, '<' | '>' | '`' | '"' | '|' | '[' | ']');
    let mut url = text.get(..text.find(ends).unwrap_or(text.len()))?;
    while let Some(last) = url.chars().last() {
        let is_closing = match last {
            ')' => url.matches(')').count() > url.matches('(').count(),
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '{' | '}' => true,
            _ => false,
        };
        if !is_closing {
            break;
        }
        url = url.get(..url.len() - last.len_utf8())?;
    }
    Some((format!("<{url}>"), url.len()))
}

fn is_url(text: &str) -> bool {
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|host| host.starts_with(|letter: char| letter.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_is_a_link_or_a_tag_that_was_not_meant_as_one() {
        for (text, expected) in [
            (
                "Plain text, (with) {signs} & more.",
                "Plain text, (with) {signs} & more.",
            ),
            ("See https://example.com/a.", "See <https://example.com/a>."),
            ("(http://example.com/a_(b))", "(<http://example.com/a_(b)>)"),
            ("<https://example.com>", "<https://example.com>"),
            ("https://a.b/c, https://d.e", "<https://a.b/c>, <https://d.e>"),
            ("[a page](https://example.com)", "[a page](https://example.com)"),
            ("[https://a.b](https://a.b)", "<https://a.b>"),
            ("[https://a.b](https://c.d)", r"\[<https://a.b>\](<https://c.d>)"),
            ("[Optional] the name", r"\[Optional\] the name"),
            ("[a page](Page.gs)", r"\[a page\](Page.gs)"),
            ("[a]: b", r"\[a\]: b"),
            (r"\[a\]", r"\[a\]"),
            ("an Array<string> <br> a < b", r"an Array\<string> \<br> a \< b"),
            ("`a[0]` and `<b>`", "`a[0]` and `<b>`"),
            ("``a`b[0]`` [c]", r"``a`b[0]`` \[c\]"),
            ("a ` [b]", r"a \` \[b\]"),
            ("{@link Other}", "`Other`"),
            ("{@link Other|the other}", "the other"),
            ("{@linkcode https://a.b}", "<https://a.b>"),
            ("{@link https://a.b a page}", "[a page](https://a.b)"),
            ("{@linking}", "{@linking}"),
            ("http://", "http://"),
            ("größe [ü]", r"größe \[ü\]"),
            ("[", r"\["),
            ("{@link ", "{@link "),
        ] {
            assert_eq!(escaped(text), expected, "{text:?}");
        }
    }
}
