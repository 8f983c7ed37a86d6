//! The client whose methods are not async.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::{
    call::{self, Prepared},
    client, lints,
};
use crate::interface::{Interface, Method};

pub(super) fn tokens(interface: &Interface, private: &TokenStream) -> Option<TokenStream> {
    let name = interface.options.blocking.as_ref()?;
    let docs = format!(
        "Calls the script's functions that [`{}`] names, and waits for their answers. For code outside of any \
         async runtime.",
        interface.item.ident
    );
    let definition = client::definition(interface, name, &docs, private);
    let methods = interface
        .methods
        .iter()
        .map(|method| waiting(interface, method, private));
    let allowed = lints::of_a_copied_signature();
    Some(quote! {
        #definition

        #allowed
        impl #name {
            #(#methods)*
        }
    })
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
