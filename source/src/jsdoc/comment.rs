/// The text of a JSDoc comment, taken apart.
#[derive(Debug, Default)]
pub(crate) struct Comment {
    /// What stands before the first tag.
    pub(crate) description: Option<String>,
    pub(crate) tags: Vec<Tag>,
}

/// `@name {type} rest`.
#[derive(Debug, PartialEq)]
pub(crate) struct Tag {
    /// Without its `@`, in lower case.
    pub(crate) name: String,
    /// What stands in its braces.
    pub(crate) ty: Option<String>,
    /// What follows, which may have several lines.
    pub(crate) rest: String,
}

impl Comment {
    /// Reads what stands between `/**` and `*/`.
    pub(crate) fn parse(text: &str) -> Self {
        let mut blocks = vec![String::new()];
        let mut in_example = false;
        for line in text.lines() {
            let line = line.trim().trim_start_matches('*');
            let bare = line.trim();
            let is_tag = begins_tag(bare);
            in_example = if is_tag {
                bare.starts_with("@example")
            } else {
                in_example
            };
            let mut pieces = if in_example { vec![bare] } else { pieces(bare) }.into_iter();
            let first = pieces.next().unwrap_or_default();
            match blocks.last_mut() {
                Some(block) if !is_tag => {
                    block.push('\n');
                    block.push_str(if in_example { line.trim_end() } else { first });
                }
                _ => blocks.push(first.to_owned()),
            }
            blocks.extend(pieces.map(str::to_owned));
        }
        let mut blocks = blocks.into_iter();
        let description = blocks.next().unwrap_or_default();
        Self {
            description: non_empty(&description),
            tags: blocks.map(|block| Tag::parse(&block)).collect(),
        }
    }

    pub(super) fn tags<'c>(&'c self, names: &'c [&str]) -> impl Iterator<Item = &'c Tag> {
        self.tags.iter().filter(|tag| names.contains(&tag.name.as_str()))
    }

    /// The names that `@template` declares.
    pub(super) fn generics(&self) -> Vec<String> {
        let lists = self.tags(&["template"]).map(|tag| tag.rest.as_str());
        let words = lists.flat_map(|list| list.split([',', ' ', '\n', '[', '=']));
        words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
    }

    pub(crate) fn tag(&self, names: &[&str]) -> Option<&Tag> {
        self.tags.iter().find(|tag| names.contains(&tag.name.as_str()))
    }
}

impl Tag {
    fn parse(block: &str) -> Self {
        let block = block.strip_prefix('@').unwrap_or(block);
        let end = block.find(|character: char| !character.is_alphanumeric() && character != '-');
        let (name, rest) = block.split_at(end.unwrap_or(block.len()));
        let (ty, rest) = braced(rest.trim_start());
        Self {
            name: name.to_lowercase(),
            ty: ty.map(str::to_owned),
            rest: rest.trim().to_owned(),
        }
    }

    /// The first word of the rest, where tags have their name, and what follows it. `[a = 1]` is one word.
    pub(super) fn named(&self) -> (&str, Option<String>) {
        let rest = self.rest.as_str();
        let end = if rest.starts_with('[') {
            closing(rest, '[', ']').map_or(rest.len(), |end| end + 1)
        } else {
            rest.find(char::is_whitespace).unwrap_or(rest.len())
        };
        let (name, text) = rest.split_at(end);
        (name, described(text))
    }
}

/// A description without the hyphen that parts it from a name.
pub(super) fn described(text: &str) -> Option<String> {
    let text = text.trim_start();
    let bare = text.strip_prefix(['-', '–', '—', ':']);
    non_empty(
        bare.filter(|bare| bare.starts_with(char::is_whitespace))
            .unwrap_or(text),
    )
}

