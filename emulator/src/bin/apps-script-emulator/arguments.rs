use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Runs Apps Script projects on this machine, behind the endpoint that Google gives them.
#[derive(Parser)]
#[command(name = "apps-script-emulator", version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Serves a script until it is interrupted.
    Serve(ServeOptions),
}

#[derive(Args)]
pub(crate) struct ServeOptions {
    /// The script's folder: .gs or .js files and appsscript.json.
    pub(crate) folder: PathBuf,
    /// The port to listen on; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    pub(crate) port: u16,
    /// The access token to take, if not a random one.
    #[arg(long, env = "APPS_SCRIPT_EMULATOR_TOKEN", hide_env_values = true)]
    pub(crate) token: Option<String>,
    /// A SQLite file that keeps the state of the script, such as its properties; made where there is none.
    #[arg(long, value_name = "FILE")]
    pub(crate) state: Option<PathBuf>,
    /// A host that scripts may call with UrlFetchApp, such as api.example.com or 127.0.0.1:8080; may be repeated.
    #[arg(long, value_name = "HOST")]
    pub(crate) allow_host: Vec<String>,
}
