//! The calls: what they are, and how each of them ends.

use std::time::Duration;

use apps_script::{Error, apps_script};
use serde::Deserialize;

/// What the functions return.
#[derive(Debug, Deserialize, PartialEq)]
pub(crate) struct Answer {
    pub(crate) call: u32,
    pub(crate) text: String,
}

#[apps_script(id = "AKfycbxFaults")]
pub(crate) trait Faulty {
    async fn once(&self, call: u32) -> apps_script::Result<Answer>;

    #[function(idempotent)]
    async fn again(&self, call: u32) -> apps_script::Result<Answer>;

    /// Gives up soon.
    #[function(name = "hurried", timeout = "60ms")]
    async fn hurried(&self, call: u32) -> apps_script::Result<Answer>;

    #[function(name = "hurried", timeout = "60ms", idempotent)]
    async fn hurried_again(&self, call: u32) -> apps_script::Result<Answer>;

    /// Comes back once as many calls of it have arrived as there are permits.
    async fn gate(&self, call: u32) -> apps_script::Result<Answer>;
}

/// How a call is made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    pub(crate) idempotent: bool,
    pub(crate) hurried: bool,
    /// Milliseconds after which the caller drops the call.
    pub(crate) dropped_after: Option<u64>,
}

impl Plan {
    pub(crate) fn of(seed: u64, call: u32) -> Self {
        let mut chance = fastrand::Rng::with_seed(!seed ^ u64::from(call));
        Self {
            idempotent: chance.bool(),
            hurried: chance.u8(..10) == 0,
            dropped_after: (chance.u8(..10) == 0).then(|| chance.u64(..20)),
        }
    }
}

/// How a call ended.
#[derive(Debug)]
pub(crate) enum Ending {
    Value(Answer),
    Failed(Error),
    Dropped,
}

pub(crate) async fn make(client: FaultyClient, call: u32, plan: Plan) -> Ending {
    let made = async {
        match (plan.idempotent, plan.hurried) {
            (false, false) => client.once(call).await,
            (true, false) => client.again(call).await,
            (false, true) => client.hurried(call).await,
            (true, true) => client.hurried_again(call).await,
        }
    };
    let ended = match plan.dropped_after {
        None => Some(made.await),
        Some(after) => tokio::time::timeout(Duration::from_millis(after), made)
            .await
            .ok(),
    };
    match ended {
        Some(Ok(answer)) => Ending::Value(answer),
        Some(Err(error)) => Ending::Failed(error),
        None => Ending::Dropped,
    }
}
