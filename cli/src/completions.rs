use std::process::ExitCode;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::{arguments::Arguments, failure::Failure, output};

pub(crate) const AFTER_HELP: &str = "\
For bash:  apps-script completions bash > ~/.local/share/bash-completion/completions/apps-script
For zsh:   apps-script completions zsh > \"${fpath[1]}/_apps-script\"
For fish:  apps-script completions fish > ~/.config/fish/completions/apps-script.fish

Exit codes:
  0  printed
  1  standard output cannot be written to
  2  the arguments are wrong";

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The shell to complete for.
    shell: Shell,
}

pub(crate) fn run(options: &Options) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(
        options.shell,
        &mut Arguments::command(),
        "apps-script",
        &mut script,
    );
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(ExitCode::SUCCESS)
}
