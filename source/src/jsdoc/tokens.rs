/// One piece of a type expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'t> {
    /// A name, or a path such as `GoogleAppsScript.Base.Blob` or `module:a/b`.
    Name(&'t str),
    Number,
    /// A text in quotes, without them.
    Text(&'t str),
    /// `...`
    Rest,
    /// `=>`
    Arrow,
    /// A single character that is none of these.
    Mark(char),
}

/// Takes a type expression apart; nothing where a text has no end.
pub(super) fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, length) = token(first, rest)?;
        tokens.push(token);
        rest = rest.get(length..)?.trim_start();
    }
    Some(tokens)
}

fn token(first: char, rest: &str) -> Option<(Token<'_>, usize)> {
    if matches!(first, '"' | '\'' | '`') {
        let inner = rest.get(1..)?;
        let end = inner.find(first)?;
        return Some((Token::Text(inner.get(..end)?), end + 2));
    }
    if first.is_ascii_digit() {
        let end =
            rest.find(|character: char| !character.is_alphanumeric() && character != '.' && character != '_');
        return Some((Token::Number, end.unwrap_or(rest.len())));
    }
    if is_name(first) {
        let name = path(rest);
        return Some((Token::Name(name), name.len()));
    }
    if rest.starts_with("...") {
        return Some((Token::Rest, 3));
    }
    if rest.starts_with("=>") {
        return Some((Token::Arrow, 2));
    }
    Some((Token::Mark(first), first.len_utf8()))
}

/// A name with what it is a part of. `.` before `<` is Closure's way to write arguments, and no part of it.
fn path(text: &str) -> &str {
    let mut end = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let joins = matches!(character, '.' | '#' | '~' | '/' | ':')
            && !(character == ':' && text.get(..at) != Some("module"))
            && characters.peek().is_some_and(|(_, next)| is_name(*next));
        if !joins && !is_name(character) && !character.is_ascii_digit() {
            break;
        }
        end = at + character.len_utf8();
    }
    text.get(..end).unwrap_or_default()
}

fn is_name(character: char) -> bool {
    character.is_alphabetic() || matches!(character, '_' | '$')
}
