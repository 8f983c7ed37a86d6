//! Reads what stands between the parentheses of an attribute: keys, some with a value.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{
    Expr, ExprArray, ExprLit, ExprPath, Lit, LitStr, Path, Token,
    ext::IdentExt,
    parse::{ParseStream, Parser},
    token,
};

use crate::{
    errors::{Errors, mistake},
    near::nearest,
};

/// One attribute, by the name that its errors give it, and the keys that it knows.
pub(crate) struct Vocabulary<Options: 'static> {
    pub(crate) attribute: &'static str,
    pub(crate) keys: &'static [Key<Options>],
}

/// A key: its name, and how its entry becomes a part of the options.
pub(crate) struct Key<Options> {
    pub(crate) name: &'static str,
    pub(crate) read: fn(&mut Options, &Entry) -> syn::Result<()>,
}

/// A key with the value behind its `=`.
pub(crate) struct Entry {
    pub(crate) key: Ident,
    value: Option<Expr>,
}

impl<Options> Vocabulary<Options> {
    /// Reads the attribute whose tokens these are into `options`. What is wrong is noted, and its option stays
    /// as it was.
    pub(crate) fn read(&self, tokens: TokenStream, options: &mut Options, errors: &Errors) {
        for (key, entry) in self.entries(tokens, errors) {
            errors.keep((key.read)(options, &entry));
        }
    }

    /// The entries with known keys, each at most once.
    fn entries(&self, tokens: TokenStream, errors: &Errors) -> Vec<(&Key<Options>, Entry)> {
        let mut entries: Vec<(&Key<Options>, Entry)> = Vec::new();
        let parse = |input: ParseStream<'_>| {
            while !input.is_empty() {
                match self.entry(input) {
                    Ok((key, entry)) => {
                        if entries.iter().any(|(_, earlier)| earlier.key == entry.key) {
                            errors.push(given_twice(&entry.key));
                        } else {
                            entries.push((key, entry));
                        }
                        errors.keep(end_of_entry(input));
                    }
                    Err(error) => errors.push(error),
                }
                skip_to_next_entry(input)?;
            }
            Ok(())
        };
        errors.keep(parse.parse2(tokens));
        entries
    }

    fn entry(&self, input: ParseStream<'_>) -> syn::Result<(&Key<Options>, Entry)> {
        if !input.peek(syn::Ident::peek_any) {
            return Err(self.no_key(input));
        }
        let key = input.call(Ident::parse_any)?;
        let Some(known) = self.keys.iter().find(|known| key == known.name) else {
            return Err(self.unknown(&key));
        };
        if input.peek(token::Paren) {
            let wrong = format!("`{key}` takes its value behind `=`, not in parentheses");
            return Err(mistake(&key, wrong, format!("write `{key} = …`")));
        }
        let value = if input.peek(Token![=]) {
            let equals: Token![=] = input.parse()?;
            if input.is_empty() || input.peek(Token![,]) {
                let at = quote!(#key #equals);
                return Err(mistake(
                    at,
                    format!("the value of `{key}` is missing"),
                    format!("write `{key} = …`"),
                ));
            }
            Some(input.parse()?)
        } else {
            None
        };
        Ok((known, Entry { key, value }))
    }

    fn no_key(&self, input: ParseStream<'_>) -> syn::Error {
        let at = input.cursor().token_tree().map(|(tree, _)| tree);
        let first = self.keys.first().map_or("key", |first| first.name);
        let help = match &at {
            Some(TokenTree::Literal(literal)) => format!("write `{first} = {literal}`"),
            _ => format!("write `#[{}({first} = …)]`", self.attribute),
        };
        mistake(
            at.to_token_stream(),
            format!("`#[{}]` takes keys, and this is none", self.attribute),
            help,
        )
    }

    fn unknown(&self, key: &Ident) -> syn::Error {
        let known: Vec<&str> = self.keys.iter().map(|key| key.name).collect();
        let help = match nearest(&key.to_string(), &known) {
            Some(near) => format!("write `{near}`"),
            None => format!("it knows {}", list(&known)),
        };
        mistake(
            key,
            format!("`#[{}]` does not know the key `{key}`", self.attribute),
            help,
        )
    }
}

