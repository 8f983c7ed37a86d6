//! What the attribute is on where it is not on a trait.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{FnArg, ImplItem, Item, ItemImpl, Type};

use crate::{errors::Errors, options::is_ours};

/// The item as it is, with an error that says where the attribute belongs.
pub(crate) fn refuse(item: TokenStream, errors: Errors) -> TokenStream {
    let parsed = syn::parse2::<Item>(item.clone());
    let mut tokens = match parsed {
        Ok(Item::Impl(implementation)) if is_mock(&implementation) => {
            refuse_automock(&implementation, &errors);
            without_our_attributes(implementation)
        }
        Ok(parsed) if is_part_of_a_mock(&parsed) => item,
        Ok(_) => {
            refuse_item(&item, &errors);
            item
        }
        Err(fault) if kind_of_item(&item).is_some() => {
            errors.push(fault);
            item
        }
        // A statement or an expression, on which the compiler refuses every such attribute itself.
        Err(_) => item,
    };
    tokens.extend(errors.into_compile_errors());
    tokens
}

fn refuse_item(item: &TokenStream, errors: &Errors) {
    errors.at(
        kind_of_item(item).map_or_else(|| item.clone(), TokenStream::from),
        "`#[apps_script]` stands on a trait, and this is none",
        "put it on `trait Name { async fn function(&self) -> apps_script::Result<T>; }`",
    );
}

/// The word of an item that says what it is: `struct`, `impl`, `fn`.
fn kind_of_item(item: &TokenStream) -> Option<TokenTree> {
    const KINDS: [&str; 11] = [
        "struct", "enum", "union", "impl", "fn", "mod", "type", "const", "static", "trait", "use",
    ];
    item.clone()
        .into_iter()
        .find(|tree| matches!(tree, TokenTree::Ident(word) if KINDS.contains(&word.to_string().as_str())))
}

/// `impl Inventory for MockInventory`, as `mockall::automock` generates it. Where that is above our attribute, it
/// copies ours to what it generates.
fn is_mock(implementation: &ItemImpl) -> bool {
    let of_trait = implementation
        .trait_
        .as_ref()
        .and_then(|(path, _)| path.segments.last());
    match (of_trait, self_type(implementation)) {
        (Some(of_trait), Some(mock)) => *mock == format!("Mock{}", of_trait.ident),
        _ => false,
    }
}

/// What it generates beside that, with its fields `…_expectations`, its struct `MockInventory_Inventory` and its module
/// `__mock_MockInventory_Inventory`. One error, at the implementation, is enough.
fn is_part_of_a_mock(item: &Item) -> bool {
    if item.to_token_stream().to_string().contains("_expectations") {
        return true;
    }
    let name = match item {
        Item::Struct(part) => Some(&part.ident),
        Item::Mod(part) => Some(&part.ident),
        Item::Impl(part) => self_type(part),
        _ => None,
    };
    name.is_some_and(|name| {
        let name = name.to_string();
        let name = name.trim_start_matches("__mock_");
        name.starts_with("Mock") && name.contains('_')
    })
}

fn self_type(implementation: &ItemImpl) -> Option<&Ident> {
    match &*implementation.self_ty {
        Type::Path(of) => Some(&of.path.segments.last()?.ident),
        _ => None,
    }
}

fn refuse_automock(mock: &ItemImpl, errors: &Errors) {
    errors.at(
        &mock.self_ty,
        "`#[automock]` is above `#[apps_script]`, and has copied it to the mock",
        "put `#[automock]` below `#[apps_script]`",
    );
}

fn without_our_attributes(mut implementation: ItemImpl) -> TokenStream {
    for item in &mut implementation.items {
        if let ImplItem::Fn(function) = item {
            function.attrs.retain(|attribute| !is_ours(attribute));
            for input in &mut function.sig.inputs {
                if let FnArg::Typed(parameter) = input {
                    parameter.attrs.retain(|attribute| !is_ours(attribute));
                }
            }
        }
    }
    implementation.into_token_stream()
}
