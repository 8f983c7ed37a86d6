//! The places of a file that an engine's messages speak of.

mod emission;
mod found;
mod lookup;
mod marks;
mod names;
mod position;
mod printed;
mod site;

pub use self::{
    lookup::CallSites,
    position::Position,
    site::{CallKind, CallSite, Callee, Destructuring, InOperands, Iteration, IterationKind, PropertyAccess},
};
