//! Prints the Rust trait that calls a script:
//!
//! ```text
//! cargo run -p apps-script-source --example bindings -- script --name Inventory --id AKfycb…
//! ```

use std::{env, process::ExitCode};

use apps_script_source::{BindingsOptions, Project, bindings};

const USAGE: &str = "usage: bindings SCRIPT [--name TRAIT] [--id DEPLOYMENT_ID] [--source PATH]

SCRIPT is the folder of a script project, or one file.

  --name    the name of the trait; the folder's name if left out
  --id      the deployment ID; a placeholder if left out
  --source  the script's path as seen from your Cargo.toml: the compiler then holds the trait against the script";

fn main() -> ExitCode {
    match run(env::args().skip(1)) {
        Ok(code) => {
            print!("{code}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut arguments: impl Iterator<Item = String>) -> Result<String, String> {
    let mut script = None;
    let mut options = Vec::new();
    while let Some(argument) = arguments.next() {
        if argument == "--help" || argument == "-h" {
            return Ok(format!("{USAGE}\n"));
        }
        if argument.starts_with('-') {
            let value = arguments.next().ok_or(USAGE)?;
            options.push((argument, value));
        } else if script.replace(argument).is_some() {
            return Err(USAGE.into());
        }
    }
    let script = script.ok_or(USAGE)?;
    let project = Project::read(&script).map_err(|error| error.to_string())?;
    if let Some(error) = project.syntax_errors().first() {
        return Err(error.to_string());
    }
    let mut printed = BindingsOptions::named_after(&script);
    for (key, value) in options {
        match key.as_str() {
            "--name" => printed.name = value,
            "--id" => printed.id = value,
            "--source" => printed.source = Some(value),
            _ => return Err(USAGE.into()),
        }
    }
    Ok(bindings(&project, &printed))
}
