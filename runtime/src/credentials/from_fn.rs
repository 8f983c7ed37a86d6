use std::{fmt, future::Future};

use super::{AccessToken, TokenError, TokenFuture, TokenRequest, TokenSource};

/// A source made of an async closure; see [`from_fn`].
#[derive(Clone)]
pub struct FromFn<F>(F);

/// Any async closure as a [`TokenSource`].
///
/// It runs before every try of every call, so a closure that asks a server keeps the token itself and hands it
/// out again while it lives longer than [`min_lifetime`](TokenRequest::min_lifetime). What the future needs of
/// the request is copied out before the `async` block.
///
/// ```
/// use apps_script::credentials::{AccessToken, TokenError, from_fn};
///
/// # async fn ask_the_vault() -> Result<String, std::io::Error> { Ok(String::new()) }
/// let credentials = from_fn(|_request| async {
///     let secret = ask_the_vault()
///         .await
///         .map_err(|error| TokenError::new("the vault does not answer").with_source(error).transient())?;
///     Ok(AccessToken::new(secret))
/// });
/// ```
pub fn from_fn<F, Fut>(function: F) -> FromFn<F>
where
    F: for<'a> Fn(TokenRequest<'a>) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<AccessToken, TokenError>> + Send + 'static,
{
    FromFn(function)
}

impl<F, Fut> TokenSource for FromFn<F>
where
    F: for<'a> Fn(TokenRequest<'a>) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<AccessToken, TokenError>> + Send + 'static,
{
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> TokenFuture<'a> {
        Box::pin((self.0)(request))
    }
}

impl<F> fmt::Debug for FromFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FromFn").finish_non_exhaustive()
    }
}
