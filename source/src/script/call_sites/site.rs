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
}

/// A place where a value is asked for its iterator: a spread, a `for … of` or a destructured array.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Iteration {
    /// The value, as V8 prints it.
    pub value: String,
    /// The function whose result the value is.
    pub called: Option<String>,
    /// Whether the value is spread into the arguments of a call.
    pub spread_into_call: bool,
}

/// A value that is taken apart by `{ property }`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Destructuring {
    /// The first property that is taken, if the pattern names one.
    pub property: Option<String>,
    /// The value, as V8 prints it; `None` for a parameter.
    pub value: Option<String>,
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
