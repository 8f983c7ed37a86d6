use rquickjs::{Ctx, Object};

use crate::run::RunContext;

/// Some globals that are made together.
pub(super) struct ScriptService {
    /// The globals.
    pub(super) names: &'static [&'static str],
    /// The name of its JavaScript file.
    pub(super) file: &'static str,
    /// Evaluates to `(host, kit) => ({ Name: … })`.
    pub(super) code: &'static str,
    /// Makes `host`: the functions that JavaScript calls.
    pub(super) host: for<'js> fn(&Ctx<'js>, &RunContext) -> rquickjs::Result<Object<'js>>,
}
