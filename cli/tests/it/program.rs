//! The program, as a person runs it.

use std::path::{Path, PathBuf};

use apps_script_emulator::Emulator;
use snapbox::{Assert, assert::DEFAULT_ACTION_ENV, cmd::Command};

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_apps-script");

/// The script of the example.
pub(crate) fn inventory() -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/inventory/script");
    path.canonicalize().unwrap()
}

/// The program in an empty environment: no credentials, no home, no colors. A panic would show.
pub(crate) fn program(home: &Path) -> Command {
    let path = std::env::var_os("PATH").unwrap_or_default();
    // A backslash is no path here.
    let assert = Assert::new()
        .action_env(DEFAULT_ACTION_ENV)
        .normalize_paths(false);
    Command::new(PROGRAM)
        .with_assert(assert)
        .env_clear()
        .env("PATH", path)
        .env("HOME", home)
        .env("RUST_BACKTRACE", "1")
        .current_dir(home)
}

/// The program, with the variables that `exec` would set.
pub(crate) fn program_for(home: &Path, emulator: &Emulator) -> Command {
    program(home)
        .env("APPS_SCRIPT_URL", emulator.url())
        .env("APPS_SCRIPT_ID", emulator.deployment_id())
        .env("APPS_SCRIPT_TOKEN", emulator.token())
}

/// Runs a command while the emulator goes on.
pub(crate) async fn run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.unwrap()
}
