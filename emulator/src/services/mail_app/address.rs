//! Lists of email addresses, as scripts write them: `ann@example.com, Bob <bob@example.com>`.

/// The addresses of a list, or the first that is none.
pub(super) fn addresses(list: &str) -> Result<Vec<String>, String> {
    let parts = split(list);
    let written = parts.into_iter().map(str::trim).filter(|part| !part.is_empty());
    written
        .map(|part| {
            if is_address(bare(part)) {
                Ok(part.to_owned())
            } else {
                Err(part.to_owned())
            }
        })
        .collect()
}

/// A comma inside of a quoted name separates nothing.
fn split(list: &str) -> Vec<&str> {
    let mut quoted = false;
    list.split(|letter| {
        if letter == '"' {
            quoted = !quoted;
        }
        letter == ',' && !quoted
    })
    .collect()
}

/// The address without the name before it.
fn bare(part: &str) -> &str {
    part.rsplit_once('<')
        .and_then(|(_, address)| address.strip_suffix('>'))
        .unwrap_or(part)
}

fn is_address(address: &str) -> bool {
    let Some((user, host)) = address.rsplit_once('@') else {
        return false;
    };
    let is_text = |text: &str| {
        !text.is_empty()
            && !text.chars().any(|letter| {
                letter.is_whitespace() || letter.is_control() || "<>()[]\\,;:\"@".contains(letter)
            })
    };
    is_text(user) && is_text(host) && !host.split('.').any(str::is_empty)
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn lists_are_read_or_refused() {
        for (list, expected) in [
            ("", Ok(vec![])),
            (" , ", Ok(vec![])),
            ("ann@example.com", Ok(vec!["ann@example.com"])),
            ("a@b.c,d@e.f , ", Ok(vec!["a@b.c", "d@e.f"])),
            (
                "\"Lee, Ann\" <ann@example.com>",
                Ok(vec!["\"Lee, Ann\" <ann@example.com>"]),
            ),
            ("a.b+c@example.co.uk", Ok(vec!["a.b+c@example.co.uk"])),
            ("me@localhost", Ok(vec!["me@localhost"])),
            ("nobody", Err("nobody")),
            ("a@b.c, x", Err("x")),
            ("a@b.c; d@e.f", Err("a@b.c; d@e.f")),
            ("@example.com", Err("@example.com")),
            ("a@", Err("a@")),
            ("a@b..c", Err("a@b..c")),
            ("two words@example.com", Err("two words@example.com")),
            ("Ann <ann@example.com", Err("Ann <ann@example.com")),
            ("a@b.c\r\nBcc: d@e.f", Err("a@b.c\r\nBcc: d@e.f")),
        ] {
            let expected = expected
                .map(|list| list.into_iter().map(str::to_owned).collect::<Vec<_>>())
                .map_err(str::to_owned);
            assert_eq!(addresses(list), expected, "{list:?}");
        }
    }
}
