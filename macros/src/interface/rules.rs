//! What a trait and the signatures in it must not have: one rule, one message each.

use quote::ToTokens;
use syn::{
    FnArg, GenericArgument, GenericParam, Generics, ItemTrait, ParenthesizedGenericArguments, Pat, PatType,
    PathArguments, Receiver, ReceiverKind, ReturnType, Safety, Signature, TraitItem, Type, TypeFnPtr,
    TypeImplTrait, TypeReference, visit::Visit,
};

use crate::errors::Errors;

/// The rules for the trait itself.
pub(crate) fn check_trait(item: &ItemTrait, errors: &Errors) {
    if let Some(unsafety) = &item.unsafety {
        errors.at(
            unsafety,
            "an unsafe trait cannot be implemented by the generated client",
            "remove `unsafe`",
        );
    }
    for parameter in &item.generics.params {
        errors.at(
            parameter,
            "the trait cannot be generic: a script has one version of each function",
            REMOVE_GENERIC,
        );
    }
    if let (true, Some(clause)) = (item.generics.params.is_empty(), &item.generics.where_clause) {
        errors.at(
            clause,
            "the trait cannot have a `where` clause",
            "write supertraits behind the trait's name",
        );
    }
}

const REMOVE_GENERIC: &str = "use one concrete type, or an enum that derives `Serialize`";

/// Anything in the trait that is no method.
pub(crate) fn refuse_item(item: &TraitItem, errors: &Errors) {
    if let Some(fault) = fault(item) {
        return errors.push(fault);
    }
    let (at, wrong, help) = match item {
        TraitItem::Const(constant) => (
            constant.const_token.to_token_stream(),
            "a script has no associated constants",
            OUTSIDE,
        ),
        TraitItem::Type(associated) => (
            associated.type_token.to_token_stream(),
            "a script has no associated types",
            OUTSIDE,
        ),
        TraitItem::Macro(invocation) => (
            invocation.mac.path.to_token_stream(),
            "the attribute cannot see the methods behind a macro",
            WRITE_OUT,
        ),
        other => (other.to_token_stream(), "this is no method", OUTSIDE),
    };
    errors.at(at, wrong, help);
}

/// Why it cannot be parsed.
fn fault(item: &TraitItem) -> Option<syn::Error> {
    match item {
        TraitItem::Verbatim(tokens) => syn::parse2::<TraitItem>(tokens.clone()).err(),
        _ => None,
    }
}

const OUTSIDE: &str = "move it out of the trait";
const WRITE_OUT: &str = "write the methods out, or let the macro make the whole trait";

/// The rules for the signature of a method that calls the script.
pub(crate) fn check_signature(signature: &Signature, errors: &Errors) {
    if signature.asyncness.is_none() {
        errors.at(
            signature.fn_token,
            format!("`{}` calls the script, so it must be async", signature.ident),
            "write `async fn`, or give the method a body",
        );
    }
    if let Some(constness) = &signature.constness {
        errors.at(constness, "a call of a script is never const", "remove `const`");
    }
    if let Safety::Unsafe(unsafety) = &signature.safety {
        errors.at(unsafety, "a call of a script is never unsafe", "remove `unsafe`");
    }
    if let Some(abi) = &signature.abi {
        errors.at(abi, "a call of a script has no ABI", "remove `extern`");
    }
    if let Some(variadic) = &signature.variadic {
        errors.at(
            variadic,
            "a method cannot be variadic",
            "take a slice: `values: &[T]`",
        );
    }
    check_generics(&signature.generics, errors);
    check_receiver(signature, errors);
}

fn check_generics(generics: &Generics, errors: &Errors) {
    for parameter in &generics.params {
        let kind = match parameter {
            GenericParam::Lifetime(_) => continue,
            GenericParam::Type(_) => "types",
            GenericParam::Const(_) => "constants",
        };
        errors.at(
            parameter,
            format!("a method cannot be generic over {kind}"),
            REMOVE_GENERIC,
        );
    }
}

fn check_receiver(signature: &Signature, errors: &Errors) {
    let method = &signature.ident;
    match signature.inputs.first() {
        Some(FnArg::Receiver(receiver)) => check_kind_of_receiver(receiver, errors),
        _ => errors.at(
            method,
            format!("`{method}` has no receiver, and a call goes through a client"),
            format!("write `async fn {method}(&self, …)`"),
        ),
    }
}

