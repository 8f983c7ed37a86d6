use rquickjs::{Ctx, Error, Exception};

/// Throws what Google's services throw: `Exception: …`.
pub(crate) fn throw(ctx: &Ctx<'_>, message: &str) -> Error {
    let thrown = Exception::from_message(ctx.clone(), message).and_then(|exception| {
        exception.as_object().set("name", "Exception")?;
        Ok(exception)
    });
    match thrown {
        Ok(exception) => exception.throw(),
        Err(fault) => fault,
    }
}
