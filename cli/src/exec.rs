use std::{ffi::OsString, process::ExitCode};

use clap::Args;
use tokio::process::{Child, Command};

use crate::{failure::Failure, serve::ScriptOptions, signals::Signals};

#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    script: ScriptOptions,
    /// The command and its arguments, behind `--`.
    #[arg(last = true, required = true, value_name = "COMMAND")]
    command: Vec<OsString>,
}

pub(crate) async fn run(options: Options) -> Result<ExitCode, Failure> {
    let mut signals = Signals::listen().map_err(Failure::new)?;
    let emulator = options.script.builder().start().await?;
    let Some((program, arguments)) = options.command.split_first() else {
        return Err(Failure::new("no command was given"));
    };
    let started = Command::new(program)
        .args(arguments)
        .envs(emulator.vars())
        .env("APPS_SCRIPT_SCRIPT_ID", emulator.script_id())
        .kill_on_drop(true)
        .spawn();
    let mut child = started.map_err(|fault| {
        let code = if fault.kind() == std::io::ErrorKind::NotFound {
            127
        } else {
            126
        };
        Failure::new(format!("cannot start `{}`: {fault}", program.display())).with_code(ExitCode::from(code))
    })?;
    finish(&mut child, &mut signals).await.map_err(Failure::new)
}

/// Waits for the command, and passes signals on to it.
async fn finish(child: &mut Child, signals: &mut Signals) -> std::io::Result<ExitCode> {
    loop {
        tokio::select! {
            status = child.wait() => return status.map(code_of),
            signal = signals.next() => signal.pass_on(child),
        }
    }
}

fn code_of(status: std::process::ExitStatus) -> ExitCode {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return ExitCode::from(u8::try_from(128 + signal).unwrap_or(u8::MAX));
    }
    let code = status.code().unwrap_or(1);
    ExitCode::from(u8::try_from(code).unwrap_or(u8::MAX))
}
