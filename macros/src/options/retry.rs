use syn::LitStr;

use crate::errors::mistake;

/// Checks the value of `retry`, which can only say that a call is never repeated.
pub(crate) fn parse(text: &LitStr) -> syn::Result<()> {
    let written = text.value();
    if written == "never" {
        return Ok(());
    }
    Err(mistake(
        text,
        format!("`retry` does not know `{written}`"),
        "write `retry = \"never\"`; how often other calls are repeated is set by the client's `with_retry`, or by \
         `Client::builder().retry(…)`",
    ))
}
