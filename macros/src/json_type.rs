use syn::{GenericArgument, Path, PathArguments, Type, TypePath};

/// A Rust type, as far as its tokens say what it is in JSON.
pub(crate) struct JsonType<'a> {
    /// As it is written, with its references and boxes.
    pub(crate) at: &'a Type,
    /// Without them.
    pub(crate) ty: &'a Type,
    pub(crate) kind: Kind<'a>,
}

/// What serde makes of a type.
pub(crate) enum Kind<'a> {
    /// A struct, an alias, `serde_json::Value`: its tokens say nothing, so nothing contradicts it.
    Unknown,
    Text,
    Number,
    Boolean,
    /// `()`, which is null.
    Unit,
    /// `Option<T>`.
    Nullable(Box<JsonType<'a>>),
    List(Box<JsonType<'a>>),
    Tuple(Vec<JsonType<'a>>),
    /// A map by texts.
    Map(Box<JsonType<'a>>),
}

/// What a name of the standard library stands for.
enum Standard {
    Text,
    Number,
    Boolean,
    Nullable,
    List,
    Map,
    /// serde passes it over: `Box<T>` is what `T` is.
    Wrapper,
}

impl<'a> JsonType<'a> {
    /// Sees through references, and through what the standard library and the language bring along.
    pub(crate) fn of(ty: &'a Type) -> Self {
        Self {
            at: ty,
            ..Self::peeled(ty)
        }
    }

    fn peeled(ty: &'a Type) -> Self {
        match ty {
            Type::Group(group) => Self::of(&group.elem),
            Type::Paren(paren) => Self::of(&paren.elem),
            Type::Reference(reference) => Self::of(&reference.elem),
            Type::Array(array) => Self::list(ty, &array.elem),
            Type::Slice(slice) => Self::list(ty, &slice.elem),
            Type::Tuple(tuple) if tuple.elems.is_empty() => Self::new(ty, Kind::Unit),
            Type::Tuple(tuple) => Self::new(ty, Kind::Tuple(tuple.elems.iter().map(Self::of).collect())),
            Type::Path(path) => Self::of_path(ty, path),
            _ => Self::new(ty, Kind::Unknown),
        }
    }

    /// The value of a `Result`, whatever it is called: its first argument.
    pub(crate) fn of_output(output: &'a Type) -> Option<Self> {
        match output {
            Type::Group(group) => Self::of_output(&group.elem),
            Type::Paren(paren) => Self::of_output(&paren.elem),
            Type::Path(TypePath { path, .. }) => arguments(path).first().map(|value| Self::of(value)),
            _ => None,
        }
    }

    fn new(ty: &'a Type, kind: Kind<'a>) -> Self {
        Self { at: ty, ty, kind }
    }

    fn list(ty: &'a Type, element: &'a Type) -> Self {
        Self::new(ty, Kind::List(Box::new(Self::of(element))))
    }

    fn of_path(ty: &'a Type, TypePath { qself, path, .. }: &'a TypePath) -> Self {
        let Some(standard) = standard(path).filter(|_| qself.is_none()) else {
            return Self::new(ty, Kind::Unknown);
        };
        let arguments = arguments(path);
        let kind = match (standard, arguments.as_slice()) {
            (Standard::Text, _) => Kind::Text,
            (Standard::Number, _) => Kind::Number,
            (Standard::Boolean, _) => Kind::Boolean,
            (Standard::Wrapper, [inner, ..]) => return Self::of(inner),
            (Standard::Nullable, [inner, ..]) => Kind::Nullable(Box::new(Self::of(inner))),
            (Standard::List, [element, ..]) => Kind::List(Box::new(Self::of(element))),
            (Standard::Map, [_, value, ..]) => Kind::Map(Box::new(Self::of(value))),
            _ => Kind::Unknown,
        };
        Self::new(ty, kind)
    }
}

fn standard(path: &Path) -> Option<Standard> {
    let name = path.segments.last()?.ident.to_string();
    if !is_of_std(path) {
        return None;
    }
    Some(match name.as_str() {
        "String" | "str" | "char" => Standard::Text,
        "bool" => Standard::Boolean,
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" | "i8" | "i16" | "i32" | "i64" | "i128" | "isize"
        | "f32" | "f64" | "NonZeroU8" | "NonZeroU16" | "NonZeroU32" | "NonZeroU64" | "NonZeroU128"
        | "NonZeroUsize" | "NonZeroI8" | "NonZeroI16" | "NonZeroI32" | "NonZeroI64" | "NonZeroI128"
        | "NonZeroIsize" => Standard::Number,
        "Option" => Standard::Nullable,
        "Vec" | "VecDeque" | "LinkedList" | "BinaryHeap" | "HashSet" | "BTreeSet" => Standard::List,
        "HashMap" | "BTreeMap" => Standard::Map,
        "Box" | "Rc" | "Arc" | "Cow" | "Cell" | "RefCell" | "Mutex" | "RwLock" | "Wrapping"
        | "Saturating" | "Reverse" => Standard::Wrapper,
        _ => return None,
    })
}

/// Whether the path may lead to the standard library: a bare name, or one behind its crates or modules.
fn is_of_std(path: &Path) -> bool {
    const ROOTS: [&str; 12] = [
        "std",
        "core",
        "alloc",
        "borrow",
        "boxed",
        "cell",
        "collections",
        "num",
        "option",
        "rc",
        "string",
        "sync",
    ];
    path.segments.len() == 1
        || path
            .segments
            .first()
            .is_some_and(|first| ROOTS.iter().any(|root| first.ident == root))
}

/// The types among the arguments of the last segment.
fn arguments(path: &Path) -> Vec<&Type> {
    let Some(PathArguments::AngleBracketed(written)) = path.segments.last().map(|last| &last.arguments)
    else {
        return Vec::new();
    };
    written
        .args
        .iter()
        .filter_map(|argument| match argument {
            GenericArgument::Type(ty) => Some(ty),
            _ => None,
        })
        .collect()
}
