use std::{fs, path::PathBuf, process::ExitCode};

use apps_script_source::{BindingsOptions, Project, bindings};
use clap::Args;

use crate::failure::Failure;

pub(crate) const AFTER_HELP: &str = "\
Exit codes:
  0  printed; with --check: the file is what would be printed
  1  the script cannot be read, or has a syntax error; with --check: the file differs
  2  the arguments are wrong";

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The script's folder, or its one file.
    script: PathBuf,
    /// The name of the trait; that of the folder if left out.
    #[arg(long, value_name = "TRAIT")]
    name: Option<String>,
    /// The deployment ID; a placeholder if left out.
    #[arg(long)]
    id: Option<String>,
    /// The script's path as seen from your Cargo.toml: the compiler then checks the trait against the script.
    #[arg(long, value_name = "PATH")]
    source: Option<String>,
    /// Prints nothing, and fails unless this file holds what would be printed.
    #[arg(long, value_name = "FILE")]
    check: Option<PathBuf>,
}

pub(crate) fn run(options: Options) -> Result<ExitCode, Failure> {
    let code = print(&options)?;
    match options.check {
        None => anstream::print!("{code}"),
        Some(file) => {
            let kept = fs::read_to_string(&file)
                .map_err(|fault| Failure::new(format!("cannot read {}: {fault}", file.display())))?;
            if let Some(line) = first_difference(&code, &kept) {
                return Err(Failure::new(format!(
                    "{}:{line}: differs from the script's bindings",
                    file.display()
                ))
                .with_help(format!(
                    "write the file again: `apps-script bindings {} > {}`, with the options of this call",
                    options.script.display(),
                    file.display()
                )));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn print(options: &Options) -> Result<String, Failure> {
    let project = Project::read(&options.script)?;
    if let Some(error) = project.syntax_errors().first() {
        return Err(Failure::new(error));
    }
    let mut printed = BindingsOptions::named_after(&options.script);
    if let Some(name) = &options.name {
        printed.name.clone_from(name);
    }
    if let Some(id) = &options.id {
        printed.id.clone_from(id);
    }
    printed.source.clone_from(&options.source);
    Ok(bindings(&project, &printed))
}

/// The number of the first line that differs; line ends do not count.
fn first_difference(expected: &str, found: &str) -> Option<usize> {
    let (mut expected, mut found) = (expected.lines(), found.lines());
    for line in 1.. {
        match (expected.next(), found.next()) {
            (None, None) => return None,
            (one, other) if one != other => return Some(line),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::first_difference;

    #[test]
    fn finds_the_first_line_that_differs() {
        for (found, expected) in [
            ("a\nb\n", None),
            ("a\r\nb\r\n", None),
            ("a\n", Some(2)),
            ("a\nb\nc\n", Some(3)),
            ("", Some(1)),
        ] {
            assert_eq!(first_difference("a\nb\n", found), expected, "{found:?}");
        }
    }
}
