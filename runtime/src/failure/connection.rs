//! What to do about a connection that cannot be made.

use std::error::Error as StdError;

const CERTIFICATE: &str = "this machine does not trust the certificate of whoever answered as the service: if a proxy \
     inspects TLS here, install its CA certificate in the system or give it to the client by `http`; if the certificate \
     has expired or is not valid yet, check this machine's clock";

const NAME: &str = "the host's name cannot be resolved: check the network and its DNS, the spelling of the address, and \
     whether this machine must use a proxy (`HTTPS_PROXY`)";

const PROXY: &str = "the proxy does not let the connection through: check `HTTPS_PROXY`, with `user:password@` in front \
     of the host if the proxy asks for a sign-in, and whether it allows the service's host";

const REFUSED: &str = "nothing accepts connections at that address: check the address and, if the server is one of your \
     own such as an emulator, that it runs";

/// What the causes of a failure say, and what helps. The crates for TLS, DNS and proxies have no types in common.
const TABLE: [(&[&str], &str); 4] = [
    (&["certificate"], CERTIFICATE),
    (&["dns error", "lookup address", "no record found"], NAME),
    (&["tunnel", "proxy"], PROXY),
    (&["connection refused", "actively refused"], REFUSED),
];

/// The help for a failure, by what it and its causes say; `None` if they say nothing of that kind.
pub(crate) fn help(failure: &(dyn StdError + 'static)) -> Option<&'static str> {
    let said = texts(failure);
    let says = |word: &&str| said.iter().any(|text| text.contains(*word));
    let (_, help) = TABLE.into_iter().find(|(words, _)| words.iter().any(says))?;
    Some(help)
}

/// What a failure and its causes say, in lower case.
fn texts(failure: &(dyn StdError + 'static)) -> Vec<String> {
    let mut texts = Vec::new();
    let mut next = Some(failure);
    while let Some(cause) = next {
        texts.push(cause.to_string().to_lowercase());
        next = cause.source();
    }
    texts
}

#[cfg(test)]
mod tests {
    use std::{error::Error as StdError, fmt, io};

    use super::{CERTIFICATE, NAME, PROXY, REFUSED, help};

    /// An error with a cause, as HTTP clients have them.
    #[derive(Debug)]
    struct Outer(io::Error);

    impl fmt::Display for Outer {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("error sending request")
        }
    }

    impl StdError for Outer {
        fn source(&self) -> Option<&(dyn StdError + 'static)> {
            Some(&self.0)
        }
    }

    #[test]
    fn reads_the_causes() {
        for (cause, expected) in [
            ("invalid peer certificate: UnknownIssuer", CERTIFICATE),
            (
                "invalid peer certificate: certificate expired: verification time 1",
                CERTIFICATE,
            ),
            (
                "error:0A000086:SSL routines::certificate verify failed",
                CERTIFICATE,
            ),
            ("dns error", NAME),
            (
                "failed to lookup address information: Name or service not known",
                NAME,
            ),
            ("tunnel error: unsuccessful", PROXY),
            ("Proxy Authentication Required", PROXY),
            ("Connection refused (os error 111)", REFUSED),
            (
                "No connection could be made because the target machine actively refused it.",
                REFUSED,
            ),
            ("connection reset by peer", ""),
        ] {
            let error = Outer(io::Error::other(cause));
            assert_eq!(help(&error).unwrap_or_default(), expected, "{cause}");
        }
    }
}
