use std::time::Duration;

use crate::retry::RetryPolicy;

/// How a call is sent, where it differs from what the client says.
#[derive(Clone, Debug, Default)]
pub(crate) struct CallOptions {
    pub(crate) timeout: Option<Duration>,
    pub(crate) queue_timeout: Option<Duration>,
    pub(crate) dev_mode: Option<bool>,
    pub(crate) idempotent: bool,
    pub(crate) retry: Option<RetryPolicy>,
    /// Wins over every policy.
    pub(crate) never_retried: bool,
    pub(crate) scopes: &'static [&'static str],
}

impl CallOptions {
    /// The call's own policy, or the client's; with a single try if the call must never be retried.
    pub(crate) fn policy(&self, of_client: &RetryPolicy) -> RetryPolicy {
        let policy = self.retry.as_ref().unwrap_or(of_client).clone();
        if self.never_retried {
            policy.max_tries(1)
        } else {
            policy
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CallOptions;
    use crate::retry::RetryPolicy;

    #[test]
    fn never_wins_over_every_policy_and_keeps_the_rest_of_it() {
        let of_client = RetryPolicy::default().recognize_refusals(false);
        let mut options = CallOptions::default();
        assert_eq!(options.policy(&of_client), of_client);
        options.never_retried = true;
        assert_eq!(options.policy(&of_client), of_client.clone().max_tries(1));
        options.retry = Some(RetryPolicy::default());
        assert_eq!(options.policy(&of_client), RetryPolicy::none());
    }
}
