//! Where the compiler's messages about generated code stand.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;

/// A call that, for the compiler's messages, begins and ends where `at` does.
pub(crate) fn spanning(at: &impl ToTokens, function: &TokenStream, arguments: TokenStream) -> TokenStream {
    let start = at.span();
    let end = at
        .to_token_stream()
        .into_iter()
        .last()
        .map_or_else(Span::call_site, |tree| tree.span());
    let mut parentheses = Group::new(Delimiter::Parenthesis, arguments);
    parentheses.set_span(end);
    let path: TokenStream = function
        .clone()
        .into_iter()
        .map(|mut tree| {
            tree.set_span(start);
            tree
        })
        .collect();
    let parentheses = TokenTree::Group(parentheses);
    quote!(#path #parentheses)
}
