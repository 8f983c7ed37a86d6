//! Renewals on a clock that stands still until every task waits.

use std::{
    collections::VecDeque,
    future::Future,
    sync::{Arc, Mutex},
    task::{Context, Poll, Waker},
    time::{Duration, SystemTime},
};

use tokio::{
    task::JoinSet,
    time::{Instant, advance, sleep, timeout},
};

use super::{Outcome, Reloaded, Renew, TokenCache};
use crate::{
    authorize,
    credentials::{AccessToken, TokenError, TokenFuture, TokenRequest, TokenSource},
    deadline::Deadline,
    error::ErrorKind,
};

const SIX_MINUTES: Duration = Duration::from_secs(360);

/// A source whose endpoint and place do as they are told.
#[derive(Clone, Default)]
struct Source {
    cache: Arc<TokenCache>,
    endpoint: Arc<Mutex<Endpoint>>,
}

#[derive(Default)]
struct Endpoint {
    /// What is answered, each after some time; the last answer is repeated.
    answers: VecDeque<(Duration, Outcome)>,
    /// Answers with a failure until then.
    down_until: Option<Instant>,
    asked: usize,
    place: Option<Reloaded>,
}

impl Source {
    fn new(answers: impl IntoIterator<Item = Outcome>) -> Self {
        let answers = answers
            .into_iter()
            .map(|answer| (Duration::ZERO, answer))
            .collect();
        Self::answering(answers)
    }

    fn answering(answers: VecDeque<(Duration, Outcome)>) -> Self {
        let source = Self::default();
        source.endpoint.lock().unwrap().answers = answers;
        source
    }

    fn asked(&self) -> usize {
        self.endpoint.lock().unwrap().asked
    }

    /// Somebody writes the file that the sign-in came from.
    fn change_place(&self, place: Reloaded) {
        self.endpoint.lock().unwrap().place = Some(place);
    }

    async fn get(&self) -> Result<String, String> {
        self.get_for(TokenRequest::new(&[], SIX_MINUTES)).await
    }

    async fn get_for(&self, request: TokenRequest<'_>) -> Result<String, String> {
        let token = self.token(request).await;
        token
            .map(|token| token.secret().to_owned())
            .map_err(|fault| fault.to_string())
    }
}

impl TokenSource for Source {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> TokenFuture<'a> {
        Box::pin(self.cache.token(request, || self.clone()))
    }
}

impl Renew for Source {
    fn can_change(&self) -> bool {
        true
    }

    async fn reload(&self) -> Reloaded {
        let place = self.endpoint.lock().unwrap().place.take();
        place.unwrap_or(Reloaded::Unchanged)
    }

    async fn renew(&self) -> Outcome {
        let (delay, answer) = {
            let mut endpoint = self.endpoint.lock().unwrap();
            endpoint.asked += 1;
            if endpoint.down_until.is_some_and(|until| Instant::now() < until) {
                return down();
            }
            match endpoint.answers.len() {
                0 => (Duration::ZERO, down()),
                1 => endpoint.answers[0].clone(),
                _ => endpoint.answers.pop_front().unwrap(),
            }
        };
        sleep(delay).await;
        answer
    }
}

fn lasting(name: &str, seconds: u64) -> AccessToken {
    AccessToken::new(name).with_expiry(SystemTime::now() + Duration::from_secs(seconds))
}

fn down() -> Outcome {
    Err(TokenError::new("down").transient())
}

fn revoked() -> Outcome {
    Err(TokenError::new("invalid_grant"))
}

/// Lets every task that can run do so.
async fn settle() {
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
}

fn ok(name: &str) -> Result<String, String> {
    Ok(name.to_owned())
}

fn error(text: &str) -> Result<String, String> {
    Err(text.to_owned())
}

#[tokio::test(start_paused = true)]
async fn a_living_token_is_used_to_its_end_when_its_renewal_fails() {
    for (failure, most_requests) in [(down(), 80), (revoked(), 10)] {
        let text = failure.as_ref().unwrap_err().to_string();
        let source = Source::new([Ok(lasting("one", 3600)), failure]);
        assert_eq!(source.get().await, ok("one"));
        // It would not last for a run any more.
        advance(Duration::from_secs(3250)).await;
        for _ in 0..340 {
            assert_eq!(source.get().await, ok("one"));
            advance(Duration::from_secs(1)).await;
        }
        advance(Duration::from_secs(20)).await;
        assert_eq!(source.get().await, error(&text));
        assert!(
            source.asked() > 2 && source.asked() < most_requests,
            "{}",
            source.asked()
        );
    }
}

