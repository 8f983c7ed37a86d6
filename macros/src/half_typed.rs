//! A trait that somebody is typing: an editor expands it, too, and must not lose the other methods of the client.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::{ItemTrait, TraitItem};

/// The trait, in which what cannot be parsed is [`TraitItem::Verbatim`]. `None` if something else than an item is wrong.
pub(crate) fn readable(item: &TokenStream) -> Option<ItemTrait> {
    let mut head: Vec<TokenTree> = item.clone().into_iter().collect();
    let body = match head.pop()? {
        TokenTree::Group(body) if body.delimiter() == Delimiter::Brace => body,
        _ => return None,
    };
    let mut empty = Group::new(Delimiter::Brace, TokenStream::new());
    empty.set_span(body.span());
    head.push(TokenTree::Group(empty));
    let mut item_trait: ItemTrait = syn::parse2(head.into_iter().collect()).ok()?;
    let body: Vec<TokenTree> = body.stream().into_iter().collect();
    item_trait.items = body.split_inclusive(ends_item).flat_map(items).collect();
    Some(item_trait)
}

fn ends_item(tree: &TokenTree) -> bool {
    match tree {
        TokenTree::Punct(sign) => sign.as_char() == ';',
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        _ => false,
    }
}

/// The item at the end of a piece, and what is before it: that has no end, and is what somebody is typing.
fn items(piece: &[TokenTree]) -> Vec<TraitItem> {
    let starts = (0..piece.len()).filter(|start| *start == 0 || piece.get(*start).is_some_and(begins_item));
    for (before, item) in starts.filter_map(|start| piece.split_at_checked(start)) {
        if let Ok(item) = syn::parse2(tokens(item)) {
            let before = (!before.is_empty()).then(|| TraitItem::Verbatim(tokens(before)));
            return before.into_iter().chain([item]).collect();
        }
    }
    vec![TraitItem::Verbatim(tokens(piece))]
}

fn tokens(trees: &[TokenTree]) -> TokenStream {
    trees.iter().cloned().collect()
}

fn begins_item(tree: &TokenTree) -> bool {
    match tree {
        TokenTree::Punct(sign) => sign.as_char() == '#',
        TokenTree::Ident(word) => *word == "async" || *word == "fn",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use quote::ToTokens;

    use super::{ItemTrait, TokenStream, TraitItem, readable};

    /// The names of the functions, and what is no item between them.
    fn names(item: &ItemTrait) -> Vec<String> {
        let items = item.items.iter().map(|item| match item {
            TraitItem::Fn(function) => function.sig.ident.to_string(),
            other => other.to_token_stream().to_string(),
        });
        items.collect()
    }

    #[test]
    fn keeps_every_item_that_is_complete() {
        for typed in [
            "async fn half(&self, sku: &)",
            "async fn half(&self) -> apps_script::",
            "async fn half(&self) ->",
            "async fn ha",
            "async fn",
            "as",
            "#[function(name = )] async",
            "async fn half(&self, a: );",
            "= ;",
        ] {
            let code = format!(
                "/// Docs.\npub trait Inventory: Send {{
                    async fn first(&self) -> Result<u32>;
                    {typed}
                    /// More docs.
                    #[function(idempotent)]
                    async fn second(&self) -> Result<u32>;
                    async fn third(&self) -> Result<u32> {{ self.first().await }}
                }}"
            );
            let tokens: TokenStream = code.parse().unwrap();
            assert!(syn::parse2::<ItemTrait>(tokens.clone()).is_err(), "{typed}");
            let item = readable(&tokens).unwrap();
            let typed = typed.parse::<TokenStream>().unwrap().to_string();
            assert_eq!(names(&item), ["first", &typed, "second", "third"]);
            let TraitItem::Fn(second) = &item.items[2] else {
                panic!("{typed}");
            };
            assert_eq!(second.attrs.len(), 2, "{typed}");
        }
    }

    #[test]
    fn leaves_everything_else_alone() {
        for code in [
            "struct Inventory;",
            "trait {}",
            "impl A for B { fn }",
            "",
            "fn f() {}",
            "trait A",
        ] {
            assert!(readable(&code.parse().unwrap()).is_none(), "{code}");
        }
    }
}
