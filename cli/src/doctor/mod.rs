//! `apps-script doctor`: finds the step between here and a successful call that fails.

mod answer;
mod deployed;
mod difference;
mod observation;
mod observe;
mod report;
mod step;
mod steps;

use std::{path::PathBuf, process::ExitCode};

use apps_script_source::Project;
use clap::Args;

use self::{observe::Examination, step::Step};
use crate::{connection::Connection, failure::Failure, output, progress};

pub(crate) const AFTER_HELP: &str = "\
It calls a function that no script has, so that no function of yours runs. The top-level code of the script does run,
as it does with every call.

To read the deployed code, the sign-in needs two scopes more than the script:
  https://www.googleapis.com/auth/script.deployments.readonly
  https://www.googleapis.com/auth/script.projects.readonly

Exit codes:
  0  no step has failed
  1  a step has failed
  2  the arguments are wrong";

#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    connection: Connection,
    /// The script's folder: its manifest says which scopes are needed, and its functions are compared with the deployed
    /// ones.
    #[arg(long, value_name = "DIR")]
    source: Option<PathBuf>,
    /// The script ID, if .clasp.json does not name it: in the script editor, Project Settings.
    #[arg(
        long,
        value_name = "ID",
        env = "APPS_SCRIPT_SCRIPT_ID",
        hide_env_values = true
    )]
    script_id: Option<String>,
    /// Prints the steps as JSON.
    #[arg(long)]
    json: bool,
}

pub(crate) async fn run(options: Options) -> Result<ExitCode, Failure> {
    let project = options.source.as_deref().map(Project::read).transpose()?;
    let examination = Examination::new(
        &options.connection,
        project.as_ref(),
        options.script_id.as_deref(),
    );
    let observed = progress::during("examining every step to the script", examination.observe()).await;
    let steps = steps::steps(&observed);
    output::print(&if options.json {
        report::json(&steps)
    } else {
        report::text(&steps)
    })?;
    Ok(if steps.iter().any(Step::has_failed) {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}
