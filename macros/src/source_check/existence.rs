//! Finds the function that a method names, or says what is there in its place.

use std::path::Path;

use apps_script_source::{Function, Project};

use crate::{
    errors::{Errors, mistake},
    interface::Method,
    near::nearest,
};

/// How many functions a message lists.
const LISTED: usize = 8;

/// The function of the script that a method calls; `None` if nothing is known of it, or if there is none, which
/// is noted.
pub(super) fn find<'p>(
    method: &Method,
    project: &'p Project,
    source: &str,
    errors: &Errors,
) -> Option<&'p Function> {
    let name = method.function.as_str();
    let missing = match name.split_once('.') {
        Some((library, _)) => missing_library(method, library, project),
        None => match project.function(name) {
            Some(function) => return Some(function),
            // `const total = memoized(sum)` may be a function, of which nothing is known.
            None if project.may_be_function(name) => None,
            None => Some(missing_function(method, name, project, source)),
        },
    };
    if let Some(error) = missing {
        errors.push_under(method.operation.cfgs.clone(), error);
    }
    None
}

fn missing_library(method: &Method, library: &str, project: &Project) -> Option<syn::Error> {
    let manifest = project.root.join(MANIFEST);
    let libraries: Vec<&str> = project
        .manifest
        .dependencies
        .libraries
        .iter()
        .map(|known| known.user_symbol.as_str())
        .collect();
    if libraries.contains(&library) || !Path::new(&manifest).is_file() {
        return None;
    }
    let help = match nearest(library, &libraries) {
        Some(near) => format!("it has `{near}`"),
        None if libraries.is_empty() => {
            "it has none: add it in the script editor, under Libraries".to_owned()
        }
        None => format!("it has {}", quoted(&libraries)),
    };
    Some(mistake(
        &method.operation.ident,
        format!("{MANIFEST} has no library `{library}`"),
        help,
    ))
}

pub(super) const MANIFEST: &str = "appsscript.json";

fn missing_function(method: &Method, name: &str, project: &Project, source: &str) -> syn::Error {
    let private = format!("{name}_");
    let wrong = format!("the script in `{source}` has no function `{name}`");
    if let Some(private) = project.function(&private) {
        return mistake(
            &method.operation.ident,
            wrong,
            format!(
                "`{}` ({}) is private, because its name ends in `_`: give the script a public function that calls it",
                private.name, private.place
            ),
        );
    }
    let public: Vec<&str> = project
        .functions()
        .iter()
        .filter(|function| !function.is_private())
        .map(|function| function.name.as_str())
        .collect();
    let near = nearest(name, &public).and_then(|near| project.function(near));
    let help = match near {
        Some(near) => format!(
            "it has `{}` ({}): write `#[function(name = \"{}\")]`, or rename one of the two",
            near.name, near.place, near.name
        ),
        None if public.is_empty() => "it has no public function".to_owned(),
        None => format!("it has {}", quoted(&public)),
    };
    mistake(&method.operation.ident, wrong, help)
}

fn quoted(names: &[&str]) -> String {
    let mut list: Vec<String> = names
        .iter()
        .take(LISTED)
        .map(|name| format!("`{name}`"))
        .collect();
    if names.len() > LISTED {
        list.push(format!("and {} more", names.len() - LISTED));
    }
    list.join(", ")
}
