//! What can be compared only when the compiler knows the fields of a struct: data for the runtime's check.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Lifetime, Type, visit_mut::VisitMut};

use crate::spans::spanning;

/// A Rust type that the macro cannot see into, and what the script says of it.
pub(super) struct ShapeCheck {
    pub(super) ty: Type,
    pub(super) conditions: Vec<TokenStream>,
    pub(super) is_answer: bool,
    /// The function and its place, for messages.
    pub(super) function: String,
    /// What the script says, in words.
    pub(super) script: String,
    /// The names of its fields, and whether each may be missing; `None` if it is no record.
    pub(super) fields: Option<Vec<(String, bool)>>,
    pub(super) nullable: bool,
    /// Whether it is an object with fields that the script does not name.
    pub(super) is_map: bool,
    /// Whether it may be a list of lists.
    pub(super) may_be_grid: bool,
}

impl ShapeCheck {
    /// The check as a constant; its error stands at the type.
    pub(super) fn tokens(&self, private: &TokenStream) -> TokenStream {
        let Self {
            conditions,
            is_answer,
            function,
            script,
            nullable,
            is_map,
            may_be_grid,
            ..
        } = self;
        let mut ty = self.ty.clone();
        InferredLifetimes.visit_type_mut(&mut ty);
        let fields = match &self.fields {
            Some(fields) => {
                let fields = fields.iter().map(
                    |(name, optional)| quote!(#private::ScriptField { name: #name, optional: #optional }),
                );
                quote!(#private::Some(&[#(#fields),*]))
            }
            None => quote!(#private::None),
        };
        let arguments = quote! {
            #private::Probe::<#ty>::STRUCTURE,
            &#private::ScriptValue {
                function: #function,
                description: #script,
                is_answer: #is_answer,
                nullable: #nullable,
                is_map: #is_map,
                may_be_grid: #may_be_grid,
                fields: #fields,
            }
        };
        let call = spanning(&self.ty, &quote!(#private::check_shape), arguments);
        quote! {
            #(#[cfg(#conditions)])*
            const _: () = {
                #[allow(unused_imports)]
                use #private::NoShape as _;
                #call
            };
        }
    }
}

/// The lifetimes of a method have no name outside of it, and a constant infers them.
struct InferredLifetimes;

impl VisitMut for InferredLifetimes {
    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if lifetime.ident != "static" {
            *lifetime = Lifetime::new("'_", lifetime.span());
        }
    }

    /// `for<'a> fn(&'a T)` has lifetimes of its own.
    fn visit_type_fn_ptr_mut(&mut self, _: &mut syn::TypeFnPtr) {}

    /// And so has `dyn for<'a> Fn(&'a T)`.
    fn visit_type_trait_object_mut(&mut self, _: &mut syn::TypeTraitObject) {}
}
