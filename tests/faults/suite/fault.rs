//! What the server does to a request, and what a call may then end with.

use apps_script::{
    ErrorKind::{self, Auth, Decode, RateLimited, Script, Service, Timeout, Transport},
    Executed::{self, No, Unknown, Yes},
};

/// One misbehaviour of the server, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Fault {
    None,
    /// A few milliseconds of latency.
    Late,
    /// The body comes in pieces.
    SlowBody,
    TooManyRequests,
    TooManyRequestsWithRetryAfter,
    TooManyRequestsWithRetryInfo,
    /// "exec qps", inside a success.
    TooManyExecutions,
    /// The other refusal, inside a success.
    TooManyScripts,
    Unauthorized,
    InternalErrorBeforeRun,
    InternalErrorAfterRun,
    UnavailableBeforeRun,
    BadGatewayPageAfterRun,
    /// A proxy gives up while the script runs.
    GatewayTimeoutOfAProxy,
    /// HTML with status 200.
    PageInPlaceOfAnswer,
    DroppedBeforeRun,
    DroppedAfterRun,
    Truncated,
    MalformedChunks,
    /// A value of another type.
    ForeignValue,
    Throws,
    ThrowsWithoutStack,
    /// The function has run and throws a text that begins with a refusal.
    ThrowsWhatBeginsLikeARefusal,
    /// A service of Google fails inside of the script.
    ServiceFailsInside,
    /// The script's own limit of 6 minutes.
    ScriptTimesOut,
    UnsupportedReturn,
    /// No answer until the client gives up.
    Hangs,
}

const ORDINARY: [Fault; 26] = [
    Fault::None,
    Fault::Late,
    Fault::SlowBody,
    Fault::TooManyRequests,
    Fault::TooManyRequestsWithRetryAfter,
    Fault::TooManyRequestsWithRetryInfo,
    Fault::TooManyExecutions,
    Fault::TooManyScripts,
    Fault::Unauthorized,
    Fault::InternalErrorBeforeRun,
    Fault::InternalErrorAfterRun,
    Fault::UnavailableBeforeRun,
    Fault::BadGatewayPageAfterRun,
    Fault::GatewayTimeoutOfAProxy,
    Fault::PageInPlaceOfAnswer,
    Fault::DroppedBeforeRun,
    Fault::DroppedAfterRun,
    Fault::Truncated,
    Fault::MalformedChunks,
    Fault::ForeignValue,
    Fault::Throws,
    Fault::ThrowsWithoutStack,
    Fault::ThrowsWhatBeginsLikeARefusal,
    Fault::ServiceFailsInside,
    Fault::ScriptTimesOut,
    Fault::UnsupportedReturn,
];

/// How many faults there are, `None` and `Hangs` included.
#[cfg(test)]
pub(crate) const KINDS: usize = ORDINARY.len() + 1;

impl Fault {
    /// Every third request is left alone; `may_hang` for calls that give up soon.
    pub(crate) fn choose(chance: &mut fastrand::Rng, may_hang: bool) -> Self {
        if chance.u8(..3) == 0 {
            return Self::None;
        }
        if may_hang && chance.u8(..4) == 0 {
            return Self::Hangs;
        }
        chance.choice(ORDINARY).unwrap_or(Self::None)
    }

    /// Whether the function runs.
    pub(crate) fn runs(self) -> bool {
        !matches!(
            self,
            Self::TooManyRequests
                | Self::TooManyRequestsWithRetryAfter
                | Self::TooManyRequestsWithRetryInfo
                | Self::TooManyExecutions
                | Self::TooManyScripts
                | Self::Unauthorized
                | Self::InternalErrorBeforeRun
                | Self::UnavailableBeforeRun
                | Self::DroppedBeforeRun
        )
    }

    /// What a call ends with whose last try met this fault; `None` is the right value.
    pub(crate) fn ending(self) -> Option<(ErrorKind, Executed)> {
        Some(match self {
            Self::None | Self::Late | Self::SlowBody => return None,
            Self::TooManyRequests
            | Self::TooManyRequestsWithRetryAfter
            | Self::TooManyRequestsWithRetryInfo
            | Self::TooManyExecutions
            | Self::TooManyScripts => (RateLimited, No),
            Self::Unauthorized => (Auth, No),
            Self::InternalErrorBeforeRun
            | Self::InternalErrorAfterRun
            | Self::UnavailableBeforeRun
            | Self::BadGatewayPageAfterRun
            | Self::GatewayTimeoutOfAProxy => (Service, Unknown),
            Self::PageInPlaceOfAnswer
            | Self::DroppedBeforeRun
            | Self::DroppedAfterRun
            | Self::Truncated
            | Self::MalformedChunks => (Transport, Unknown),
            Self::ForeignValue => (Decode, Yes),
            Self::Throws => (Script, Yes),
            Self::ThrowsWithoutStack | Self::ThrowsWhatBeginsLikeARefusal => (Script, Unknown),
            Self::ServiceFailsInside => (Service, Yes),
            Self::ScriptTimesOut => (Timeout, Yes),
            Self::UnsupportedReturn => (ErrorKind::UnsupportedReturn, Yes),
            Self::Hangs => (Timeout, Unknown),
        })
    }
}
