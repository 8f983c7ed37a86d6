use proc_macro2::{Ident, TokenStream};
use syn::{Attribute, Generics, Lifetime, Receiver, ReceiverKind, Signature, Type};

use super::{
    Parameter,
    parameter::{cfgs, not_ours},
};

/// The signature of a method that can be called through a reference: what the script is called with, and what
/// a type-erased handle passes on.
pub(crate) struct Operation {
    pub(crate) ident: Ident,
    /// Every attribute but ours.
    pub(crate) attributes: Vec<Attribute>,
    /// The predicates of its `#[cfg(…)]`s.
    pub(crate) cfgs: Vec<TokenStream>,
    /// Lifetimes only.
    pub(crate) generics: Generics,
    /// The lifetime of `&'a self`.
    pub(crate) receiver: Option<Lifetime>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) output: Type,
    pub(crate) is_async: bool,
}

impl Operation {
    pub(crate) fn new(
        attributes: &[Attribute],
        signature: &Signature,
        parameters: Vec<Parameter>,
        output: Type,
    ) -> Self {
        let attributes = not_ours(attributes);
        Self {
            ident: signature.ident.clone(),
            cfgs: cfgs(&attributes),
            attributes,
            generics: signature.generics.clone(),
            receiver: signature.receiver().and_then(lifetime),
            parameters,
            output,
            is_async: signature.asyncness.is_some(),
        }
    }

    /// The different conditions under which parameters exist.
    pub(crate) fn conditions(&self) -> Vec<String> {
        let mut conditions: Vec<String> = self.parameters.iter().filter_map(Parameter::condition).collect();
        conditions.sort_unstable();
        conditions.dedup();
        conditions
    }
}

fn lifetime(receiver: &Receiver) -> Option<Lifetime> {
    match &receiver.kind {
        ReceiverKind::Reference(_, lifetime, _) => lifetime.clone(),
        _ => None,
    }
}
