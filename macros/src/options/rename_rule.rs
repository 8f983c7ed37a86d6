use syn::LitStr;

use crate::{errors::mistake, near::nearest};

/// How a method's name becomes the function's.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum RenameRule {
    #[default]
    CamelCase,
    SnakeCase,
    PascalCase,
    None,
}

/// The rules by the names that `rename_all` takes.
const RULES: [(&str, RenameRule); 4] = [
    ("camelCase", RenameRule::CamelCase),
    ("snake_case", RenameRule::SnakeCase),
    ("PascalCase", RenameRule::PascalCase),
    ("none", RenameRule::None),
];

impl RenameRule {
    pub(crate) fn parse(text: &LitStr) -> syn::Result<Self> {
        let name = text.value();
        if let Some((_, rule)) = RULES.into_iter().find(|(known, _)| *known == name) {
            return Ok(rule);
        }
        let names = RULES.map(|(known, _)| known);
        let help = match nearest(&name, &names) {
            Some(near) => format!("write `rename_all = \"{near}\"`"),
            None => format!(
                "it is one of {}",
                names.map(|known| format!("`{known}`")).join(", ")
            ),
        };
        Err(mistake(
            text,
            format!("there is no rule `{name}` for names"),
            help,
        ))
    }

    /// Leading and trailing underscores stay, because a script gives them a meaning.
    pub(crate) fn apply(self, method: &str) -> String {
        if matches!(self, Self::SnakeCase | Self::None) {
            return method.into();
        }
        let core = method.trim_matches('_');
        let Some(start) = method.find(core).filter(|_| !core.is_empty()) else {
            return method.into();
        };
        let (leading, rest) = method.split_at(start);
        let trailing = rest.trim_start_matches(core);
        let words = core.split('_').filter(|word| !word.is_empty());
        let renamed: String = words
            .enumerate()
            .map(|(place, word)| self.word(place, word))
            .collect();
        format!("{leading}{renamed}{trailing}")
    }

    fn word(self, place: usize, word: &str) -> String {
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if place > 0 || self == Self::PascalCase => {
                first.to_uppercase().chain(letters).collect()
            }
            _ => word.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RenameRule::{CamelCase, None, PascalCase, SnakeCase};

    #[test]
    fn renames() {
        for (rule, method, function) in [
            (CamelCase, "low_stock", "lowStock"),
            (CamelCase, "total", "total"),
            (CamelCase, "get_2fa_code", "get2faCode"),
            (CamelCase, "already__doubled", "alreadyDoubled"),
            (CamelCase, "_leading", "_leading"),
            (CamelCase, "trailing_one_", "trailingOne_"),
            (CamelCase, "__", "__"),
            (PascalCase, "low_stock", "LowStock"),
            (PascalCase, "straße_öl", "StraßeÖl"),
            (SnakeCase, "low_stock", "low_stock"),
            (None, "lowStock", "lowStock"),
        ] {
            assert_eq!(rule.apply(method), function, "{rule:?} {method}");
        }
    }
}
