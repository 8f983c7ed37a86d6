//! The one call that a generated method makes.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use crate::interface::{CallSettings, Method, Operation, Parameter};

/// `fn name(&self, …)`, without what it returns.
pub(super) fn signature(operation: &Operation) -> TokenStream {
    let Operation {
        ident,
        generics,
        receiver,
        parameters,
        ..
    } = operation;
    let parameters = parameters.iter().map(
        |Parameter {
             ident,
             ty,
             attributes,
             ..
         }| { quote!(#(#attributes)* #ident: #ty) },
    );
    quote!(fn #ident #generics (& #receiver self #(, #parameters)*))
}

/// `path(receiver, …)`, with each argument under the conditions of its parameter.
pub(super) fn forwarded(operation: &Operation, path: &TokenStream, receiver: &TokenStream) -> TokenStream {
    let arguments = operation
        .parameters
        .iter()
        .map(|Parameter { ident, cfgs, .. }| quote!(#(#[cfg(#cfgs)])* #ident));
    quote!(#path(#receiver #(, #arguments)*))
}

/// The statements that encode the arguments, and the call that is ready to be sent.
pub(super) struct Prepared {
    pub(super) statements: TokenStream,
    pub(super) call: Ident,
}

pub(super) fn prepared(method: &Method, private: &TokenStream) -> Prepared {
    // Names that no parameter of the user's can meet.
    let call = Ident::new("call", Span::mixed_site());
    let function = Ident::new("FUNCTION", Span::mixed_site());
    let description = description(method, private);
    let parameters = method
        .operation
        .parameters
        .iter()
        .map(|parameter| encoded(parameter, &call));
    let statements = quote! {
        const #function: #private::Function = #description;
        let #call = self.handle.call(&#function);
        #(#parameters)*
    };
    Prepared { statements, call }
}

/// The error of a type that cannot be serialized stands at that type.
fn encoded(parameter: &Parameter, call: &Ident) -> TokenStream {
    let Parameter {
        ident,
        name,
        ty,
        cfgs,
        omit_none,
        ..
    } = parameter;
    let encode = Ident::new(
        if *omit_none {
            "parameter_omit_none"
        } else {
            "parameter"
        },
        ty.span(),
    );
    let encoded = quote_spanned!(ty.span()=> #call.#encode::<#ty>(#name, &#ident));
    quote!(#(#[cfg(#cfgs)])* let #call = #encoded;)
}

fn description(method: &Method, private: &TokenStream) -> TokenStream {
    let name = method.function.as_str();
    let CallSettings {
        timeout,
        idempotent,
        never_retried,
        dev_mode,
    } = &method.settings;
    let timeout = timeout.map(|timeout| {
        let milliseconds = timeout.milliseconds();
        quote!(.timeout(#private::Duration::from_millis(#milliseconds)))
    });
    let idempotent = idempotent.then(|| quote!(.idempotent()));
    let never_retried = never_retried.then(|| quote!(.never_retried()));
    let dev_mode = dev_mode.then(|| quote!(.dev_mode()));
    quote!(#private::Function::new(#name) #timeout #idempotent #never_retried #dev_mode)
}
