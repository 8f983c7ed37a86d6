//! The names of scopes.

const KNOWN: &str = include_str!("known.txt");
const PREFIX: &str = "https://www.googleapis.com/auth/";

const OPENID: &str = "openid";
const EMAIL: &str = "https://www.googleapis.com/auth/userinfo.email";
const PROFILE: &str = "https://www.googleapis.com/auth/userinfo.profile";

/// Whether Google has a scope of this name.
pub(crate) fn is_known(scope: &str) -> bool {
    let mut known = KNOWN.lines().filter(|line| !line.starts_with('#'));
    match scope.strip_prefix(PREFIX) {
        Some(name) => known.any(|known| known == name) && !is_whole(name),
        None => is_whole(scope) && known.any(|known| known == scope),
    }
}

/// The scopes that Google grants where these are asked for: the short names of OpenID Connect stand for longer ones, and
/// whoever learns who a person is gets `openid` too (<https://github.com/requests/requests-oauthlib/issues/387>).
pub(crate) fn granted(scopes: impl IntoIterator<Item = String>) -> impl Iterator<Item = String> {
    let mut granted: Vec<String> = scopes
        .into_iter()
        .map(|scope| match scope.as_str() {
            "email" => EMAIL.to_owned(),
            "profile" => PROFILE.to_owned(),
            _ => scope,
        })
        .collect();
    if granted.iter().any(|scope| scope == EMAIL || scope == PROFILE) {
        granted.push(OPENID.to_owned());
    }
    granted.into_iter()
}

/// Whether a name is one without the prefix.
fn is_whole(name: &str) -> bool {
    name.contains("://") || matches!(name, "email" | "profile" | OPENID)
}

#[cfg(test)]
mod tests {
    use super::{granted, is_known};

    #[test]
    fn googles_scopes_are_known() {
        for (scope, expected) in [
            ("https://www.googleapis.com/auth/spreadsheets", true),
            ("https://www.googleapis.com/auth/spreadsheets.currentonly", true),
            ("https://www.googleapis.com/auth/script.external_request", true),
            ("https://www.googleapis.com/auth/script.projects", true),
            ("https://www.googleapis.com/auth/script.webapp.deploy", true),
            ("https://mail.google.com/", true),
            ("https://www.google.com/m8/feeds", true),
            ("openid", true),
            ("email", true),
            ("spreadsheets", false),
            ("https://www.googleapis.com/auth/spreadsheetz", false),
            ("https://www.googleapis.com/auth/", false),
            ("https://www.googleapis.com/auth/openid", false),
            ("https://example.com/auth/spreadsheets", false),
            ("# The scopes of Google's APIs", false),
            ("", false),
        ] {
            assert_eq!(is_known(scope), expected, "{scope}");
        }
    }

    #[test]
    fn openid_is_added_for_those_who_ask_who_it_is() {
        let of = |scopes: &[&str]| granted(scopes.iter().map(|&scope| scope.to_owned())).collect::<Vec<_>>();
        let email = "https://www.googleapis.com/auth/userinfo.email";
        assert_eq!(of(&["email"]), [email, "openid"]);
        assert_eq!(of(&[email]), [email, "openid"]);
        assert_eq!(of(&["https://mail.google.com/"]), ["https://mail.google.com/"]);
        assert_eq!(of(&["openid"]), ["openid"]);
    }
}
