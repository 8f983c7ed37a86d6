//! What the writer prints for a script passes the check, and no single mistake in it does.

mod mutation;
mod signature;

use std::fs;

use apps_script_source::{BindingsOptions, Project, bindings};
use proc_macro2::{LineColumn, TokenStream, TokenTree};
use proptest::prelude::*;
use quote::ToTokens;
use syn::{Item, ItemTrait, Meta};

use self::{
    mutation::{Kind, mutations},
    signature::{Notation, Signature, notation, signature},
};
use crate::entry;

/// The printed file, over a script that is there as long as this is.
struct Printed {
    _folder: tempfile::TempDir,
    code: String,
}

impl Printed {
    fn of(signature: &Signature, notation: Notation) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let name = match notation {
            Notation::JsDoc => "Code.js",
            Notation::TypeScript => "Code.ts",
        };
        fs::write(folder.path().join(name), signature.script(notation)).unwrap();
        let project = Project::read(folder.path()).unwrap();
        assert_eq!(project.syntax_errors(), [], "{}", signature.script(notation));
        let mut options = BindingsOptions::new("Script");
        options.source = Some(folder.path().to_str().unwrap().into());
        Self {
            code: bindings(&project, &options),
            _folder: folder,
        }
    }
}

/// The trait of a printed file, and what stands in its attribute.
fn trait_of(code: &str) -> (TokenStream, ItemTrait) {
    let file = syn::parse_file(code).unwrap_or_else(|error| panic!("{error}\n{code}"));
    let mut item = file
        .items
        .into_iter()
        .find_map(|item| match item {
            Item::Trait(item) => Some(item),
            _ => None,
        })
        .unwrap();
    let place = item
        .attrs
        .iter()
        .position(|attribute| attribute.path().is_ident("apps_script"))
        .unwrap();
    match item.attrs.remove(place).meta {
        Meta::List(list) => (list.tokens, item),
        _ => panic!("the attribute has no options"),
    }
}

/// What the attribute says against a printed file, and where.
fn complaints(code: &str) -> Vec<(LineColumn, String)> {
    let (attribute, item) = trait_of(code);
    let mut found = Vec::new();
    collect(
        entry::apps_script(attribute, item.into_token_stream()),
        &mut found,
    );
    found
}

fn collect(tokens: TokenStream, found: &mut Vec<(LineColumn, String)>) {
    let mut trees = tokens.into_iter();
    while let Some(tree) = trees.next() {
        match tree {
            TokenTree::Ident(ident) if ident == "compile_error" => {
                let message = trees.by_ref().take(2).map(|tree| tree.to_string()).collect();
                found.push((ident.span().start(), message));
            }
            TokenTree::Group(group) => collect(group.stream(), found),
            _ => {}
        }
    }
}

proptest! {
    #[test]
    fn what_is_printed_passes_its_own_check(signature in signature(), notation in notation()) {
        let printed = Printed::of(&signature, notation);
        let found = complaints(&printed.code);
        prop_assert!(found.is_empty(), "{found:?}\n{}{}", signature.script(notation), printed.code);
    }

    #[test]
    fn each_single_mistake_is_told_where_it_stands(signature in signature(), notation in notation()) {
        let printed = Printed::of(&signature, notation);
        let (_, item) = trait_of(&printed.code);
        for mutated in mutations(&printed.code, &item, &signature) {
            let found = complaints(&mutated.code);
            let places: Vec<LineColumn> = found.iter().map(|(place, _)| *place).collect();
            // Without one parameter, those behind it stand in the wrong places too.
            let is_told = match mutated.kind {
                Kind::DroppedParameter => places.contains(&mutated.place),
                Kind::Renamed | Kind::WrongScalar => places == [mutated.place],
            };
            prop_assert!(is_told, "{found:?}\n{}{mutated:#?}", signature.script(notation));
        }
    }
}
