//! Every function of a script is found, in whichever way it is written.

use std::{fs, path::Path};

use apps_script_source::{Project, ReadError};

#[allow(clippy::expect_used, reason = "a test that cannot write its files has failed")]
fn read(files: &[(&str, &str)]) -> Result<Project, ReadError> {
    static COUNT: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    let count = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("functions-{count}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    for (name, code) in files {
        fs::write(folder.join(name), code).expect("a file");
    }
    Project::read(folder)
}

#[test]
fn finds_a_function_in_whichever_way_it_is_written() {
    let cases = [
        ("function f(a, b) {}", "f/2"),
        ("const f = (a) => a, g = function () {}", "f/1 g/0"),
    ];
    for (code, expected) in cases {
        let project = read(&[("Code.gs", code)]).expect("a project");
        let found: Vec<_> = project
            .functions()
            .iter()
            .map(|function| format!("{}/{}", function.name, function.parameters.len()))
            .collect();
        assert_eq!(found.join(" "), expected, "{code}");
    }
}
