use rquickjs::{Ctx, Error, FromJs, IntoJs, Value};

/// Bytes on their way into or out of the engine: a string each of whose characters is one byte. The engine keeps
/// such a string as its bytes, and it cannot change while the host reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ByteString(pub(super) Vec<u8>);

impl<'js> FromJs<'js> for ByteString {
    fn from_js(_: &Ctx<'js>, value: Value<'js>) -> rquickjs::Result<Self> {
        let text: String = value.get()?;
        let bytes = text.chars().map(|letter| u8::try_from(u32::from(letter)));
        match bytes.collect::<Result<_, _>>() {
            Ok(bytes) => Ok(Self(bytes)),
            Err(_) => Err(Error::new_from_js("string", "bytes")),
        }
    }
}

impl<'js> IntoJs<'js> for ByteString {
    fn into_js(self, ctx: &Ctx<'js>) -> rquickjs::Result<Value<'js>> {
        let text: String = self.0.into_iter().map(char::from).collect();
        text.into_js(ctx)
    }
}

#[cfg(test)]
mod tests {
    use rquickjs::{Context, Function, Runtime};

    use super::ByteString;

    #[test]
    fn every_byte_comes_back() {
        let runtime = Runtime::new().unwrap();
        let context = Context::full(&runtime).unwrap();
        let all = ByteString((0..=255).collect());
        context.with(|ctx| {
            let echo: Function<'_> = ctx.eval("(bytes) => bytes").unwrap();
            assert_eq!(echo.call::<_, ByteString>((all.clone(),)).unwrap(), all);
            let wide: Result<ByteString, _> = ctx.eval("'\\u0100'");
            assert!(wide.is_err());
        });
    }
}
