use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Expr, ExprLit, Lit, LitStr};

use crate::errors::mistake;

/// What stands behind `id =`.
pub(crate) struct DeploymentId(Expr);

impl DeploymentId {
    /// Checks a literal; any other expression is left to the compiler.
    pub(crate) fn parse(value: &Expr) -> syn::Result<Self> {
        match value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text), ..
            }) => check(text)?,
            Expr::Lit(other) => {
                return Err(mistake(
                    other,
                    "`id` takes a text in quotes or a constant",
                    EXAMPLE,
                ));
            }
            _ => {}
        }
        Ok(Self(value.clone()))
    }
}

impl ToTokens for DeploymentId {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let expression = &self.0;
        tokens.extend(quote!(#expression));
    }
}

const EXAMPLE: &str = "write `id = \"AKfycb…\"`, the deployment ID that Deploy > Manage deployments shows";

fn check(text: &LitStr) -> syn::Result<()> {
    let id = text.value();
    if id.is_empty() {
        return Err(mistake(text, "the deployment ID is empty", EXAMPLE));
    }
    if id.contains("://") || id.contains('/') {
        return Err(pasted_url(text, &id));
    }
    if let Some(foreign) = id.chars().find(|letter| !is_id_letter(*letter)) {
        let wrong = format!("a deployment ID has no `{}` in it", foreign.escape_debug());
        return Err(mistake(
            text,
            wrong,
            "copy the whole ID: letters, digits, `-` and `_` only",
        ));
    }
    if is_script_id(&id) {
        return Err(script_id(text));
    }
    Ok(())
}

fn pasted_url(text: &LitStr, url: &str) -> syn::Error {
    let parts = || url.split(['/', '?', '#', '&', '=']);
    if let Some(id) = parts().find(|part| part.starts_with("AKfycb")) {
        return mistake(
            text,
            "this is a URL, not a deployment ID",
            format!("the ID is a part of it: write `id = \"{id}\"`"),
        );
    }
    if parts().any(is_script_id) {
        return mistake(
            text,
            "this is the URL of a script project, which has no deployment ID in it",
            EXAMPLE,
        );
    }
    mistake(text, "this is a URL or a path, not a deployment ID", EXAMPLE)
}

fn script_id(text: &LitStr) -> syn::Error {
    mistake(
        text,
        "this looks like a script ID, and the run endpoint takes a deployment ID",
        "in the script editor, Deploy > New deployment > API Executable makes a deployment, and Deploy > Manage \
         deployments shows its ID: it begins with `AKfycb`",
    )
}

fn is_id_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '-' || letter == '_'
}

/// Script IDs begin with `1` and have about 57 letters.
fn is_script_id(id: &str) -> bool {
    id.starts_with('1') && (50..=64).contains(&id.len()) && id.chars().all(is_id_letter)
}
