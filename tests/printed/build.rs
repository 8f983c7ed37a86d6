//! Prints the bindings of every script project in the tests and the examples, a module for each and one that is held against its script.

use std::{
    env,
    error::Error,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use apps_script_source::{BindingsOptions, Project, bindings};

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()?;
    let mut scripts = folders_in(&root.join("tests/projects"))?;
    let examples = folders_in(&root.join("examples"))?;
    scripts.extend(examples.into_iter().map(|example| example.join("script")));
    let mut modules = String::new();
    for script in scripts.iter().filter(|script| script.is_dir()) {
        let project = Project::read(script)?;
        let mut options = BindingsOptions::named_after(script);
        let name = options.name.to_lowercase();
        writeln!(modules, "pub mod {name} {{\n{}}}\n", bindings(&project, &options))?;
        options.source = script.to_str().map(String::from);
        let code = bindings(&project, &options);
        writeln!(modules, "pub mod {name}_and_its_source {{\n{code}}}\n")?;
    }
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("bindings.rs"), modules)?;
    Ok(())
}

/// Cargo looks at the folders again when something in them has changed.
fn folders_in(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    println!("cargo:rerun-if-changed={}", folder.display());
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder)? {
        folders.push(entry?.path());
    }
    folders.sort();
    Ok(folders)
}
