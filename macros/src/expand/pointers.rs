//! References, boxes and `Arc`s of an implementation, which are implementations, too.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::GenericParam;

use super::call;
use crate::interface::{Interface, Operation};

/// The implementations of the user's trait.
pub(super) fn tokens(interface: &Interface, private: &TokenStream) -> Option<TokenStream> {
    if !interface.complete {
        return None;
    }
    let provided = interface.provided.iter().map(|provided| &provided.operation);
    let of_script = interface.methods.iter().map(|method| &method.operation);
    let methods: TokenStream = of_script
        .chain(provided.clone())
        .map(|operation| forwarding(&interface.item.ident, operation, private))
        .collect();
    // The future of an async method with a body holds the implementation.
    let shared = provided
        .into_iter()
        .any(|operation| operation.is_async)
        .then(|| quote!(+ #private::Sync));
    Some(implementations(
        interface,
        &quote!(?Sized #shared),
        &methods,
        private,
    ))
}

/// `impl Trait for &T`, and so on.
fn implementations(
    interface: &Interface,
    bounds: &TokenStream,
    methods: &TokenStream,
    private: &TokenStream,
) -> TokenStream {
    let name = &interface.item.ident;
    let supertraits = &interface.item.supertraits;
    let where_clause = (!supertraits.is_empty()).then(|| quote!(where Self: #supertraits));
    let pointers = [
        quote!(&__Inner),
        quote!(#private::Arc<__Inner>),
        quote!(#private::Box<__Inner>),
    ];
    quote! {
        #(
            #[automatically_derived]
            #[allow(deprecated)]
            impl<__Inner: #name + #bounds> #name for #pointers #where_clause {
                #methods
            }
        )*
    }
}

/// The method of a pointer, which calls that of what it points to.
fn forwarding(trait_name: &Ident, operation: &Operation, private: &TokenStream) -> TokenStream {
    let Operation {
        ident,
        cfgs,
        generics,
        output,
        is_async,
        ..
    } = operation;
    let where_clause = &generics.where_clause;
    let signature = call::signature(operation);
    let output = if *is_async {
        quote!(impl #private::Future<Output = #output> + #private::Send)
    } else {
        output.to_token_stream()
    };
    let arguments = generic_arguments(operation);
    let call = call::forwarded(
        operation,
        &quote!(<__Inner as #trait_name>::#ident #arguments),
        &quote!(&**self),
    );
    quote!(#(#[cfg(#cfgs)])* #signature -> #output #where_clause { #call })
}

/// `::<T, N>`, for what might not be inferred.
fn generic_arguments(operation: &Operation) -> Option<TokenStream> {
    let names: Vec<&Ident> = operation
        .generics
        .params
        .iter()
        .filter_map(|parameter| match parameter {
            GenericParam::Type(ty) => Some(&ty.ident),
            GenericParam::Const(constant) => Some(&constant.ident),
            GenericParam::Lifetime(_) => None,
        })
        .collect();
    (!names.is_empty()).then(|| quote!(::<#(#names),*>))
}
