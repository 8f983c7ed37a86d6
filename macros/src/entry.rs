//! From the tokens of the attribute and its item to the tokens that replace both.

use proc_macro2::TokenStream;
use syn::ItemTrait;

#[cfg(feature = "source")]
use crate::source_check::{self, Checked};
use crate::{
    errors::Errors,
    expand, half_typed,
    interface::Interface,
    not_a_trait,
    options::{Features, InterfaceOptions},
};

/// Reads, checks, expands; whatever is wrong, the item is in what comes out.
pub(crate) fn apps_script(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let errors = Errors::default();
    let item_trait = match syn::parse2::<ItemTrait>(item.clone()) {
        Ok(item_trait) => item_trait,
        Err(_) => match half_typed::readable(&item) {
            Some(item_trait) => item_trait,
            None => return not_a_trait::refuse(item, errors),
        },
    };
    let options = InterfaceOptions::read(attribute, &item_trait, Features::enabled(), &errors);
    let interface = Interface::read(item_trait, options, &errors);
    #[cfg(feature = "source")]
    let (interface, checked) = held_against_its_script(interface, &errors);
    let mut tokens = expand::interface(&interface);
    #[cfg(feature = "source")]
    tokens.extend(checked.tokens(&interface));
    tokens.extend(errors.into_compile_errors());
    tokens
}

#[cfg(feature = "source")]
fn held_against_its_script(mut interface: Interface, errors: &Errors) -> (Interface, Checked) {
    let checked = source_check::check(&mut interface, errors);
    (interface, checked)
}
