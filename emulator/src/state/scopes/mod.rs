//! The OAuth scopes of a project.

mod names;
mod table;

use std::collections::BTreeSet;

use apps_script_source::Project;

use self::table::{ADVANCED_SERVICES, CURRENT_ONLY, PERMISSIONS, Permission, SERVICES};
pub(crate) use self::{
    names::{granted, is_known},
    table::ACCEPTED,
};
use super::libraries::Libraries;

/// The scopes that a token must hold to run the project. Where its manifest lists none, they are those of its code
/// and of the libraries that it includes.
pub(crate) fn of_project(project: &Project, libraries: &Libraries) -> BTreeSet<String> {
    if let Some(scopes) = &project.manifest.oauth_scopes {
        return scopes.iter().cloned().collect();
    }
    let mut scopes = derived(project);
    for library in &project.manifest.dependencies.libraries {
        if let Some(included) = libraries.find(library) {
            scopes.extend(of_project(&included.project, libraries));
        }
    }
    scopes
}

/// Whether calls of this service need a scope.
pub(crate) fn is_needed_by(service: &str) -> bool {
    permission(service).is_some()
}

/// The scopes that calls of this service need, in Google's words, if none of them is held.
pub(crate) fn missing(service: &str, held: &BTreeSet<String>) -> Option<&'static str> {
    let permission = permission(service)?;
    let is_held = held.iter().any(|scope| {
        permission
            .any_below
            .iter()
            .any(|prefix| scope.starts_with(prefix))
    });
    (!is_held).then_some(permission.told)
}

fn permission(service: &str) -> Option<&'static Permission> {
    PERMISSIONS
        .iter()
        .find(|permission| permission.service == service)
}

/// Google looks for the names of services in the text. A comment counts, which is how authors ask for a scope.
fn derived(project: &Project) -> BTreeSet<String> {
    let current_only = project
        .files
        .iter()
        .any(|file| file.code.contains("@OnlyCurrentDoc"));
    let mut scopes = BTreeSet::new();
    for file in &project.files {
        let named = |path: &&(&str, &str)| names(&file.code, path.0);
        for (_, scope) in SERVICES.iter().chain(ADVANCED_SERVICES).filter(named) {
            scopes.insert(narrowed(scope, current_only));
        }
    }
    let holds_all_of_drive = scopes.contains(table::DRIVE);
    scopes.retain(|scope| scope != table::DRIVE_READONLY || !holds_all_of_drive);
    scopes
}

fn narrowed(scope: &str, current_only: bool) -> String {
    let is_narrow = current_only && CURRENT_ONLY.contains(&scope);
    format!("{scope}{}", if is_narrow { ".currentonly" } else { "" })
}

/// Whether the code has this path, such as `DriveApp.create`, as a name of its own or the beginning of one.
fn names(code: &str, path: &str) -> bool {
    let part_of_name = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '$';
    code.match_indices(path).any(|(start, _)| {
        let before = code.get(..start).and_then(|text| text.chars().next_back());
        let after = code
            .get(start + path.len()..)
            .and_then(|text| text.chars().next());
        let begins = before.is_none_or(|letter| !part_of_name(letter) && letter != '.');
        let ends = path.contains('.') || after.is_none_or(|letter| !part_of_name(letter));
        begins && ends
    })
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_name_is_a_whole_one() {
        for (code, path, expected) in [
            ("SpreadsheetApp.getActive()", "SpreadsheetApp", true),
            ("// SpreadsheetApp", "SpreadsheetApp", true),
            ("MySpreadsheetApp.x()", "SpreadsheetApp", false),
            ("SpreadsheetApps.x()", "SpreadsheetApp", false),
            ("fakes.SpreadsheetApp.x()", "SpreadsheetApp", false),
            ("DriveApp.createFile('a')", "DriveApp.create", true),
            ("DriveApp.getFiles()", "DriveApp.create", false),
            ("", "DriveApp", false),
        ] {
            assert_eq!(names(code, path), expected, "{path} in {code}");
        }
    }
}
