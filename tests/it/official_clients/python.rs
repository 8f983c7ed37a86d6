//! An interpreter that has Google's client library for Python. The tests of two crates take this file.

use std::{
    env, fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The version whose description of the API the emulator follows.
const PACKAGE: &str = "google-api-python-client==2.202.0";

/// The interpreter that `PYTHON` names, which must have the library; or else `python3`, if it has the library; or else
/// that of a virtual environment in the target folder, into which pip installs it once. An empty `PYTHON` asks for none.
pub(crate) fn python_with_google_client() -> Option<PathBuf> {
    match env::var("PYTHON") {
        Ok(named) if named.is_empty() => None,
        Ok(named) => {
            assert!(has_client(Path::new(&named)), "PYTHON={named} lacks {PACKAGE}");
            Some(named.into())
        }
        Err(_) if has_client(Path::new("python3")) => Some("python3".into()),
        Err(_) => of_environment(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("python")),
    }
}

/// Says that a test does not test anything here, past the capture of the test's output.
pub(crate) fn skipped(why: &str) {
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    // Nobody can be told if standard error is closed.
    let _ = writeln!(std::io::stderr(), "SKIPPED {test}: {why}");
}

fn has_client(python: &Path) -> bool {
    succeeds(Command::new(python).args(["-c", "import googleapiclient"]))
}

fn of_environment(folder: &Path) -> Option<PathBuf> {
    let python = folder.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    if has_client(&python) {
        return Some(python);
    }
    // What an earlier run has left unfinished.
    let _ = fs::remove_dir_all(folder);
    let is_installed = succeeds(Command::new("python3").args(["-m", "venv"]).arg(folder))
        && succeeds(Command::new(&python).args(["-m", "pip", "install", "--quiet", PACKAGE]))
        && has_client(&python);
    is_installed.then_some(python)
}

fn succeeds(command: &mut Command) -> bool {
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}
