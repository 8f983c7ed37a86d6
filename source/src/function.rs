use std::{fmt, path::PathBuf};

use crate::types::Type;

/// A function that stands at the top level of a script, in whichever way it is written there.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Function {
    /// Its name in the global scope.
    pub name: String,
    /// Where its name stands.
    pub place: Place,
    /// What it takes, in order.
    pub parameters: Vec<Parameter>,
    /// What JSDoc or TypeScript says that it returns; for an async function, what its promise holds.
    pub returns: Option<Type>,
    /// The text of its JSDoc, without the tags.
    pub description: Option<String>,
    /// Whether its body reads `arguments`, so that it may take more than its parameters say, or fewer.
    pub reads_arguments: bool,
}

/// What a function takes in one place.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Parameter {
    /// Its name; a destructured parameter has that of its `@param`, or none.
    pub name: Option<String>,
    /// How it is written.
    pub kind: ParameterKind,
    /// Whether it may be missing: it has a default, or JSDoc or TypeScript marks it as optional.
    pub optional: bool,
    /// What JSDoc or TypeScript says of its type; for a rest parameter, of each of its values.
    pub ty: Option<Type>,
    /// The text of its `@param`.
    pub description: Option<String>,
}

/// How a parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParameterKind {
    /// `name`, with or without a default.
    Plain,
    /// `{ a, b }` or `[a, b]`, with or without a default.
    Destructured,
    /// `...names`.
    Rest,
}

/// A place in a script.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// The file, below the root of the project: `Code.gs`.
    pub file: PathBuf,
    /// Counted from 1.
    pub line: u32,
    /// In characters, counted from 1.
    pub column: u32,
}

impl Function {
    /// Whether its name ends in `_`, which hides it from all callers outside of the script.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.name.ends_with('_')
    }
}

impl fmt::Display for Place {
    /// `Code.gs:12`, as editors and terminals link it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file.display(), self.line)
    }
}
