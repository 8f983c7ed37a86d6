use proc_macro2::{Ident, TokenStream};
use syn::{Attribute, FnArg, PatType, Signature, Type, ext::IdentExt};

use super::{
    attributes::{cfgs, not_ours},
    rules,
};
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
