use apps_script_source::CallSite;

use super::site::Site;

/// An error, as the engine or the script made it.
pub(super) struct Fault<'a> {
    pub(super) class: &'a str,
    pub(super) message: &'a str,
    /// Deepest first.
    pub(super) sites: &'a [Site],
    /// What `JSON.parse` reads.
    pub(super) json: Option<&'a str>,
    /// Whether it is of a class that the engine makes errors of.
    pub(super) may_be_the_engines: bool,
    /// Whether these names lead from the global object to a function.
    pub(super) is_function: &'a dyn Fn(&[String]) -> bool,
}

impl Fault<'_> {
    /// Where in the user's files it was made: nowhere, if code made it that is in no file.
    pub(super) fn place(&self) -> Option<&Site> {
        let deepest = self.sites.iter().find(|site| !site.is_native());
        deepest.filter(|site| site.is_own())
    }

    /// The engine's own function in which it was made.
    pub(super) fn native(&self) -> Option<&str> {
        let deepest = self.sites.first().filter(|site| site.is_native());
        deepest.map(|site| site.function.as_str())
    }
}

/// The only one there is.
pub(super) fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    all.next().filter(|_| all.next().is_none())
}

/// Whether what is called ends in this name.
pub(super) fn is_call_of(call: &CallSite, function: &str) -> bool {
    let rest = call.callee.strip_suffix(function);
    rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(['.', '#']))
}

/// Whether this makes an error of this class.
pub(super) fn makes(call: &CallSite, class: &str) -> bool {
    is_call_of(call, class)
}
