use std::process::ExitCode;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::arguments::Arguments;

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The shell.
    shell: Shell,
}

pub(crate) fn run(options: &Options) -> ExitCode {
    clap_complete::generate(
        options.shell,
        &mut Arguments::command(),
        "apps-script",
        &mut std::io::stdout(),
    );
    ExitCode::SUCCESS
}
