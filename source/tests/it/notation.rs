//! Types and signatures as the tables write them.

use apps_script_source::{Function, ParameterKind, Type};

/// A type, much as TypeScript writes it; `{[]: T}` is a map, `function` a function.
pub(crate) fn written(ty: &Type) -> String {
    match ty {
        Type::Any => "any".to_owned(),
        Type::Undefined => "undefined".to_owned(),
        Type::Null => "null".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Number => "number".to_owned(),
        Type::String => "string".to_owned(),
        Type::BigInt => "bigint".to_owned(),
        Type::Symbol => "symbol".to_owned(),
        Type::Function => "function".to_owned(),
        Type::Named(name) => name.clone(),
        Type::Map(value) => format!("{{[]: {}}}", written(value)),
        Type::Array(element) => match **element {
            Type::Union(_) => format!("({})[]", written(element)),
            _ => format!("{}[]", written(element)),
        },
        Type::Union(types) => types.iter().map(written).collect::<Vec<_>>().join(" | "),
        Type::Record(fields) => {
            let fields = fields.iter().map(|field| {
                let mark = if field.optional { "?" } else { "" };
                let description = field.description.as_ref().map(|text| format!(" '{text}'"));
                let ty = written(&field.ty);
                format!("{}{mark}: {ty}{}", field.name, description.unwrap_or_default())
            });
            format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
        }
        other => format!("{other:?}"),
    }
}

/// `name(a: T, b?: U, {c}: V, ...d: W): X`, where what nothing is said of has no type.
pub(crate) fn typed_signature(function: &Function) -> String {
    let parameters = function.parameters.iter().map(|parameter| {
        let name = parameter.name.as_deref().unwrap_or_default();
        let name = match parameter.kind {
            ParameterKind::Destructured => format!("{{{name}}}"),
            ParameterKind::Rest => format!("...{name}"),
            _ => name.to_owned(),
        };
        let mark = if parameter.optional && parameter.kind != ParameterKind::Rest {
            "?"
        } else {
            ""
        };
        let ty = parameter.ty.as_ref().map(|ty| format!(": {}", written(ty)));
        let description = parameter.description.as_ref().map(|text| format!(" '{text}'"));
        format!(
            "{name}{mark}{}{}",
            ty.unwrap_or_default(),
            description.unwrap_or_default()
        )
    });
    let returns = function.returns.as_ref().map(|ty| format!(": {}", written(ty)));
    let parameters = parameters.collect::<Vec<_>>().join(", ");
    format!("{}({parameters}){}", function.name, returns.unwrap_or_default())
}
