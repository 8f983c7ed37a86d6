//! What a form says that a function is called with.

use apps_script_source::{Function, Parameter, ParameterKind, Type};
use serde_json::Value as Json;

/// The fields of a function's form.
pub(super) struct RunForm {
    pub(super) function: String,
    /// Whether the deployed version is to run, and not the files as they are now.
    pub(super) deployed: bool,
    arguments: Vec<String>,
    /// Further parameters, as a list in JSON.
    more: String,
}

impl RunForm {
    pub(super) fn new(fields: Vec<(String, String)>) -> Self {
        let mut form = Self {
            function: String::new(),
            deployed: false,
            arguments: Vec::new(),
            more: String::new(),
        };
        for (name, value) in fields {
            match name.as_str() {
                "function" => form.function = value,
                "deployed" => form.deployed = true,
                "argument" => form.arguments.push(value),
                "more" => form.more = value,
                _ => {}
            }
        }
        form
    }

    /// The parameters of the call; an empty field is none, or `null` where others follow.
    pub(super) fn parameters(&self, functions: &[Function]) -> Result<Vec<Json>, String> {
        let function = functions.iter().find(|function| function.name == self.function);
        let declared = function
            .map(|function| function.parameters.as_slice())
            .unwrap_or_default();
        let mut parameters = Vec::new();
        for (place, text) in self.arguments.iter().enumerate() {
            let parameter = declared.get(place);
            let name = parameter.and_then(|parameter| parameter.name.clone());
            let name = name.unwrap_or_else(|| format!("parameter {}", place + 1));
            parameters.push(read(
                text,
                parameter.and_then(|parameter| parameter.ty.as_ref()),
                &name,
            )?);
        }
        let more = more(&self.more)?;
        if more.is_empty() {
            while parameters.last().is_some_and(Option::is_none) {
                parameters.pop();
            }
        }
        let given = parameters.into_iter().map(|value| value.unwrap_or(Json::Null));
        Ok(given.chain(more).collect())
    }
}

/// Whether the form has a field for parameters beyond those that have names.
pub(super) fn takes_more(function: &Function) -> bool {
    function.reads_arguments || function.parameters.iter().any(is_rest)
}

pub(super) fn is_rest(parameter: &Parameter) -> bool {
    parameter.kind == ParameterKind::Rest
}

/// JSON, or a text as it is where the function may take one.
fn read(text: &str, ty: Option<&Type>, name: &str) -> Result<Option<Json>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let is_quoted = text.trim().starts_with('"');
    match serde_json::from_str(text) {
        Ok(value) if is_quoted || !matches!(ty, Some(Type::String)) => Ok(Some(value)),
        _ if may_be_text(ty) => Ok(Some(Json::String(text.to_owned()))),
        _ => Err(format!("{name} is not JSON: {text}")),
    }
}

fn may_be_text(ty: Option<&Type>) -> bool {
    match ty {
        None | Some(Type::Any | Type::String | Type::Named(_)) => true,
        Some(Type::Union(types)) => types.iter().any(|ty| may_be_text(Some(ty))),
        Some(_) => false,
    }
}

fn more(text: &str) -> Result<Vec<Json>, String> {
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    serde_json::from_str(text).map_err(|_| format!("the further parameters are no list in JSON: {text}"))
}

#[cfg(test)]
mod tests {
    use apps_script_source::Type;
    use serde_json::{Value as Json, json};

    use super::{RunForm, read};

    #[test]
    fn a_field_is_json_or_text() {
        for (text, ty, expected) in [
            ("5", None, Ok(Some(json!(5)))),
            ("five", None, Ok(Some(json!("five")))),
            ("{\"a\": [1]}", None, Ok(Some(json!({ "a": [1] })))),
            (" ", None, Ok(None)),
            ("5", Some(Type::String), Ok(Some(json!("5")))),
            ("\"\"", Some(Type::String), Ok(Some(json!("")))),
            ("\"open", Some(Type::String), Ok(Some(json!("\"open")))),
            ("5", Some(Type::Number), Ok(Some(json!(5)))),
            ("five", Some(Type::Number), Err("count is not JSON: five")),
            (
                "a, b",
                Some(Type::Array(Box::new(Type::String))),
                Err("count is not JSON: a, b"),
            ),
            (
                "x",
                Some(Type::Union(vec![Type::Null, Type::String])),
                Ok(Some(json!("x"))),
            ),
            (
                "x",
                Some(Type::Union(vec![Type::Null, Type::Number])),
                Err("count is not JSON: x"),
            ),
        ] {
            let read = read(text, ty.as_ref(), "count");
            assert_eq!(read, expected.map_err(str::to_owned), "{text} {ty:?}");
        }
    }

    #[test]
    fn empty_fields_at_the_end_are_left_out() {
        let form = |fields: &[(&str, &str)]| {
            let fields = fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            RunForm::new(fields.collect()).parameters(&[]).map(Json::Array)
        };
        let named = ("function", "f");
        assert_eq!(form(&[named]), Ok(json!([])));
        assert_eq!(form(&[named, ("argument", ""), ("argument", "")]), Ok(json!([])));
        assert_eq!(
            form(&[named, ("argument", ""), ("argument", "1")]),
            Ok(json!([null, 1]))
        );
        let more = form(&[named, ("argument", "1"), ("argument", ""), ("more", "[2, \"x\"]")]);
        assert_eq!(more, Ok(json!([1, null, 2, "x"])));
        assert!(form(&[named, ("more", "2")]).is_err());
    }
}
