//! The text, laid out as rustfmt lays it out.

use crate::bindings::{
    BindingsOptions,
    method::{Item, Method, MethodParameter},
    names::{camel_case, escaped},
    rust_type::RustType,
    structs::{Struct, StructField},
};

/// The width of a line, where rustfmt is not told otherwise.
const WIDTH: usize = 100;

/// The width of all arguments of an attribute that stand in one line.
const ATTRIBUTE: usize = 70;

/// All that is printed.
pub(super) struct Printed<'a> {
    pub(super) name: String,
    pub(super) options: &'a BindingsOptions,
    pub(super) scopes: &'a [String],
    pub(super) uses_map: bool,
    pub(super) items: Vec<Item>,
    pub(super) structs: Vec<Struct>,
}

/// The file.
pub(super) fn file(printed: &Printed<'_>) -> String {
    let mut lines = Lines::default();
    if printed.uses_map {
        lines.add(0, "use std::collections::HashMap;");
        lines.add(0, "");
    }
    let derives = derives(printed);
    if derives.contains(SHAPE) {
        lines.add(0, "use apps_script::{Shape, apps_script};");
    } else {
        lines.add(0, "use apps_script::apps_script;");
    }
    if !printed.structs.is_empty() {
        lines.add(0, "use serde::{Deserialize, Serialize};");
    }
    lines.add(0, "");
    add_trait(&mut lines, printed);
    for made in &printed.structs {
        lines.add(0, "");
        lines.add(0, format!("#[derive({derives})]"));
        add_struct(&mut lines, made);
    }
    lines.text
}

const SHAPE: &str = "Shape";

/// What the structs derive; with `source`, the compiler compares their fields with the script's.
fn derives(printed: &Printed<'_>) -> String {
    let mut derives = String::from("Clone, Debug, PartialEq, Deserialize, Serialize");
    if printed.options.source.is_some() && !printed.structs.is_empty() {
        derives.push_str(", ");
        derives.push_str(SHAPE);
    }
    derives
}

/// Lines of code so far.
#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn add(&mut self, depth: usize, line: impl AsRef<str>) {
        let line = line.as_ref();
        if !line.is_empty() {
            self.text.extend(std::iter::repeat_n("    ", depth));
            self.text.push_str(line);
        }
        self.text.push('\n');
    }

    /// In one line, or with a line for each argument.
    fn add_attribute(&mut self, depth: usize, name: &str, arguments: &[String]) {
        let joined = arguments.join(", ");
        if arguments.len() < 2 || joined.len() <= ATTRIBUTE {
            self.add(depth, format!("#[{name}({joined})]"));
            return;
        }
        self.add(depth, format!("#[{name}("));
        for (place, argument) in arguments.iter().enumerate() {
            let comma = if place + 1 < arguments.len() { "," } else { "" };
            self.add(depth + 1, format!("{argument}{comma}"));
        }
        self.add(depth, ")]");
    }

    fn add_docs(&mut self, depth: usize, docs: &[String]) {
        for line in docs {
            self.add(depth, format!("/// {line}").trim_end());
        }
    }
}

/// rustfmt measures signatures in bytes.
fn width(depth: usize, line: &str) -> usize {
    depth * 4 + line.len()
}

fn fits(depth: usize, line: &str) -> bool {
    width(depth, line) <= WIDTH
}

fn add_trait(lines: &mut Lines, printed: &Printed<'_>) {
    lines.add(0, "/// The functions of the script.");
    if printed.options.has_placeholder() {
        lines.add(
            0,
            "// In place of this ID write yours, which Deploy > Manage deployments shows.",
        );
    }
    add_attribute(lines, printed);
    if printed.items.is_empty() {
        lines.add(0, format!("pub trait {} {{}}", printed.name));
        return;
    }
    lines.add(0, format!("pub trait {} {{", printed.name));
    for (place, item) in printed.items.iter().enumerate() {
        if place > 0 {
            lines.add(0, "");
        }
        match item {
            Item::Method(method) => add_method(lines, method),
            Item::LeftOut(why) => why.iter().for_each(|line| lines.add(1, format!("// {line}"))),
        }
    }
    lines.add(0, "}");
}

