//! Exit codes. clap itself ends with 2 where the arguments are wrong.

use std::process::ExitCode;

use apps_script_emulator::StartError;

pub(crate) const GENERAL: &str = "\
Exit codes:
  0  success
  1  it failed
  2  the arguments are wrong";

pub(crate) const SERVE: &str = "\
Exit codes:
  0  ended by Ctrl+C or SIGTERM
  1  the script cannot be served: it or a fake cannot be read, or has a syntax error
  2  the arguments are wrong
  3  the port cannot be listened on
  4  the state file cannot be opened";

pub(crate) const EXEC: &str = "\
The command finds the emulator in APPS_SCRIPT_URL, APPS_SCRIPT_ID and APPS_SCRIPT_TOKEN.

Exit codes:
  that of the command, or 128 and its signal
  1    the script cannot be served
  2    the arguments are wrong
  3    no port can be listened on
  4    the state file cannot be opened
  126  the command cannot be started
  127  there is no such command";

pub(crate) fn of_start(fault: &StartError) -> ExitCode {
    match fault {
        StartError::Port { .. } => ExitCode::from(3),
        StartError::State { .. } => ExitCode::from(4),
        _ => ExitCode::FAILURE,
    }
}
