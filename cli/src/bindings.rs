use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use apps_script_source::{BindingsOptions, Project, bindings};
use clap::Args;

use crate::{failure::Failure, output};

pub(crate) const AFTER_HELP: &str = "\
Exit codes:
  0  printed; with --check, the file is what would be printed
  1  the script cannot be read or has a syntax error; with --check, the file differs or cannot be read
  2  the arguments are wrong";

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The script's folder, or one file of code.
    #[arg(value_name = "DIR")]
    script: PathBuf,
    /// The name of the trait; by default that of the folder.
    #[arg(long, value_name = "TRAIT")]
    name: Option<String>,
    /// The deployment ID; by default a placeholder.
    #[arg(long)]
    id: Option<String>,
    /// The script's path as seen from your Cargo.toml: the compiler then checks the trait against the script.
    #[arg(long, value_name = "PATH")]
    source: Option<String>,
    /// Prints nothing, and fails unless this file is what would be printed. Line endings do not count.
    #[arg(long, value_name = "FILE")]
    check: Option<PathBuf>,
}

pub(crate) fn run(options: &Options) -> Result<ExitCode, Failure> {
    let code = printed(options)?;
    match &options.check {
        Some(file) => check(options, &code, file)?,
        None => output::print(&code)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn printed(options: &Options) -> Result<String, Failure> {
    let project = Project::read(&options.script)?;
    if let Some(error) = project.syntax_errors().first() {
        return Err(Failure::new(error));
    }
    let mut wanted = BindingsOptions::named_after(&options.script);
    if let Some(name) = &options.name {
        wanted.name.clone_from(name);
    }
    if let Some(id) = &options.id {
        wanted.id.clone_from(id);
    }
    wanted.source.clone_from(&options.source);
    Ok(bindings(&project, &wanted))
}

fn check(options: &Options, code: &str, file: &Path) -> Result<(), Failure> {
    let kept = fs::read_to_string(file)
        .map_err(|fault| Failure::new(format!("cannot read {}: {fault}", file.display())))?;
    let Some(difference) = Difference::first(code, &kept) else {
        return Ok(());
    };
    let message = format!(
        "{}:{}: not what the script's bindings are now\n  expected: {}\n  found:    {}",
        file.display(),
        difference.line,
        difference.expected.unwrap_or("the end of the file"),
        difference.found.unwrap_or("the end of the file"),
    );
    let help = format!(
        "write the file again, with the same options: `apps-script bindings {} > {}`",
        options.script.display(),
        file.display()
    );
    Err(Failure::new(message).with_help(help))
}

/// The first line in which two texts differ.
#[derive(Debug, PartialEq, Eq)]
struct Difference<'t> {
    /// Counted from 1.
    line: usize,
    expected: Option<&'t str>,
    found: Option<&'t str>,
}

impl<'t> Difference<'t> {
    /// Compares line by line, whatever the lines end with.
    fn first(expected: &'t str, found: &'t str) -> Option<Self> {
        let (mut expected, mut found) = (expected.lines(), found.lines());
        for line in 1.. {
            match (expected.next(), found.next()) {
                (None, None) => break,
                (one, other) if one == other => {}
                (expected, found) => {
                    return Some(Self {
                        line,
                        expected,
                        found,
                    });
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::Difference;

    #[test]
    fn finds_the_first_line_that_differs() {
        for (found, expected) in [
            ("a\nb\n", None),
            ("a\r\nb\r\n", None),
            ("a\nb", None),
            ("a\nc\n", Some((2, Some("b"), Some("c")))),
            ("a\n", Some((2, Some("b"), None))),
            ("a\nb\nc\n", Some((3, None, Some("c")))),
            ("", Some((1, Some("a"), None))),
        ] {
            let expected = expected.map(|(line, expected, found)| Difference {
                line,
                expected,
                found,
            });
            assert_eq!(Difference::first("a\nb\n", found), expected, "{found:?}");
        }
    }
}