fn given_twice(key: &Ident) -> syn::Error {
    mistake(key, format!("`{key}` is given twice"), "keep one of the two")
}

fn end_of_entry(input: ParseStream<'_>) -> syn::Result<()> {
    match input.cursor().token_tree() {
        Some((tree, _)) if !input.peek(Token![,]) => {
            Err(mistake(tree, "this belongs to no key", "separate keys by commas"))
        }
        _ => Ok(()),
    }
}

/// Goes on behind the next comma, so that a mistake in one entry does not hide those in the others.
fn skip_to_next_entry(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<TokenTree>()?;
    }
    input.parse::<Option<Token![,]>>().map(drop)
}

fn list(keys: &[&str]) -> String {
    keys.iter()
        .map(|key| format!("`{key}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

impl Entry {
    /// The value of a key that must have one.
    pub(crate) fn value(&self, example: &str) -> syn::Result<&Expr> {
        let key = &self.key;
        self.value.as_ref().ok_or_else(|| {
            mistake(
                key,
                format!("`{key}` needs a value"),
                format!("write `{key} = {example}`"),
            )
        })
    }

    /// The value of a key that takes a text.
    pub(crate) fn text(&self, example: &str) -> syn::Result<&LitStr> {
        match self.value(example)? {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                attrs,
            }) if attrs.is_empty() => Ok(text),
            other => Err(self.wrong_kind(other, "a text in quotes", example)),
        }
    }

    /// The value of a key that takes a list of texts.
    pub(crate) fn texts(&self, example: &str) -> syn::Result<Vec<&LitStr>> {
        let Expr::Array(ExprArray { elems, .. }) = self.value(example)? else {
            return Err(self.wrong_kind(self.value(example)?, "a list of texts", example));
        };
        elems
            .iter()
            .map(|element| match element {
                Expr::Lit(ExprLit {
                    lit: Lit::Str(text), ..
                }) => Ok(text),
                other => Err(self.wrong_kind(other, "a list of texts", example)),
            })
            .collect()
    }

    /// The value of a key that takes a path.
    pub(crate) fn path(&self, example: &str) -> syn::Result<&Path> {
        match self.value(example)? {
            Expr::Path(ExprPath {
                path,
                qself: None,
                attrs,
            }) if attrs.is_empty() => Ok(path),
            other => Err(self.wrong_kind(other, "a path", example)),
        }
    }

    /// The value of a key that takes a name for something generated.
    pub(crate) fn name(&self, example: &str) -> syn::Result<&Ident> {
        let value = self.value(example)?;
        match value {
            Expr::Path(ExprPath {
                path, qself: None, ..
            }) => path.get_ident(),
            _ => None,
        }
        .ok_or_else(|| self.wrong_kind(value, "a name", example))
    }

    /// The name behind a key that may stand alone.
    pub(crate) fn optional_name(&self, example: &str) -> syn::Result<Option<&Ident>> {
        self.value.is_some().then(|| self.name(example)).transpose()
    }

    /// Checks that a key that stands alone does so.
    pub(crate) fn flag(&self) -> syn::Result<()> {
        let key = &self.key;
        match &self.value {
            None => Ok(()),
            Some(value) => Err(mistake(
                value,
                format!("`{key}` takes no value"),
                format!("write `{key}` to switch it on, and leave it out to switch it off"),
            )),
        }
    }

    fn wrong_kind(&self, value: &Expr, kind: &str, example: &str) -> syn::Error {
        let key = &self.key;
        mistake(
            value,
            format!("`{key}` takes {kind}"),
            format!("write `{key} = {example}`"),
        )
    }
}
