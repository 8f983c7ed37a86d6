//! Names that must not meet: functions of one script, and methods of one client.

use std::collections::{HashMap, hash_map::Entry};

use syn::{Ident, ext::IdentExt};

use super::Method;
use crate::errors::Errors;

/// What a generated client has itself.
const OF_CLIENT: [&str; 10] = [
    "DEPLOYMENT_ID",
    "SCOPES",
    "clone",
    "from_env",
    "from_vars",
    "new",
    "with_dev_mode",
    "with_id",
    "with_retry",
    "with_timeout",
];

/// Refuses the name of a method that the client would hide.
pub(super) fn check_hidden(method: &Ident, help: &str, client: &Ident, errors: &Errors) {
    let name = method.unraw();
    if OF_CLIENT.iter().any(|taken| name == taken) {
        errors.at(
            method,
            format!("`{client}` keeps the name `{name}` for itself, and would hide this method"),
            help,
        );
    }
}

/// Refuses that two methods call one function by accident.
pub(super) fn check_functions(methods: &[Method], errors: &Errors) {
    let mut functions: HashMap<&str, &Method> = HashMap::new();
    for method in methods {
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
