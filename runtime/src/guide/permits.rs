use std::{future::Future, time::Duration};

use apps_script::{Error, ErrorKind, Executed};
use redis::{RedisError, Script, aio::MultiplexedConnection};

/// A little more than the 6 minutes that a run may take.
const LEASE: Duration = Duration::from_secs(390);

/// How long to wait before the next look, if all permits are taken: about this long.
const PAUSE: Duration = Duration::from_millis(200);

/// The key is a sorted set of the permits that are taken, by the time at which they end. Redis' own clock counts, so that
/// the clocks of the processes need not agree.
const TAKE: &str = "
    local time = redis.call('TIME')
    local now = time[1] * 1000 + math.floor(time[2] / 1000)
    redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
    if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[1]) then
        return 0
    end
    redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[2])
    redis.call('PEXPIRE', KEYS[1], ARGV[3])
    return 1
";

/// Permits for runs that all processes with the same key share.
#[derive(Clone)]
pub(crate) struct Permits {
    redis: MultiplexedConnection,
    key: String,
    /// How many there are.
    limit: u32,
    pub(crate) lease: Duration,
}

impl Permits {
    /// Let the key name the user for whom the scripts run.
    pub(crate) async fn connect(redis: &redis::Client, key: &str, limit: u32) -> Result<Self, RedisError> {
        Ok(Self {
            redis: redis.get_multiplexed_async_connection().await?,
            key: key.to_owned(),
            limit,
            lease: LEASE,
        })
    }

    /// Makes a call while it holds a permit. If nobody knows whether the function has run, it may run still: then the
    /// permit is kept until its lease ends.
    pub(crate) async fn during<T: Send>(
        &self,
        call: impl Future<Output = Result<T, Error>> + Send,
    ) -> Result<T, Error> {
        let permit = self.take().await.map_err(|error| {
            Error::simulated(
                ErrorKind::Transport,
                format!("no permit to call the script: {error}"),
            )
            .with_executed(Executed::No)
        })?;
        let result = call.await;
        if !matches!(&result, Err(error) if error.executed() == Executed::Unknown) {
            // If it cannot be given back, its lease ends by itself.
            let _ = self.give_back(&permit).await;
        }
        result
    }

    /// Waits for a permit, and returns its name. Who waits the longest is not served first.
    pub(crate) async fn take(&self) -> Result<String, RedisError> {
        let permit = format!("{:032x}", fastrand::u128(..));
        let take = Script::new(TAKE);
        let mut redis = self.redis.clone();
        loop {
            let taken: bool = take
                .key(&self.key)
                .arg(self.limit)
                .arg(&permit)
                .arg(u64::try_from(self.lease.as_millis()).unwrap_or(u64::MAX))
                .invoke_async(&mut redis)
                .await?;
            if taken {
                return Ok(permit);
            }
            tokio::time::sleep(PAUSE.mul_f64(0.5 + fastrand::f64())).await;
        }
    }

    async fn give_back(&self, permit: &str) -> Result<(), RedisError> {
        let mut redis = self.redis.clone();
        redis::cmd("ZREM")
            .arg(&self.key)
            .arg(permit)
            .query_async(&mut redis)
            .await
    }
}
