//! The module of the runtime that generated code is made of.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The path of the module. Its name carries the version, so that nobody builds on it, and so that a runtime of another
/// version is a clear error ("no `__private_0_1_0` in the crate") and no confusion about its items.
pub(crate) fn path(runtime: &syn::Path) -> TokenStream {
    let name = format_ident!(
        "__private_{}_{}_{}",
        env!("CARGO_PKG_VERSION_MAJOR"),
        env!("CARGO_PKG_VERSION_MINOR"),
        env!("CARGO_PKG_VERSION_PATCH")
    );
    quote!(#runtime::#name)
}
