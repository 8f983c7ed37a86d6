//! Proof key for code exchange, RFC 7636.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// What the one who turns a code into tokens must know the source of.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Challenge {
    Plain(String),
    S256(String),
}

impl Challenge {
    /// The challenge of a request; `None` for a method that does not exist.
    pub(crate) fn read(challenge: &str, method: Option<&str>) -> Option<Self> {
        match method {
            None | Some("plain") => Some(Self::Plain(challenge.to_owned())),
            Some("S256") => Some(Self::S256(challenge.to_owned())),
            Some(_) => None,
        }
    }

    pub(crate) fn is_met_by(&self, verifier: &str) -> bool {
        match self {
            Self::Plain(challenge) => challenge == verifier,
            Self::S256(challenge) => *challenge == URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Challenge;

    /// The example of RFC 7636, appendix B.
    #[test]
    fn a_verifier_meets_its_own_challenge_only() {
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let digest = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        for (challenge, method, expected) in [
            (digest, Some("S256"), Some(true)),
            (verifier, Some("plain"), Some(true)),
            (verifier, None, Some(true)),
            (verifier, Some("S256"), Some(false)),
            (digest, Some("plain"), Some(false)),
            (digest, Some("S512"), None),
        ] {
            let met = Challenge::read(challenge, method).map(|challenge| challenge.is_met_by(verifier));
            assert_eq!(met, expected, "{challenge} {method:?}");
        }
    }
}
