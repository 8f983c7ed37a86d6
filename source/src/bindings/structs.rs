//! The structs that the types of a script need.

use crate::{
    bindings::{
        names::{Scope, pascal_case, snake_case},
        rust_type::RustType,
    },
    members::Members,
    project::Project,
    types::{Field, Type},
};

/// The structs so far, and the way from a type of the script to one of Rust.
pub(super) struct Structs<'p> {
    project: &'p Project,
    names: Scope,
    made: Vec<Struct>,
    /// The structs whose fields are just being made.
    open: Vec<String>,
    /// The aliases whose types are just being made: one may hold itself.
    aliases: Vec<String>,
}

/// A record of the script.
pub(super) struct Struct {
    pub(super) name: String,
    pub(super) fields: Vec<StructField>,
    /// The name that the script gives to it.
    named: Option<String>,
    /// What the script says of it, without its texts.
    record: Vec<Field>,
}

/// A field of a record.
pub(super) struct StructField {
    /// In Rust, not yet escaped.
    pub(super) name: String,
    /// In the script.
    pub(super) key: String,
    pub(super) ty: RustType,
    /// Whether it is left out where it is `None`.
    pub(super) omitted: bool,
    pub(super) description: Option<String>,
}

/// Where a type stands.
#[derive(Clone, Copy)]
enum Position {
    /// In a struct itself, which must not hold itself there.
    Direct,
    /// Anywhere else.
    Indirect,
}

impl<'p> Structs<'p> {
    pub(super) fn new(project: &'p Project, names: Scope) -> Self {
        Self {
            project,
            names,
            made: Vec::new(),
            open: Vec::new(),
            aliases: Vec::new(),
        }
    }

    pub(super) fn into_made(self) -> Vec<Struct> {
        self.made
    }

    /// The type in Rust; a record without a name gets the one that is given.
    pub(super) fn rust_type(&mut self, ty: &Type, name: &str) -> RustType {
        let members = Members::of(ty, self.project);
        self.of_members(&members, name, Position::Indirect)
    }

    fn of_members(&mut self, members: &Members<'_>, name: &str, position: Position) -> RustType {
        let ty = match members.values.as_slice() {
            [] => RustType::Unit,
            [only] if !self.is_within(members) => {
                let outside = self.aliases.len();
                self.aliases
                    .extend(members.aliases.iter().map(|alias| String::from(*alias)));
                let ty = self.of_value(only, name, position);
                self.aliases.truncate(outside);
                ty
            }
            _ => RustType::Value,
        };
        if members.nullable || members.undefined {
            ty.nullable()
        } else {
            ty
        }
    }

    fn is_within(&self, members: &Members<'_>) -> bool {
        let is_open = |alias: &&str| self.aliases.iter().any(|open| open == alias);
        members.aliases.iter().any(is_open)
    }

    fn of_value(&mut self, value: &Type, name: &str, position: Position) -> RustType {
        match value {
            Type::Boolean => RustType::Boolean,
            Type::Number => RustType::Number,
            Type::String => RustType::Text,
            Type::Array(item) => RustType::List(Box::new(self.rust_type(item, &singular(name)))),
            Type::Map(value) => RustType::Map(Box::new(self.rust_type(value, &format!("{name}Value")))),
            Type::Record(fields) => self.of_record(None, fields, name, position),
            Type::Named(known) => match self.project.named_type(known) {
                Some(Type::Record(fields)) => self.of_record(Some(known), fields, known, position),
                _ => RustType::Value,
            },
            _ => RustType::Value,
        }
    }

    fn of_record(
        &mut self,
        named: Option<&str>,
        fields: &[Field],
        name: &str,
        position: Position,
    ) -> RustType {
        let record = without_texts(fields);
        let made = self.made.iter().find(|made| match named {
            Some(_) => made.named.as_deref() == named,
            None => made.record == record,
        });
        let name = match made {
            Some(made) => made.name.clone(),
            None => self.make(named, fields, record, name),
        };
        match position {
            Position::Direct if self.open.contains(&name) => RustType::Boxed(name),
            _ => RustType::Struct(name),
        }
    }

    /// Its place is taken first, so that the structs stand in the order in which they are named.
    fn make(&mut self, named: Option<&str>, fields: &[Field], record: Vec<Field>, name: &str) -> String {
        let name = self.names.unique(&pascal_case(name, "Record"), "");
        let place = self.made.len();
        self.made.push(Struct {
            name: name.clone(),
            fields: Vec::new(),
            named: named.map(String::from),
            record,
        });
        self.open.push(name.clone());
        // What holds itself by way of a struct has an end there.
        let outside = std::mem::take(&mut self.aliases);
        let mut names = Scope::default();
        let fields: Vec<StructField> = fields
            .iter()
            .map(|field| self.field(field, &name, &mut names))
            .collect();
        self.aliases = outside;
        self.open.pop();
        if let Some(made) = self.made.get_mut(place) {
            made.fields = fields;
        }
        name
    }

    fn field(&mut self, field: &Field, of: &str, names: &mut Scope) -> StructField {
        let members = Members::of(&field.ty, self.project);
        let name = format!("{of}{}", pascal_case(&field.name, "Field"));
        let ty = self.of_members(&members, &name, Position::Direct);
        let omitted = field.optional || members.undefined;
        StructField {
            name: names.unique(&snake_case(&field.name, "field"), "_"),
            key: field.name.clone(),
            ty: if omitted { ty.omissible() } else { ty },
            omitted,
            description: field.description.clone(),
        }
    }
}

/// What one of many is called.
fn singular(name: &str) -> String {
    if let Some(function) = name.strip_suffix("Result") {
        format!("{function}Item")
    } else if let Some(stem) = name.strip_suffix("ies") {
        format!("{stem}y")
    } else if name.ends_with("ss") || name.ends_with("us") {
        name.into()
    } else {
        name.strip_suffix('s').unwrap_or(name).into()
    }
}

/// Two records are the same whatever is said about them.
fn without_texts(fields: &[Field]) -> Vec<Field> {
    fields
        .iter()
        .map(|field| Field {
            name: field.name.clone(),
            ty: bare(&field.ty),
            optional: field.optional,
            description: None,
        })
        .collect()
}

fn bare(ty: &Type) -> Type {
    match ty {
        Type::Array(item) => Type::Array(Box::new(bare(item))),
        Type::Map(value) => Type::Map(Box::new(bare(value))),
        Type::Union(types) => Type::Union(types.iter().map(bare).collect()),
        Type::Record(fields) => Type::Record(without_texts(fields)),
        other => other.clone(),
    }
}