/// With `source`, the scopes come from the manifest.
fn add_attribute(lines: &mut Lines, printed: &Printed<'_>) {
    let BindingsOptions { id, source, .. } = printed.options;
    let mut arguments = vec![format!("id = {id:?}")];
    match source {
        Some(source) => arguments.push(format!("source = {source:?}")),
        None if printed.scopes.is_empty() => {}
        None => {
            lines.add(0, "#[apps_script(");
            lines.add(1, format!("id = {id:?},"));
            lines.add(1, "scopes = [");
            for scope in printed.scopes {
                lines.add(2, format!("{scope:?},"));
            }
            lines.add(1, "]");
            lines.add(0, ")]");
            return;
        }
    }
    lines.add_attribute(0, "apps_script", &arguments);
}

fn add_method(lines: &mut Lines, method: &Method) {
    lines.add_docs(1, &method.docs);
    if let Some(remark) = method.remark {
        lines.add(1, format!("// {remark}"));
    }
    if let Some(function) = &method.function {
        lines.add_attribute(1, "function", &[format!("name = {function:?}")]);
    }
    add_signature(lines, method);
}

/// In one line, or with a line for each parameter; only where the `;` alone is too much, the arrow gets the second.
fn add_signature(lines: &mut Lines, method: &Method) {
    let start = format!("async fn {}(", method.name);
    let returns = format!("-> apps_script::Result<{}>;", method.returns);
    let parameters: Vec<String> = std::iter::once("&self".into())
        .chain(method.parameters.iter().map(parameter))
        .collect();
    let takes = format!("{start}{})", parameters.join(", "));
    match width(1, &format!("{takes} {returns}")) {
        ..WIDTH => lines.add(1, format!("{takes} {returns}")),
        WIDTH => {
            lines.add(1, takes);
            lines.add(1, returns);
        }
        _ => add_long_signature(lines, &start, parameters, &returns),
    }
}

fn add_long_signature(lines: &mut Lines, start: &str, parameters: Vec<String>, returns: &str) {
    lines.add(1, start);
    for parameter in parameters {
        let line = format!("{parameter},");
        match line.split_once("] ") {
            Some((attribute, bare)) if !fits(2, &line) => {
                lines.add(2, format!("{attribute}]"));
                lines.add(2, bare);
            }
            _ => lines.add(2, line),
        }
    }
    lines.add(1, format!(") {returns}"));
}

fn parameter(MethodParameter { name, ty, omitted }: &MethodParameter) -> String {
    let attribute = if *omitted { "#[parameter(omit_none)] " } else { "" };
    format!("{attribute}{name}: {}", ty.borrowed())
}

fn add_struct(lines: &mut Lines, made: &Struct) {
    let in_camel_case = made.fields.iter().any(StructField::is_camel_case);
    if in_camel_case {
        lines.add(0, "#[serde(rename_all = \"camelCase\")]");
    }
    let head = format!("pub struct {} {{", made.name);
    if fits(0, &head) {
        lines.add(0, head);
    } else {
        lines.add(0, format!("pub struct {}", made.name));
        lines.add(0, "{");
    }
    for field in &made.fields {
        let docs = field
            .description
            .as_deref()
            .map(super::docs::lines)
            .unwrap_or_default();
        lines.add_docs(1, &docs);
        add_field_attributes(lines, field, in_camel_case);
        lines.add(1, format!("pub {}: {},", escaped(&field.name), field.ty));
    }
    lines.add(0, "}");
}

fn add_field_attributes(lines: &mut Lines, field: &StructField, in_camel_case: bool) {
    let name = if in_camel_case {
        camel_case(&field.name)
    } else {
        Some(field.name.clone())
    };
    let mut arguments = Vec::new();
    if name.as_deref() != Some(&field.key) {
        arguments.push(format!("rename = {:?}", field.key));
    }
    arguments.extend(option(field).map(String::from));
    if !arguments.is_empty() {
        lines.add_attribute(1, "serde", &arguments);
    }
}

/// A `Value` does not know by itself that it may be missing.
fn option(field: &StructField) -> Option<&'static str> {
    if field.omitted {
        Some("skip_serializing_if = \"Option::is_none\"")
    } else if field.ty == RustType::Value {
        Some("default")
    } else {
        None
    }
}

impl StructField {
    /// Whether its two names differ as camelCase and snake_case do.
    fn is_camel_case(&self) -> bool {
        self.name != self.key && camel_case(&self.name).as_deref() == Some(&self.key)
    }
}
