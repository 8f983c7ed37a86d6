//! Every function of the example projects is found, and nothing in them is a syntax error.

use std::{collections::BTreeSet, fs, path::Path};

use apps_script_source::Project;

/// The name of the function that a line at the top level declares, as a reader with no parser sees it.
fn declared(line: &str) -> Option<&str> {
    let line = line.strip_prefix("export ").unwrap_or(line);
    let line = line.strip_prefix("default ").unwrap_or(line);
    let line = line.strip_prefix("async ").unwrap_or(line);
    let after = line
        .strip_prefix("function")
        .map(|rest| rest.strip_prefix('*').unwrap_or(rest));
    let variable = ["var ", "let ", "const "]
        .iter()
        .find_map(|keyword| line.strip_prefix(keyword));
    let function = after.filter(|rest| rest.starts_with(' '));
    let value = variable
        .and_then(|rest| rest.split_once(" = "))
        .filter(|(_, value)| {
            let value = value.strip_prefix("async ").unwrap_or(value);
            value.starts_with("function")
                || value.starts_with('(') && !value.starts_with("(()") && value.contains("=>")
        });
    let name = function.or(value.map(|(name, _)| name))?.trim_start();
    let end =
        name.find(|character: char| !character.is_alphanumeric() && character != '_' && character != '$');
    name.get(..end.unwrap_or(name.len()))
}

#[test]
fn every_function_is_found() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/projects");
    let mut functions = 0;
    let mut projects = 0;
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if !entry.is_dir() {
            continue;
        }
        let project = Project::read(&entry).unwrap_or_else(|error| panic!("{}: {error}", entry.display()));
        projects += 1;
        assert_eq!(project.syntax_errors(), [], "{}", entry.display());
        let files = project.files.iter().chain(&project.typescript);
        let expected: BTreeSet<&str> = files
            .flat_map(|file| file.code.lines().filter_map(declared))
            .collect();
        for name in expected {
            functions += 1;
            assert!(project.function(name).is_some(), "{name} in {}", entry.display());
        }
    }
    assert!(
        projects >= 25 && functions >= 150,
        "{functions} functions in {projects} projects"
    );
}
