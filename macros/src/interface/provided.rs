use syn::{FnArg, GenericParam, Ident, Pat, ReceiverKind, ReturnType, Signature, TraitItemFn, parse_quote};

use super::{Operation, Parameter, names, rules};
use crate::{errors::Errors, options::is_ours};

/// Reads a method with a body, which runs here and not in the script: what a type-erased handle passes on.
///
/// `None` where the handle cannot; the body then runs on the handle itself.
pub(crate) fn read(function: &TraitItemFn, client: &Ident, errors: &Errors) -> Option<Operation> {
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
    let output = match &signature.output {
        ReturnType::Default => parse_quote!(()),
        ReturnType::Type(_, output) => (**output).clone(),
    };
    let erasable = is_called_by_reference(signature) && rules::impl_trait(&output).is_none();
    let parameters = if erasable {
        plain_parameters(signature)
    } else {
        None
    };
    parameters.map(|parameters| Operation::new(&function.attrs, signature, parameters, output))
}

fn is_called_by_reference(signature: &Signature) -> bool {
    let by_reference = signature
        .receiver()
        .is_some_and(|receiver| matches!(receiver.kind, ReceiverKind::Reference(_, _, None)));
    let only_lifetimes = signature
        .generics
        .params
        .iter()
        .all(|parameter| matches!(parameter, GenericParam::Lifetime(_)));
    by_reference
        && only_lifetimes
        && signature.generics.where_clause.is_none()
        && signature.variadic.is_none()
}

fn plain_parameters(signature: &Signature) -> Option<Vec<Parameter>> {
    let typed = signature.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) => Some(typed),
        FnArg::Receiver(_) => None,
    });
    typed
        .map(|typed| match &*typed.pat {
            Pat::Ident(name) if name.subpat.is_none() && name.by_ref.is_none() => {
                rules::impl_trait(&typed.ty)
                    .is_none()
                    .then(|| Parameter::plain(&name.ident, typed))
            }
            _ => None,
        })
        .collect()
}
