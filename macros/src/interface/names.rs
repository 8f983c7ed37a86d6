//! Names that must not meet: functions of one script, and methods of one client.

use std::collections::{HashMap, hash_map::Entry};

use syn::ext::IdentExt;

use super::Method;
use crate::{errors::Errors, options::InterfaceOptions};

/// The methods that a generated client has itself.
const OF_CLIENT: [&str; 5] = ["clone", "new", "with_dev_mode", "with_id", "with_timeout"];

pub(crate) fn check(methods: &[Method], options: &InterfaceOptions, errors: &Errors) {
    let mut functions: HashMap<&str, &Method> = HashMap::new();
    for method in methods {
        check_hidden(method, options, errors);
        match functions.entry(method.function.as_str()) {
            Entry::Vacant(free) => _ = free.insert(method),
            Entry::Occupied(earlier) if meet_by_accident(earlier.get(), method) => {
                check_same(earlier.get(), method, errors);
            }
            Entry::Occupied(_) => {}
        }
    }
}

/// Two names that were both written out are meant, and two methods under `cfg` may exclude each other.
fn meet_by_accident(earlier: &Method, later: &Method) -> bool {
    let meant = earlier.named && later.named;
    let conditional = !earlier.operation.cfgs.is_empty() || !later.operation.cfgs.is_empty();
    !meant && !conditional
}

fn check_same(earlier: &Method, later: &Method, errors: &Errors) {
    errors.at(
        &later.operation.ident,
        format!(
            "`{}` and `{}` both call the function `{}`",
            earlier.operation.ident,
            later.operation.ident,
            later.function.as_str()
        ),
        format!(
            "if that is meant, write `#[function(name = \"{}\")]` on both; if not, name the other function",
            later.function.as_str()
        ),
    );
}

fn check_hidden(method: &Method, options: &InterfaceOptions, errors: &Errors) {
    let name = method.operation.ident.unraw().to_string();
    if OF_CLIENT.contains(&name.as_str()) {
        errors.at(
            &method.operation.ident,
            format!(
                "`{}` has a method `{name}` of its own, which would hide this one",
                options.client
            ),
            format!(
                "name the method otherwise and keep the function's name with `#[function(name = \"{}\")]`",
                method.function.as_str()
            ),
        );
    }
}
