//! One run of a function: what it reaches, what it is refused, and how it goes from its start to its outcome.

mod context;
mod ending;
mod execution;
mod guard;

pub(crate) use self::{
    context::RunContext,
    ending::Ending,
    execution::{Run, context_of, files_to_run},
    guard::Guard,
};
