use apps_script_source::Type;

/// A type as a person writes it, where it says something.
pub(super) fn type_name(ty: &Type) -> Option<String> {
    let name = match ty {
        Type::Undefined => "nothing".into(),
        Type::Null => "null".into(),
        Type::Boolean => "boolean".into(),
        Type::Number => "number".into(),
        Type::String => "string".into(),
        Type::Array(of) => format!("{}[]", type_name(of).unwrap_or_else(|| "any".into())),
        Type::Map(of) => format!("map of {}", type_name(of).unwrap_or_else(|| "anything".into())),
        Type::Record(fields) => {
            let names: Vec<_> = fields.iter().map(|field| field.name.as_str()).collect();
            format!("{{ {} }}", names.join(", "))
        }
        Type::Union(types) => {
            let names: Option<Vec<_>> = types.iter().map(type_name).collect();
            names?.join(" or ")
        }
        Type::Function => "function".into(),
        Type::Named(name) => name.clone(),
        _ => return None,
    };
    Some(name)
}
