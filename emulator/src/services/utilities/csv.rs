//! Comma-separated values, by RFC 4180.

/// A quote that does not end, or one that is followed by more than a delimiter.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NoCsv;

/// The fields of each line. Lines may differ in length, and an empty one is one empty field.
pub(super) fn parse(text: &str, delimiter: char) -> Result<Vec<Vec<String>>, NoCsv> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut rest = text;
    while !(rest.is_empty() && row.is_empty()) {
        let (field, after) = field(rest, delimiter)?;
        row.push(field);
        rest = match after.strip_prefix(delimiter) {
            Some(after) => {
                if after.is_empty() {
                    row.push(String::new());
                    rows.push(std::mem::take(&mut row));
                }
                after
            }
            None => {
                rows.push(std::mem::take(&mut row));
                after_line(after).ok_or(NoCsv)?
            }
        };
    }
    Ok(rows)
}

/// What follows the end of a line; the text may end without one.
fn after_line(text: &str) -> Option<&str> {
    let ends = ["\r\n", "\n", "\r"];
    let after = ends.iter().find_map(|end| text.strip_prefix(end));
    after.or_else(|| text.is_empty().then_some(text))
}

/// The field that a text begins with, and what follows it.
fn field(text: &str, delimiter: char) -> Result<(String, &str), NoCsv> {
    let Some(mut quoted) = text.strip_prefix('"') else {
        let end = text.find([delimiter, '\n', '\r']).unwrap_or(text.len());
        let (field, rest) = text.split_at(end);
        return Ok((field.to_owned(), rest));
    };
    let mut field = String::new();
    loop {
        let (part, rest) = quoted.split_once('"').ok_or(NoCsv)?;
        field.push_str(part);
        match rest.strip_prefix('"') {
            Some(rest) => {
                field.push('"');
                quoted = rest;
            }
            None => return Ok((field, rest)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{NoCsv, parse};

    #[test]
    fn reads_lines_and_fields() {
        for (text, rows) in [
            ("", vec![]),
            ("a", vec![vec!["a"]]),
            ("a,b\nc,d", vec![vec!["a", "b"], vec!["c", "d"]]),
            ("a,b\r\nc,d\r\n", vec![vec!["a", "b"], vec!["c", "d"]]),
            ("a,,", vec![vec!["a", "", ""]]),
            (",\n,", vec![vec!["", ""], vec!["", ""]]),
            ("a\n\nb", vec![vec!["a"], vec![""], vec!["b"]]),
            ("\"a,\"\"b\"\"\",\"c\nd\"", vec![vec!["a,\"b\"", "c\nd"]]),
            ("\"\",x", vec![vec!["", "x"]]),
            ("it's \"so\",1", vec![vec!["it's \"so\"", "1"]]),
        ] {
            assert_eq!(parse(text, ','), Ok(owned(rows)), "{text:?}");
        }
        assert_eq!(parse("a;b,c", ';'), Ok(owned(vec![vec!["a", "b,c"]])));
        for text in ["\"a", "\"a\"b", "x,\"a\"\"\n"] {
            assert_eq!(parse(text, ','), Err(NoCsv), "{text:?}");
        }
    }

    fn owned(rows: Vec<Vec<&str>>) -> Vec<Vec<String>> {
        let fields = |row: Vec<&str>| row.into_iter().map(str::to_owned).collect();
        rows.into_iter().map(fields).collect()
    }
}
