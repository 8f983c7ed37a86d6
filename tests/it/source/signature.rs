//! Writes what the reader found as `functions.txt` does.

use apps_script_source::{Function, Parameter, ParameterKind, Project, Type};

/// All functions of a project, a line each.
pub(crate) fn all(project: &Project) -> Vec<String> {
    project.functions().iter().map(of_function).collect()
}

fn of_function(function: &Function) -> String {
    let mut parameters: Vec<String> = function.parameters.iter().map(of_parameter).collect();
    let mut last = parameters.pop().unwrap_or_default();
    if function.reads_arguments {
        last.push('…');
    }
    parameters.push(last);
    let returns = match &function.returns {
        Some(ty) => format!(" -> {}", of_type(ty)),
        None => String::new(),
    };
    let place = function.place.to_string().replace('\\', "/");
    format!("{place} {}({}){returns}", function.name, parameters.join(", "))
}

fn of_parameter(parameter: &Parameter) -> String {
    let name = parameter.name.as_deref().unwrap_or_default();
    let optional = if parameter.optional { "?" } else { "" };
    let name = match parameter.kind {
        ParameterKind::Destructured => format!("{{{name}}}{optional}"),
        ParameterKind::Rest => format!("...{name}"),
        _ => format!("{name}{optional}"),
    };
    match &parameter.ty {
        Some(ty) => format!("{name}: {}", of_type(ty)),
        None => name,
    }
}

/// A type, much as TypeScript writes it.
pub(crate) fn of_type(ty: &Type) -> String {
    match ty {
        Type::Undefined => "undefined".into(),
        Type::Null => "null".into(),
        Type::Boolean => "boolean".into(),
        Type::Number => "number".into(),
        Type::String => "string".into(),
        Type::BigInt => "bigint".into(),
        Type::Symbol => "symbol".into(),
        Type::Function => "function".into(),
        Type::Array(item) => match **item {
            Type::Union(_) => format!("({})[]", of_type(item)),
            _ => format!("{}[]", of_type(item)),
        },
        Type::Map(value) => format!("Map<{}>", of_type(value)),
        Type::Union(types) => types.iter().map(of_type).collect::<Vec<_>>().join(" | "),
        Type::Named(name) => name.clone(),
        Type::Record(fields) => {
            let fields: Vec<String> = fields
                .iter()
                .map(|field| {
                    let optional = if field.optional { "?" } else { "" };
                    format!("{}{optional}: {}", field.name, of_type(&field.ty))
                })
                .collect();
            format!("{{{}}}", fields.join(", "))
        }
        _ => "any".into(),
    }
}
