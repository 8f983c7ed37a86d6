//! How long a trait takes to compile, against a trait with half as many methods in the same run.
//!
//! `cargo bench -p apps-script-tests --bench expansion`. Prints the seconds that `cargo check` takes for a crate
//! with one trait, less what it takes for the same crate with an empty trait.

#![allow(clippy::unwrap_used, reason = "a bench fails by panicking")]

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
    time::Instant,
};

const REPETITIONS: usize = 5;

fn main() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("expansion");
    write_crate(&folder);
    check(&folder, 0);
    let empty = fastest(&folder, 0);
    println!(
        "{:>8} {:>10} {:>12} {:>8}",
        "methods", "seconds", "ms a method", "ratio"
    );
    let mut before: Option<f64> = None;
    for methods in [50, 100, 200, 400] {
        let seconds = fastest(&folder, methods).saturating_sub(empty).as_secs_f64();
        let ratio = before.map_or_else(|| "-".to_owned(), |before| format!("{:.2}", seconds / before));
        let per_method = seconds * 1000.0 / f64::from(methods);
        println!("{methods:>8} {seconds:>10.3} {per_method:>12.2} {ratio:>8}");
        before = Some(seconds);
    }
}

fn fastest(folder: &Path, methods: u32) -> Duration {
    (0..REPETITIONS).map(|_| check(folder, methods)).min().unwrap()
}

/// Compiles the crate with a trait of that many methods, which are new to the compiler each time.
fn check(folder: &Path, methods: u32) -> Duration {
    let mut code =
        String::from("#[apps_script::apps_script(id = \"AKfycbxExpansion\")]\npub trait Functions {\n");
    for method in 0..methods {
        writeln!(
            code,
            "    async fn function_{method}(&self, a: u32, b: &str, c: Option<f64>) -> apps_script::Result<Vec<String>>;"
        )
        .unwrap();
    }
    code.push_str("}\n");
    fs::write(folder.join("src/lib.rs"), code).unwrap();
    let started = Instant::now();
    let checked = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--offline"])
        .current_dir(folder)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .status()
        .unwrap();
    assert!(checked.success());
    started.elapsed()
}

fn write_crate(folder: &Path) {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
    fs::create_dir_all(folder.join("src")).unwrap();
    let manifest = format!(
        "[package]\nname = \"expansion\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\napps-script = {{ path = {runtime:?} }}\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock"),
        folder.join("Cargo.lock"),
    )
    .unwrap();
}
