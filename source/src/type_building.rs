//! How types are put together from what JSDoc and TypeScript write.

use crate::types::{Field, Type};

/// Before the name of a type whose fields may all be missing; what it is is known when all files are read.
pub(crate) const PARTIAL: &str = "Partial<";
/// In scripts that say `Object[][]` for the cells of a sheet it means any value; where fields are listed after it,
/// it means a record.
pub(crate) const OBJECT: &str = "Object";

impl Type {
    /// A union without unions in it, without repetition, and without being one where it has one alternative.
    pub(crate) fn union_of(types: Vec<Self>) -> Self {
        let mut alternatives: Vec<Self> = Vec::new();
        let flat = types.into_iter().flat_map(|ty| match ty {
            Self::Union(types) => types,
            other => vec![other],
        });
        for ty in flat {
            if ty == Self::Any {
                return Self::Any;
            }
            if !alternatives.contains(&ty) {
                alternatives.push(ty);
            }
        }
        match alternatives.len() {
            0 => Self::Any,
            1 => alternatives.pop().unwrap_or(Self::Any),
            _ => Self::Union(alternatives),
        }
    }

    pub(crate) fn array_of(element: Self) -> Self {
        Self::Array(Box::new(element))
    }

    /// What a list holds; of what is no list, anything.
    pub(crate) fn into_element(self) -> Self {
        match self {
            Self::Array(element) => *element,
            _ => Self::Any,
        }
    }

    pub(crate) fn into_fields(self) -> Option<Vec<Field>> {
        match self {
            Self::Record(fields) => Some(fields),
            _ => None,
        }
    }

    /// What a name means in TypeScript, and in JSDoc too.
    pub(crate) fn of_name(name: &str, arguments: Vec<Self>) -> Self {
        let mut arguments = arguments.into_iter();
        let mut argument = || arguments.next().unwrap_or(Self::Any);
        match name {
            "any" | "unknown" | "this" => Self::Any,
            "undefined" | "void" | "never" => Self::Undefined,
            "null" => Self::Null,
            "boolean" | "true" | "false" => Self::Boolean,
            "number" => Self::Number,
            "string" => Self::String,
            "bigint" | "BigInt" => Self::BigInt,
            "symbol" | "Symbol" => Self::Symbol,
            "object" => Self::Map(Box::new(Self::Any)),
            "function" | "Function" => Self::Function,
            "Array" | "ReadonlyArray" => Self::array_of(argument()),
            "Record" => {
                argument();
                Self::Map(Box::new(argument()))
            }
            "Promise" | "PromiseLike" | "Awaited" | "Readonly" => argument(),
            "Partial" => argument().into_partial(),
            "Required" | "Pick" | "Omit" | "NonNullable" | "Exclude" | "Extract" | "ReturnType" => Self::Any,
            _ => Self::Named(name.to_owned()),
        }
    }

    /// A record whose fields may all be missing.
    pub(crate) fn into_partial(self) -> Self {
        match self {
            Self::Record(mut fields) => {
                for field in &mut fields {
                    field.optional = true;
                }
                Self::Record(fields)
            }
            Self::Named(name) => Self::Named(format!("{PARTIAL}{name}>")),
            _ => Self::Any,
        }
    }

    /// The same with another type in the place of each name.
    pub(crate) fn with_names(self, replace: &impl Fn(String) -> Self) -> Self {
        let within = |ty: Box<Self>| Box::new(ty.with_names(replace));
        match self {
            Self::Named(name) => replace(name),
            Self::Array(element) => Self::Array(within(element)),
            Self::Map(value) => Self::Map(within(value)),
            Self::Union(types) => {
                Self::union_of(types.into_iter().map(|ty| ty.with_names(replace)).collect())
            }
            Self::Record(mut fields) => {
                for field in &mut fields {
                    field.ty = std::mem::replace(&mut field.ty, Self::Any).with_names(replace);
                }
                Self::Record(fields)
            }
            other => other,
        }
    }

    /// The same with anything in the place of type parameters and of [`OBJECT`].
    pub(crate) fn settled(self, generics: &[String]) -> Self {
        self.with_names(&|name| {
            if name == OBJECT || generics.contains(&name) {
                Self::Any
            } else {
                Self::Named(name)
            }
        })
    }

    fn is_object(&self) -> bool {
        match self {
            Self::Any => true,
            Self::Named(name) => name == OBJECT,
            Self::Map(value) => **value == Self::Any,
            _ => false,
        }
    }

    /// Whether it is an object, or a list of such, whose fields JSDoc may list.
    fn lists_fields(&self) -> bool {
        match self {
            Self::Array(element) => element.lists_fields(),
            other => other.is_object(),
        }
    }

    /// The same, where JSDoc lists the fields of what it calls an object or a list of them.
    pub(crate) fn with_fields(self, fields: Vec<Field>) -> Self {
        match self {
            _ if self.is_object() => Self::Record(fields),
            Self::Array(element) => Self::array_of(element.with_fields(fields)),
            Self::Union(types) => {
                let mut fields = Some(fields);
                let types = types.into_iter().map(|ty| match fields.take() {
                    Some(fields) if ty.lists_fields() => ty.with_fields(fields),
                    untaken => {
                        fields = untaken;
                        ty
                    }
                });
                Self::union_of(types.collect())
            }
            other => other,
        }
    }
}
