/// A type, as JSDoc or TypeScript writes it.
///
/// What neither of them says, and what this model does not know, is [`Type::Any`]: nothing contradicts it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Type {
    /// `*`, `any`, `unknown`, or what could not be read.
    Any,
    /// `void`, `undefined`, `never`.
    Undefined,
    /// `null`.
    Null,
    /// `boolean`, or one of its two values.
    Boolean,
    /// `number`, or one number.
    Number,
    /// `string`, or one text.
    String,
    /// `bigint`, which cannot travel.
    BigInt,
    /// `symbol`, which cannot travel.
    Symbol,
    /// `T[]`, `Array<T>`, a tuple.
    Array(Box<Type>),
    /// `Object<string, T>`, `Record<string, T>`, an index signature; and, as a map of anything, `object`, which may be
    /// a list too.
    Map(Box<Type>),
    /// `{ a: T, b?: U }`, a `@typedef` or an interface of the project.
    Record(Vec<Field>),
    /// `A | B`; `?T` is `T | null`.
    Union(Vec<Type>),
    /// A function, which cannot travel.
    Function,
    /// A type by its name: one of the project, one of Apps Script (`GoogleAppsScript.Base.Blob`,
    /// `Date`, `SpreadsheetApp.Sheet`), or an unknown one.
    Named(String),
}

/// A property of a [`Type::Record`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Field {
    /// Its name in the script.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// Whether it may be missing.
    pub optional: bool,
    /// What JSDoc or a comment says of it.
    pub description: Option<String>,
}
