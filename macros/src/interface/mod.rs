//! The checked model of a trait: its methods, their parameters, and their names as the script sees them.

mod attributes;
mod lifetimes;
mod method;
mod names;
mod operation;
mod other_attributes;
mod parameter;
mod provided;
mod rules;

use syn::{ItemTrait, TraitItem, TraitItemFn};

pub(crate) use self::{
    lifetimes::visit_own,
    method::{CallSettings, Method},
    operation::Operation,
    parameter::Parameter,
    provided::Provided,
};
use crate::{
    errors::Errors,
    options::{InterfaceOptions, is_ours},
};

/// A trait whose methods are functions of a script.
pub(crate) struct Interface {
    /// The trait as written, without our attributes.
    pub(crate) item: ItemTrait,
    pub(crate) options: InterfaceOptions,
    /// The methods that call the script.
    pub(crate) methods: Vec<Method>,
    /// Those methods with a body of their own that can be passed on.
    pub(crate) provided: Vec<Provided>,
    /// Whether the model holds every item of the trait, so that the trait can be implemented.
    pub(crate) complete: bool,
}

impl Interface {
    /// Reads a trait; what is wrong in it is noted and left out.
    pub(crate) fn read(mut item: ItemTrait, options: InterfaceOptions, errors: &Errors) -> Self {
        rules::check_trait(&item, errors);
        other_attributes::refuse_below(&mut item, errors);
        let is_rewritten = other_attributes::refuse_above(&item, errors);
        let mut methods = Vec::new();
        let mut provided = Vec::new();
        let mut complete = item.generics.params.is_empty();
        for trait_item in &item.items {
            match trait_item {
                TraitItem::Fn(function) if function.default.is_some() => {
                    provided.extend(provided::read(function, &options.client, errors));
                }
                TraitItem::Fn(_) if is_rewritten => complete = false,
                TraitItem::Fn(function) => match Method::read(function, &options, errors) {
                    Some(method) => methods.push(method),
                    None => complete = false,
                },
                other => {
                    rules::refuse_item(other, errors);
                    complete = false;
                }
            }
        }
        names::check_functions(&methods, errors);
        item.items.iter_mut().for_each(strip_our_attributes);
        // Refused above; the compiler need not say it again at the generated implementation.
        item.unsafety = None;
        Self {
            item,
            options,
            methods,
            provided,
            complete,
        }
    }
}

fn strip_our_attributes(item: &mut TraitItem) {
    if let TraitItem::Fn(TraitItemFn { attrs, sig, .. }) = item {
        attrs.retain(|attribute| !is_ours(attribute));
        for input in &mut sig.inputs {
            match input {
                syn::FnArg::Receiver(receiver) => receiver.attrs.retain(|attribute| !is_ours(attribute)),
                syn::FnArg::Typed(typed) => typed.attrs.retain(|attribute| !is_ours(attribute)),
            }
        }
    }
}