fn non_empty(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn begins_tag(line: &str) -> bool {
    line.strip_prefix('@')
        .is_some_and(|name| name.starts_with(char::is_alphabetic))
}

/// A line before each of the tags that people write one after the other: `@param {T} a @return {U}`.
fn pieces(line: &str) -> Vec<&str> {
    const TAGS: [&str; 7] = [
        "@param",
        "@arg",
        "@argument",
        "@return",
        "@returns",
        "@type",
        "@private",
    ];
    let begins = |at: usize| {
        let (before, tag) = line.split_at(at);
        let name = tag.split([' ', '\t', '{']).next().unwrap_or_default();
        let has_type = tag
            .strip_prefix(name)
            .is_some_and(|rest| rest.trim_start().starts_with('{'));
        before.ends_with([' ', '\t']) && TAGS.contains(&name) && (has_type || name == "@private")
    };
    let starts = line.match_indices('@').map(|(at, _)| at).filter(|at| begins(*at));
    let mut pieces = Vec::new();
    let mut rest = line;
    let mut cut = 0;
    for start in starts {
        let (piece, behind) = rest.split_at(start - cut);
        pieces.push(piece.trim_end());
        rest = behind;
        cut = start;
    }
    pieces.push(rest);
    pieces
}

/// What stands in the braces at the start, and what follows them.
fn braced(text: &str) -> (Option<&str>, &str) {
    if !text.starts_with('{') {
        return (None, text);
    }
    let Some(end) = closing(text, '{', '}') else {
        return (None, text);
    };
    (text.get(1..end), text.get(end + 1..).unwrap_or_default())
}

/// Where the bracket at the start is closed.
fn closing(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, character) in text.char_indices() {
        if character == open {
            depth += 1;
        } else if character == close {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::Comment;

    #[test]
    fn takes_a_comment_apart() {
        let cases = [
            ("*", ""),
            ("* Text. ", "Text."),
            ("*\n * One\n * two.\n *\n * Three.\n ", "One\ntwo.\n\nThree."),
            (
                "* Text.\n * @param {string} a - the a",
                "Text.|param {string} a - the a",
            ),
            ("* @param {{a: number}} b c", "|param {{a: number}} b c"),
            (
                "* @param {{\n *   a: number\n * }} b",
                "|param {{\na: number\n}} b",
            ),
            ("* @Returns\n * text", "|returns text"),
            ("* @param {string", "|param {string"),
            ("* Write to a@b.de or @ c", "Write to a@b.de or @ c"),
            (
                "* @returns {string} a\r\n * @private\r\n",
                "|returns {string} a|private ",
            ),
            ("\n   no stars\n   @return {a}", "no stars|return {a} "),
            (
                "* Text. @param {a} b @param {c} d e @return {f} ",
                "Text.|param {a} b|param {c} d e|return {f} ",
            ),
            ("* See @param or `@param {a} b`", "See @param or `@param {a} b`"),
            ("* @example f() // @param {a} b", "|example f() // @param {a} b"),
        ];
        for (text, expected) in cases {
            let comment = Comment::parse(text);
            let mut parts = vec![comment.description.unwrap_or_default()];
            parts.extend(comment.tags.iter().map(|tag| match &tag.ty {
                Some(ty) => format!("{} {{{ty}}} {}", tag.name, tag.rest),
                None => format!("{} {}", tag.name, tag.rest),
            }));
            assert_eq!(parts.join("|"), expected, "{text:?}");
        }
    }

    #[test]
    fn a_name_ends_at_a_space_or_a_bracket() {
        let cases = [
            ("@param a", "a", None),
            ("@param a - b", "a", Some("b")),
            ("@param a b", "a", Some("b")),
            ("@param a -b", "a", Some("-b")),
            ("@param [a] b", "[a]", Some("b")),
            ("@param [a = 1] b", "[a = 1]", Some("b")),
            ("@param [a=[1, 2]] b", "[a=[1, 2]]", Some("b")),
            ("@param [a", "[a", None),
            ("@param", "", None),
        ];
        for (text, name, description) in cases {
            let comment = Comment::parse(text);
            let tag = comment.tag(&["param"]).expect("a tag");
            assert_eq!(tag.named(), (name, description.map(str::to_owned)), "{text}");
        }
    }
}
