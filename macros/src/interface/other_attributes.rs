//! Attributes of other crates that cannot be combined with ours. Those below ours are seen as they are; those above
//! have rewritten the trait already, and are known by what they made of it.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{ItemTrait, Path, ReturnType, Signature, TraitItem, TraitItemFn, Type, TypeParamBound};

use crate::errors::Errors;

/// An attribute that rewrites a whole trait, and what to do in its place.
struct Rewriter {
    /// As it is imported.
    name: &'static str,
    /// As messages call it.
    shown: &'static str,
    help: &'static str,
}

const ASYNC_TRAIT: Rewriter = Rewriter {
    name: "async_trait",
    shown: "async_trait",
    help: "remove it, here and from the implementations, which are plain `async fn`s: their futures are `Send` \
           already; for a type-erased handle, write `dyn` into `#[apps_script(…)]`",
};

const TRAIT_VARIANT: Rewriter = Rewriter {
    name: "make",
    shown: "trait_variant::make",
    help: "remove it: the futures of the methods are `Send` already",
};

const AUTO_IMPL: Rewriter = Rewriter {
    name: "auto_impl",
    shown: "auto_impl",
    help: "remove it: `&T`, `Box<T>` and `Arc<T>` implement the trait already",
};

impl Rewriter {
    fn message(&self) -> String {
        format!("`#[{}]` cannot be combined with `#[apps_script]`", self.shown)
    }
}

/// Refuses and removes the attributes that cannot stand below ours.
pub(super) fn refuse_below(item: &mut ItemTrait, errors: &Errors) {
    item.attrs.retain(|attribute| {
        let known = [ASYNC_TRAIT, TRAIT_VARIANT, AUTO_IMPL]
            .into_iter()
            .find(|rewriter| is_named(attribute.path(), rewriter.name));
        if let Some(rewriter) = &known {
            errors.at(attribute, rewriter.message(), rewriter.help);
        }
        known.is_none()
    });
    for item in &mut item.items {
        if let TraitItem::Fn(function) = item {
            refuse_instrument(function, errors);
        }
    }
}

/// A method without a body has nothing to be instrumented.
fn refuse_instrument(function: &mut TraitItemFn, errors: &Errors) {
    if function.default.is_some() {
        return;
    }
    let method = &function.sig.ident;
    function.attrs.retain(|attribute| {
        let is_instrument = is_named(attribute.path(), "instrument");
        if is_instrument {
            errors.at(
                attribute,
                format!("`#[instrument]` needs a body, and `{method}` has none, because it calls the script"),
                "remove it: each call has a span of its own, `apps_script.call`",
            );
        }
        !is_instrument
    });
}

fn is_named(path: &Path, name: &str) -> bool {
    path.segments.last().is_some_and(|last| last.ident == name)
}

/// Refuses what attributes above ours have made of the trait, once for the whole trait; whether there is any such.
pub(super) fn refuse_above(item: &ItemTrait, errors: &Errors) -> bool {
    let of_script = || {
        item.items.iter().filter_map(|item| match item {
            TraitItem::Fn(function) if function.default.is_none() => Some(&function.sig),
            _ => None,
        })
    };
    if of_script().any(has_lifetime_of_async_trait) {
        errors.at(&item.ident, ASYNC_TRAIT.message(), ASYNC_TRAIT.help);
        return true;
    }
    let mut futures = of_script().filter(|signature| returns_future(signature));
    match futures.next() {
        Some(first) => {
            refuse_future(&first.ident, errors);
            true
        }
        None => false,
    }
}

fn has_lifetime_of_async_trait(signature: &Signature) -> bool {
    let mut lifetimes = signature.generics.lifetimes();
    lifetimes.any(|parameter| parameter.lifetime.ident == "async_trait")
}

/// `-> impl Future<…>` of a function that is not async.
fn returns_future(signature: &Signature) -> bool {
    let ReturnType::Type(_, output) = &signature.output else {
        return false;
    };
    let Type::ImplTrait(output) = &**output else {
        return false;
    };
    signature.asyncness.is_none()
        && output
            .bounds
            .iter()
            .any(|bound| matches!(bound, TypeParamBound::Trait(bound) if is_named(&bound.path, "Future")))
}

fn refuse_future(method: &Ident, errors: &Errors) {
    errors.at(
        method.to_token_stream(),
        format!("`{method}` calls the script, so it must be `async fn`, and not a function that returns a future"),
        "write `async fn`; if `#[trait_variant::make]` is above `#[apps_script]`, remove it: the futures of the methods \
         are `Send` already",
    );
}
