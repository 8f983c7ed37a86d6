//! From the tokens of the attribute and its item to the tokens that replace both.

use proc_macro2::{TokenStream, TokenTree};
use syn::ItemTrait;

#[cfg(feature = "source")]
use crate::source_check::{self, Checked};
use crate::{
    errors::Errors,
    expand,
    interface::Interface,
    options::{Features, InterfaceOptions},
};

/// Reads, checks, expands; whatever is wrong, the item is in what comes out.
pub(crate) fn apps_script(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let errors = Errors::default();
    let Ok(item_trait) = syn::parse2::<ItemTrait>(item.clone()) else {
        return refuse(item, errors);
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

fn refuse(item: TokenStream, errors: Errors) -> TokenStream {
    errors.at(
        kind_of_item(&item),
        "`#[apps_script]` stands on a trait, and this is none",
        "put it on `trait Name { async fn function(&self) -> apps_script::Result<T>; }`",
    );
    let mut tokens = item;
    tokens.extend(errors.into_compile_errors());
    tokens
}

/// The word of an item that says what it is: `struct`, `impl`, `fn`.
fn kind_of_item(item: &TokenStream) -> TokenStream {
    const KINDS: [&str; 11] = [
        "struct", "enum", "union", "impl", "fn", "mod", "type", "const", "static", "trait", "use",
    ];
    item.clone()
        .into_iter()
        .find(|tree| matches!(tree, TokenTree::Ident(word) if KINDS.contains(&word.to_string().as_str())))
        .map_or_else(|| item.clone(), TokenStream::from)
}