#[tokio::test(start_paused = true)]
async fn nobody_waits_for_an_endpoint_that_hangs_while_the_token_lives() {
    let hangs = (Duration::from_secs(30), down());
    let source = Source::answering([(Duration::ZERO, Ok(lasting("one", 3600))), hangs].into());
    source.get().await.unwrap();
    advance(Duration::from_secs(3250)).await;
    let started = Instant::now();
    // The first one does: a token that lasts for the run is better.
    assert_eq!(source.get().await, ok("one"));
    assert_eq!(started.elapsed().as_secs(), 30);
    advance(Duration::from_secs(10)).await;
    let started = Instant::now();
    for _ in 0..10 {
        assert_eq!(source.get().await, ok("one"));
    }
    assert_eq!(started.elapsed(), Duration::ZERO);
    settle().await;
    assert_eq!(source.asked(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_token_is_renewed_ahead_of_need() {
    let later = (Duration::from_secs(1), Ok(lasting("two", 7200)));
    let source = Source::answering([(Duration::ZERO, Ok(lasting("one", 3600))), later].into());
    source.get().await.unwrap();
    advance(Duration::from_secs(3100)).await;
    let started = Instant::now();
    assert_eq!(source.get().await, ok("one"));
    assert_eq!(started.elapsed(), Duration::ZERO, "nobody waits");
    sleep(Duration::from_secs(2)).await;
    assert_eq!(source.get().await, ok("two"));
    assert_eq!(source.asked(), 2);
}

#[tokio::test(start_paused = true)]
async fn callers_with_little_time_do_not_end_a_renewal() {
    let source = Source::answering([(Duration::from_secs(2), Ok(lasting("one", 3600)))].into());
    for _ in 0..19 {
        let waited = timeout(Duration::from_millis(100), source.get()).await;
        assert!(waited.is_err());
    }
    assert_eq!(source.get().await, ok("one"));
    assert_eq!(source.asked(), 1);
}

/// A call of a client asks in this way.
async fn ask(source: &Source, time: Duration) -> Result<String, (ErrorKind, String)> {
    let request = TokenRequest::new(&[], SIX_MINUTES);
    let asked = authorize::token(source, request, &Deadline::after(time), true).await;
    let token = asked.map_err(|error| (error.kind(), error.to_string()))?;
    Ok(token.unwrap().secret().to_owned())
}

#[tokio::test(start_paused = true)]
async fn a_thousand_calls_outlast_an_endpoint_that_is_down_for_five_seconds() {
    let source = Source::new([Ok(lasting("one", 3600))]);
    let started = Instant::now();
    source.endpoint.lock().unwrap().down_until = Some(started + Duration::from_secs(5));
    let mut calls = JoinSet::new();
    for _ in 0..1000 {
        let source = source.clone();
        calls.spawn(async move { ask(&source, Duration::from_secs(30)).await });
    }
    let answers = calls.join_all().await;
    assert!(
        answers.iter().all(|answer| answer.as_deref() == Ok("one")),
        "{answers:?}"
    );
    assert!(
        started.elapsed() < Duration::from_secs(15),
        "{:?}",
        started.elapsed()
    );
    assert!(source.asked() <= 10, "{}", source.asked());
}

#[tokio::test(start_paused = true)]
async fn an_endpoint_that_stays_down_ends_a_call_with_its_own_error() {
    let source = Source::new([]);
    let started = Instant::now();
    let answer = ask(&source, Duration::from_secs(30)).await;
    assert_eq!(answer, Err((ErrorKind::Auth, "no access token: down".to_owned())));
    let elapsed = started.elapsed().as_secs();
    assert!((20..=30).contains(&elapsed), "{elapsed}");
    assert!(source.asked() <= 15, "{}", source.asked());
}

#[tokio::test(start_paused = true)]
async fn an_error_that_will_not_pass_ends_a_call_at_once() {
    let source = Source::new([revoked()]);
    let started = Instant::now();
    let answer = ask(&source, Duration::from_secs(30)).await;
    assert_eq!(
        answer,
        Err((ErrorKind::Auth, "no access token: invalid_grant".to_owned()))
    );
    assert_eq!(started.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn a_source_that_does_not_answer_is_not_waited_for_longer_than_the_call() {
    let source = Source::answering([(Duration::from_secs(60), Ok(lasting("one", 3600)))].into());
    let request = TokenRequest::new(&[], SIX_MINUTES);
    let started = Instant::now();
    assert!(
        authorize::token(&source, request, &Deadline::after(Duration::from_secs(1)), true)
            .await
            .unwrap()
            .is_none()
    );
    assert_eq!(started.elapsed(), Duration::from_secs(1));
}

#[tokio::test(start_paused = true)]
async fn a_revoked_sign_in_is_asked_for_once_a_minute() {
    let source = Source::new([revoked()]);
    for minute in 1..=3 {
        let mut callers = JoinSet::new();
        for _ in 0..1000 {
            let source = source.clone();
            callers.spawn(async move { source.get().await });
        }
        assert!(
            callers
                .join_all()
                .await
                .iter()
                .all(|answer| *answer == error("invalid_grant"))
        );
        assert_eq!(source.get().await, error("invalid_grant"));
        assert_eq!(source.asked(), minute);
        advance(Duration::from_secs(61)).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_new_sign_in_is_used_at_once_after_a_refusal() {
    let source = Source::new([revoked(), Ok(lasting("renewed", 3600))]);
    assert_eq!(source.get().await, error("invalid_grant"));
    source.change_place(Reloaded::SignIn(Some(lasting("stored", 3600))));
    assert_eq!(source.get().await, ok("stored"));
    assert_eq!(source.asked(), 1);

    let source = Source::new([revoked(), Ok(lasting("renewed", 3600))]);
    assert_eq!(source.get().await, error("invalid_grant"));
    source.change_place(Reloaded::SignIn(None));
    assert_eq!(source.get().await, ok("renewed"));
}

#[tokio::test(start_paused = true)]
async fn a_new_sign_in_is_used_soon_while_the_old_one_works() {
    let source = Source::new([Ok(lasting("one", 3600)), Ok(lasting("two", 3600))]);
    assert_eq!(source.get().await, ok("one"));
    source.change_place(Reloaded::SignIn(None));
    assert_eq!(source.get().await, ok("one"));
    advance(Duration::from_secs(1)).await;
    // It is looked at now, and nobody waits.
    assert_eq!(source.get().await, ok("one"));
    settle().await;
    assert_eq!(source.get().await, ok("two"));
}

#[tokio::test(start_paused = true)]
async fn a_token_that_another_process_has_renewed_is_used() {
    let source = Source::new([Ok(lasting("one", 3600)), down()]);
    source.get().await.unwrap();
    advance(Duration::from_secs(3300)).await;
    source.change_place(Reloaded::Token(lasting("theirs", 3600)));
    assert_eq!(source.get().await, ok("theirs"));
    assert_eq!(source.asked(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_rejected_token_is_never_given_again() {
    let source = Source::new([Ok(lasting("one", 3600)), down()]);
    let one = lasting("one", 3600);
    let rejecting = || TokenRequest::new(&[], SIX_MINUTES).rejecting(&one);
    assert_eq!(source.get().await, ok("one"));
    assert_eq!(source.get_for(rejecting()).await, error("down"));
    assert_eq!(source.get().await, error("down"));

    // Nor to callers that saw it rejected while it was renewed.
    let source = Source::new([Ok(lasting("one", 3600)), Ok(lasting("two", 3600))]);
    assert_eq!(source.get().await, ok("one"));
    for _ in 0..10 {
        assert_eq!(source.get_for(rejecting()).await, ok("two"));
    }
    assert_eq!(source.asked(), 2);
}

/// The first poll of a future outside of any runtime.
fn poll<T>(future: impl Future<Output = T>) -> Poll<T> {
    let mut future = Box::pin(future);
    future.as_mut().poll(&mut Context::from_waker(Waker::noop()))
}

#[test]
fn outside_of_a_runtime_is_an_error_and_no_panic() {
    let source = Source::new([Ok(lasting("one", 3600))]);
    let Poll::Ready(Err(fault)) = poll(source.get()) else {
        panic!("there is no runtime to wait for");
    };
    assert!(fault.contains("inside of a tokio runtime"), "{fault}");

    let source = Source {
        cache: Arc::new(TokenCache::holding(Some(lasting("one", 3600)))),
        ..Source::default()
    };
    assert_eq!(poll(source.get()), Poll::Ready(ok("one")));
}
