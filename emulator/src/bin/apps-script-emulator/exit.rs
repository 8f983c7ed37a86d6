//! How the program ends.

use std::process::ExitCode;

use apps_script_emulator::StartError;

/// For `--help`; clap itself ends with 2 where the arguments are wrong.
pub(crate) const HELP: &str = "\
Exit codes:
  0  ended by Ctrl+C or SIGTERM
  1  the script cannot be served: it or a fake cannot be read, or has a syntax error
  2  the arguments are wrong
  3  the port cannot be listened on
  4  the state file cannot be opened";

pub(crate) fn code_of(fault: &StartError) -> ExitCode {
    match fault {
        StartError::Port { .. } => ExitCode::from(3),
        StartError::State { .. } => ExitCode::from(4),
        _ => ExitCode::FAILURE,
    }
}
