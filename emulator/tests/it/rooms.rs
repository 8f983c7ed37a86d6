//! The rooms of `src/`: which may import from which, and that no files import each other in a circle.

mod files;
mod imports;

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use self::{
    files::{Files, circles},
    imports::{Import, imports},
};

/// The rooms, from the top floor down. Each imports from itself and from those below it.
const FLOORS: &[&str] = &[
    "emulator", "http", "engine", "services", "run", "backend", "state", "dates",
];

/// What is in `src/` beside the rooms: the crate's front page, which exports from every room.
const NO_ROOMS: &[&str] = &["lib.rs"];

/// Crates that only some rooms may know.
const CRATES: &[(&str, &[&str])] = &[
    ("axum", &["http"]),
    ("maud", &["http"]),
    ("rquickjs", &["engine", "services"]),
    ("tower_http", &["http"]),
];

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Why a file of this room must not import this path; `None` where it may.
fn forbidden(room: &str, path: &[String]) -> Option<String> {
    let below = FLOORS
        .iter()
        .position(|floor| *floor == room)
        .and_then(|floor| FLOORS.get(floor..))
        .unwrap_or_default();
    let wanted = path.first().map_or("", String::as_str);
    if below.contains(&wanted) {
        return None;
    }
    let path = path.join("::");
    let allowed = below.join(", ");
    Some(if FLOORS.contains(&wanted) {
        format!("`crate::{path}` is above {room}/, which may import from: {allowed}")
    } else {
        format!("`crate::{path}` is in no room: import it from the room that defines it, one of: {allowed}")
    })
}

/// Why a file of this room must not import this; `None` where it may.
fn forbidden_import(room: &str, import: &Import) -> Option<String> {
    let Some(name) = &import.bare else {
        return forbidden(room, &import.path);
    };
    let (_, rooms) = CRATES.iter().find(|(known, _)| known == name)?;
    let is_forbidden = !rooms.contains(&room);
    is_forbidden.then(|| format!("`{name}` is for {} alone, not for {room}/", rooms.join(" and ")))
}

#[test]
fn every_folder_is_a_room() {
    let found: BTreeSet<String> = fs::read_dir(src())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    for name in &found {
        let room = name.trim_end_matches(".rs");
        assert!(
            FLOORS.contains(&room) || NO_ROOMS.contains(&name.as_str()),
            "src/{name} is no room: give it a floor in FLOORS"
        );
    }
    for room in FLOORS {
        let is_there = found.contains(*room) || found.contains(&format!("{room}.rs"));
        assert!(is_there, "src/{room} is gone: take it out of FLOORS");
    }
}

#[test]
fn a_room_imports_only_from_those_below_it() {
    let files = Files::read(&src());
    let mut faults = String::new();
    for file in files.all() {
        let Some(room) = file.module.first() else {
            continue;
        };
        for import in &file.imports {
            if let Some(fault) = forbidden_import(room, import) {
                writeln!(faults, "src/{}:{}: {fault}", file.path, import.line).unwrap();
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let files = Files::read(&src());
    let mut faults = String::new();
    for circle in circles(&files) {
        writeln!(faults, "a circle of {} files:", circle.files.len()).unwrap();
        for arrow in circle.arrows {
            writeln!(faults, "    {arrow}").unwrap();
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

/// What the first test sees in code of `state/store.rs`.
fn seen(code: &str) -> Vec<(usize, String)> {
    let module = ["state".to_owned(), "store".to_owned()];
    imports(code, &module)
        .iter()
        .filter(|import| forbidden_import("state", import).is_some())
        .map(|import| {
            let path = import
                .path
                .strip_prefix(module.as_slice())
                .unwrap_or(&import.path);
            (import.line, path.join("::"))
        })
        .collect()
}

#[test]
fn every_way_to_import_is_seen() {
    for (code, expected) in [
        ("use crate::http::wire::Wire;", vec![(1, "http::wire::Wire")]),
        ("\n\nuse crate::http;", vec![(3, "http")]),
        ("pub(crate) use crate::http as other;", vec![(1, "http")]),
        (
            "use crate::{dates, http::{self, wire::Wire}};",
            vec![(1, "http"), (1, "http::wire::Wire")],
        ),
        (
            "use crate::{\n    dates::Zone,\n    run::Run,\n};",
            vec![(3, "run::Run")],
        ),
        ("use super::super::http::*;", vec![(1, "http::*")]),
        (
            "use super::{locks, super::{run::Run, dates}};",
            vec![(1, "run::Run")],
        ),
        ("mod tests { use super::super::super::http; }", vec![(1, "http")]),
        (
            "fn f() -> crate::run::Run { crate::run::begin::<u32>() }",
            vec![(1, "run::Run"), (1, "run::begin")],
        ),
        (
            "fn f() { format!(\"{}\", [crate::run::ID]); }",
            vec![(1, "run::ID")],
        ),
        (
            "macro_rules! m { () => { $crate::run::ID } }",
            vec![(1, "run::ID")],
        ),
        ("use crate::Emulator;", vec![(1, "Emulator")]),
        ("use axum::{http::header};", vec![(1, "axum::http::header")]),
        ("fn f() -> rquickjs::Result<()> {}", vec![(1, "rquickjs::Result")]),
        (
            "use crate::state::store; use super::locks; use crate::dates;",
            vec![],
        ),
        ("mod tests { use super::Store; use super::super::cache; }", vec![]),
        (
            "use rusqlite::Connection; fn f(s: Self) { Self::new(); self.http.run(); }",
            vec![],
        ),
        (
            "// use crate::http;\n/// use crate::http;\nconst A: &str = \"use crate::http;\";",
            vec![],
        ),
    ] {
        let seen = seen(code);
        let seen: Vec<_> = seen.iter().map(|(line, path)| (*line, path.as_str())).collect();
        assert_eq!(seen, expected, "{code}");
    }
}

#[test]
fn circles_are_found_through_re_exports() {
    let files = Files::of(&[
        ("lib.rs", ""),
        ("a/mod.rs", "pub use self::one::One;"),
        ("a/one.rs", "use super::two::Two;"),
        ("a/two.rs", "use crate::a::One; use crate::b::Other;"),
        ("b.rs", "use crate::a::three::Three;"),
        ("a/three.rs", ""),
        ("c/mod.rs", "mod child; fn f() { child::g() }"),
        ("c/child.rs", "use super::f;"),
    ]);
    let found: Vec<_> = circles(&files).into_iter().map(|circle| circle.files).collect();
    assert_eq!(found, [["a/one.rs", "a/two.rs"], ["c/mod.rs", "c/child.rs"]]);
}
