//! The struct that implements the trait by calling the script.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::{
    call::{self, Prepared},
    lints,
};
use crate::interface::{Interface, Operation};

pub(super) fn tokens(interface: &Interface, private: &TokenStream) -> TokenStream {
    let name = &interface.options.client;
    let docs = format!(
        "Calls the script's functions that [`{}`] names.",
        interface.item.ident
    );
    let definition = definition(interface, name, &docs, private);
    let methods = methods(interface, private);
    let implementation = interface.complete.then(|| implementation(interface, private));
    quote!(#definition #methods #implementation)
}

/// A struct over a handle, with its constructors.
pub(super) fn definition(
    interface: &Interface,
    name: &Ident,
    docs: &str,
    private: &TokenStream,
) -> TokenStream {
    let visibility = &interface.item.vis;
    let scopes = interface.options.scopes.iter().flatten();
    let with_the_traits_id = with_the_traits_id(interface, private);
    let with_another_id = with_another_id(interface, private);
    let from_variables = from_variables(interface, private);
    let settings = settings(interface, private);
    quote! {
        #[doc = #docs]
        #[derive(#private::Clone, #private::Debug)]
        #visibility struct #name {
            handle: #private::Handle,
        }

        #[allow(dead_code)]
        impl #name {
            /// The OAuth scopes that the trait states.
            #visibility const SCOPES: &'static [&'static str] = &[#(#scopes),*];

            #with_the_traits_id
            #with_another_id
            #from_variables
            #settings
        }
    }
}

fn with_the_traits_id(interface: &Interface, private: &TokenStream) -> TokenStream {
    let visibility = &interface.item.vis;
    let runtime = &interface.options.runtime;
    let Some(id) = &interface.options.id else {
        // Not there for a caller: its bound, which nothing meets, says what is.
        return quote! {
            #[doc(hidden)]
            #[must_use]
            #visibility fn new<__Client: #private::StatesId<Self>>(client: __Client) -> Self {
                client.never()
            }
        };
    };
    let id = id.constant(private);
    quote! {
        /// The deployment ID that the trait states.
        #visibility const DEPLOYMENT_ID: &'static str = #id;

        /// Calls the deployment that the trait states.
        #[must_use]
        #visibility fn new(client: #runtime::Client) -> Self {
            Self { handle: #private::Handle::new(client, Self::DEPLOYMENT_ID, Self::SCOPES) }
        }
    }
}

fn with_another_id(interface: &Interface, private: &TokenStream) -> TokenStream {
    let visibility = &interface.item.vis;
    let runtime = &interface.options.runtime;
    quote! {
        /// Calls the deployment with this ID, such as `AKfycb…`. White space around it is ignored.
        ///
        /// Every call of a client whose ID is not a deployment ID, but a URL or a script ID for example, fails
        /// with `ErrorKind::Configuration` before anything is sent.
        #[must_use]
        #visibility fn with_id(client: #runtime::Client, id: impl #private::Into<#private::String>) -> Self {
            let id: #private::String = #private::Into::into(id);
            Self { handle: #private::Handle::new(client, id, Self::SCOPES) }
        }
    }
}

fn from_variables(interface: &Interface, private: &TokenStream) -> TokenStream {
    let visibility = &interface.item.vis;
    let runtime = &interface.options.runtime;
    let (id, which) = match &interface.options.id {
        Some(_) => (
            quote!(#private::Some(Self::DEPLOYMENT_ID)),
            "the deployment that `APPS_SCRIPT_ID` names, or else the one that the trait states",
        ),
        None => (
            quote!(#private::None),
            "the deployment that `APPS_SCRIPT_ID` names",
        ),
    };
    let of_environment = format!(
        "Calls {which}, through a client that the environment sets up: see `apps_script::Client::from_env`."
    );
    let of_vars = format!(
        "Calls {which}, through a client that these variables set up in place of the environment: see \
         `apps_script::Client::from_vars`. An emulator has them as `vars()`."
    );
    quote! {
        #[doc = #of_environment]
        ///
        /// # Errors
        ///
        /// One `ErrorKind::Configuration` that lists every variable that is missing, half set or not valid.
        #visibility fn from_env() -> #runtime::Result<Self> {
            #private::Handle::from_env(#id, Self::SCOPES).map(|handle| Self { handle })
        }

        #[doc = #of_vars]
        ///
        /// # Errors
        ///
        /// One `ErrorKind::Configuration` that lists every variable that is missing, half set or not valid.
        #visibility fn from_vars<Name, Value>(
            vars: impl #private::IntoIterator<Item = (Name, Value)>,
        ) -> #runtime::Result<Self>
        where
            Name: #private::Into<#private::String>,
            Value: #private::Into<#private::OsString>,
        {
            #private::Handle::from_vars(vars, #id, Self::SCOPES).map(|handle| Self { handle })
        }
    }
}

fn settings(interface: &Interface, private: &TokenStream) -> TokenStream {
    let visibility = &interface.item.vis;
    let runtime = &interface.options.runtime;
    quote! {
        /// Gives every call this long, whatever the trait and the client say.
        #[must_use]
        #visibility fn with_timeout(self, timeout: #private::Duration) -> Self {
            Self { handle: self.handle.with_timeout(timeout) }
        }

        /// Chooses between the newest saved code and the deployed version, whatever the trait and the
        /// client say.
        #[must_use]
        #visibility fn with_dev_mode(self, dev_mode: bool) -> Self {
            Self { handle: self.handle.with_dev_mode(dev_mode) }
        }

        /// Repeats calls as this policy says, in place of the client's. A method with `retry = "never"` is never
        /// repeated all the same.
        #[must_use]
        #visibility fn with_retry(self, policy: #runtime::retry::RetryPolicy) -> Self {
            Self { handle: self.handle.with_retry(policy) }
        }
    }
}

/// The methods of the client itself, which need no trait in scope, and whose futures borrow nothing.
fn methods(interface: &Interface, private: &TokenStream) -> TokenStream {
    let name = &interface.options.client;
    let visibility = &interface.item.vis;
    let methods = interface.methods.iter().map(|method| {
        let Operation {
            attributes,
            generics,
            output,
            borrowed,
            ..
        } = &method.operation;
        let where_clause = &generics.where_clause;
        let signature = call::signature(&method.operation);
        let Prepared { statements, call } = call::prepared(method, private);
        let send = quote_spanned!(output.span()=> #call.send(#private::ending::<#output>()));
        quote! {
            #(#attributes)*
            #visibility #signature
                -> impl #private::Future<Output = #output> + #private::Send + use<#(#borrowed),*>
            #where_clause {
                #statements
                #send
            }
        }
    });
    let allowed = lints::of_a_copied_signature();
    quote! {
        #allowed
        impl #name {
            #(#methods)*
        }
    }
}

/// The trait's methods, which are the client's own.
fn implementation(interface: &Interface, private: &TokenStream) -> TokenStream {
    let trait_name = &interface.item.ident;
    let name = &interface.options.client;
    let methods = interface.methods.iter().map(|method| {
        let Operation {
            ident,
            cfgs,
            generics,
            output,
            ..
        } = &method.operation;
        let where_clause = &generics.where_clause;
        let signature = call::signature(&method.operation);
        let call = call::forwarded(&method.operation, &quote!(Self::#ident), &quote!(self));
        quote! {
            #(#[cfg(#cfgs)])*
            #signature -> impl #private::Future<Output = #output> + #private::Send #where_clause {
                #call
            }
        }
    });
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl #trait_name for #name {
            #(#methods)*
        }
    }
}
