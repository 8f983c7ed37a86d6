use std::fmt;

use secrecy::SecretString;

use super::{AccessToken, TokenFuture, TokenRequest, TokenSource};

/// One access token, for as long as it lives.
///
/// ```
/// use apps_script::{Client, credentials::FixedToken};
///
/// # fn main() -> apps_script::Result<()> {
/// let client = Client::builder().credentials(FixedToken::new("ya29.a0Af")).build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct FixedToken(AccessToken);

impl FixedToken {
    /// Takes the text that goes behind `Bearer`.
    #[must_use]
    pub fn new(secret: impl Into<SecretString>) -> Self {
        Self(AccessToken::new(secret))
    }
}

impl fmt::Debug for FixedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FixedToken").finish_non_exhaustive()
    }
}

impl TokenSource for FixedToken {
    fn token<'a>(&'a self, _: TokenRequest<'a>) -> TokenFuture<'a> {
        Box::pin(async { Ok(self.0.clone()) })
    }
}
