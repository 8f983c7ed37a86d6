//! The sign-in behind an [`AuthorizedUser`](super::AuthorizedUser), and how it is renewed.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::task::spawn_blocking;

use super::{
    AccessToken, TokenError, TokenStore,
    origin::Origin,
    renewal::{Reloaded, Renew},
    stored_user::StoredUser,
    token_endpoint::TokenEndpoint,
};
use crate::{http_client::HttpClient, secure_url::PlainHttp};

/// A sign-in that renewals change.
pub(super) struct SignedIn(Mutex<State>);

struct State {
    current: StoredUser,
    /// What its place held when it was last read or written.
    as_read: StoredUser,
}

/// What one renewal needs.
pub(super) struct Renewal {
    pub(super) sign_in: Arc<SignedIn>,
    pub(super) origin: Origin,
    /// Goes before that of the sign-in.
    pub(super) endpoint: Option<TokenEndpoint>,
    pub(super) plain_http: PlainHttp,
    pub(super) http: HttpClient,
}

impl SignedIn {
    pub(super) fn new(user: StoredUser) -> Self {
        Self(Mutex::new(State {
            as_read: user.clone(),
            current: user,
        }))
    }

    pub(super) fn current(&self) -> StoredUser {
        self.lock().current.clone()
    }

    /// Takes over what the place of the sign-in holds now.
    fn take(&self, read: StoredUser) -> Reloaded {
        let mut state = self.lock();
        let is_same = state.as_read.is_same_sign_in(&read);
        if is_same && (read.access_token.is_none() || state.as_read.has_same_token(&read)) {
            return Reloaded::Unchanged;
        }
        state.as_read = read.clone();
        if is_same {
            state.current.access_token = read.access_token;
            return state.current.token().map_or(Reloaded::Unchanged, Reloaded::Token);
        }
        state.current = read;
        Reloaded::SignIn(state.current.token())
    }

    /// The state is complete between any two statements, whatever happened to another holder.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Renew for Renewal {
    fn can_change(&self) -> bool {
        self.origin.file().is_some()
    }

    async fn reload(&self) -> Reloaded {
        if !self.can_change() {
            return Reloaded::Unchanged;
        }
        let origin = self.origin.clone();
        match spawn_blocking(move || origin.read_again()).await {
            Ok(Ok(user)) => self.sign_in.take(user),
            // What is known is used on: the file may be about to be replaced.
            Ok(Err(fault)) => {
                tracing::debug!(%fault, "the sign-in cannot be read again");
                Reloaded::Unchanged
            }
            Err(_) => Reloaded::Unchanged,
        }
    }

    async fn renew(&self) -> Result<AccessToken, TokenError> {
        let before = self.sign_in.current();
        let sign_in_again = self.origin.sign_in_again();
        let over = |missing: &str| {
            let message = format!(
                "{}: the access token has expired, and there is no {missing}",
                self.origin
            );
            TokenError::new(message).with_help(sign_in_again.clone())
        };
        let client = before
            .client
            .as_ref()
            .ok_or_else(|| over("OAuth client to renew it with"))?;
        let refresh_token = before
            .refresh_token
            .as_ref()
            .ok_or_else(|| over("refresh token"))?;
        let granted = before
            .endpoint(self.endpoint.as_ref(), self.plain_http)?
            .refresh(&self.http, client, refresh_token, &sign_in_again)
            .await?;
        let renewed = StoredUser {
            access_token: Some(granted.access_token.clone()),
            refresh_token: granted.refresh_token.or_else(|| before.refresh_token.clone()),
            ..before
        };
        let token = renewed.token().unwrap_or(granted.access_token);
        self.sign_in.lock().current = renewed.clone();
        if let Origin::Store(path) = &self.origin {
            self.store(TokenStore::at(path), renewed).await;
        }
        Ok(token)
    }
}

impl Renewal {
    /// Keeps a renewed sign-in, unless somebody has signed in or out meanwhile. A call does not fail for it.
    async fn store(&self, store: TokenStore, renewed: StoredUser) {
        let as_read = self.sign_in.lock().as_read.clone();
        let written = spawn_blocking(move || {
            let written = store.replace_renewed(&as_read, &renewed)?;
            Ok::<_, TokenError>(written.then_some(renewed))
        });
        match written.await {
            Ok(Ok(Some(renewed))) => self.sign_in.lock().as_read = renewed,
            Ok(Ok(None)) => {
                tracing::debug!("the renewed token is not stored: the sign-in was replaced or removed")
            }
            Ok(Err(fault)) => tracing::warn!(%fault, "the renewed token is not stored"),
            Err(_) => tracing::warn!("the renewed token is not stored: the runtime is shutting down"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::{AccessToken, Reloaded, SignedIn, StoredUser};

    fn user(refresh_token: &str, access_token: &str) -> StoredUser {
        let in_an_hour = SystemTime::now() + Duration::from_secs(3600);
        let token = AccessToken::new(access_token).with_expiry(in_an_hour);
        StoredUser {
            refresh_token: Some(refresh_token.into()),
            access_token: (!access_token.is_empty()).then_some(token),
            ..StoredUser::default()
        }
    }

    #[test]
    fn knows_a_new_sign_in_from_a_renewed_one() {
        let sign_in = SignedIn::new(user("1//a", "one"));
        assert!(matches!(sign_in.take(user("1//a", "one")), Reloaded::Unchanged));
        assert!(matches!(sign_in.take(user("1//a", "")), Reloaded::Unchanged));
        assert!(
            matches!(sign_in.take(user("1//a", "two")), Reloaded::Token(token) if token.secret() == "two")
        );
        assert!(matches!(sign_in.take(user("1//a", "two")), Reloaded::Unchanged));
        assert!(matches!(sign_in.take(user("1//b", "")), Reloaded::SignIn(None)));
        assert!(matches!(
            sign_in.take(user("1//c", "three")),
            Reloaded::SignIn(Some(_))
        ));
    }

    /// A file of clasp keeps the refresh token that the endpoint has replaced.
    #[test]
    fn an_unchanged_file_does_not_undo_a_renewal() {
        let sign_in = SignedIn::new(user("1//old", "one"));
        sign_in.lock().current = user("1//rotated", "two");
        assert!(matches!(sign_in.take(user("1//old", "one")), Reloaded::Unchanged));
        let current = sign_in.current();
        assert!(current.is_same_sign_in(&user("1//rotated", "")));
    }
}
