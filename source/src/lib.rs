//! Reads an Apps Script project from disk: its manifest, its files in the order in which Google loads them, and
//! the functions in them, with what JSDoc or TypeScript says of their types.
//!
//! [`bindings()`] writes the Rust trait that calls them.
//!
//! For the attribute, which holds a trait against the script that it calls, and for the emulator, which runs that
//! script. Nothing here runs code, and no input makes it panic.
//!
//! ```no_run
//! # fn main() -> Result<(), apps_script_source::ReadError> {
//! let project = apps_script_source::Project::read("script")?;
//! for file in &project.files {
//!     println!("{}", file.name);
//! }
//! # Ok(())
//! # }
//! ```

mod bindings;
mod build_script;
mod finding;
mod folder;
mod function;
mod hoisting;
mod jsdoc;
mod manifest;
mod members;
mod named_types;
mod project;
mod read_error;
mod script;
mod source_file;
mod travel;
mod type_building;
mod types;

pub use self::{
    bindings::{BindingsOptions, bindings},
    build_script::rerun_if_changed,
    finding::{SyntaxError, Warning},
    function::{Function, Parameter, ParameterKind, Place},
    manifest::{Access, AdvancedService, Dependencies, ExecutionApi, Library, Manifest},
    project::Project,
    read_error::ReadError,
    script::{
        CallKind, CallSite, CallSites, Callee, Destructuring, InOperands, Iteration, IterationKind, Position,
        PropertyAccess,
    },
    source_file::SourceFile,
    travel::Obstacle,
    types::{Field, Type},
};
