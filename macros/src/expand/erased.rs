//! The handle that holds any implementation of the trait.
//!
//! Futures of different implementations have different types, so the trait itself has no objects. A second
//! trait, which stands in a block where nobody can name it, boxes them.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{GenericParam, Generics, Lifetime, LifetimeParam, Type, parse_quote};

use super::call;
use crate::interface::{Interface, Operation, Parameter, visit_own};

pub(super) fn tokens(interface: &Interface, private: &TokenStream) -> Option<TokenStream> {
    let name = interface.options.erased.as_ref().filter(|_| interface.complete)?;
    let definition = definition(interface, name, private);
    let erased = format_ident!("__Erased{}", interface.item.ident);
    let erased_trait = erased_trait(interface, &erased, private);
    let boxing = boxing(interface, &erased, private);
    let handle = handle(interface, name, &erased, private);
    Some(quote! {
        #definition

        const _: () = {
            #erased_trait
            #boxing
            #handle
        };
    })
}

fn operations(interface: &Interface) -> impl Iterator<Item = &Operation> {
    let erasable = interface
        .provided
        .iter()
        .filter(|provided| provided.erasable)
        .map(|provided| &provided.operation);
    interface
        .methods
        .iter()
        .map(|method| &method.operation)
        .chain(erasable)
}

fn definition(interface: &Interface, name: &Ident, private: &TokenStream) -> TokenStream {
    let visibility = &interface.item.vis;
    let docs = format!(
        "Any implementation of [`{}`] behind one type, cheap to clone. A call allocates once more than a call \
         of the implementation itself.\n\n\
         It has no `with_timeout`, `with_dev_mode` or `with_retry`, because what it holds may be a fake, which knows \
         none of them: set them on the client before the handle is made, as in `{name}::new(client.with_timeout(…))`, \
         or limit the wait for any implementation with `tokio::time::timeout`.",
        interface.item.ident
    );
    quote! {
        #[doc = #docs]
        #[derive(#private::Clone)]
        #visibility struct #name {
            implementation: #private::Arc<<Self as #private::Erased>::Object>,
        }
    }
}

fn erased_trait(interface: &Interface, erased: &Ident, private: &TokenStream) -> TokenStream {
    let visibility = &interface.item.vis;
    let methods = operations(interface).map(|operation| {
        let cfgs = &operation.cfgs;
        let signature = erased_signature(operation, private);
        quote!(#(#[cfg(#cfgs)])* #signature;)
    });
    quote! {
        #[doc(hidden)]
        #[allow(unreachable_pub)]
        #visibility trait #erased: #private::Send + #private::Sync {
            #(#methods)*
        }
    }
}

