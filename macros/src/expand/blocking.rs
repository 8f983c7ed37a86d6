//! The trait whose methods are not async, and the client that implements it.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{punctuated::Punctuated, spanned::Spanned};

use super::{
    call::{self, Prepared},
    client, lints,
    pointers::{self, Pointed},
};
use crate::{
    interface::{Interface, Method, Operation},
    options::Blocking,
};

pub(super) fn tokens(interface: &Interface, private: &TokenStream) -> Option<TokenStream> {
    let names = interface.options.blocking.as_ref()?;
    let trait_item = trait_item(interface, names);
    let client = client(interface, names, private);
    let implementation = implementation(interface, names);
    let pointers = pointers::tokens(
        &Pointed {
            trait_name: &names.interface,
            supertraits: &Punctuated::new(),
            operations: operations(interface).collect(),
            returns_futures: false,
            shared: false,
        },
        private,
    );
    Some(quote!(#trait_item #client #implementation #pointers))
}

fn operations(interface: &Interface) -> impl Iterator<Item = &Operation> {
    interface.methods.iter().map(|method| &method.operation)
}

fn trait_item(interface: &Interface, names: &Blocking) -> TokenStream {
    let visibility = &interface.item.vis;
    let name = &names.interface;
    let docs = format!(
        "The functions of [`{}`] that call the script, as methods that wait for the answer: for code that is not \
         async. [`{}`] calls the script.",
        interface.item.ident, names.client
    );
    let methods = operations(interface).map(|operation| {
        let Operation {
            attributes,
            generics,
            output,
            ..
        } = operation;
        let where_clause = &generics.where_clause;
        let signature = call::signature(operation);
        quote!(#(#attributes)* #signature -> #output #where_clause;)
    });
    let allowed = lints::of_a_copied_signature();
    quote! {
        #[doc = #docs]
        #allowed
        #visibility trait #name {
            #(#methods)*
        }
    }
}

fn client(interface: &Interface, names: &Blocking, private: &TokenStream) -> TokenStream {
    let name = &names.client;
    let docs = format!(
        "Calls the script's functions that [`{}`] names, and waits for the answers: see [`{}`]. It works in every \
         thread that may be blocked; in async code, each call is an error.",
        interface.item.ident, names.interface
    );
    let definition = client::definition(interface, name, &docs, private);
    let methods = interface
        .methods
        .iter()
        .map(|method| waiting(interface, method, private));
    let allowed = lints::of_a_copied_signature();
    quote! {
        #definition

        #allowed
        impl #name {
            #(#methods)*
        }
    }
}

fn waiting(interface: &Interface, method: &Method, private: &TokenStream) -> TokenStream {
    let visibility = &interface.item.vis;
    let attributes = &method.operation.attributes;
    let where_clause = &method.operation.generics.where_clause;
    let output = &method.operation.output;
    let signature = call::signature(&method.operation);
    let Prepared { statements, call } = call::prepared(method, private);
    let send = quote_spanned!(output.span()=> #call.send_blocking(#private::ending::<#output>()));
    quote! {
        #(#attributes)*
        #visibility #signature -> #output #where_clause {
            #statements
            #send
        }
    }
}

/// The trait's methods, which are the client's own.
fn implementation(interface: &Interface, names: &Blocking) -> TokenStream {
    let Blocking {
        interface: trait_name,
        client,
    } = names;
    let methods = operations(interface).map(|operation| {
        let Operation {
            ident,
            cfgs,
            generics,
            output,
            ..
        } = operation;
        let where_clause = &generics.where_clause;
        let signature = call::signature(operation);
        let call = call::forwarded(operation, &quote!(Self::#ident), &quote!(self));
        quote!(#(#[cfg(#cfgs)])* #signature -> #output #where_clause { #call })
    });
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl #trait_name for #client {
            #(#methods)*
        }
    }
}
