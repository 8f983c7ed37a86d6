use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Expr, ExprLit, Lit, LitStr};

use crate::{deployment_id_rule::deployment_id, errors::mistake, spans::spanning};

/// What the key `id` says.
pub(crate) enum DeploymentId {
    Literal(LitStr),
    /// A constant, which the compiler and the runtime check.
    Constant(Box<Expr>),
}

impl DeploymentId {
    /// Checks a literal; any other expression is left to the compiler.
    pub(crate) fn parse(value: &Expr) -> syn::Result<Self> {
        match value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text), ..
            }) => {
                let written = text.value();
                match deployment_id(&written) {
                    Ok(id) => Ok(Self::Literal(LitStr::new(id, text.span()))),
                    Err(fault) => Err(mistake(text, fault.message, fault.help)),
                }
            }
            Expr::Lit(other) => Err(mistake(
                other,
                "`id` takes a text in quotes or a constant",
                "write `id = \"AKfycb…\"`, the deployment ID that Deploy > Manage deployments shows",
            )),
            Expr::Group(group) => Self::parse(&group.expr),
            _ => Ok(Self::Constant(Box::new(value.clone()))),
        }
    }

    /// In place of one that is wrong: what needs an ID is generated all the same.
    pub(super) fn refused() -> Self {
        Self::Literal(LitStr::new("", Span::call_site()))
    }

    /// The expression of a constant `&'static str`.
    pub(crate) fn constant(&self, private: &TokenStream) -> TokenStream {
        match self {
            Self::Literal(text) => quote!(#text),
            Self::Constant(value) => spanning(value, &quote!(#private::constant_id), quote!(#value)),
        }
    }
}
