//! The Cloud project that script and client share, as far as calls depend on it.

use std::{
    collections::{HashMap, VecDeque},
    time::{Duration, Instant},
};

use parking_lot::Mutex;

const MINUTE: Duration = Duration::from_secs(60);

/// What is switched on there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CloudSettings {
    pub(crate) api_enabled: bool,
    pub(crate) user_setting: bool,
    pub(crate) is_shared: bool,
    pub(crate) calls_per_minute: Option<usize>,
}

pub(crate) struct CloudProject {
    pub(crate) settings: CloudSettings,
    /// When each person has called in the last minute.
    calls: Mutex<HashMap<String, VecDeque<Instant>>>,
}

impl Default for CloudSettings {
    fn default() -> Self {
        Self {
            api_enabled: true,
            user_setting: true,
            is_shared: true,
            calls_per_minute: None,
        }
    }
}

impl CloudProject {
    pub(crate) fn new(settings: CloudSettings) -> Self {
        Self {
            settings,
            calls: Mutex::default(),
        }
    }

    /// Counts a call, unless this person has none left.
    pub(crate) fn take_call(&self, user: &str) -> bool {
        let Some(most) = self.settings.calls_per_minute else {
            return true;
        };
        let now = Instant::now();
        let mut all = self.calls.lock();
        let calls = all.entry(user.to_owned()).or_default();
        while calls
            .front()
            .is_some_and(|call| now.duration_since(*call) >= MINUTE)
        {
            calls.pop_front();
        }
        let is_left = calls.len() < most;
        if is_left {
            calls.push_back(now);
        }
        is_left
    }
}
