use std::fmt;

/// A type in Rust, as the writer makes them.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum RustType {
    /// `serde_json::Value`, where nothing is known.
    Value,
    /// `()`
    Unit,
    Boolean,
    Number,
    Text,
    List(Box<Self>),
    Map(Box<Self>),
    Struct(String),
    /// A struct that holds itself.
    Boxed(String),
    Optional(Box<Self>),
}

impl RustType {
    /// With null among its values.
    pub(super) fn nullable(self) -> Self {
        match self {
            Self::Value | Self::Unit | Self::Optional(_) => self,
            other => Self::Optional(Box::new(other)),
        }
    }

    /// As a parameter that may be left out.
    pub(super) fn omissible(self) -> Self {
        match self {
            Self::Optional(_) => self,
            other => Self::Optional(Box::new(other)),
        }
    }

    /// As a parameter has it: what is on the heap is borrowed.
    pub(super) fn borrowed(&self) -> String {
        match self {
            Self::Unit | Self::Boolean | Self::Number => self.to_string(),
            Self::Text => "&str".into(),
            Self::List(item) => format!("&[{item}]"),
            Self::Optional(inner) => format!("Option<{}>", inner.borrowed()),
            Self::Value | Self::Map(_) | Self::Struct(_) | Self::Boxed(_) => format!("&{self}"),
        }
    }

    /// Whether `HashMap` is named in it.
    pub(super) fn names_map(&self) -> bool {
        match self {
            Self::Map(_) => true,
            Self::List(inner) | Self::Optional(inner) => inner.names_map(),
            _ => false,
        }
    }
}

/// As a field or a return type has it.
impl fmt::Display for RustType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value => write!(f, "serde_json::Value"),
            Self::Unit => write!(f, "()"),
            Self::Boolean => write!(f, "bool"),
            Self::Number => write!(f, "f64"),
            Self::Text => write!(f, "String"),
            Self::List(item) => write!(f, "Vec<{item}>"),
            Self::Map(value) => write!(f, "HashMap<String, {value}>"),
            Self::Struct(name) => write!(f, "{name}"),
            Self::Boxed(name) => write!(f, "Box<{name}>"),
            Self::Optional(inner) => write!(f, "Option<{inner}>"),
        }
    }
}
