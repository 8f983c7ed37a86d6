//! One mistake in a trait that is right.

use proc_macro2::{LineColumn, Span};
use syn::{
    FnArg, GenericArgument, ItemTrait, PathArguments, ReturnType, TraitItem, TraitItemFn, Type,
    spanned::Spanned,
};

use super::signature::Signature;

/// The code with the mistake in it.
#[derive(Debug)]
pub(super) struct Mutated {
    pub(super) code: String,
    /// Where the mistake is to be told.
    pub(super) place: LineColumn,
    pub(super) kind: Kind,
}

/// What is changed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// A parameter that the script needs is gone.
    DroppedParameter,
    /// The method calls another function.
    Renamed,
    /// A number in place of a text, and so on.
    WrongScalar,
}

/// Every single mistake that the trait has a place for.
pub(super) fn mutations(code: &str, item: &ItemTrait, signature: &Signature) -> Vec<Mutated> {
    let methods = item.items.iter().filter_map(|item| match item {
        TraitItem::Fn(method) => Some(method),
        _ => None,
    });
    methods
        .flat_map(|method| {
            let mut mutations = vec![rename(code, method)];
            mutations.extend(dropped_parameters(code, method, signature));
            mutations.extend(wrong_scalars(code, method));
            mutations
        })
        .collect()
}

/// Only where each is needed: without one of several optional parameters a call may still be right.
fn dropped_parameters(code: &str, method: &TraitItemFn, signature: &Signature) -> Vec<Mutated> {
    if signature.parameters.iter().any(|parameter| parameter.optional) {
        return Vec::new();
    }
    let parameters = method.sig.inputs.iter().skip(1);
    parameters
        .map(|dropped| {
            let range = dropped.span().byte_range();
            let behind = code[range.end..]
                .find(|letter: char| letter != ',' && !letter.is_whitespace())
                .unwrap_or_default();
            let mut code = code.to_owned();
            code.replace_range(range.start..range.end + behind, "");
            Mutated {
                place: method.sig.ident.span().start(),
                code,
                kind: Kind::DroppedParameter,
            }
        })
        .collect()
}

/// The name in the attribute, where there is one, is what counts.
fn rename(code: &str, method: &TraitItemFn) -> Mutated {
    let ident = &method.sig.ident;
    let given = method
        .attrs
        .iter()
        .find(|attribute| attribute.path().is_ident("function"));
    let code = match given {
        Some(attribute) => replaced(code, attribute.span(), "#[function(name = \"renamedToNothing\")]"),
        None => replaced(code, ident.span(), "renamed_to_nothing"),
    };
    Mutated {
        code,
        place: ident.span().start(),
        kind: Kind::Renamed,
    }
}

fn wrong_scalars(code: &str, method: &TraitItemFn) -> Vec<Mutated> {
    let returns = match &method.sig.output {
        ReturnType::Type(_, ty) => arguments(ty).into_iter().next(),
        ReturnType::Default => None,
    };
    let taken = method.sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) => Some(&*typed.ty),
        FnArg::Receiver(_) => None,
    });
    taken
        .chain(returns)
        .filter_map(scalar)
        .flat_map(|(scalar, place)| {
            let span = scalar.span();
            let right = &code[span.byte_range()];
            let is_text = right == "str" || right == "String";
            ["bool", "f64", "String"]
                .into_iter()
                .filter(move |wrong| *wrong != right && !(is_text && *wrong == "String"))
                .map(move |wrong| Mutated {
                    code: replaced(code, span, wrong),
                    place,
                    kind: Kind::WrongScalar,
                })
        })
        .collect()
}

/// The scalar inside of lists, options and the values of maps, and where it begins: with its reference, if it has
/// one.
fn scalar(ty: &Type) -> Option<(&Type, LineColumn)> {
    match ty {
        Type::Reference(reference) => scalar(&reference.elem).map(|(scalar, place)| {
            let is_direct = std::ptr::eq(scalar, &*reference.elem);
            (scalar, if is_direct { ty.span().start() } else { place })
        }),
        Type::Slice(slice) => scalar(&slice.elem),
        Type::Path(path) => {
            let name = path.path.segments.last()?.ident.to_string();
            match name.as_str() {
                "bool" | "f64" | "str" | "String" => Some((ty, ty.span().start())),
                "Option" | "Vec" | "HashMap" => arguments(ty).into_iter().last().and_then(scalar),
                _ => None,
            }
        }
        _ => None,
    }
}

fn arguments(ty: &Type) -> Vec<&Type> {
    let Type::Path(path) = ty else {
        return Vec::new();
    };
    match path.path.segments.last().map(|last| &last.arguments) {
        Some(PathArguments::AngleBracketed(written)) => written
            .args
            .iter()
            .filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn replaced(code: &str, span: Span, text: &str) -> String {
    let mut code = code.to_owned();
    code.replace_range(span.byte_range(), text);
    code
}
