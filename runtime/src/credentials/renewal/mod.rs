//! One access token for all callers, renewed in a task of its own.

mod held;
#[cfg(test)]
mod tests;

use std::{
    future::Future,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{runtime::Handle, sync::watch, time::Instant};
use tracing::Instrument;

use self::held::{Failure, Held};
use super::{AccessToken, TokenError, TokenRequest};

/// How often the place of a sign-in is looked at while its token lives.
const CHECK_INTERVAL: Duration = Duration::from_secs(1);

/// How many renewals a caller waits for that end without a token it can use.
const MOST_STARTS: u32 = 3;

/// What renews a token. A renewal owns what it needs, since it outlives the caller that started it.
pub(super) trait Renew: Send + 'static {
    /// Whether the sign-in came from a place that can change.
    fn can_change(&self) -> bool;

    /// Reads the place that the sign-in came from.
    fn reload(&self) -> impl Future<Output = Reloaded> + Send;

    /// Makes one request for a new token.
    fn renew(&self) -> impl Future<Output = Result<AccessToken, TokenError>> + Send;
}

/// What the place of a sign-in holds, beside what was read before.
#[derive(Debug)]
pub(super) enum Reloaded {
    Unchanged,
    /// The same sign-in with another token: another process has renewed it.
    Token(AccessToken),
    /// Somebody has signed in again, perhaps somebody else.
    SignIn(Option<AccessToken>),
}

/// The token that is held, the last failure, and the renewal under way.
#[derive(Default)]
pub(super) struct TokenCache {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    held: Option<Held>,
    /// Why the last renewal gave no token; `None` after one that did.
    failure: Option<Failure>,
    /// Ends with the renewal's outcome, or without one if its task is gone.
    running: Option<Running>,
    checked_at: Option<Instant>,
}

type Outcome = Result<AccessToken, TokenError>;
type Running = watch::Receiver<Option<Outcome>>;

enum Decision {
    Done(Outcome),
    Wait(Running),
}

impl TokenCache {
    pub(super) fn holding(token: Option<AccessToken>) -> Self {
        let state = State {
            held: token.map(Held::found),
            ..State::default()
        };
        Self {
            state: Mutex::new(state),
        }
    }

    /// The token that is held, or a new one. However many callers ask, one renewal runs, and it goes on when they
    /// stop waiting.
    pub(super) async fn token<R: Renew>(
        self: &Arc<Self>,
        request: TokenRequest<'_>,
        renewal: impl Fn() -> R,
    ) -> Outcome {
        let is_rejected = |token: &AccessToken| {
            request
                .rejected
                .is_some_and(|rejected| rejected.secret() == token.secret())
        };
        let mut last = None;
        for _ in 0..MOST_STARTS {
            let mut running = match self.decide(&request, &renewal) {
                Decision::Done(outcome) => return outcome,
                Decision::Wait(running) => running,
            };
            let ended = running
                .wait_for(Option::is_some)
                .await
                .ok()
                .and_then(|ended| ended.clone());
            match ended {
                // It read the place of the sign-in before the token was rejected.
                Some(Ok(token)) if is_rejected(&token) => last = Some(token),
                Some(Ok(token)) => return Ok(token),
                Some(Err(fault)) => return self.living(&request).ok_or(fault),
                // The runtime of the task was shut down.
                None => {}
            }
        }
        last.ok_or_else(|| TokenError::new("the renewal of the access token was cancelled").transient())
    }

    fn decide<R: Renew>(self: &Arc<Self>, request: &TokenRequest<'_>, renewal: impl Fn() -> R) -> Decision {
        let now = Instant::now();
        let mut state = self.lock();
        state.drop_rejected(request);
        state.forget_cancelled();
        let living = state.held.as_ref().filter(|held| held.lives(now)).cloned();
        let serving = living
            .as_ref()
            .filter(|held| held.serves(now, request.min_lifetime));
        if let Some(held) = serving {
            let is_due = !held.serves_a_while(now, request.min_lifetime) && !state.waits(now);
            if is_due || state.is_check_due(now) {
                self.start(&mut state, request.min_lifetime, is_due, renewal());
            }
            return Decision::Done(Ok(held.token.clone()));
        }
        let failed_before = state.failure.is_some();
        if let (Some(fault), true) = (state.transient_failure(now), state.running.is_none()) {
            return Decision::Done(living.map(|held| held.token).ok_or(fault));
        }
        let running = self.start(&mut state, request.min_lifetime, true, renewal());
        match (living, running) {
            // The last renewal failed, so this one may take long; the token lives.
            (Some(held), _) if failed_before => Decision::Done(Ok(held.token)),
            (_, Some(running)) => Decision::Wait(running),
            (Some(held), None) => Decision::Done(Ok(held.token)),
            (None, None) => Decision::Done(Err(no_runtime())),
        }
    }

