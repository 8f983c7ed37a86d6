//! What it refuses, and in which words: one mistake a file, in a folder for its theme, against the scripts in
//! `ui/source/scripts`.
//!
//! `TRYBUILD=overwrite cargo test -p apps-script-tests --test source_check` writes the expected output anew.

use std::{fs, io, path::Path};

#[test]
fn refuses_with_the_words_that_are_expected() {
    copy_scripts().expect("the scripts can be copied");
    let cases = trybuild::TestCases::new();
    for theme in ["arguments", "functions", "returns", "script", "shape"] {
        cases.compile_fail(format!("ui/source/{theme}/*.rs"));
    }
    cases.pass("ui/source/accepted/*.rs");
}

/// trybuild compiles each case in a crate of its own, below the target folder; paths start at that crate.
fn copy_scripts() -> io::Result<()> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("..");
    let crate_of_cases = target.join("tests/trybuild").join(env!("CARGO_PKG_NAME"));
    let scripts = Path::new("ui/source/scripts");
    let _ = fs::remove_dir_all(crate_of_cases.join(scripts));
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join(scripts),
        &crate_of_cases.join(scripts),
    )
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}
