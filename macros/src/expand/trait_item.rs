//! The user's trait, in which each `async fn` returns a future that can be sent between threads.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{ReturnType, TraitItem, TraitItemFn, parse_quote};

use crate::interface::Interface;

pub(super) fn tokens(interface: &Interface, private: &TokenStream) -> TokenStream {
    let mut item = interface.item.clone();
    let async_functions = item.items.iter_mut().filter_map(|item| match item {
        TraitItem::Fn(function) if function.sig.asyncness.is_some() => Some(function),
        _ => None,
    });
    for function in async_functions {
        function.sig.asyncness = None;
        return_future(function, private);
    }
    // Where only the client is used, nothing uses the trait.
    quote!(#[allow(dead_code)] #item)
}

fn return_future(function: &mut TraitItemFn, private: &TokenStream) {
    let output = match &function.sig.output {
        ReturnType::Default => quote!(()),
        ReturnType::Type(_, output) => output.to_token_stream(),
    };
    function.sig.output = parse_quote!(-> impl #private::Future<Output = #output> + #private::Send);
    if let Some(body) = function.default.take() {
        function
            .sig
            .generics
            .make_where_clause()
            .predicates
            .push(parse_quote!(Self: #private::Sync));
        function.default = Some(parse_quote!({ async move #body }));
    }
}
