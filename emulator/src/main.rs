//! The emulator as a program.

use std::{path::PathBuf, process::ExitCode};

use apps_script_emulator::{Emulator, StartError};
use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

/// Runs Apps Script projects on this machine, behind the endpoint that Google gives them.
#[derive(Parser)]
#[command(name = "apps-script-emulator", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves a script until it is interrupted.
    Serve {
        /// The script's folder: .gs or .js files and appsscript.json.
        folder: PathBuf,
        /// The port to listen on; 0 takes a free one.
        #[arg(long, default_value_t = 0)]
        port: u16,
        /// The access token to take, if not a random one.
        #[arg(long, env = "APPS_SCRIPT_EMULATOR_TOKEN", hide_env_values = true)]
        token: Option<String>,
        /// A SQLite file that keeps the state of the script, such as its properties; made where there is none.
        #[arg(long, value_name = "FILE")]
        state: Option<PathBuf>,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let Command::Serve {
        folder,
        port,
        token,
        state,
    } = Arguments::parse().command;
    match serve(folder, port, token, state).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("error: {fault}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(
    folder: PathBuf,
    port: u16,
    token: Option<String>,
    state: Option<PathBuf>,
) -> Result<(), StartError> {
    let mut builder = Emulator::builder().project(&folder).port(port);
    if let Some(token) = token {
        builder = builder.token(token);
    }
    if let Some(state) = state {
        builder = builder.state_file(state);
    }
    let emulator = builder.start().await?;
    println!("Serving {}. Copy this to call it:\n", folder.display());
    println!("export URL={}", emulator.url());
    println!("export ID={}", emulator.deployment_id());
    println!("export TOKEN={}\n", emulator.token());
    println!(
        "curl -s -X POST -H \"Authorization: Bearer $TOKEN\" \\\n  -d '{{\"function\":\"name\",\"parameters\":[]}}' $URL/v1/scripts/$ID:run\n"
    );
    if let Err(fault) = tokio::signal::ctrl_c().await {
        tracing::warn!(%fault, "no signal can stop the emulator but one that ends the process");
        std::future::pending::<()>().await;
    }
    Ok(())
}
