//! The places of a file that an engine's messages speak of.

mod collect;
mod found;
mod lookup;
mod printed;
mod site;

pub use self::{
    lookup::CallSites,
    site::{CallKind, CallSite, Destructuring, InOperands, Iteration},
};