fn check_kind_of_receiver(receiver: &Receiver, errors: &Errors) {
    let wrong = match &receiver.kind {
        ReceiverKind::Reference(_, _, None) => return,
        ReceiverKind::Reference(..) => "a call needs no exclusive access to its client",
        ReceiverKind::Value => "a call must not consume its client",
        _ => "a receiver with a type of its own cannot be called through the client",
    };
    errors.at(receiver, wrong, "write `&self`");
}

/// The return type, which every method must have.
pub(crate) fn return_type(signature: &Signature, errors: &Errors) -> Option<Type> {
    match &signature.output {
        ReturnType::Type(_, output) => {
            if let Some(at) = impl_trait(output) {
                errors.at(at, "the answer of a script has one concrete type", RETURN);
                return None;
            }
            if let Some(borrowed) = borrowed_value(output) {
                errors.at(&borrowed, BORROWED, own(&borrowed.elem));
                return None;
            }
            Some((**output).clone())
        }
        ReturnType::Default => {
            let method = &signature.ident;
            errors.at(
                method,
                format!("`{method}` has no return type, and every call can fail"),
                RETURN,
            );
            None
        }
    }
}

const BORROWED: &str = "a value cannot be borrowed from the answer, which is gone when the method returns";

/// What to write in place of `&T`.
fn own(borrowed: &Type) -> String {
    match borrowed {
        Type::Path(path) if path.path.is_ident("str") => "write `String`".to_owned(),
        Type::Slice(slice) => format!("write `Vec<{}>`", slice.elem.to_token_stream()),
        other => format!("write `{}`", other.to_token_stream()),
    }
}

/// The first reference in the value of a `Result`: its first argument, whatever the `Result` is called.
fn borrowed_value(output: &Type) -> Option<TypeReference> {
    struct Finder(Option<TypeReference>);
    impl<'ast> Visit<'ast> for Finder {
        fn visit_type_reference(&mut self, found: &'ast TypeReference) {
            self.0.get_or_insert_with(|| found.clone());
        }
        /// `PhantomData<fn(&str)>` holds no reference.
        fn visit_type_fn_ptr(&mut self, _: &'ast TypeFnPtr) {}
        /// Neither does `PhantomData<dyn Fn(&str)>`.
        fn visit_parenthesized_generic_arguments(&mut self, _: &'ast ParenthesizedGenericArguments) {}
    }
    let Type::Path(path) = output else { return None };
    let PathArguments::AngleBracketed(arguments) = &path.path.segments.last()?.arguments else {
        return None;
    };
    let value = arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(value) => Some(value),
        _ => None,
    })?;
    let mut finder = Finder(None);
    finder.visit_type(value);
    finder.0
}

const RETURN: &str =
    "write `-> apps_script::Result<T>`, with `()` for `T` where the function returns nothing";

/// The name of a parameter, which must be one.
pub(crate) fn parameter_name<'a>(typed: &'a PatType, errors: &Errors) -> Option<&'a syn::Ident> {
    let (at, wrong, help) = match &*typed.pat {
        Pat::Ident(name) if name.by_ref.is_none() && name.mutability.is_none() && name.subpat.is_none() => {
            return Some(&name.ident);
        }
        Pat::Ident(name) if name.subpat.is_none() => {
            let plain = &name.ident;
            (
                typed.pat.to_token_stream(),
                "a parameter is a plain name",
                format!("write `{plain}`"),
            )
        }
        Pat::Wild(_) => (
            typed.pat.to_token_stream(),
            "a parameter needs a name, which errors can show",
            NAME.into(),
        ),
        pattern => (
            pattern.to_token_stream(),
            "a pattern cannot name a parameter",
            NAME.into(),
        ),
    };
    errors.at(at, wrong, help);
    None
}

const NAME: &str = "write `name: Type`";

/// The first `impl Trait`, wherever it stands in a type.
pub(crate) fn impl_trait(ty: &Type) -> Option<TypeImplTrait> {
    struct Finder(Option<TypeImplTrait>);
    impl<'ast> Visit<'ast> for Finder {
        fn visit_type_impl_trait(&mut self, found: &'ast TypeImplTrait) {
            self.0.get_or_insert_with(|| found.clone());
        }
    }
    let mut finder = Finder(None);
    finder.visit_type(ty);
    finder.0
}
