//! Ends a sign-in at the server that it came from.

use reqwest::Url;
use secrecy::ExposeSecret;

use super::{AuthorizedUser, TokenError, token_endpoint::TokenEndpoint};
use crate::http_client::HttpClient;

impl AuthorizedUser {
    /// Revokes the sign-in: its refresh token and all access tokens that were made from it stop working.
    ///
    /// One request goes to the endpoint `revoke` beside the token endpoint
    /// ([Google](https://developers.google.com/identity/protocols/oauth2/native-app#tokenrevoke)). A sign-in that has
    /// ended already counts as revoked. A file that keeps the sign-in stays: see
    /// [`TokenStore::delete`](super::TokenStore::delete).
    ///
    /// ```no_run
    /// # async fn run() -> Result<(), apps_script::credentials::TokenError> {
    /// use apps_script::credentials::TokenStore;
    ///
    /// let store = TokenStore::default_place()?;
    /// store.load()?.revoke().await?;
    /// store.delete()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// A [`TokenError`] if there is no token to revoke, or if the endpoint cannot be reached or refuses.
    pub async fn revoke(&self) -> Result<(), TokenError> {
        let user = self.to_stored();
        let access_token = user.access_token.as_ref().map(|token| token.secret());
        let refresh_token = user.refresh_token.as_ref().map(ExposeSecret::expose_secret);
        let token = refresh_token.or(access_token);
        let token = token.ok_or_else(|| TokenError::new("the sign-in has no token that could be revoked"))?;
        let http = self.given_http().unwrap_or_default();
        self.endpoint_of(&user)?.revoke(&http, token).await
    }
}

impl TokenEndpoint {
    async fn revoke(&self, http: &HttpClient, token: &str) -> Result<(), TokenError> {
        let url = self.beside("revoke")?;
        let response = self.post_form(http, url, &[("token", token)]).await?;
        let status = response.status();
        // With 400 the server says that the token is not valid, or is not valid any more.
        if status.is_success() || status == reqwest::StatusCode::BAD_REQUEST {
            return Ok(());
        }
        let error = TokenError::new(format!(
            "the sign-in was not revoked: the server answered with HTTP status {}",
            status.as_u16()
        ));
        Err(if status.is_server_error() {
            error.transient()
        } else {
            error
        })
    }

    /// Another endpoint of the same server.
    fn beside(&self, name: &str) -> Result<Url, TokenError> {
        self.url()?
            .join(name)
            .map_err(|fault| TokenError::new("the token endpoint is not a valid URL").with_source(fault))
    }
}
