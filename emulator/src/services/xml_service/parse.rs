//! Reads a document into a list of what stands in it, which `tree.js` makes a tree of.

use std::fmt;

use quick_xml::{
    Reader,
    errors::{Error, IllFormedError, SyntaxError},
    events::{BytesStart, BytesText, Event},
};
use serde_json::{Value as Json, json};

use super::{
    reference::{is_character, is_name, resolve, unfinished},
    tag::{Attributes, attributes},
};

/// How large a document may be, and how deep its elements may stand in each other.
const SIZE: usize = 16 * 1024 * 1024;
const DEPTH: usize = 400;

/// Why a document cannot be read, in the words of Google's parser.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    line: usize,
    message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error on line {}: {}", self.line, self.message)
    }
}

/// The document as arrays: `["start", name, [[name, value], …]]`, `["text", text]`, `["end"]` and so on.
pub(super) fn events(xml: &str) -> Result<Vec<Json>, Fault> {
    let xml = xml.strip_prefix('\u{FEFF}').unwrap_or(xml);
    let mut parser = Parser::new(xml);
    match parser.read(xml) {
        Ok(()) => Ok(parser.events),
        Err(message) => Err(Fault {
            line: parser.line(xml),
            message,
        }),
    }
}

struct Parser<'x> {
    reader: Reader<&'x [u8]>,
    /// The elements that are open, each with the prefixes that it declares.
    open: Vec<(String, Vec<String>)>,
    has_root: bool,
    events: Vec<Json>,
}

impl<'x> Parser<'x> {
    fn new(xml: &'x str) -> Self {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_comments = true;
        Self {
            reader,
            open: Vec::new(),
            has_root: false,
            events: Vec::new(),
        }
    }

    /// Where reading stands, counted from 1.
    fn line(&self, xml: &str) -> usize {
        let place = self.reader.buffer_position().max(self.reader.error_position());
        let before = xml
            .as_bytes()
            .iter()
            .take(usize::try_from(place).unwrap_or(usize::MAX));
        before.filter(|&&byte| byte == b'\n').count() + 1
    }

