use super::position::Position;

/// How a function is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallKind {
    /// `f()`, or a tagged template.
    Call,
    /// `new F()`.
    New,
}

/// A call in a script. Its parts are text as V8 prints expressions in its messages: `stock.items[0](...)`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CallSite {
    /// Whether it is a call or a `new`.
    pub kind: CallKind,
    /// What is called.
    pub callee: String,
    /// The arguments, without those that are spread (`...values`).
    pub arguments: Vec<String>,
    /// The place that V8 names: the last name of what is called, or the `new`.
    pub place: Position,
    /// What the file shows of the callee.
    pub shown: Callee,
}

/// What a file shows of a callee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Callee {
    /// Nothing: it may be anything.
    Unknown,
    /// A function or a class, which the file declares and never replaces.
    Function,
    /// Names that lead to it from the global object, since the file declares nothing of the first name:
    /// `["JSON", "stringify"]`, or `["Array", "prototype", "push"]` for a method of a list.
    Global(Vec<String>),
}

/// A place where a property is read or gets a value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PropertyAccess {
    /// Its name; `None` where it is computed.
    pub name: Option<String>,
    /// The place of the name.
    pub place: Position,
}

/// What asks a value for its iterator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IterationKind {
    /// `for (… of value)`, `[...value]` and `yield* value`.
    Elements,
    /// `f(...value)`.
    Arguments,
    /// `[a, b] = value`.
    Pattern,
}

/// A place where a value is asked for its iterator.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Iteration {
    /// The value, as V8 prints it; `None` for a parameter, and for a value in another pattern.
    pub value: Option<String>,
    /// The function whose result the value is.
    pub called: Option<String>,
    /// What iterates.
    pub kind: IterationKind,
    /// The place of the value.
    pub place: Position,
}

/// A value that is taken apart by `{ property }`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Destructuring {
    /// The first property that is taken, if the pattern names one.
    pub property: Option<String>,
    /// The value, as V8 prints it; `None` for a parameter, and for a value in another pattern.
    pub value: Option<String>,
    /// The place of the first property, or else of the pattern.
    pub place: Position,
}

/// The two sides of the operator `in`, as V8 prints them; strings without their quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InOperands {
    /// The name of the property.
    pub left: String,
    /// The object.
    pub right: String,
}
