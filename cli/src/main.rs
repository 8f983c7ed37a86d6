//! `apps-script`: signs in, diagnoses, calls and emulates Google Apps Script from the command line.

mod arguments;
mod bindings;
mod call;
mod client_file;
mod completions;
mod connection;
mod doctor;
mod duration;
mod emulator_options;
mod exec;
mod failure;
mod login;
mod logout;
mod network;
mod output;
mod progress;
mod serve;
mod token_info;

use std::process::ExitCode;

use tracing_subscriber::EnvFilter;

use self::{
    arguments::{Arguments, Command},
    failure::Failure,
};

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::read();
    write_log(&arguments.command);
    match run(arguments.command).await {
        Ok(code) => code,
        Err(failure) => failure.report(),
    }
}

/// Logs to standard error what `RUST_LOG` asks for; else, what somebody at an emulator wants to see. Other commands say
/// themselves what is wrong.
fn write_log(command: &Command) {
    let usual = match command {
        Command::Serve(_) => "info",
        Command::Exec(_) => "warn",
        _ => "off",
    };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(usual));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}

async fn run(command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Login(options) => login::run(options).await,
        Command::Logout(options) => logout::run(options).await,
        Command::Doctor(options) => doctor::run(options).await,
        Command::Call(options) => call::run(options).await,
        Command::Bindings(options) => bindings::run(&options),
        Command::Serve(options) => serve::run(options).await,
        Command::Exec(options) => exec::run(options).await,
        Command::Completions(options) => completions::run(&options),
    }
}
