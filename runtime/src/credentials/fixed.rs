use std::fmt;

use secrecy::SecretString;

use super::{AccessToken, TokenError, TokenFuture, TokenRequest, TokenSource};

/// One access token, which is never renewed. Google's live for an hour.
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
pub struct FixedToken {
    token: AccessToken,
    /// Where the token comes from.
    name: &'static str,
}

impl FixedToken {
    /// Takes the text that follows `Bearer` in a request. White space around it is removed.
    ///
    /// A text that cannot be a token (empty, with `Bearer` in front, with a line break or a space inside) ends every
    /// call with [`ErrorKind::Auth`](crate::ErrorKind::Auth).
    #[must_use]
    pub fn new(secret: impl Into<SecretString>) -> Self {
        Self {
            token: AccessToken::new(secret),
            name: "FixedToken",
        }
    }

    pub(super) fn named(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    pub(super) fn check(&self) -> Result<(), TokenError> {
        self.token.check()
    }

    fn refused(&self) -> TokenError {
        TokenError::new(format!(
            "the service refused the token of `{}`, which is never renewed: tokens of Google live for an hour",
            self.name
        ))
        .with_help(
            "give a new token, or credentials that renew theirs: sign in with `apps-script login` and use \
             `Credentials::discover()`; check also that the token is an OAuth access token (`ya29.…`) of a user",
        )
    }
}

impl fmt::Debug for FixedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FixedToken").finish_non_exhaustive()
    }
}

impl TokenSource for FixedToken {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> TokenFuture<'a> {
        Box::pin(async move {
            match request.rejected {
                Some(rejected) if rejected.secret() == self.token.secret() => Err(self.refused()),
                _ => self.check().map(|()| self.token.clone()),
            }
        })
    }
}
