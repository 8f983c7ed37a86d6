//! Runs one function of a project, in an engine of its own that nothing outlives.

mod call_function;
mod clock;
mod console;
mod errors;
mod exception;
mod execute;
mod json_number;
mod limited;
mod loader;
mod natives;
mod own_thread;
mod scope;
mod syntax_fault;
mod trial_load;
mod unsupported;
mod value;

pub(crate) use self::{
    execute::execute, json_number::json_number, syntax_fault::syntax_fault, trial_load::find_syntax_error,
};