    fn read(&mut self, xml: &str) -> Result<(), String> {
        if xml.len() > SIZE {
            return Err(format!("the emulator reads documents of up to {SIZE} bytes."));
        }
        loop {
            let start = self.reader.buffer_position();
            let event = self
                .reader
                .read_event()
                .map_err(|fault| self.malformed(&fault, xml))?;
            match event {
                Event::Start(tag) => self.start(&tag)?,
                Event::Empty(tag) => {
                    self.start(&tag)?;
                    self.end();
                }
                Event::End(_) => self.end(),
                Event::Text(text) => self.text(&text)?,
                Event::GeneralRef(reference) => self.reference(&reference)?,
                Event::CData(text) => self.data(&text.xml10_content())?,
                Event::Comment(text) => self.events.push(json!(["comment", text.xml10_content()])),
                Event::PI(instruction) => {
                    let data = instruction.content().trim_start();
                    self.events
                        .push(json!(["instruction", instruction.target(), data]));
                }
                Event::Decl(_) if start == 0 => {}
                Event::Decl(_) => {
                    let message =
                        "The processing instruction target matching \"[xX][mM][lL]\" is not allowed.";
                    return Err(message.into());
                }
                Event::DocType(text) => self.doc_type(&text)?,
                Event::Eof => return self.finish(),
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), String> {
        let name = tag.name().0;
        if !is_name(name) {
            return Err(self.no_markup().into());
        }
        if self.open.is_empty() && self.has_root {
            return Err("The markup in the document following the root element must be well-formed.".into());
        }
        if self.open.len() >= DEPTH {
            return Err(format!("the emulator reads elements of up to {DEPTH} levels."));
        }
        let attributes = attributes(tag)?;
        self.open.push((name.to_owned(), declared(&attributes)));
        self.check_prefixes(name, &attributes)?;
        self.has_root = true;
        self.events.push(json!(["start", name, attributes]));
        Ok(())
    }

    fn end(&mut self) {
        self.open.pop();
        self.events.push(json!(["end"]));
    }

    fn check_prefixes(&self, element: &str, attributes: &Attributes) -> Result<(), String> {
        let unbound = |name: &str| {
            let (prefix, _) = name.split_once(':')?;
            let is_bound = matches!(prefix, "xml" | "xmlns")
                || self
                    .open
                    .iter()
                    .any(|(_, declared)| declared.iter().any(|one| one == prefix));
            (!is_bound).then(|| prefix.to_owned())
        };
        if let Some(prefix) = unbound(element) {
            return Err(format!(
                "The prefix \"{prefix}\" for element \"{element}\" is not bound."
            ));
        }
        for (name, _) in attributes {
            if let Some(prefix) = unbound(name) {
                return Err(format!(
                    "The prefix \"{prefix}\" for attribute \"{name}\" associated with an element type \"{element}\" \
                     is not bound."
                ));
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &BytesText<'_>) -> Result<(), String> {
        if text.contains("]]>") {
            let message = "The character sequence \"]]>\" must not appear in content unless used to mark the end of a CDATA section.";
            return Err(message.into());
        }
        let text = text.xml10_content();
        if !self.open.is_empty() {
            return self.push_text("text", &text);
        }
        if text.trim().is_empty() {
            return Ok(());
        }
        Err(self.no_content().into())
    }

    fn data(&mut self, text: &str) -> Result<(), String> {
        if self.open.is_empty() {
            return Err(self.no_content().into());
        }
        self.push_text("cdata", text)
    }

    fn reference(&mut self, reference: &str) -> Result<(), String> {
        if self.open.is_empty() {
            return Err(self.no_content().into());
        }
        let letter = resolve(reference)?;
        self.push_text("text", &letter.to_string())
    }

    fn push_text(&mut self, kind: &str, text: &str) -> Result<(), String> {
        if let Some(letter) = text.chars().find(|&letter| !is_character(letter)) {
            return Err(format!(
                "An invalid XML character (Unicode: 0x{:x}) was found in the element content of the document.",
                u32::from(letter)
            ));
        }
        self.events.push(json!([kind, text]));
        Ok(())
    }

    /// `name`, `name SYSTEM "…"`, `name PUBLIC "…" "…"`, each with a subset in brackets or without.
    fn doc_type(&mut self, text: &BytesText<'_>) -> Result<(), String> {
        if self.has_root {
            return Err("The markup in the document following the root element must be well-formed.".into());
        }
        let (outside, subset) = match text.split_once('[') {
            Some((outside, inside)) => (outside, inside.rsplit_once(']').map(|(subset, _)| subset.trim())),
            None => (&**text, None),
        };
        let mut words = outside.trim().splitn(2, char::is_whitespace);
        let name = words.next().unwrap_or_default();
        let ids = words.next().unwrap_or_default().trim();
        let quoted: Vec<&str> = ids.split(['"', '\'']).skip(1).step_by(2).collect();
        let (public, system) = if ids.starts_with("PUBLIC") {
            (quoted.first(), quoted.get(1))
        } else {
            (None, quoted.first())
        };
        self.events.push(json!(["doctype", name, public, system, subset]));
        Ok(())
    }

    fn finish(&self) -> Result<(), String> {
        if !self.open.is_empty() {
            return Err("XML document structures must start and end within the same entity.".into());
        }
        if self.has_root {
            return Ok(());
        }
        Err("Premature end of file.".into())
    }

    fn no_content(&self) -> &'static str {
        if self.has_root {
            "Content is not allowed in trailing section."
        } else {
            "Content is not allowed in prolog."
        }
    }

    fn no_markup(&self) -> &'static str {
        match (self.has_root, self.open.is_empty()) {
            (false, _) => "The markup in the document preceding the root element must be well-formed.",
            (true, true) => "The markup in the document following the root element must be well-formed.",
            (true, false) => "The content of elements must consist of well-formed character data or markup.",
        }
    }

    /// What the reader itself refuses.
    fn malformed(&self, fault: &Error, xml: &str) -> String {
        match fault {
            Error::IllFormed(IllFormedError::MismatchedEndTag { expected, .. }) => {
                format!(
                    "The element type \"{expected}\" must be terminated by the matching end-tag \"</{expected}>\"."
                )
            }
            Error::IllFormed(IllFormedError::UnmatchedEndTag(_)) => self.no_markup().into(),
            Error::IllFormed(IllFormedError::DoubleHyphenInComment) => {
                "The string \"--\" is not permitted within comments.".into()
            }
            Error::IllFormed(IllFormedError::UnclosedReference) if self.open.is_empty() => {
                self.no_content().into()
            }
            Error::IllFormed(IllFormedError::UnclosedReference) => {
                let place = usize::try_from(self.reader.error_position()).unwrap_or(usize::MAX);
                unfinished(xml.get(place..).unwrap_or_default().trim_start_matches('&'))
            }
            Error::Syntax(SyntaxError::InvalidBangMarkup) => self.no_markup().into(),
            Error::Syntax(_) => "XML document structures must start and end within the same entity.".into(),
            other => other.to_string(),
        }
    }
}

/// The prefixes that a tag declares.
fn declared(attributes: &Attributes) -> Vec<String> {
    let prefixes = attributes
        .iter()
        .filter_map(|(name, _)| name.strip_prefix("xmlns:"));
    prefixes.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::events;

    #[test]
    fn a_document_is_read() {
        let xml = "<?xml version=\"1.0\"?>\n<!DOCTYPE a SYSTEM \"a.dtd\">\n<!-- c -->\n<a x='1 &lt;\n2' xmlns:p=\"u\">t&amp;&#228;\r\n<p:b/><![CDATA[<&]]><?go now?></a>\n";
        let read = events(xml).map_err(|fault| fault.to_string());
        let expected = json!([
            ["doctype", "a", null, "a.dtd", null],
            ["comment", " c "],
            ["start", "a", [["x", "1 < 2"], ["xmlns:p", "u"]]],
            ["text", "t"],
            ["text", "&"],
            ["text", "ä"],
            ["text", "\n"],
            ["start", "p:b", []],
            ["end"],
            ["cdata", "<&"],
            ["instruction", "go", "now"],
            ["end"],
        ]);
        assert_eq!(read.map(serde_json::Value::Array), Ok(expected));
    }

    #[test]
    fn what_is_malformed_is_refused_in_the_words_of_google() {
        for (xml, line, message) in [
            ("", 1, "Premature end of file."),
            ("  \n", 2, "Premature end of file."),
            ("text", 1, "Content is not allowed in prolog."),
            ("{\"a\": 1}", 1, "Content is not allowed in prolog."),
            ("<a/>text", 1, "Content is not allowed in trailing section."),
            (
                "<a/>\n<b/>",
                2,
                "The markup in the document following the root element must be well-formed.",
            ),
            (
                "<a>\n<b></a>",
                2,
                "The element type \"b\" must be terminated by the matching end-tag \"</b>\".",
            ),
            (
                "<a>\n\n",
                3,
                "XML document structures must start and end within the same entity.",
            ),
            (
                "<a",
                1,
                "XML document structures must start and end within the same entity.",
            ),
            (
                "<a><!-- x",
                1,
                "XML document structures must start and end within the same entity.",
            ),
            (
                "</a>",
                1,
                "The markup in the document preceding the root element must be well-formed.",
            ),
            (
                "<a b/>",
                1,
                "Attribute name \"b\" associated with an element type \"a\" must be followed by the ' = ' character.",
            ),
            (
                "<a b=c/>",
                1,
                "Open quote is expected for attribute \"b\" associated with an  element type  \"a\".",
            ),
            (
                "<a b='1' b='2'/>",
                1,
                "Attribute \"b\" was already specified for element \"a\".",
            ),
            (
                "<a b='<'/>",
                1,
                "The value of attribute \"b\" associated with an element type \"a\" must not contain the '<' character.",
            ),
            (
                "<a>\n&nbsp;</a>",
                2,
                "The entity \"nbsp\" was referenced, but not declared.",
            ),
            (
                "<a b='&nbsp;'/>",
                1,
                "The entity \"nbsp\" was referenced, but not declared.",
            ),
            (
                "<a>x & y</a>",
                1,
                "The entity name must immediately follow the '&' in the entity reference.",
            ),
            (
                "<a>x&y</a>",
                1,
                "The reference to entity \"y\" must end with the ';' delimiter.",
            ),
            (
                "<a b='x&y'/>",
                1,
                "The reference to entity \"y\" must end with the ';' delimiter.",
            ),
            (
                "<a>&#0;</a>",
                1,
                "Character reference \"&#0\" is an invalid XML character.",
            ),
            ("<p:a/>", 1, "The prefix \"p\" for element \"p:a\" is not bound."),
            (
                "<a p:b='1'/>",
                1,
                "The prefix \"p\" for attribute \"p:b\" associated with an element type \"a\" is not bound.",
            ),
            (
                "<a>]]></a>",
                1,
                "The character sequence \"]]>\" must not appear in content unless used to mark the end of a CDATA section.",
            ),
            (
                "<a><!-- x -- y --></a>",
                1,
                "The string \"--\" is not permitted within comments.",
            ),
            (
                "<a>1 < 2</a>",
                1,
                "The content of elements must consist of well-formed character data or markup.",
            ),
            (
                " <?xml version='1.0'?><a/>",
                1,
                "The processing instruction target matching \"[xX][mM][lL]\" is not allowed.",
            ),
            (
                "<a>\u{1}</a>",
                1,
                "An invalid XML character (Unicode: 0x1) was found in the element content of the document.",
            ),
        ] {
            let fault = events(xml).expect_err(xml).to_string();
            assert_eq!(fault, format!("Error on line {line}: {message}"), "{xml}");
        }
    }

    #[test]
    fn nothing_outside_of_a_document_is_read_and_none_grows() {
        let external = "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>";
        let fault = events(external).expect_err("an entity").to_string();
        assert_eq!(
            fault,
            "Error on line 1: The entity \"e\" was referenced, but not declared."
        );
        let deep = "<a>".repeat(100_000);
        let fault = events(&deep).expect_err("a depth").to_string();
        assert!(fault.contains("levels"), "{fault}");
    }
}
