//! `apps-script`: from zero to a call of a Google Apps Script function.

mod arguments;
mod bindings;
mod call;
mod completions;
mod connection;
mod doctor;
mod exec;
mod exit;
mod failure;
mod login;
mod logout;
mod progress;
mod serve;
mod signals;

use std::process::ExitCode;

use clap::Parser;
use tracing_subscriber::EnvFilter;

use self::{
    arguments::{Arguments, Command},
    failure::Failure,
};

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    arguments.color.as_anstream().write_global();
    log(&arguments.command);
    match run(arguments.command).await {
        Ok(code) => code,
        Err(failure) => failure.report(),
    }
}

async fn run(command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Login(options) => login::run(options).await,
        Command::Logout(options) => logout::run(options).await,
        Command::Doctor(options) => doctor::run(options).await,
        Command::Call(options) => call::run(options).await,
        Command::Bindings(options) => bindings::run(options),
        Command::Serve(options) => serve::run(options).await,
        Command::Exec(options) => exec::run(options).await,
        Command::Completions(options) => Ok(completions::run(&options)),
    }
}

/// `RUST_LOG` chooses what is logged. Without it, the emulator that `serve` runs logs what happens, and all else only
/// warns.
fn log(command: &Command) {
    let default = if matches!(command, Command::Serve(_)) {
        "info"
    } else {
        "warn"
    };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(default));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}
