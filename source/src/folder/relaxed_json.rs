/// JSON5's comments and trailing commas as spaces, so that places stay what they are. clasp reads its settings as
/// JSON5, and these two are what people use of it.
pub(crate) fn to_json(text: &str) -> String {
    let mut json = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match (character, characters.peek()) {
            ('"', _) => {
                json.push(character);
                let mut escaped = false;
                for inner in characters.by_ref() {
                    json.push(inner);
                    if inner == '"' && !escaped {
                        break;
                    }
                    escaped = inner == '\\' && !escaped;
                }
            }
            ('/', Some('/')) => {
                json.push(' ');
                while let Some(inner) = characters.next_if(|inner| *inner != '\n') {
                    json.push(blank(inner));
                }
            }
            ('/', Some('*')) => {
                characters.next();
                json.push_str("  ");
                let mut star = false;
                for inner in characters.by_ref() {
                    json.push(blank(inner));
                    if star && inner == '/' {
                        break;
                    }
                    star = inner == '*';
                }
            }
            ('}' | ']', _) => {
                let kept = json.trim_end().len();
                if json.get(..kept).is_some_and(|before| before.ends_with(',')) {
                    json.replace_range(kept - 1..kept, " ");
                }
                json.push(character);
            }
            _ => json.push(character),
        }
    }
    json
}

fn blank(character: char) -> char {
    if character == '\n' { '\n' } else { ' ' }
}

#[cfg(test)]
mod tests {
    use super::to_json;

    #[test]
    fn leaves_json_and_blanks_the_rest() {
        let cases = [
            (r#"{"a": "//,}"}"#, r#"{"a": "//,}"}"#),
            ("{\"a\": 1, // b\n}", "{\"a\": 1      \n}"),
            ("[1, /* , \n */]", "[1       \n   ]"),
            (r#"["\"", ]"#, r#"["\""  ]"#),
            ("/*", "  "),
            ("\"", "\""),
            (",]", " ]"),
        ];
        for (text, expected) in cases {
            assert_eq!(to_json(text), expected);
        }
    }
}
