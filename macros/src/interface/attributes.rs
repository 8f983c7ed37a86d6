//! Which attributes of the user's an item that comes out of the macro has, too.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, Meta, Token, parse_quote, punctuated::Punctuated};

use crate::options::is_ours;

/// The attributes without those that the macro reads itself.
pub(crate) fn not_ours(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes
        .iter()
        .filter(|attribute| !is_ours(attribute))
        .cloned()
        .collect()
}

/// The predicates of the `#[cfg(…)]`s among the attributes.
pub(crate) fn cfgs(attributes: &[Attribute]) -> Vec<TokenStream> {
    attributes
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            Meta::List(list) if list.path.is_ident("cfg") => Some(list.tokens.clone()),
            _ => None,
        })
        .collect()
}

/// The attributes of a method that a copy of the method has, too: what says when it is there and what a caller
/// must know. Another attribute macro works on the trait as it is written, and on nothing else.
pub(super) fn for_copies(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes
        .iter()
        .filter_map(|attribute| {
            let meta = for_copy(&attribute.meta)?;
            Some(parse_quote!(#[#meta]))
        })
        .collect()
}

fn for_copy(meta: &Meta) -> Option<TokenStream> {
    const COPIED: [&str; 5] = ["allow", "cfg", "deprecated", "doc", "must_use"];
    let path = meta.path();
    if COPIED.iter().any(|name| path.is_ident(name)) {
        return Some(meta.to_token_stream());
    }
    let Meta::List(list) = meta else { return None };
    if path.is_ident("expect") {
        // What is expected of the trait's method need not come true for the copy.
        let lints = &list.tokens;
        return Some(quote!(allow(#lints)));
    }
    if path.is_ident("cfg_attr") {
        let mut parts = list
            .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
            .ok()?
            .into_iter();
        let predicate = parts.next()?;
        let kept: Vec<TokenStream> = parts.filter_map(|part| for_copy(&part)).collect();
        return (!kept.is_empty()).then(|| quote!(cfg_attr(#predicate, #(#kept),*)));
    }
    None
}

#[cfg(test)]
mod tests {
    use quote::{ToTokens, quote};
    use syn::{Attribute, parse_quote};

    use super::for_copies;

    #[test]
    fn copies_what_a_caller_must_know() {
        let attributes: [Attribute; 9] = [
            parse_quote!(#[doc = "Adds."]),
            parse_quote!(#[cfg(unix)]),
            parse_quote!(#[deprecated(note = "old")]),
            parse_quote!(#[must_use]),
            parse_quote!(#[expect(clippy::too_many_arguments, reason = "many")]),
            parse_quote!(#[tracing::instrument]),
            parse_quote!(#[cfg_attr(unix, deprecated, other::macro_of_theirs)]),
            parse_quote!(#[cfg_attr(unix, other::macro_of_theirs)]),
            parse_quote!(#[inline]),
        ];
        let copies = for_copies(&attributes);
        let expected = quote! {
            #[doc = "Adds."]
            #[cfg(unix)]
            #[deprecated(note = "old")]
            #[must_use]
            #[allow(clippy::too_many_arguments, reason = "many")]
            #[cfg_attr(unix, deprecated)]
        };
        let copied: String = copies
            .iter()
            .map(|copy| copy.to_token_stream().to_string())
            .collect::<Vec<_>>()
            .join(" ");
        assert_eq!(copied, expected.to_string());
    }
}
