use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, format_ident};
use syn::{
    FnArg, GenericParam, Ident, Pat, ReceiverKind, ReturnType, Safety, Signature, TraitItemFn, Type,
    parse_quote,
};

use super::{Operation, Parameter, names, rules};
use crate::{errors::Errors, options::is_ours};

/// A method with a body, which runs here and not in the script: what a pointer to an implementation passes on.
pub(crate) struct Provided {
    pub(crate) operation: Operation,
    /// Whether a type-erased handle can pass it on, too.
    pub(crate) erasable: bool,
}

/// Reads a method with a body.
///
/// `None` where it cannot be called through a reference alone; the body then runs on the pointer itself.
pub(crate) fn read(function: &TraitItemFn, client: &Ident, errors: &Errors) -> Option<Provided> {
    for attribute in function.attrs.iter().filter(|attribute| is_ours(attribute)) {
        errors.at(
            attribute,
            format!(
                "`{}` has a body, so it runs here and not in the script",
                function.sig.ident
            ),
            "remove the attribute, or the body",
        );
    }
    let signature = &function.sig;
    names::check_hidden(&signature.ident, "name the method otherwise", client, errors);
    if !is_called_by_reference(signature) || mentions_self(signature) {
        return None;
    }
    let output = match &signature.output {
        ReturnType::Default => parse_quote!(()),
        ReturnType::Type(_, output) => (**output).clone(),
    };
    let parameters = parameters(signature);
    let erasable = has_one_version(signature, &parameters, &output);
    Some(Provided {
        operation: Operation::new(&function.attrs, signature, parameters, output),
        erasable,
    })
}

fn is_called_by_reference(signature: &Signature) -> bool {
    let by_reference = signature
        .receiver()
        .is_some_and(|receiver| matches!(receiver.kind, ReceiverKind::Reference(_, _, None)));
    by_reference
        && matches!(signature.safety, Safety::Default)
        && signature.constness.is_none()
        && signature.abi.is_none()
        && signature.variadic.is_none()
}

/// Whether a type or a bound speaks of `Self`, which is another type for a pointer.
fn mentions_self(signature: &Signature) -> bool {
    let types = signature.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) => Some(typed.ty.to_token_stream()),
        FnArg::Receiver(_) => None,
    });
    let generics = [
        signature.generics.to_token_stream(),
        signature.generics.where_clause.to_token_stream(),
        signature.output.to_token_stream(),
    ];
    types.chain(generics).any(has_self)
}

fn has_self(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Ident(word) => word == "Self",
        TokenTree::Group(group) => has_self(group.stream()),
        _ => false,
    })
}

/// Whether it is one function, and not one for each type that it is called with.
fn has_one_version(signature: &Signature, parameters: &[Parameter], output: &Type) -> bool {
    let is_lifetime = |parameter: &GenericParam| matches!(parameter, GenericParam::Lifetime(_));
    signature.generics.params.iter().all(is_lifetime)
        && signature.generics.where_clause.is_none()
        && parameters
            .iter()
            .map(|parameter| &parameter.ty)
            .chain([output])
            .all(|ty| rules::impl_trait(ty).is_none())
}

/// The parameters behind the receiver; a pattern is replaced by a name.
fn parameters(signature: &Signature) -> Vec<Parameter> {
    let typed = signature.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) => Some(typed),
        FnArg::Receiver(_) => None,
    });
    typed
        .enumerate()
        .map(|(place, typed)| match &*typed.pat {
            Pat::Ident(name) => Parameter::plain(&name.ident, typed),
            _ => Parameter::plain(&format_ident!("__{place}"), typed),
        })
        .collect()
}
