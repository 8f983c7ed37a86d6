//! Writes the README as rustdoc tests it.
//!
//! The README must show no lines that are there for rustdoc alone. So the lines that its code needs around it are files
//! in `readme/`. A comment names the file, `<!-- setup: NAME -->`, above the code, and takes the place of the line `// …`.
//! A comment `<!-- file: PATH -->` above a block keeps the block as a file, for the setups to read.

use std::{
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
};

/// Where the README's code is in a setup.
const PLACE: &str = "// …";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=../README.md");
    println!("cargo:rerun-if-changed=readme");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let tested = tested(&fs::read_to_string("../README.md")?, Path::new("readme"), &out)?;
    fs::write(out.join("README.md"), tested)?;
    Ok(())
}

/// What the comment above a block says of it.
enum Use {
    Plain,
    Setup(String),
    File(PathBuf),
}

fn tested(readme: &str, setups: &Path, out: &Path) -> Result<String, Box<dyn Error>> {
    let mut tested = String::new();
    let mut next = Use::Plain;
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        if let Some(named) = argument(line, "setup") {
            let setup = setups.join(named).with_extension("rs");
            next = Use::Setup(fs::read_to_string(&setup).map_err(|error| format!("{setup:?}: {error}"))?);
            continue;
        }
        if let Some(path) = argument(line, "file") {
            next = Use::File(out.join(path));
            continue;
        }
        tested.push_str(line);
        tested.push('\n');
        if !line.starts_with("```") {
            continue;
        }
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let mut block = block.join("\n") + "\n";
        match std::mem::replace(&mut next, Use::Plain) {
            Use::Plain => {}
            Use::Setup(setup) => block = around(&block, &setup)?,
            Use::File(path) => {
                fs::create_dir_all(path.parent().ok_or("a file without a folder")?)?;
                fs::write(path, &block)?;
            }
        }
        tested.push_str(&block);
        tested.push_str("```\n");
    }
    Ok(tested)
}

/// `<!-- key: argument -->`
fn argument<'l>(line: &'l str, key: &str) -> Option<&'l str> {
    let comment = line.strip_prefix("<!-- ")?.strip_suffix(" -->")?;
    comment.strip_prefix(key)?.strip_prefix(": ")
}

/// The code with the setup as lines that rustdoc hides.
fn around(code: &str, setup: &str) -> Result<String, Box<dyn Error>> {
    let (before, after) = setup
        .split_once(PLACE)
        .ok_or("a setup does not say where the code is")?;
    Ok(format!("{}{code}{}", hidden(before), hidden(after)))
}

fn hidden(lines: &str) -> String {
    lines.lines().map(|line| format!("# {line}\n")).collect()
}
