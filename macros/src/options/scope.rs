use syn::LitStr;

use crate::errors::mistake;

/// Checks that an OAuth scope is written as Google writes it.
pub(crate) fn parse(text: &LitStr) -> syn::Result<String> {
    let scope = text.value();
    let host = scope.strip_prefix("https://");
    if host.is_some_and(|rest| {
        !rest.is_empty() && !rest.contains(|letter: char| letter.is_whitespace() || letter == ',')
    }) {
        return Ok(scope);
    }
    let help = match scope
        .trim_start_matches("http://")
        .trim_start_matches("www.googleapis.com/auth/")
    {
        short
            if !short.is_empty()
                && short
                    .chars()
                    .all(|letter| letter.is_ascii_alphanumeric() || letter == '.' || letter == '_') =>
        {
            format!("write `\"https://www.googleapis.com/auth/{short}\"`")
        }
        _ => "the editor's Overview page lists the project's scopes, one URL each".into(),
    };
    Err(mistake(text, format!("the scope `{scope}` is no URL"), help))
}
