//! `apps-script exec`: runs a command with the emulator of a script.

#[cfg(unix)]
mod signals;
#[cfg(windows)]
#[path = "signals_windows.rs"]
mod signals;

use std::{ffi::OsString, io, process::ExitCode, process::ExitStatus};

use apps_script_emulator::Emulator;
use apps_script_source::Project;
use clap::Args;
use tokio::process::{Child, Command};

use self::signals::Signals;
use crate::{
    emulator_options::EmulatorOptions,
    failure::{Failure, warn},
};

pub(crate) const AFTER_HELP: &str = "\
The command finds the emulator by APPS_SCRIPT_URL, APPS_SCRIPT_ID and APPS_SCRIPT_TOKEN; APPS_SCRIPT_SCRIPT_ID is for
`apps-script doctor`. Signals are passed on to the command.

Exit codes:
  0    the command has succeeded
  1    the script cannot be served, as for `serve`
  2    the arguments are wrong
  3    no port can be listened on
  4    the state file cannot be opened
  126  the command cannot be started
  127  there is no such command
  All others, and these too, can be the command's own; 128 and the number of a signal, if that ended it.";

const CANNOT_START: u8 = 126;
const NO_SUCH_COMMAND: u8 = 127;

#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    emulator: EmulatorOptions,
    /// The command and its arguments, after --.
    #[arg(last = true, required = true, value_name = "COMMAND")]
    command: Vec<OsString>,
}

pub(crate) async fn run(options: Options) -> Result<ExitCode, Failure> {
    let mut signals =
        Signals::listen().map_err(|fault| Failure::new(format!("cannot listen for signals: {fault}")))?;
    let emulator = start(&options.emulator).await?;
    // There was no command yet that it could be passed on to.
    if let Some(signal) = signals.arrived() {
        return Ok(ExitCode::from(signal.exit_code()));
    }
    let mut child = spawn(&options.command, &emulator)?;
    let status = finish(&mut child, &mut signals)
        .await
        .map_err(|fault| Failure::new(format!("cannot wait for the command: {fault}")))?;
    drop(emulator);
    Ok(code_of(status))
}

async fn start(options: &EmulatorOptions) -> Result<Emulator, Failure> {
    let emulator = options.builder().start().await?;
    let project = Project::read(&options.folder)?;
    for warning in options.warnings(&emulator, &project) {
        warn(warning);
    }
    Ok(emulator)
}

fn spawn(command: &[OsString], emulator: &Emulator) -> Result<Child, Failure> {
    let Some((program, arguments)) = command.split_first() else {
        return Err(Failure::usage("no command was given"));
    };
    let started = Command::new(program)
        .args(arguments)
        .envs(emulator.vars())
        .env("APPS_SCRIPT_SCRIPT_ID", emulator.script_id())
        .spawn();
    started.map_err(|fault| {
        let code = match fault.kind() {
            io::ErrorKind::NotFound => NO_SUCH_COMMAND,
            _ => CANNOT_START,
        };
        Failure::new(format!("cannot start `{}`: {fault}", program.display())).with_code(code)
    })
}

/// Waits for the command, and passes signals on to it.
async fn finish(child: &mut Child, signals: &mut Signals) -> io::Result<ExitStatus> {
    loop {
        tokio::select! {
            status = child.wait() => return status,
            signal = signals.next() => signal.pass_on(child),
        }
    }
}

/// As shells have it.
fn code_of(status: ExitStatus) -> ExitCode {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return ExitCode::from(u8::try_from(128 + signal).unwrap_or(u8::MAX));
    }
    let code = status.code().unwrap_or(1);
    match u8::try_from(code) {
        Ok(code) => ExitCode::from(code),
        // On Windows, codes have 32 bits, of which `ExitCode` takes 8.
        Err(_) => std::process::exit(code),
    }
}
