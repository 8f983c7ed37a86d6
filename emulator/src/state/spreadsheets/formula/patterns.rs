//! Regular expressions of RE2, as the `regex` crate reads them.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use regex::{Regex, RegexBuilder};

/// How large a compiled expression may be, in bytes. A search takes steps in proportion to it and to the length of the
/// text, and cannot be stopped: with this size, and as much text as a cell holds, it takes a moment.
const SIZE: usize = 256 * 1024;

/// What RE2 has and the crate has not.
const FOREIGN: [&str; 2] = ["\\Q", "\\C"];

/// The expression that was used last: formulas mostly use one for many cells.
#[derive(Default)]
pub(super) struct Patterns(RefCell<Option<(Arc<str>, Rc<Regex>)>>);

/// Why an expression cannot be used.
pub(super) enum Unusable {
    Invalid,
    /// It may be one at Google.
    Lacking(&'static str),
}

impl Patterns {
    /// The compiled expression.
    pub(super) fn get(&self, pattern: &Arc<str>) -> Result<Rc<Regex>, Unusable> {
        if let Some((known, regex)) = &*self.0.borrow()
            && known == pattern
        {
            return Ok(Rc::clone(regex));
        }
        if FOREIGN.iter().any(|foreign| pattern.contains(foreign)) {
            return Err(Unusable::Lacking("\\Q or \\C in regular expressions"));
        }
        let built = RegexBuilder::new(&as_of_crate(pattern)).size_limit(SIZE).build();
        let regex = built.map(Rc::new).map_err(|fault| match fault {
            regex::Error::CompiledTooBig(_) => Unusable::Lacking("regular expressions as large as this"),
            _ => Unusable::Invalid,
        })?;
        *self.0.borrow_mut() = Some((Arc::clone(pattern), Rc::clone(&regex)));
        Ok(regex)
    }
}

/// Classes such as `\d` are of ASCII at RE2, and brackets and `&` have no meaning of their own within a class.
fn as_of_crate(pattern: &str) -> String {
    let mut written = String::new();
    let mut rest = pattern;
    let mut is_in_class = false;
    while let Some(letter) = rest.chars().next() {
        let mut length = letter.len_utf8();
        match letter {
            '\\' => {
                let escaped = rest.chars().nth(1);
                length += escaped.map_or(0, char::len_utf8);
                match escaped.and_then(|letter| ascii_class(letter, is_in_class)) {
                    Some(class) => written.push_str(class),
                    None => written.push_str(rest.get(..length).unwrap_or_default()),
                }
            }
            '[' if is_in_class => match posix_class(rest) {
                Some(class) => {
                    length = class.len();
                    written.push_str(class);
                }
                None => written.push_str("\\["),
            },
            '&' | '~' if is_in_class => {
                written.push('\\');
                written.push(letter);
            }
            '[' => {
                is_in_class = true;
                // A bracket that comes first is a letter of the class.
                length = ["[^]", "[]", "[^"]
                    .into_iter()
                    .find(|start| rest.starts_with(start))
                    .map_or(1, str::len);
                let start = rest.get(..length).unwrap_or_default();
                written.push_str(&start.replace(']', "\\]"));
            }
            ']' if is_in_class => {
                is_in_class = false;
                written.push(']');
            }
            letter => written.push(letter),
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    written
}

fn ascii_class(letter: char, is_in_class: bool) -> Option<&'static str> {
    Some(match letter {
        'd' => "[0-9]",
        'D' => "[^0-9]",
        'w' => "[0-9A-Za-z_]",
        'W' => "[^0-9A-Za-z_]",
        's' => "[\\t\\n\\f\\r ]",
        'S' => "[^\\t\\n\\f\\r ]",
        'b' if !is_in_class => "(?-u:\\b)",
        'B' if !is_in_class => "(?-u:\\B)",
        _ => return None,
    })
}

/// `[:alpha:]`, where a class begins with it.
fn posix_class(rest: &str) -> Option<&str> {
    let end = rest.starts_with("[:").then(|| rest.find(":]"))??;
    rest.get(..end + 2)
}

#[cfg(test)]
mod tests {
    use super::as_of_crate;

    #[test]
    fn expressions_mean_the_same_in_the_crate() {
        for (pattern, expected) in [
            ("a+", "a+"),
            ("\\d{2}", "[0-9]{2}"),
            ("[\\w-]", "[[0-9A-Za-z_]-]"),
            ("[^\\s&]", "[^[\\t\\n\\f\\r ]\\&]"),
            ("[]a]", "[\\]a]"),
            ("[^]a]", "[^\\]a]"),
            ("[[a]", "[\\[a]"),
            ("[[:alpha:]_]", "[[:alpha:]_]"),
            ("\\[\\.", "\\[\\."),
            ("é\\", "é\\"),
        ] {
            assert_eq!(as_of_crate(pattern), expected, "{pattern}");
        }
    }
}
