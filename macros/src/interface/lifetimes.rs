//! Which lifetimes in a type are those of the method that the type belongs to.

use proc_macro2::Span;
use syn::{
    Generics, Lifetime, ParenthesizedGenericArguments, Type, TypeFnPtr, TypeReference,
    visit_mut::{self, VisitMut},
};

/// Calls `visit` with each lifetime in a type that may be one of the method's. A lifetime that is left out is
/// `'_`; `Fn(&str)` and `fn(&str)` leave out lifetimes of their own, which are not among them.
pub(crate) fn visit_own(ty: &mut Type, visit: impl FnMut(&mut Lifetime)) {
    OwnLifetimes {
        visit,
        in_arguments: false,
    }
    .visit_type_mut(ty);
}

/// The method's lifetimes in a type, each once; `'_` for those that are left out.
pub(super) fn mentioned(ty: &Type, generics: &Generics) -> Vec<Lifetime> {
    let mut found: Vec<Lifetime> = Vec::new();
    visit_own(&mut ty.clone(), |lifetime| {
        let is_declared = generics
            .lifetimes()
            .any(|declared| declared.lifetime == *lifetime);
        if (is_declared || lifetime.ident == "_") && !found.contains(lifetime) {
            found.push(lifetime.clone());
        }
    });
    found
}

struct OwnLifetimes<F> {
    visit: F,
    /// Whether this is inside of `Fn(…)` or `fn(…)`.
    in_arguments: bool,
}

impl<F: FnMut(&mut Lifetime)> OwnLifetimes<F> {
    fn inside_of_arguments(&mut self, visit: impl FnOnce(&mut Self)) {
        let outside = std::mem::replace(&mut self.in_arguments, true);
        visit(self);
        self.in_arguments = outside;
    }
}

impl<F: FnMut(&mut Lifetime)> VisitMut for OwnLifetimes<F> {
    fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
        if !self.in_arguments {
            reference
                .lifetime
                .get_or_insert_with(|| Lifetime::new("'_", Span::call_site()));
        }
        visit_mut::visit_type_reference_mut(self, reference);
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if !(self.in_arguments && lifetime.ident == "_") {
            (self.visit)(lifetime);
        }
    }

    fn visit_parenthesized_generic_arguments_mut(&mut self, arguments: &mut ParenthesizedGenericArguments) {
        self.inside_of_arguments(|inside| {
            visit_mut::visit_parenthesized_generic_arguments_mut(inside, arguments);
        });
    }

    fn visit_type_fn_ptr_mut(&mut self, pointer: &mut TypeFnPtr) {
        self.inside_of_arguments(|inside| visit_mut::visit_type_fn_ptr_mut(inside, pointer));
    }
}

#[cfg(test)]
mod tests {
    use syn::{ItemFn, ReturnType, parse_str};

    use super::mentioned;

    #[test]
    fn finds_the_lifetimes_of_the_method_alone() {
        for (output, expected) in [
            ("u8", ""),
            ("R<Cow<'a, str>>", "'a"),
            ("R<Cow<'_, str>>", "'_"),
            ("R<Cow<'static, str>>", ""),
            ("R<Pair<'b, 'a>, E<&u8, &'b u8>>", "'b 'a '_"),
            ("R<PhantomData<fn(&str) -> &str>>", ""),
            ("R<PhantomData<fn(&'a str, &str)>>", "'a"),
            ("R<PhantomData<dyn Fn(&str, Cow<'_, str>)>>", ""),
            ("R<PhantomData<dyn for<'x> Fn(&'x str) + '_>>", "'_"),
        ] {
            let function: ItemFn =
                parse_str(&format!("fn f<'a, 'b>() -> {output} {{}}")).expect("a function");
            let ReturnType::Type(_, ty) = &function.sig.output else {
                panic!("{output}: no type");
            };
            let found: Vec<String> = mentioned(ty, &function.sig.generics)
                .iter()
                .map(ToString::to_string)
                .collect();
            assert_eq!(found.join(" "), expected, "{output}");
        }
    }
}
