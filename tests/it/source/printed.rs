//! The bindings that are printed for script projects; that they compile is for the crate in `tests/printed`.
//!
//! `INSTA_UPDATE=always cargo test -p apps-script-tests --test source` writes the snapshots anew; read the
//! difference before you commit it.

use std::{
    env,
    error::Error,
    fmt::Write,
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use apps_script_source::{BindingsOptions, Project, ReadError, bindings};

use super::projects;

const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples");

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The projects of the tests and the scripts of the examples.
fn scripts() -> Result<Vec<PathBuf>> {
    let examples = folders_in(EXAMPLES.as_ref())?
        .into_iter()
        .map(|example| example.join("script"));
    let mut scripts = folders_in(&projects())?;
    scripts.extend(examples.filter(|script| script.is_dir()));
    Ok(scripts)
}

fn folders_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut folders = entries.collect::<io::Result<Vec<_>>>()?;
    folders.sort();
    Ok(folders)
}

fn print(script: &Path, source: Option<&str>) -> std::result::Result<String, ReadError> {
    let mut options = BindingsOptions::named_after(script);
    options.source = source.map(String::from);
    Ok(bindings(&Project::read(script)?, &options))
}

/// A folder for what a test prints, empty.
fn folder(name: &str) -> io::Result<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

#[test]
fn read_well() -> Result<()> {
    for script in [
        "contact-directory",
        "link-collector",
        "name-service",
        "task-board",
        "timesheet",
    ] {
        insta::assert_snapshot!(script, print(&projects().join(script), None)?);
    }
    let inventory = Path::new(EXAMPLES).join("inventory/script");
    insta::assert_snapshot!("inventory", print(&inventory, Some("inventory/script"))?);
    Ok(())
}

#[test]
fn are_formatted() -> Result<()> {
    let folder = folder("formatted")?;
    let mut files = Vec::new();
    for script in scripts()? {
        for source in [None, Some("the/path/of/a/script")] {
            let file = folder.join(format!("{}.rs", files.len()));
            fs::write(&file, print(&script, source)?)?;
            files.push(file);
        }
    }
    let rustfmt = Command::new("rustfmt")
        .args(["--check", "--edition", "2024", "--config", "max_width=100"])
        .args(files)
        .output()?;
    assert!(
        rustfmt.status.success(),
        "{}",
        String::from_utf8_lossy(&rustfmt.stdout)
    );
    Ok(())
}

/// The docs alone are enough for that, since they name nothing of the code: so no crate must be compiled for it. `.ci/run`
/// documents the whole, in `tests/printed`.
#[test]
fn have_docs_that_rustdoc_accepts() -> Result<()> {
    let mut code = String::from("//! What the scripts say of their functions.\n");
    for (number, script) in scripts()?.iter().enumerate() {
        writeln!(code, "/// A script.\npub mod script{number} {{")?;
        for (number, docs) in docs_of(&print(script, None)?).iter().enumerate() {
            writeln!(code, "{docs}pub struct Item{number};")?;
        }
        writeln!(code, "}}")?;
    }
    let folder = folder("documented")?;
    let file = folder.join("docs.rs");
    fs::write(&file, code)?;
    let rustdoc = Command::new(env::var_os("RUSTDOC").unwrap_or_else(|| "rustdoc".into()))
        .args(["--edition", "2024", "-D", "warnings", "--out-dir"])
        .args([&folder, &file])
        .output()?;
    let printed = String::from_utf8_lossy(&rustdoc.stderr);
    assert!(rustdoc.status.success(), "{printed}");
    let tested = Command::new(env::var_os("RUSTDOC").unwrap_or_else(|| "rustdoc".into()))
        .args(["--edition", "2024", "--test"])
        .arg(&file)
        .output()?;
    let printed = String::from_utf8_lossy(&tested.stdout);
    assert!(printed.contains("running 0 tests"), "{printed}");
    Ok(())
}

/// The docs of each item.
fn docs_of(code: &str) -> Vec<String> {
    let mut docs = vec![String::new()];
    for line in code.lines().map(str::trim_start) {
        match docs.last_mut() {
            Some(item) if line.starts_with("///") => {
                item.push_str(line);
                item.push('\n');
            }
            _ => docs.push(String::new()),
        }
    }
    docs.retain(|item| !item.is_empty());
    docs
}
