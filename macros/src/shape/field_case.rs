/// How serde writes the names of fields, by the words of its `rename_all`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum FieldCase {
    Upper,
    Pascal,
    Camel,
    Kebab,
    UpperKebab,
    /// `snake_case` and `lowercase`, which leave a field's name as it is.
    AsWritten,
}

impl FieldCase {
    /// `None` for a word that serde refuses, too.
    pub(super) fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "lowercase" | "snake_case" => Self::AsWritten,
            "UPPERCASE" | "SCREAMING_SNAKE_CASE" => Self::Upper,
            "PascalCase" => Self::Pascal,
            "camelCase" => Self::Camel,
            "kebab-case" => Self::Kebab,
            "SCREAMING-KEBAB-CASE" => Self::UpperKebab,
            _ => return None,
        })
    }

    pub(super) fn apply(self, field: &str) -> String {
        match self {
            Self::AsWritten => field.to_owned(),
            Self::Upper => field.to_ascii_uppercase(),
            Self::Pascal => pascal(field),
            Self::Camel => {
                let pascal = pascal(field);
                let mut letters = pascal.chars();
                let first = letters.next().map(|first| first.to_ascii_lowercase());
                first.into_iter().chain(letters).collect()
            }
            Self::Kebab => field.replace('_', "-"),
            Self::UpperKebab => field.to_ascii_uppercase().replace('_', "-"),
        }
    }
}

fn pascal(field: &str) -> String {
    let mut starts_word = true;
    let mut renamed = String::new();
    for letter in field.chars() {
        match letter {
            '_' => starts_word = true,
            letter if starts_word => {
                renamed.push(letter.to_ascii_uppercase());
                starts_word = false;
            }
            letter => renamed.push(letter),
        }
    }
    renamed
}

#[cfg(test)]
mod tests {
    use super::FieldCase;

    #[test]
    fn renames_as_serde_does() {
        for (word, renamed) in [
            ("lowercase", "unit_price"),
            ("snake_case", "unit_price"),
            ("UPPERCASE", "UNIT_PRICE"),
            ("SCREAMING_SNAKE_CASE", "UNIT_PRICE"),
            ("PascalCase", "UnitPrice"),
            ("camelCase", "unitPrice"),
            ("kebab-case", "unit-price"),
            ("SCREAMING-KEBAB-CASE", "UNIT-PRICE"),
        ] {
            let case = FieldCase::parse(word).expect("serde knows it");
            assert_eq!(case.apply("unit_price"), renamed, "{word}");
        }
        assert_eq!(FieldCase::parse("Train-Case"), None);
    }
}
