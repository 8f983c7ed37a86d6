//! References, boxes and `Arc`s of an implementation, which are implementations, too.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{GenericParam, Token, TypeParamBound, punctuated::Punctuated};

use super::call;
use crate::interface::{Interface, Operation};

/// A trait that pointers implement.
pub(super) struct Pointed<'a> {
    pub(super) trait_name: &'a Ident,
    pub(super) supertraits: &'a Punctuated<TypeParamBound, Token![+]>,
    /// What is passed on.
    pub(super) operations: Vec<&'a Operation>,
    /// Whether an async method returns a future, or its output.
    pub(super) returns_futures: bool,
    /// Whether a future holds a reference to the implementation.
    pub(super) shared: bool,
}

impl<'a> Pointed<'a> {
    /// The user's trait.
    pub(super) fn of(interface: &'a Interface) -> Self {
        let provided = interface.provided.iter().map(|provided| &provided.operation);
        let of_script = interface.methods.iter().map(|method| &method.operation);
        Self {
            trait_name: &interface.item.ident,
            supertraits: &interface.item.supertraits,
            operations: of_script.chain(provided.clone()).collect(),
            returns_futures: true,
            shared: provided.into_iter().any(|operation| operation.is_async),
        }
    }
}

/// `impl Trait for &T`, and so on.
pub(super) fn tokens(pointed: &Pointed<'_>, private: &TokenStream) -> TokenStream {
    let Pointed {
        trait_name,
        supertraits,
        operations,
        ..
    } = pointed;
    let shared = pointed.shared.then(|| quote!(+ #private::Sync));
    let where_clause = (!supertraits.is_empty()).then(|| quote!(where Self: #supertraits));
    let methods: TokenStream = operations
        .iter()
        .map(|operation| forwarding(pointed, operation, private))
        .collect();
    let pointers = [
        quote!(&__Inner),
        quote!(#private::Arc<__Inner>),
        quote!(#private::Box<__Inner>),
    ];
    quote! {
        #(
            #[automatically_derived]
            #[allow(deprecated)]
            impl<__Inner: #trait_name + ?Sized #shared> #trait_name for #pointers #where_clause {
                #methods
            }
        )*
    }
}

/// The method of a pointer, which calls that of what it points to.
fn forwarding(pointed: &Pointed<'_>, operation: &Operation, private: &TokenStream) -> TokenStream {
    let Operation {
        ident,
        cfgs,
        generics,
        output,
        is_async,
        ..
    } = operation;
    let trait_name = pointed.trait_name;
    let where_clause = &generics.where_clause;
    let signature = call::signature(operation);
    let output = if *is_async && pointed.returns_futures {
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
