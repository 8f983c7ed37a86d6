//! Lints that would say of generated code what they say of the trait already, or what only its author could change.

use proc_macro2::TokenStream;
use quote::quote;

/// For methods that repeat the signatures of the trait's.
pub(super) fn of_a_copied_signature() -> TokenStream {
    quote! {
        #[allow(
            dead_code,
            missing_docs,
            non_snake_case,
            private_interfaces,
            clippy::all,
            clippy::nursery,
            clippy::pedantic,
            clippy::restriction
        )]
    }
}
