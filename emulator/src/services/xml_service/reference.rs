//! `&amp;`, `&#228;`: the references that XML knows by itself. There are no others, so that a document reaches
//! nothing outside of itself and does not grow as it is read.

/// The character that stands for a reference, without its `&` and `;`.
pub(super) fn resolve(reference: &str) -> Result<char, String> {
    match reference {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        "" => Err("The entity name must immediately follow the '&' in the entity reference.".into()),
        _ => match reference.strip_prefix('#') {
            Some(number) => numbered(number)
                .ok_or_else(|| format!("Character reference \"&{reference}\" is an invalid XML character.")),
            None if is_name(reference) => Err(format!(
                "The entity \"{reference}\" was referenced, but not declared."
            )),
            None => Err(unfinished(reference)),
        },
    }
}

/// What is said of a `&` that no `;` follows where it should.
pub(super) fn unfinished(after: &str) -> String {
    let name: String = after.chars().take_while(|&letter| is_of_name(letter)).collect();
    if name.is_empty() {
        "The entity name must immediately follow the '&' in the entity reference.".into()
    } else {
        format!("The reference to entity \"{name}\" must end with the ';' delimiter.")
    }
}

fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix('x') {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?).filter(|&letter| is_character(letter))
}

/// What may stand in a document at all.
pub(super) fn is_character(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | ' '..) && !matches!(letter, '\u{FFFE}' | '\u{FFFF}')
}

pub(super) fn is_name(name: &str) -> bool {
    let starts = |letter: char| letter.is_alphabetic() || matches!(letter, '_' | ':');
    name.starts_with(starts) && name.chars().all(is_of_name)
}

fn is_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | ':' | '-' | '.' | '·' | '\u{300}'..='\u{36F}')
}
