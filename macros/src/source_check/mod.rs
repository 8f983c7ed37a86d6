//! Holds a trait against the script that it calls, at compile time: every function is there, takes what the
//! method gives, and does not contradict its types. Only what is wrong for certain is an error.

mod arity;
mod compare;
mod existence;
mod method;
#[cfg(test)]
mod round_trip;
mod script;
mod shapes;
#[cfg(test)]
mod tests;
mod wording;

use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use quote::quote;

use self::{method::Pair, shapes::ShapeCheck};
use crate::{errors::Errors, hidden_module, interface::Interface};

/// What the check leaves to the generated code.
#[derive(Default)]
pub(crate) struct Checked {
    /// The files whose change makes the check out of date.
    files: Vec<PathBuf>,
    shapes: Vec<ShapeCheck>,
}

/// Holds the interface against its script, and takes the scopes from there if the trait states none.
pub(crate) fn check(interface: &mut Interface, errors: &Errors) -> Checked {
    let Some(source) = &interface.options.source else {
        return Checked::default();
    };
    let Some(project) = script::read(source, errors) else {
        return Checked::default();
    };
    let mut checked = Checked {
        files: project.inputs().map(Path::to_owned).collect(),
        shapes: Vec::new(),
    };
    if script::check_syntax(source, &project, errors) {
        let name = source.value();
        for method in &interface.methods {
            if let Some(function) = existence::find(method, &project, &name, errors) {
                checked
                    .shapes
                    .extend(Pair::new(method, function, &project).check(errors));
            }
        }
    }
    if interface.options.scopes.is_none() {
        interface.options.scopes = project.manifest.oauth_scopes;
    }
    checked
}

impl Checked {
    /// The files that cargo must watch, and the checks that only the compiler can make.
    pub(crate) fn tokens(&self, interface: &Interface) -> TokenStream {
        let runtime = &interface.options.runtime;
        let private = hidden_module::path(runtime);
        let shapes = self.shapes.iter().map(|shape| shape.tokens(&private));
        let files = self.files.iter().filter_map(|file| file.to_str());
        quote! {
            #(const _: &[u8] = #private::include_bytes!(#files);)*
            #(#shapes)*
        }
    }
}
