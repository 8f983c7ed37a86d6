//! `apps-script doctor`: which step between here and a successful call fails, and how to repair it.

mod deployed;
mod difference;
mod observation;
mod refusal;
mod report;
mod step;
mod steps;
pub(crate) mod token_info;

use std::{path::PathBuf, process::ExitCode};

use apps_script_source::Project;
use clap::Args;

use self::observation::Observation;
use crate::{connection::Deployment, failure::Failure, progress};

pub(crate) const AFTER_HELP: &str = "\
It calls a function that does not exist, so that no function of the script runs. The script's top-level code does
run, as it does with every call.

Exit codes:
  0  no step has failed
  1  a step has failed
  2  the arguments are wrong";

#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    deployment: Deployment,
    /// The script's folder: its manifest says which scopes are needed, and its functions are compared with those
    /// that are deployed.
    #[arg(long, value_name = "DIR")]
    source: Option<PathBuf>,
    /// The script ID, for reading the deployed code: in the script editor, Project Settings. `.clasp.json` in the
    /// folder may name it, too.
    #[arg(long, value_name = "ID", env = "APPS_SCRIPT_SCRIPT_ID", requires = "source")]
    script_id: Option<String>,
    /// Prints the steps as JSON.
    #[arg(long)]
    json: bool,
}

pub(crate) async fn run(options: Options) -> Result<ExitCode, Failure> {
    let project = options.source.as_deref().map(Project::read).transpose()?;
    let id = options.deployment.required().ok();
    let observed = progress::during(
        "calling the service",
        Observation::make(id, project.as_ref(), options.script_id.as_deref()),
    )
    .await;
    let steps = steps::of(&observed);
    if options.json {
        println!("{}", report::json(&steps)?);
    } else {
        report::print(&steps);
    }
    let has_failed = steps.iter().any(step::Step::has_failed);
    Ok(if has_failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}