    /// Starts a renewal, if none is under way. `None` outside of a runtime.
    fn start<R: Renew>(
        self: &Arc<Self>,
        state: &mut State,
        min_lifetime: Duration,
        renews: bool,
        renewal: R,
    ) -> Option<Running> {
        if let Some(running) = &state.running {
            return Some(running.clone());
        }
        if !renews && !renewal.can_change() {
            return None;
        }
        let runtime = Handle::try_current().ok()?;
        let (sender, running) = watch::channel(None);
        state.running = Some(running.clone());
        let cache = Arc::clone(self);
        let span = tracing::debug_span!(parent: None, "apps_script.renew_token");
        let task = async move {
            let outcome = cache.run(min_lifetime, renews, renewal).await;
            cache.lock().running = None;
            sender.send_replace(Some(outcome));
        };
        runtime.spawn(task.instrument(span));
        Some(running)
    }

    async fn run<R: Renew>(&self, min_lifetime: Duration, renews: bool, renewal: R) -> Outcome {
        let reloaded = renewal.reload().await;
        if let Some(outcome) = self.after_reload(reloaded, min_lifetime, renews) {
            return outcome;
        }
        let outcome = renewal.renew().await;
        self.lock().note(outcome)
    }

    /// Takes what was read. `None` if a token must be asked for.
    fn after_reload(&self, reloaded: Reloaded, min_lifetime: Duration, renews: bool) -> Option<Outcome> {
        let now = Instant::now();
        let mut state = self.lock();
        state.checked_at = Some(now);
        state.take(reloaded);
        if let Some(held) = &state.held {
            let is_enough = if renews {
                held.serves_a_while(now, min_lifetime)
            } else {
                held.serves(now, min_lifetime)
            };
            if is_enough {
                return Some(Ok(held.token.clone()));
            }
        }
        state.permanent_failure(now).map(Err)
    }

    /// The token that is held, while it lives.
    fn living(&self, request: &TokenRequest<'_>) -> Option<AccessToken> {
        let mut state = self.lock();
        state.drop_rejected(request);
        let held = state.held.as_ref().filter(|held| held.lives(Instant::now()))?;
        Some(held.token.clone())
    }

    /// The state is complete between any two statements, whatever happened to another holder.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn drop_rejected(&mut self, request: &TokenRequest<'_>) {
        if let Some(rejected) = request.rejected {
            self.held = self
                .held
                .take()
                .filter(|held| held.token.secret() != rejected.secret());
        }
    }

    /// A renewal whose task was dropped with its runtime will never end.
    fn forget_cancelled(&mut self) {
        let is_cancelled = |running: &Running| running.has_changed().is_err() && running.borrow().is_none();
        if self.running.as_ref().is_some_and(is_cancelled) {
            self.running = None;
        }
    }

    /// Whether the last failure asks to wait before the next request.
    fn waits(&self, now: Instant) -> bool {
        self.failure.as_ref().is_some_and(|failure| failure.holds(now))
    }

    /// The last failure, while it is too early to try again.
    fn transient_failure(&self, now: Instant) -> Option<TokenError> {
        let failure = self
            .failure
            .as_ref()
            .filter(|failure| failure.error.is_transient())?;
        failure.holds(now).then(|| failure.error_at(now))
    }

    /// The last failure, while a new request would meet it again, unless somebody signs in.
    fn permanent_failure(&self, now: Instant) -> Option<TokenError> {
        let failure = self
            .failure
            .as_ref()
            .filter(|failure| !failure.error.is_transient())?;
        failure.holds(now).then(|| failure.error_at(now))
    }

    fn is_check_due(&self, now: Instant) -> bool {
        self.checked_at
            .is_none_or(|checked_at| now.duration_since(checked_at) >= CHECK_INTERVAL)
    }

    fn take(&mut self, reloaded: Reloaded) {
        match reloaded {
            Reloaded::Unchanged => {}
            Reloaded::Token(token) => {
                let token = Held::found(token);
                if self.held.as_ref().is_none_or(|held| token.outlives(held)) {
                    self.held = Some(token);
                }
                self.failure = None;
            }
            Reloaded::SignIn(token) => {
                tracing::info!("a new sign-in is used from now on");
                self.held = token.map(Held::found);
                self.failure = None;
            }
        }
    }

    /// Keeps an outcome. An error that may pass comes back with how long to wait.
    fn note(&mut self, outcome: Outcome) -> Outcome {
        let last = self.failure.take();
        match outcome {
            Ok(token) => {
                self.held = Some(Held::granted(token.clone()));
                Ok(token)
            }
            Err(fault) => {
                tracing::warn!(%fault, "no new access token");
                let failure = self.failure.insert(Failure::after(last, fault));
                Err(failure.error_at(Instant::now()))
            }
        }
    }
}

fn no_runtime() -> TokenError {
    TokenError::new("an access token can only be renewed inside of a tokio runtime")
        .with_help("call from a task of tokio, such as one below `#[tokio::main]`")
}
