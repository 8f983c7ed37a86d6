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
    /// "exec qps", inside a success.
    TooManyExecutions,
    Unauthorized,
    InternalErrorBeforeRun,
    InternalErrorAfterRun,
    UnavailableBeforeRun,
    BadGatewayPageAfterRun,
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
    /// No answer until the client gives up.
    Hangs,
}

const ORDINARY: [Fault; 19] = [
    Fault::None,
    Fault::Late,
    Fault::SlowBody,
    Fault::TooManyRequests,
    Fault::TooManyRequestsWithRetryAfter,
    Fault::TooManyExecutions,
    Fault::Unauthorized,
    Fault::InternalErrorBeforeRun,
    Fault::InternalErrorAfterRun,
    Fault::UnavailableBeforeRun,
    Fault::BadGatewayPageAfterRun,
    Fault::PageInPlaceOfAnswer,
    Fault::DroppedBeforeRun,
    Fault::DroppedAfterRun,
    Fault::Truncated,
    Fault::MalformedChunks,
    Fault::ForeignValue,
    Fault::Throws,
    Fault::ThrowsWithoutStack,
];

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
                | Self::TooManyExecutions
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
            Self::TooManyRequests | Self::TooManyRequestsWithRetryAfter | Self::TooManyExecutions => {
                (RateLimited, No)
            }
            Self::Unauthorized => (Auth, No),
            Self::InternalErrorBeforeRun
            | Self::InternalErrorAfterRun
            | Self::UnavailableBeforeRun
            | Self::BadGatewayPageAfterRun => (Service, Unknown),
            Self::PageInPlaceOfAnswer
            | Self::DroppedBeforeRun
            | Self::DroppedAfterRun
            | Self::Truncated
            | Self::MalformedChunks => (Transport, Unknown),
            Self::ForeignValue => (Decode, Yes),
            Self::Throws => (Script, Yes),
            Self::ThrowsWithoutStack => (Script, Unknown),
            Self::Hangs => (Timeout, Unknown),
        })
    }
}
