use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Attribute, FnArg, Meta, PatType, Signature, Type, ext::IdentExt};

use super::rules;
use crate::{errors::Errors, options::ParameterOptions};

/// One argument of the script's function.
pub(crate) struct Parameter {
    pub(crate) ident: Ident,
    /// The name that errors show.
    pub(crate) name: String,
    pub(crate) ty: Type,
    /// The predicates of its `#[cfg(…)]`s.
    pub(crate) cfgs: Vec<TokenStream>,
    /// Every attribute but ours.
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) omit_none: bool,
}

impl Parameter {
    /// The parameters behind the receiver, or none of them if one is wrong.
    pub(crate) fn read_all(signature: &Signature, errors: &Errors) -> Option<Vec<Self>> {
        let typed = signature.inputs.iter().filter_map(|input| match input {
            FnArg::Typed(typed) => Some(typed),
            FnArg::Receiver(_) => None,
        });
        let read: Vec<Option<Self>> = typed.map(|typed| Self::read(typed, errors)).collect();
        let parameters: Vec<Self> = read.into_iter().collect::<Option<_>>()?;
        check_omitted_last(&parameters, errors);
        Some(parameters)
    }

    fn read(typed: &PatType, errors: &Errors) -> Option<Self> {
        let options = ParameterOptions::read(&typed.attrs, errors);
        let ident = rules::parameter_name(typed, errors);
        if let Some(found) = rules::impl_trait(&typed.ty) {
            errors.at(
                found,
                "a parameter has one concrete type",
                "write the type, or `&serde_json::Value` for any value",
            );
            return None;
        }
        ident.map(|ident| Self {
            omit_none: options.omit_none,
            ..Self::plain(ident, typed)
        })
    }

    /// The condition under which it exists, if it has one.
    pub(crate) fn condition(&self) -> Option<String> {
        let cfgs = &self.cfgs;
        (!cfgs.is_empty()).then(|| quote!(all(#(#cfgs),*)).to_string())
    }

    /// A parameter without options.
    pub(crate) fn plain(ident: &Ident, typed: &PatType) -> Self {
        let attributes = not_ours(&typed.attrs);
        Self {
            ident: ident.clone(),
            name: ident.unraw().to_string(),
            ty: (*typed.ty).clone(),
            cfgs: cfgs(&attributes),
            attributes,
            omit_none: false,
        }
    }
}

/// The attributes without those that the attribute reads itself.
pub(crate) fn not_ours(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes
        .iter()
        .filter(|attribute| !crate::options::is_ours(attribute))
        .cloned()
        .collect()
}

/// The predicates of the `#[cfg(…)]`s among the attributes.
pub(crate) fn cfgs(attributes: &[Attribute]) -> Vec<TokenStream> {
    attributes
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            Meta::List(list) if list.path.is_ident("cfg") => Some(list.tokens.clone()),
            _ => None,
        })
        .collect()
}

fn check_omitted_last(parameters: &[Parameter], errors: &Errors) {
    let mut behind: Option<&Parameter> = None;
    for parameter in parameters.iter().rev() {
        match behind {
            Some(given) if parameter.omit_none => errors.at(
                &parameter.ident,
                format!(
                    "`{}` cannot be omitted, because `{}` behind it is always given",
                    parameter.name, given.name
                ),
                format!(
                    "mark `{}` as `#[parameter(omit_none)]` too, or move `{}` to the end",
                    given.name, parameter.name
                ),
            ),
            None if !parameter.omit_none => behind = Some(parameter),
            _ => {}
        }
    }
}
