//! Answers of a proxy or gateway between the client and Google.

/// What a page of Google's own front end says, in every error that it shows as HTML.
const GOOGLE_PAGE: &str = "That’s an error.";

/// As much of a page as is looked at, in bytes.
const PAGE_START: usize = 4096;

const HELP: &str = "a proxy or gateway between here and Google answered, and the script may still be running: many give \
     up after 60 to 100 seconds, so raise the proxy's time-out to 390 seconds for this host, or do not send these calls \
     through it; look at the script's executions before you call again";

/// What to do about an answer with a body that is not the API's; `None` if it did not come from a proxy.
///
/// 502 and 504 are the statuses of a gateway; 524 is Cloudflare's for an origin that takes too long. Google's own
/// front end sends them, too, with a page that is known.
pub(super) fn help(http_status: u16, body: &[u8]) -> Option<&'static str> {
    let page = String::from_utf8_lossy(body.get(..PAGE_START).unwrap_or(body));
    let of_google = page.contains(GOOGLE_PAGE);
    let of_gateway = matches!(http_status, 502 | 504 | 524);
    let of_server = http_status >= 500 && is_html(&page);
    ((of_gateway || of_server) && !of_google).then_some(HELP)
}

fn is_html(page: &str) -> bool {
    let start: String = page.trim_start().chars().take(15).collect();
    let start = start.to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html") || start.starts_with("<head")
}

#[cfg(test)]
mod tests {
    use super::help;

    const NGINX: &str = "<html>\r\n<head><title>504 Gateway Time-out</title></head>\r\n</html>";
    const GOOGLE: &str = include_str!("../../../tests/fixtures/run/http_502_html.html");

    #[test]
    fn tells_a_proxy_from_google() {
        for (status, body, expected) in [
            (504, NGINX, true),
            (504, "", true),
            (502, "no healthy upstream", true),
            (524, "error code: 524", true),
            (503, NGINX, true),
            (500, "  <!DOCTYPE HTML><title>Squid</title>", true),
            (502, GOOGLE, false),
            (503, "no JSON", false),
            (500, "", false),
            (404, NGINX, false),
            (200, NGINX, false),
        ] {
            assert_eq!(
                help(status, body.as_bytes()).is_some(),
                expected,
                "{status} {body}"
            );
        }
        assert!(help(502, b"\xff\xfe").is_some());
    }
}
