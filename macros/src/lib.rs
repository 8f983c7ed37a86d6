//! The attribute of the `apps-script` crate.
