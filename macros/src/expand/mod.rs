//! Writes the model down as tokens. Nothing is decided here.

mod blocking;
mod call;
mod client;
mod erased;
mod lints;
mod pointers;
mod trait_item;

use proc_macro2::TokenStream;

use self::pointers::Pointed;
use crate::{hidden_module, interface::Interface};

/// The trait, and what stands beside it.
pub(crate) fn interface(interface: &Interface) -> TokenStream {
    let runtime = &interface.options.runtime;
    let private = hidden_module::path(runtime);
    let mut tokens = trait_item::tokens(interface, &private);
    tokens.extend(client::tokens(interface, &private));
    if interface.complete {
        tokens.extend(pointers::tokens(&Pointed::of(interface), &private));
    }
    tokens.extend(erased::tokens(interface, &private));
    tokens.extend(blocking::tokens(interface, &private));
    tokens
}
