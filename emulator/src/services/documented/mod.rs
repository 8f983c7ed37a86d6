//! The members that Google's reference documents.
//!
//! A script that calls a documented member which the emulator lacks is told so by name; a member that nobody
//! documents is what JavaScript makes of it. `generate.mjs` makes the list.

const MEMBERS: &str = include_str!("members.txt");

/// Whether a script may expect `member` of the class at the end of `path`, such as `LockService.Lock`.
///
/// Of classes that are not in the list, such as those of advanced services, it may expect anything.
pub(super) fn expects(path: &str, member: &str) -> bool {
    let class = path.rsplit('.').next().unwrap_or(path);
    members_of(class).is_none_or(|members| members.split(' ').any(|documented| documented == member))
}

fn members_of(class: &str) -> Option<&'static str> {
    MEMBERS
        .lines()
        .filter_map(|line| line.split_once(": "))
        .find_map(|(name, members)| (name == class).then_some(members))
}

#[cfg(test)]
mod tests {
    use super::expects;

    #[test]
    fn knows_documented_members_by_their_class() {
        for (path, member, expected) in [
            ("Sheet", "getPivotTables", true),
            ("Sheet", "getRnage", false),
            ("LockService.Lock", "tryLock", true),
            ("LockService.Lock", "getScriptLock", false),
            ("File", "getAccess", true),
            // Inherited from another class.
            ("HtmlService.HtmlOutput", "getBlob", true),
            ("Sheets.Spreadsheets.Values", "batchGet", true),
            ("#", "Documented", true),
        ] {
            assert_eq!(expects(path, member), expected, "{path}.{member}");
        }
    }
}
