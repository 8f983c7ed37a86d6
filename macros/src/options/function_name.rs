use proc_macro2::Ident;
use syn::{LitStr, ext::IdentExt};

use super::RenameRule;
use crate::errors::mistake;

/// A function as the script knows it: `name`, or `Library.name`.
#[derive(PartialEq)]
pub(crate) struct FunctionName(String);

impl FunctionName {
    /// The name that `#[function(name = "…")]` gives.
    pub(crate) fn given(text: &LitStr) -> syn::Result<Self> {
        let name = text.value();
        match fault(&name) {
            None => Ok(Self(name)),
            Some((wrong, help)) => Err(mistake(text, wrong, help)),
        }
    }

    /// The name that a method's own name becomes.
    pub(crate) fn of_method(method: &Ident, rule: RenameRule) -> syn::Result<Self> {
        let name = rule.apply(&method.unraw().to_string());
        match fault(&name) {
            None => Ok(Self(name)),
            Some((wrong, help)) => Err(mistake(method, wrong, help)),
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

fn fault(name: &str) -> Option<(String, String)> {
    if name.is_empty() {
        return Some((
            "the function's name is empty".into(),
            "write `name = \"functionName\"`".into(),
        ));
    }
    if let Some((bare, _)) = name.split_once('(') {
        let wrong = "a function is named without its parentheses".into();
        return Some((wrong, format!("write `name = \"{}\"`", bare.trim())));
    }
    let parts: Vec<&str> = name.split('.').collect();
    if parts.len() > 2 {
        let wrong = format!(
            "`{name}` has {} dots, and a function of a library has one",
            parts.len() - 1
        );
        return Some((wrong, "write `name = \"Library.functionName\"`".into()));
    }
    if let Some(part) = parts.iter().find(|part| !is_identifier(part)) {
        let wrong = format!("`{part}` is no name of a function");
        return Some((
            wrong,
            "letters, digits, `_` and `$` make a name, and no digit begins it".into(),
        ));
    }
    if name.ends_with('_') {
        let wrong = format!("`{name}` is private to the script, because its name ends in `_`");
        let public = name.trim_end_matches('_');
        return Some((
            wrong,
            format!("give the script a public function that calls it, such as `{public}`"),
        ));
    }
    None
}

fn is_identifier(name: &str) -> bool {
    let mut letters = name.chars();
    letters
        .next()
        .is_some_and(|first| first.is_alphabetic() || first == '_' || first == '$')
        && letters.all(|letter| letter.is_alphanumeric() || letter == '_' || letter == '$')
}
