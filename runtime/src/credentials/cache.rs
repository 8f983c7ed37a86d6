//! One token for all, renewed by one of those who ask.

use std::{
    future::Future,
    sync::atomic::{AtomicU64, Ordering},
};

use tokio::sync::Mutex;

use super::{AccessToken, TokenError, TokenRequest};

/// The last renewal, whichever way it ended.
#[derive(Default)]
pub(super) struct Cache {
    last: Mutex<Option<Result<AccessToken, TokenError>>>,
    renewals: AtomicU64,
}

impl Cache {
    pub(super) fn holding(token: Option<AccessToken>) -> Self {
        Self {
            last: Mutex::new(token.map(Ok)),
            renewals: AtomicU64::new(0),
        }
    }

    /// The token that is held, or a new one. However many ask, one of them renews and the others wait for it; if
    /// that one is dropped meanwhile, the next renews.
    pub(super) async fn token(
        &self,
        request: TokenRequest<'_>,
        renewal: impl Future<Output = Result<AccessToken, TokenError>>,
    ) -> Result<AccessToken, TokenError> {
        let before = self.renewals.load(Ordering::Acquire);
        let mut last = self.last.lock().await;
        let is_new = self.renewals.load(Ordering::Acquire) != before;
        match &*last {
            Some(Ok(token)) if serves(token, request, is_new) => return Ok(token.clone()),
            Some(Err(fault)) if is_new => return Err(fault.clone()),
            _ => {}
        }
        let renewed = renewal.await;
        *last = Some(renewed.clone());
        self.renewals.fetch_add(1, Ordering::Release);
        renewed
    }
}

/// A token that has just come is not asked for again, however short it lives.
fn serves(token: &AccessToken, request: TokenRequest<'_>, is_new: bool) -> bool {
    let refused = request
        .rejected
        .is_some_and(|rejected| rejected.secret() == token.secret());
    !refused && (is_new || token.outlives(request.min_lifetime))
}
