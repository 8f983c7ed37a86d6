//! Functions as people write them, out of parts: a name, parameters and types, in JSDoc or in TypeScript.

use proptest::{collection, option, prelude::*, sample::select};

/// A function of a script.
#[derive(Clone, Debug)]
pub(super) struct Signature {
    pub(super) name: String,
    pub(super) parameters: Vec<Parameter>,
    pub(super) returns: Option<Type>,
}

#[derive(Clone, Debug)]
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) ty: Type,
    pub(super) optional: bool,
}

/// A type that both notations have.
#[derive(Clone, Debug)]
pub(super) enum Type {
    Any,
    Boolean,
    Number,
    String,
    Nullable(Box<Self>),
    List(Box<Self>),
    Map(Box<Self>),
    Record(Vec<(String, Self, bool)>),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Notation {
    JsDoc,
    TypeScript,
}

/// Names that JavaScript allows, Rust's own words among them.
fn name() -> impl Strategy<Value = String> {
    const RUST: [&str; 12] = [
        "as", "crate", "fn", "impl", "loop", "match", "mod", "move", "self", "type", "use", "clone",
    ];
    const JAVASCRIPT: [&str; 11] = [
        "do", "if", "in", "of", "let", "var", "for", "new", "try", "get", "set",
    ];
    prop_oneof![
        1 => select(&RUST[..]).prop_map(String::from),
        4 => "[a-z][a-zA-Z0-9_]{0,6}[a-zA-Z0-9]".prop_filter("a word of JavaScript", |name| {
            !JAVASCRIPT.contains(&name.as_str()) && !["async", "await", "case", "else", "enum", "void", "with", "this", "null", "true", "eval"].contains(&name.as_str())
        }),
    ]
}

pub(super) fn scalar() -> impl Strategy<Value = Type> {
    prop_oneof![Just(Type::Boolean), Just(Type::Number), Just(Type::String)]
}

pub(super) fn ty() -> impl Strategy<Value = Type> {
    let leaf = prop_oneof![1 => Just(Type::Any), 6 => scalar()];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let field = (name(), inner.clone(), any::<bool>());
        prop_oneof![
            inner.clone().prop_map(|ty| Type::Nullable(Box::new(ty))),
            inner.clone().prop_map(|ty| Type::List(Box::new(ty))),
            inner.prop_map(|ty| Type::Map(Box::new(ty))),
            collection::vec(field, 1..4)
                .prop_map(|fields| Type::Record(distinct(fields, |field| field.0.clone()))),
        ]
    })
}

/// Functions with up to four parameters, the last ones of them optional.
pub(super) fn signature() -> impl Strategy<Value = Signature> {
    let parameters = collection::vec((name(), ty()), 0..5);
    (name(), parameters, 0..5_usize, option::of(ty())).prop_map(|(name, parameters, needed, returns)| {
        let parameters = distinct(parameters, |parameter| parameter.0.clone())
            .into_iter()
            .enumerate()
            .map(|(place, (name, ty))| Parameter {
                name,
                ty,
                optional: place >= needed,
            })
            .collect();
        Signature {
            name,
            parameters,
            returns,
        }
    })
}

pub(super) fn notation() -> impl Strategy<Value = Notation> {
    select(&[Notation::JsDoc, Notation::TypeScript][..])
}

fn distinct<T>(items: Vec<T>, name: impl Fn(&T) -> String) -> Vec<T> {
    let mut kept: Vec<T> = Vec::new();
    for item in items {
        if kept.iter().all(|other| name(other) != name(&item)) {
            kept.push(item);
        }
    }
    kept
}

impl Signature {
    /// The whole file.
    pub(super) fn script(&self, notation: Notation) -> String {
        match notation {
            Notation::JsDoc => self.with_jsdoc(),
            Notation::TypeScript => self.in_typescript(),
        }
    }

    fn with_jsdoc(&self) -> String {
        let mut lines = vec!["/**".to_owned()];
        for Parameter { name, ty, optional } in &self.parameters {
            let name = if *optional {
                format!("[{name}]")
            } else {
                name.clone()
            };
            lines.push(format!(" * @param {{{}}} {name}", ty.written(Notation::JsDoc)));
        }
        if let Some(ty) = &self.returns {
            lines.push(format!(" * @returns {{{}}}", ty.written(Notation::JsDoc)));
        }
        let names: Vec<&str> = self
            .parameters
            .iter()
            .map(|parameter| parameter.name.as_str())
            .collect();
        format!(
            "{}\n */\nfunction {}({}) {{}}\n",
            lines.join("\n"),
            self.name,
            names.join(", ")
        )
    }

    fn in_typescript(&self) -> String {
        let parameters: Vec<String> = self
            .parameters
            .iter()
            .map(|Parameter { name, ty, optional }| {
                let mark = if *optional { "?" } else { "" };
                format!("{name}{mark}: {}", ty.written(Notation::TypeScript))
            })
            .collect();
        let returns = match &self.returns {
            Some(ty) => format!(": {}", ty.written(Notation::TypeScript)),
            None => String::new(),
        };
        format!(
            "function {}({}){returns} {{}}\n",
            self.name,
            parameters.join(", ")
        )
    }
}

impl Type {
    fn written(&self, notation: Notation) -> String {
        match (self, notation) {
            (Self::Any, Notation::JsDoc) => "*".into(),
            (Self::Any, Notation::TypeScript) => "any".into(),
            (Self::Boolean, _) => "boolean".into(),
            (Self::Number, _) => "number".into(),
            (Self::String, _) => "string".into(),
            (Self::Nullable(ty), _) => format!("({} | null)", ty.written(notation)),
            (Self::List(ty), Notation::JsDoc) => format!("Array<{}>", ty.written(notation)),
            (Self::List(ty), Notation::TypeScript) => format!("{}[]", ty.written(notation)),
            (Self::Map(ty), Notation::JsDoc) => format!("Object<string, {}>", ty.written(notation)),
            (Self::Map(ty), Notation::TypeScript) => format!("Record<string, {}>", ty.written(notation)),
            (Self::Record(fields), _) => {
                let fields: Vec<String> = fields
                    .iter()
                    .map(|(name, ty, optional)| {
                        let mark = if *optional { "?" } else { "" };
                        format!("{name}{mark}: {}", ty.written(notation))
                    })
                    .collect();
                format!("{{{}}}", fields.join(", "))
            }
        }
    }
}
