//! The attributes of a tag, in the words of Google's parser where they are wrong.

use quick_xml::events::{BytesStart, attributes::AttrError};

use super::reference::{is_name, resolve, unfinished};

pub(super) type Attributes = Vec<(String, String)>;

pub(super) fn attributes(tag: &BytesStart<'_>) -> Result<Attributes, String> {
    let element = tag.name().0;
    let mut read = Attributes::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|fault| malformed(tag, &fault))?;
        let name = attribute.key.0;
        if !is_name(name) {
            return Err(format!(
                "Element type \"{element}\" must be followed by either attribute specifications, \">\" or \"/>\"."
            ));
        }
        read.push((name.to_owned(), value(&attribute.value, name, element)?));
    }
    Ok(read)
}

fn malformed(tag: &BytesStart<'_>, fault: &AttrError) -> String {
    let element = tag.name().0;
    match *fault {
        AttrError::ExpectedEq(place) => format!(
            "Attribute name \"{}\" associated with an element type \"{element}\" must be followed by the ' = ' \
             character.",
            name_before(tag, place)
        ),
        AttrError::ExpectedValue(place) | AttrError::UnquotedValue(place) => format!(
            "Open quote is expected for attribute \"{}\" associated with an  element type  \"{element}\".",
            name_before(tag, place)
        ),
        AttrError::ExpectedQuote(..) => {
            "XML document structures must start and end within the same entity.".into()
        }
        AttrError::Duplicated(place, _) => format!(
            "Attribute \"{}\" was already specified for element \"{element}\".",
            name_at(tag, place)
        ),
    }
}

/// The name of the attribute whose `=`, or whose lack of one, is at this place.
fn name_before<'a>(tag: &'a BytesStart<'_>, place: usize) -> &'a str {
    let before = tag
        .get(..place)
        .unwrap_or(tag)
        .trim_end()
        .trim_end_matches('=')
        .trim_end();
    before.rsplit(char::is_whitespace).next().unwrap_or_default()
}

fn name_at<'a>(tag: &'a BytesStart<'_>, place: usize) -> &'a str {
    let from = tag.get(place..).unwrap_or_default();
    from.split(|letter: char| letter.is_whitespace() || letter == '=')
        .next()
        .unwrap_or_default()
}

/// A value without its references, and with spaces for line ends and tabs.
fn value(raw: &str, name: &str, element: &str) -> Result<String, String> {
    if raw.contains('<') {
        return Err(format!(
            "The value of attribute \"{name}\" associated with an element type \"{element}\" must not contain the \
             '<' character."
        ));
    }
    let mut whole = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('&') {
        whole.push_str(&spaced(before));
        let (reference, after) = after.split_once(';').ok_or_else(|| unfinished(after))?;
        whole.push(resolve(reference)?);
        rest = after;
    }
    whole.push_str(&spaced(rest));
    Ok(whole)
}

fn spaced(text: &str) -> String {
    text.replace("\r\n", " ").replace(['\r', '\n', '\t'], " ")
}
