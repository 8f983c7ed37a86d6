//! `#[derive(Shape)]`: the names of a struct's fields as JSON has them, for the source check to compare.

mod field_case;
mod serde_options;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{
    Attribute, Data, DeriveInput, Field, Fields, GenericParam, Ident, Path, ext::IdentExt, parse_quote,
    visit::Visit,
};

use self::serde_options::{FieldOptions, StructOptions};
use crate::{
    errors::mistake,
    hidden_module,
    json_type::{JsonType, Kind},
};

/// The implementation of the hidden trait, or what is wrong.
pub(crate) fn derive(item: TokenStream) -> TokenStream {
    syn::parse2(item)
        .and_then(|item| implementation(&item))
        .unwrap_or_else(|error| error.to_compile_error())
}

fn implementation(item: &DeriveInput) -> syn::Result<TokenStream> {
    let fields = named_fields(item)?;
    let options = StructOptions::read(&item.attrs);
    if let Some(by) = &options.travels_as {
        return Err(mistake(
            by,
            format!(
                "by `{}` the struct travels as something else, so its fields are not those that the script sees",
                by.to_token_stream()
            ),
            "remove `Shape` from the derives",
        ));
    }
    let runtime = runtime(&item.attrs)?;
    let private = hidden_module::path(&runtime);
    let members = fields.iter().map(|field| member(field, &options, item, &private));
    let tag = options.tag.as_ref().map(|tag| sent_only(tag, &private));
    let name = &item.ident;
    let text = name.unraw().to_string();
    let strict = options.deny_unknown_fields;
    let (impl_generics, type_generics, where_clause) = item.generics.split_for_impl();
    Ok(quote! {
        const _: () = {
            #[allow(unused_imports)]
            use #private::NoShape as _;

            #[automatically_derived]
            #[allow(deprecated)]
            impl #impl_generics #private::Shape for #name #type_generics #where_clause {
                const STRUCTURE: &'static #private::Structure = &#private::Structure {
                    name: #text,
                    strict: #strict,
                    is_grid: false,
                    members: &[#(#members,)* #tag],
                };
            }
        };
    })
}

fn named_fields(item: &DeriveInput) -> syn::Result<Vec<&Field>> {
    let (at, what) = match &item.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(named) => return Ok(named.named.iter().collect()),
            _ => (data.struct_token.to_token_stream(), "this struct"),
        },
        Data::Enum(data) => (data.enum_token.to_token_stream(), "an enum"),
        Data::Union(data) => (data.union_token.to_token_stream(), "a union"),
    };
    Err(mistake(
        at,
        format!("`Shape` compares the names of fields, and {what} has none"),
        "put it on a struct with named fields",
    ))
}

/// The runtime crate: `#[shape(crate = path)]`, when it is re-exported.
fn runtime(attributes: &[Attribute]) -> syn::Result<Path> {
    let mut runtime: Path = parse_quote!(::apps_script);
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("shape"))
    {
        attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("crate") {
                runtime = meta.value()?.parse()?;
                return Ok(());
            }
            Err(mistake(
                &meta.path,
                "`#[shape]` knows the key `crate` alone",
                "write `#[shape(crate = path)]`",
            ))
        })?;
    }
    Ok(runtime)
}

fn member(
    field: &Field,
    of_struct: &StructOptions,
    item: &DeriveInput,
    private: &TokenStream,
) -> TokenStream {
    let options = FieldOptions::read(&field.attrs);
    let ident = field
        .ident
        .as_ref()
        .map(|ident| ident.unraw().to_string())
        .unwrap_or_default();
    let seen = JsonType::of(&field.ty);
    if options.flatten {
        return flattened(&seen, private);
    }
    let sent = options
        .rename
        .sent
        .unwrap_or_else(|| cased(of_struct.rename_all.sent, &ident));
    let read = options
        .rename
        .read
        .unwrap_or_else(|| cased(of_struct.rename_all.read, &ident));
    let sent = if options.skip.sent {
        quote!(#private::None)
    } else {
        quote!(#private::Some(#sent))
    };
    let names: Vec<String> = std::iter::once(read).chain(options.aliases).collect();
    let names = if options.skip.read { Vec::new() } else { names };
    let left_out = options.skip_if;
    let may_be_missing = options.default || of_struct.default || mentions_a_parameter(&field.ty, item);
    let ty = &field.ty;
    let required = if may_be_missing {
        quote!(false)
    } else if options.read_with {
        quote!(true)
    } else if matches!(seen.kind, Kind::Nullable(_)) {
        quote!(false)
    } else {
        // An alias may stand for an `Option`, which the compiler knows.
        quote!(!#private::Probe::<#ty>::IS_OPTION)
    };
    quote! {
        #private::Member::Field(#private::Field {
            name: #ident,
            sent: #sent,
            left_out: #left_out,
            read: &[#(#names),*],
            required: #required,
        })
    }
}

fn cased(case: Option<field_case::FieldCase>, ident: &str) -> String {
    case.map_or_else(|| ident.to_owned(), |case| case.apply(ident))
}

fn sent_only(name: &str, private: &TokenStream) -> TokenStream {
    quote! {
        #private::Member::Field(#private::Field {
            name: #name,
            sent: #private::Some(#name),
            left_out: false,
            read: &[],
            required: false,
        })
    }
}

/// The fields of another struct among its own; what derives no `Shape` may have any.
fn flattened(seen: &JsonType<'_>, private: &TokenStream) -> TokenStream {
    let (ty, optional) = match &seen.kind {
        Kind::Nullable(inner) => (inner.ty, true),
        _ => (seen.ty, false),
    };
    quote! {
        #private::Member::Flattened { structure: #private::Probe::<#ty>::STRUCTURE, optional: #optional }
    }
}

/// Whether a type depends on a parameter of the struct: then it may be an `Option`.
fn mentions_a_parameter(ty: &syn::Type, item: &DeriveInput) -> bool {
    struct Finder<'i> {
        item: &'i DeriveInput,
        found: bool,
    }
    impl<'ast> Visit<'ast> for Finder<'_> {
        fn visit_ident(&mut self, ident: &'ast Ident) {
            let is_it =
                |parameter: &GenericParam| matches!(parameter, GenericParam::Type(ty) if ty.ident == *ident);
            self.found |= self.item.generics.params.iter().any(is_it);
        }
    }
    let mut finder = Finder { item, found: false };
    finder.visit_type(ty);
    finder.found
}
