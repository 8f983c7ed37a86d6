//! A function of the script as a method of the trait.

use crate::{
    bindings::{
        docs,
        names::{Scope, camel_case, escaped, pascal_case, snake_case},
        rust_type::RustType,
        structs::Structs,
    },
    function::{Function, Parameter, ParameterKind},
    project::Project,
};

/// The methods that a generated client has itself.
const OF_CLIENT: [&str; 5] = ["clone", "new", "with_dev_mode", "with_id", "with_timeout"];

/// What stands in the trait for a function.
pub(super) enum Item {
    Method(Method),
    /// Why there is no method.
    LeftOut(Vec<String>),
}

/// A method, with nothing left to decide.
pub(super) struct Method {
    pub(super) docs: Vec<String>,
    /// What no doc comment tells: how the function differs from its method.
    pub(super) remark: Option<&'static str>,
    /// The function's name, where the method's does not give it.
    pub(super) function: Option<String>,
    /// As it is written in code.
    pub(super) name: String,
    pub(super) parameters: Vec<MethodParameter>,
    pub(super) returns: RustType,
}

/// A parameter of a method.
pub(super) struct MethodParameter {
    /// As it is written in code.
    pub(super) name: String,
    pub(super) ty: RustType,
    /// Whether it is left out of the call where it is `None`.
    pub(super) omitted: bool,
}

/// The public functions, in the order in which they are written.
pub(super) fn items(project: &Project, structs: &mut Structs<'_>) -> Vec<Item> {
    let mut functions: Vec<&Function> = project
        .functions()
        .iter()
        .filter(|function| !function.is_private())
        .collect();
    functions.sort_by_key(|function| (&function.place.file, function.place.line, function.place.column));
    names(&functions)
        .into_iter()
        .zip(functions)
        .map(|(name, function)| item(name, function, project, structs))
        .collect()
}

/// Those whose names come back from the method's go first, so that they need no attribute.
fn names(functions: &[&Function]) -> Vec<String> {
    let mut scope = Scope::default();
    let plain = |function: &&Function| {
        let plain = snake_case(&function.name, "function");
        if OF_CLIENT.contains(&plain.as_str()) {
            format!("call_{plain}")
        } else {
            plain
        }
    };
    let first: Vec<Option<String>> = functions
        .iter()
        .map(|function| Some(plain(function)).filter(|name| gives(name, &function.name) && scope.take(name)))
        .collect();
    first
        .into_iter()
        .zip(functions)
        .map(|(name, function)| name.unwrap_or_else(|| scope.unique(&plain(function), "_")))
        .collect()
}

fn gives(method: &str, function: &str) -> bool {
    camel_case(method).as_deref() == Some(function)
}

fn item(name: String, function: &Function, project: &Project, structs: &mut Structs<'_>) -> Item {
    let obstacle = |ty: &Option<_>| ty.as_ref().and_then(|ty| project.obstacle(ty));
    if let Some(obstacle) = obstacle(&function.returns) {
        return left_out(function, "returns", &obstacle.what, obstacle.instead_returned);
    }
    let taken: Vec<&Parameter> = function
        .parameters
        .iter()
        .take_while(|parameter| !can_be_missing(parameter) || obstacle(&parameter.ty).is_none())
        .collect();
    if let Some(obstacle) = taken.iter().find_map(|parameter| obstacle(&parameter.ty)) {
        return left_out(function, "takes", &obstacle.what, obstacle.instead_taken);
    }
    let of_function = pascal_case(&function.name, "Function");
    let returns = match &function.returns {
        Some(ty) => structs.rust_type(ty, &format!("{of_function}Result")),
        None => RustType::Value,
    };
    Item::Method(Method {
        docs: docs::of_function(function),
        remark: remark(function),
        function: (!gives(&name, &function.name)).then(|| function.name.clone()),
        name: escaped(&name),
        parameters: parameters(&taken, &of_function, structs),
        returns,
    })
}

fn left_out(Function { name, place, .. }: &Function, does: &str, what: &str, instead: &str) -> Item {
    Item::LeftOut(vec![
        format!("`{name}` ({place}) is left out: it {does} {what}, which cannot travel."),
        format!("In the script, {instead}."),
    ])
}

fn remark(function: &Function) -> Option<&'static str> {
    if function.reads_arguments {
        Some("It reads `arguments`: it may take more than it says.")
    } else if function
        .parameters
        .last()
        .is_some_and(|last| last.kind == ParameterKind::Rest)
    {
        Some("Its last parameter takes any number of arguments: for more of them, add more parameters.")
    } else {
        None
    }
}

fn can_be_missing(parameter: &Parameter) -> bool {
    parameter.optional || parameter.kind == ParameterKind::Rest
}

fn parameters(taken: &[&Parameter], of_function: &str, structs: &mut Structs<'_>) -> Vec<MethodParameter> {
    let mut scope = Scope::default();
    let needed = taken
        .iter()
        .rposition(|parameter| !can_be_missing(parameter))
        .map_or(0, |last| last + 1);
    taken
        .iter()
        .enumerate()
        .map(|(place, parameter)| {
            // A leading `_` says in Rust that a parameter is not used.
            let name = parameter
                .name
                .as_deref()
                .unwrap_or_default()
                .trim_start_matches('_');
            let plain = snake_case(name, "argument");
            let omitted = place >= needed;
            let ty = match &parameter.ty {
                Some(ty) => {
                    structs.rust_type(ty, &format!("{of_function}{}", pascal_case(&plain, "Argument")))
                }
                None => RustType::Value,
            };
            MethodParameter {
                name: escaped(&scope.unique(&plain, "_")),
                ty: if omitted { ty.omissible() } else { ty },
                omitted,
            }
        })
        .collect()
}
