use std::{fs, net::IpAddr, path::PathBuf};

use apps_script_emulator::Sheet;
use clap::{Args, Parser, Subcommand};

use crate::exit;

/// Runs Apps Script projects on this machine, behind the endpoint that Google gives them.
#[derive(Parser)]
#[command(name = "apps-script-emulator", version, after_help = exit::HELP)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Serves a script until it is interrupted.
    #[command(after_help = exit::HELP)]
    Serve(ServeOptions),
}

#[derive(Args)]
pub(crate) struct ServeOptions {
    /// The script's folder: .gs or .js files and appsscript.json.
    pub(crate) folder: PathBuf,
    /// The port to listen on; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    pub(crate) port: u16,
    /// The address to listen on. Any but 127.0.0.1 and ::1 lets other machines in.
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    pub(crate) host: IpAddr,
    /// Deploys the script again when its files change; the deployment keeps its ID.
    #[arg(long)]
    pub(crate) watch: bool,
    /// The access token to take, if not a random one.
    #[arg(long, env = "APPS_SCRIPT_EMULATOR_TOKEN", hide_env_values = true)]
    pub(crate) token: Option<String>,
    /// A SQLite file that keeps the state of the script, such as its properties; made where there is none.
    #[arg(long, value_name = "FILE")]
    pub(crate) state: Option<PathBuf>,
    /// A JavaScript file with fakes for services, which runs before the script's own files; may be repeated.
    #[arg(long, value_name = "FILE")]
    pub(crate) fake: Vec<PathBuf>,
    /// A host that scripts may call with UrlFetchApp, such as api.example.com or 127.0.0.1:8080; may be repeated.
    #[arg(long, value_name = "HOST")]
    pub(crate) allow_host: Vec<String>,
    /// The folder of a library, by the name that the code knows it by or by its script ID; may be repeated.
    #[arg(long, value_name = "SYMBOL=DIR", value_parser = library)]
    pub(crate) library: Vec<(String, PathBuf)>,
    /// A sheet of the spreadsheet that the script belongs to, filled from a CSV file; may be repeated.
    #[arg(long, value_name = "NAME=FILE.csv", value_parser = sheet_of_file)]
    pub(crate) sheet: Vec<Sheet>,
}

fn library(text: &str) -> Result<(String, PathBuf), String> {
    match text.split_once('=') {
        Some((name, folder)) if !name.is_empty() && !folder.is_empty() => {
            Ok((name.to_owned(), folder.into()))
        }
        _ => Err("a library is given as SYMBOL=DIR".into()),
    }
}

fn sheet_of_file(text: &str) -> Result<Sheet, String> {
    let (name, file) = match text.split_once('=') {
        Some((name, file)) if !name.is_empty() && !file.is_empty() => (name, file),
        _ => return Err("a sheet is given as NAME=FILE.csv".into()),
    };
    let csv = fs::read_to_string(file).map_err(|fault| format!("cannot read {file}: {fault}"))?;
    Sheet::from_csv(name, &csv).map_err(|fault| fault.to_string())
}
