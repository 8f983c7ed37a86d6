use std::{fs, net::IpAddr, path::PathBuf};

use apps_script_emulator::{Emulator, EmulatorBuilder, Sheet, Spreadsheet};
use clap::Args;

/// A script, and what it finds in the emulator.
#[derive(Debug, Args)]
pub(crate) struct ScriptOptions {
    /// The script's folder: .gs or .js files and appsscript.json.
    pub(crate) folder: PathBuf,
    /// Runs the script as if it had been deployed as an API Executable, though its manifest lacks `executionApi`.
    #[arg(long)]
    pub(crate) deploy: bool,
    /// A SQLite file that keeps the state of the script, such as its properties; created if missing.
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// A JavaScript file with fakes for services, which runs before the script's own files; may be repeated.
    #[arg(long, value_name = "FILE")]
    fake: Vec<PathBuf>,
    /// A host that scripts may call with UrlFetchApp, such as api.example.com or 127.0.0.1:8080; may be repeated.
    #[arg(long, value_name = "HOST")]
    allow_host: Vec<String>,
    /// The folder of a library, by the name that the code knows it by or by its script ID; may be repeated.
    #[arg(long, value_name = "SYMBOL=DIR", value_parser = library)]
    library: Vec<(String, PathBuf)>,
    /// A sheet of the spreadsheet that the script belongs to, filled from a CSV file; may be repeated.
    #[arg(long, value_name = "NAME=FILE.csv", value_parser = sheet_of_file)]
    sheet: Vec<Sheet>,
}

#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    pub(crate) script: ScriptOptions,
    /// The port to listen on; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// The address to listen on. Any but 127.0.0.1 and ::1 lets other machines in.
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    pub(crate) host: IpAddr,
    /// Deploys the script again when its files change; the deployment keeps its ID.
    #[arg(long)]
    pub(crate) watch: bool,
    /// The access token to accept, if not a random one.
    #[arg(long, env = "APPS_SCRIPT_EMULATOR_TOKEN", hide_env_values = true)]
    token: Option<String>,
    /// A file for the OAuth client that `apps-script login`, clasp and Google's libraries sign in with; written if
    /// missing, and read if it is there.
    #[arg(long, value_name = "FILE")]
    pub(crate) client_secret: Option<PathBuf>,
    /// Prints script ID, OAuth client, refresh token and token URL too.
    #[arg(long, short)]
    pub(crate) verbose: bool,
}

impl ScriptOptions {
    pub(crate) fn builder(&self) -> EmulatorBuilder {
        let mut builder = Emulator::builder().project(&self.folder);
        if self.deploy {
            builder = builder.deploy_without_execution_api();
        }
        if let Some(state) = &self.state {
            builder = builder.state_file(state);
        }
        for file in &self.fake {
            builder = builder.fake_file(file);
        }
        for host in &self.allow_host {
            builder = builder.allow_host(host);
        }
        for (name, folder) in &self.library {
            builder = builder.library(name, folder);
        }
        if !self.sheet.is_empty() {
            let folder = self.folder.file_name().unwrap_or(self.folder.as_os_str());
            let named = Spreadsheet::new(folder.to_string_lossy());
            builder = builder.container(self.sheet.iter().cloned().fold(named, Spreadsheet::sheet));
        }
        builder
    }
}

impl Options {
    pub(crate) fn builder(&self) -> EmulatorBuilder {
        let builder = self.script.builder().host(self.host).port(self.port);
        match &self.token {
            Some(token) => builder.token(token),
            None => builder,
        }
    }
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
