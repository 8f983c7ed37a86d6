//! The fields of a struct against those that a script says: a comparison that the compiler runs.
//!
//! Everything here is evaluated at compile time, where there is no heap: a message grows in a fixed array.

mod check;
mod message;
mod names;

use core::marker::PhantomData;

use crate::table::Table;

pub use self::check::check_shape;

/// What `#[derive(Shape)]` implements.
pub trait Shape {
    const STRUCTURE: &'static Structure;
}

/// A struct as serde sees it.
pub struct Structure {
    pub name: &'static str,
    /// Whether a field that it does not know is an error.
    pub strict: bool,
    /// Whether it travels as a list of lists, and has no fields of its own.
    pub is_grid: bool,
    pub members: &'static [Member],
}

/// A table travels as a grid, whatever its rows are.
impl<T> Shape for Table<T> {
    const STRUCTURE: &'static Structure = &Structure {
        name: "Table",
        strict: false,
        is_grid: true,
        members: &[],
    };
}

/// A field, or the fields of another struct in its place.
pub enum Member {
    Field(Field),
    Flattened {
        /// `None` where nothing is known of its fields.
        structure: Option<&'static Structure>,
        optional: bool,
    },
}

pub struct Field {
    /// In Rust.
    pub name: &'static str,
    /// The name that it is sent by.
    pub sent: Option<&'static str>,
    /// Whether it may be left out when it is sent.
    pub left_out: bool,
    /// The names that it is read by.
    pub read: &'static [&'static str],
    /// Whether reading fails without it.
    pub required: bool,
}

/// Asks what a type is. An associated constant of a type itself wins over that of a trait, so `Probe::<T>::…` is
/// the answer of the implementation whose bounds hold, and of [`NoShape`] where none does.
pub struct Probe<T: ?Sized>(PhantomData<T>);

impl<T: Shape + ?Sized> Probe<T> {
    pub const STRUCTURE: Option<&'static Structure> = Some(T::STRUCTURE);
}

impl<T> Probe<Option<T>> {
    pub const IS_OPTION: bool = true;
}

/// The answers for every other type.
pub trait NoShape {
    const STRUCTURE: Option<&'static Structure> = None;
    const IS_OPTION: bool = false;
}

impl<T: ?Sized> NoShape for Probe<T> {}

/// What the script says of a value that a method takes or returns.
pub struct ScriptValue {
    /// The function and its place.
    pub function: &'static str,
    /// What the value is, in words.
    pub description: &'static str,
    pub is_answer: bool,
    pub nullable: bool,
    /// Whether it is an object with fields that the script does not name.
    pub is_map: bool,
    /// Whether it may be a list of lists.
    pub may_be_grid: bool,
    /// `None` if it is no record.
    pub fields: Option<&'static [ScriptField]>,
}

pub struct ScriptField {
    pub name: &'static str,
    pub optional: bool,
}
