//! No files, whatever is in them, make the reader panic; and all that it says can be printed and followed.
#![no_main]

use apps_script_source::{CallSites, Position, Project, ReadError, Type};
use libfuzzer_sys::fuzz_target;

const KINDS: [&str; 6] = ["Code.gs", "Code.ts", "types.d.ts", ".clasp.json", ".claspignore", "appsscript.json"];
const HEADER: &str = "=== ";

fn look_at(read: &Result<Project, ReadError>) {
    let project = match read {
        Ok(project) => project,
        Err(error) => {
            let _ = format!("{error} {error:?}");
            return;
        }
    };
    for finding in project.syntax_errors() {
        let _ = finding.to_string();
    }
    for finding in project.warnings() {
        let _ = finding.to_string();
    }
    for file in &project.files {
        let sites = CallSites::of(&file.code);
        let place = Position { line: 1, column: 1 };
        let _ = (sites.calls_at(place), sites.reads_at(place), sites.split_at(place));
    }
    for function in project.functions() {
        assert!(function.place.line > 0 && function.place.column > 0);
        assert!(project.may_be_function(&function.name));
        let types = function.parameters.iter().filter_map(|parameter| parameter.ty.as_ref());
        for ty in types.chain(&function.returns) {
            follow(project, ty);
        }
    }
    let _ = (project.inputs().count(), format!("{project:?}"));
}

fn follow(project: &Project, ty: &Type) {
    let resolved = project.resolve(ty);
    if let Type::Named(name) = resolved {
        assert_eq!(project.named_type(name), None, "{name} is not followed to its end");
    }
    let _ = project.obstacle(resolved);
}

fuzz_target!(|input: &[u8]| {
    let text = String::from_utf8_lossy(input);
    let (first, files) = match text.split_once(HEADER) {
        Some((first, files)) => (first, Some(files)),
        None => (text.as_ref(), None),
    };
    if let Some(files) = files {
        let files = files.split("\n=== ").map(|file| file.split_once('\n').unwrap_or((file, "")));
        look_at(&Project::from_files(files));
    }
    if first.is_empty() {
        return;
    }
    // With the bytes as they are, where no header follows them.
    let bytes = if files.is_none() { input } else { first.as_bytes() };
    for kind in KINDS {
        look_at(&Project::from_files([("a.gs", "function a() {}".as_bytes()), (kind, bytes)]));
    }
});
