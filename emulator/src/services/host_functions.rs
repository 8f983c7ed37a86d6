use std::rc::Rc;

use rquickjs::{Ctx, Function, IntoJs, Object, function::IntoJsFunc};

use super::ends_with_run::EndsWithRun;
use crate::run::RunContext;

/// Builds the object through which a JavaScript file calls Rust: its functions and fixed values by name.
pub(crate) struct HostFunctions<'js> {
    ctx: Ctx<'js>,
    object: Object<'js>,
    run: Option<Rc<RunContext>>,
}

impl<'js> HostFunctions<'js> {
    /// For functions that only compute something, which takes no time.
    pub(crate) fn new(ctx: &Ctx<'js>) -> rquickjs::Result<Self> {
        Ok(Self {
            ctx: ctx.clone(),
            object: Object::new(ctx.clone())?,
            run: None,
        })
    }

    /// For the functions of a service: none of them does anything once the run must end.
    pub(super) fn of_run(ctx: &Ctx<'js>, run: &RunContext) -> rquickjs::Result<Self> {
        Ok(Self {
            run: Some(Rc::new(run.clone())),
            ..Self::new(ctx)?
        })
    }

    pub(crate) fn function<P>(
        &self,
        name: &str,
        function: impl IntoJsFunc<'js, P> + 'js,
    ) -> rquickjs::Result<()> {
        let ctx = self.ctx.clone();
        let function = match &self.run {
            Some(run) => Function::new(ctx, EndsWithRun::new(function, run))?,
            None => Function::new(ctx, function)?,
        };
        self.object.set(name, function)
    }

    pub(crate) fn value(&self, name: &str, value: impl IntoJs<'js>) -> rquickjs::Result<()> {
        self.object.set(name, value)
    }

    pub(crate) fn finish(self) -> Object<'js> {
        self.object
    }
}
