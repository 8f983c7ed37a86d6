use proc_macro2::{Ident, TokenStream};
use syn::{Attribute, Generics, Lifetime, Receiver, ReceiverKind, Signature, Type};

use super::{
    Parameter,
    attributes::{cfgs, for_copies},
    lifetimes,
};

/// The signature of a method that can be called through a reference: what the script is called with, and what
/// pointers and a type-erased handle pass on.
pub(crate) struct Operation {
    pub(crate) ident: Ident,
    /// The attributes that a copy of the method has, too.
    pub(crate) attributes: Vec<Attribute>,
    /// The predicates of its `#[cfg(…)]`s.
    pub(crate) cfgs: Vec<TokenStream>,
    /// Lifetimes only, but for a method with a body.
    pub(crate) generics: Generics,
    /// The lifetime of `&'a self`.
    pub(crate) receiver: Option<Lifetime>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) output: Type,
    /// The lifetimes of the method that its output mentions.
    pub(crate) borrowed: Vec<Lifetime>,
    pub(crate) is_async: bool,
}

impl Operation {
    pub(crate) fn new(
        attributes: &[Attribute],
        signature: &Signature,
        parameters: Vec<Parameter>,
        output: Type,
    ) -> Self {
        Self {
            ident: signature.ident.clone(),
            attributes: for_copies(attributes),
            cfgs: cfgs(attributes),
            generics: signature.generics.clone(),
            receiver: signature.receiver().and_then(lifetime),
            parameters,
            borrowed: lifetimes::mentioned(&output, &signature.generics),
            output,
            is_async: signature.asyncness.is_some(),
        }
    }
}

fn lifetime(receiver: &Receiver) -> Option<Lifetime> {
    match &receiver.kind {
        ReceiverKind::Reference(_, lifetime, _) => lifetime.clone(),
        _ => None,
    }
}
