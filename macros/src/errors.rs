//! Gathers every mistake of one trait, so that all of them are reported in one run.

use std::{cell::RefCell, fmt::Display};

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// The mistakes found so far.
#[derive(Default)]
pub(crate) struct Errors {
    found: RefCell<Vec<Found>>,
}

struct Found {
    error: syn::Error,
    /// The predicates of the `#[cfg(…)]`s under which it is a mistake at all.
    conditions: Vec<TokenStream>,
}

impl Errors {
    /// Notes a mistake that stands at `at`; `help` says what to write instead.
    pub(crate) fn at(&self, at: impl ToTokens, wrong: impl Display, help: impl Display) {
        self.push(syn::Error::new_spanned(at, format!("{wrong}\nhelp: {help}")));
    }

    /// Notes a mistake that a parser found.
    pub(crate) fn push(&self, error: syn::Error) {
        self.push_under(Vec::new(), error);
    }

    /// Notes a mistake in what is there only under conditions.
    pub(crate) fn push_under(&self, conditions: Vec<TokenStream>, error: syn::Error) {
        self.found.borrow_mut().push(Found { error, conditions });
    }

    /// Keeps the value of a parser, or its mistake.
    pub(crate) fn keep<T>(&self, parsed: syn::Result<T>) -> Option<T> {
        parsed.map_err(|error| self.push(error)).ok()
    }

    /// How many there are so far.
    pub(crate) fn count(&self) -> usize {
        self.found.borrow().len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.borrow().is_empty()
    }

    /// One `compile_error!` for each mistake, in the order in which they were found.
    pub(crate) fn into_compile_errors(self) -> TokenStream {
        self.found
            .into_inner()
            .iter()
            .map(|Found { error, conditions }| {
                let error = error.to_compile_error();
                quote!(#(#[cfg(#conditions)])* #error)
            })
            .collect()
    }
}

/// A mistake at `at` for those that return it.
pub(crate) fn mistake(at: impl ToTokens, wrong: impl Display, help: impl Display) -> syn::Error {
    syn::Error::new_spanned(at, format!("{wrong}\nhelp: {help}"))
}
