//! The reader, held against script projects that are written in the ways people write them.

mod printed;
mod signature;
mod table;

use std::{fs, path::PathBuf};

use apps_script_source::{Project, ReadError};

fn projects() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/projects"))
}

fn read(name: &str) -> Result<Project, ReadError> {
    Project::read(projects().join(name))
}

#[test]
fn every_function_is_found_and_nothing_else() {
    let mut wrong = Vec::new();
    for (name, expected) in table::projects() {
        let project = read(name).unwrap();
        let found = signature::all(&project);
        for missing in expected.functions.iter().filter(|line| !found.contains(line)) {
            wrong.push(format!("{name}: - {missing}"));
        }
        for extra in found.iter().filter(|line| !expected.functions.contains(line)) {
            wrong.push(format!("{name}: + {extra}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn types_of_the_project_are_known_by_name() {
    let mut wrong = Vec::new();
    for (name, expected) in table::projects() {
        let project = read(name).unwrap();
        for (ty, definition) in expected.types {
            let found = project.named_type(ty).map(signature::of_type);
            if found.as_deref() != Some(definition) {
                wrong.push(format!("{name}: {ty} is {found:?}, expected {definition}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn what_apps_script_runs_is_read_without_complaint() {
    for (name, _) in table::projects() {
        let project = read(name).unwrap();
        assert_eq!(project.syntax_errors(), [], "{name}");
        assert_eq!(project.warnings(), [], "{name}");
    }
}

#[test]
fn every_project_is_in_the_table() {
    let mut folders: Vec<String> = fs::read_dir(projects())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let mut expected: Vec<&str> = table::projects().map(|(name, _)| name).collect();
    folders.sort();
    expected.sort();
    assert_eq!(folders, expected);
}
