use rquickjs::{Ctx, Function, IntoJs, Object, function::IntoJsFunc};

/// Builds the object through which a JavaScript file calls Rust: its functions and fixed values by name.
pub(crate) struct HostFunctions<'js> {
    ctx: Ctx<'js>,
    object: Object<'js>,
}

impl<'js> HostFunctions<'js> {
    pub(crate) fn new(ctx: &Ctx<'js>) -> rquickjs::Result<Self> {
        Ok(Self {
            ctx: ctx.clone(),
            object: Object::new(ctx.clone())?,
        })
    }

    pub(crate) fn function<P>(
        &self,
        name: &str,
        function: impl IntoJsFunc<'js, P> + 'js,
    ) -> rquickjs::Result<()> {
        self.object.set(name, Function::new(self.ctx.clone(), function)?)
    }

    pub(crate) fn value(&self, name: &str, value: impl IntoJs<'js>) -> rquickjs::Result<()> {
        self.object.set(name, value)
    }

    pub(crate) fn finish(self) -> Object<'js> {
        self.object
    }
}