/// Every implementation of the user's trait is one of the erased trait.
fn boxing(interface: &Interface, erased: &Ident, private: &TokenStream) -> TokenStream {
    let trait_name = &interface.item.ident;
    let methods = operations(interface).map(|operation| {
        let Operation { ident, cfgs, .. } = operation;
        let signature = erased_signature(operation, private);
        let call = call::forwarded(operation, &quote!(<Self as #trait_name>::#ident), &quote!(self));
        let answer = if operation.is_async {
            quote!(#private::Box::pin(#call))
        } else {
            call
        };
        quote!(#(#[cfg(#cfgs)])* #signature { #answer })
    });
    quote! {
        #[allow(deprecated)]
        impl<__Implementation: #trait_name + #private::Send + #private::Sync + 'static> #erased for __Implementation {
            #(#methods)*
        }
    }
}

fn handle(interface: &Interface, name: &Ident, erased: &Ident, private: &TokenStream) -> TokenStream {
    let trait_name = &interface.item.ident;
    let visibility = &interface.item.vis;
    let text = name.to_string();
    let methods = operations(interface).map(|operation| {
        let Operation {
            ident, cfgs, output, ..
        } = operation;
        let where_clause = &operation.generics.where_clause;
        let signature = call::signature(operation);
        let output = if operation.is_async {
            quote!(impl #private::Future<Output = #output> + #private::Send)
        } else {
            output.to_token_stream()
        };
        let call = call::forwarded(
            operation,
            &quote!(#erased::#ident),
            &quote!(&*self.implementation),
        );
        let answer = if borrows(operation) {
            quote!(async move { #call.await })
        } else {
            call
        };
        quote!(#(#[cfg(#cfgs)])* #signature -> #output #where_clause { #answer })
    });
    quote! {
        impl #private::Erased for #name {
            type Object = dyn #erased;
        }

        #[allow(dead_code, clippy::implied_bounds_in_impls)]
        impl #name {
            /// Holds an implementation.
            #[must_use]
            #visibility fn new(implementation: impl #trait_name + #private::Send + #private::Sync + 'static) -> Self {
                Self { implementation: #private::Arc::new(implementation) }
            }
        }

        impl #private::fmt::Debug for #name {
            fn fmt(&self, f: &mut #private::fmt::Formatter<'_>) -> #private::fmt::Result {
                f.debug_struct(#text).finish_non_exhaustive()
            }
        }

        #[allow(deprecated)]
        impl #trait_name for #name {
            #(#methods)*
        }
    }
}

/// The operation's signature with every lifetime named, and its future boxed for as long as all of them last.
fn erased_signature(operation: &Operation, private: &TokenStream) -> TokenStream {
    let ident = &operation.ident;
    let mut output = operation.output.clone();
    if !operation.is_async {
        let signature = call::signature(operation);
        let where_clause = &operation.generics.where_clause;
        return quote!(#signature -> #output #where_clause);
    }
    let mut names = LifetimeNames::new(&operation.generics);
    let receiver = operation.receiver.clone().unwrap_or_else(|| names.next());
    // The lifetime that an output leaves out is that of the receiver.
    visit_own(&mut output, |lifetime| {
        if lifetime.ident == "_" {
            lifetime.clone_from(&receiver);
        }
    });
    let parameters: Vec<TokenStream> = operation
        .parameters
        .iter()
        .map(
            |Parameter {
                 ident,
                 ty,
                 attributes,
                 ..
             }| {
                let mut ty = ty.clone();
                names.give_to(&mut ty);
                quote!(#(#attributes)* #ident: #ty)
            },
        )
        .collect();
    let generics = names.generics;
    let where_clause = &generics.where_clause;
    quote! {
        fn #ident #generics (&#receiver self #(, #parameters)*)
            -> #private::Pin<#private::Box<dyn #private::Future<Output = #output> + #private::Send + '__call>>
        #where_clause
    }
}

/// Gives a name to each lifetime that was left out, and lets each outlive the call.
struct LifetimeNames {
    generics: Generics,
    given: usize,
}

impl LifetimeNames {
    fn new(written: &Generics) -> Self {
        let mut generics = written.clone();
        for lifetime in written.lifetimes().map(|parameter| &parameter.lifetime) {
            generics
                .make_where_clause()
                .predicates
                .push(parse_quote!(#lifetime: '__call));
        }
        generics.params.insert(0, parse_quote!('__call));
        Self { generics, given: 0 }
    }

    /// Names the lifetimes that a type leaves out.
    fn give_to(&mut self, ty: &mut Type) {
        visit_own(ty, |lifetime| {
            if lifetime.ident == "_" {
                *lifetime = self.next();
            }
        });
    }

    fn next(&mut self) -> Lifetime {
        let name = format!("'__{}", self.given);
        let lifetime = Lifetime::new(&name, Span::call_site());
        self.given += 1;
        self.generics
            .params
            .push(GenericParam::Lifetime(LifetimeParam::new(lifetime.clone())));
        self.generics
            .make_where_clause()
            .predicates
            .push(parse_quote!(#lifetime: '__call));
        lifetime
    }
}

/// Whether the future of an operation lives no longer than one of its arguments. The handle's own future has
/// no name for the time in which all of them live, unless it holds them itself.
fn borrows(operation: &Operation) -> bool {
    let mut names = LifetimeNames::new(&operation.generics);
    for parameter in &operation.parameters {
        names.give_to(&mut parameter.ty.clone());
    }
    operation.is_async && (names.given > 0 || operation.generics.lifetimes().next().is_some())
}
