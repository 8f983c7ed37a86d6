//! The options of the commands that start an emulator.

use std::{fs, path::PathBuf};

use apps_script_emulator::{Emulator, EmulatorBuilder, Sheet, Spreadsheet};
use apps_script_source::Project;
use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct EmulatorOptions {
    /// The script's folder: .gs or .js files and appsscript.json.
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// Serves the script as if it had been deployed as an API executable for its owner, though its manifest has no
    /// executionApi.
    #[arg(long)]
    deploy: bool,
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

impl EmulatorOptions {
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
        if self.sheet.is_empty() {
            return builder;
        }
        let name = self.folder.file_name().unwrap_or(self.folder.as_os_str());
        let spreadsheet = Spreadsheet::new(name.to_string_lossy());
        builder.container(self.sheet.iter().cloned().fold(spreadsheet, Spreadsheet::sheet))
    }

    /// Why every call of this script would be refused, and what to do.
    pub(crate) fn warnings(&self, emulator: &Emulator, project: &Project) -> Vec<String> {
        let mut warnings = Vec::new();
        if project.manifest.execution_api.is_none() && !self.deploy {
            warnings.push(
                "every call will be answered with 404, because appsscript.json has no executionApi: add \
                 \"executionApi\": { \"access\": \"MYSELF\" }, or use --deploy"
                    .to_owned(),
            );
        }
        if emulator.scopes().is_empty() {
            warnings.push(
                "every call will be answered with 403, as at Google, because the script needs no OAuth scope: add one \
                 to oauthScopes in appsscript.json, such as https://www.googleapis.com/auth/userinfo.email"
                    .to_owned(),
            );
        }
        warnings
    }
}

fn library(text: &str) -> Result<(String, PathBuf), String> {
    match text.split_once('=') {
        Some((name, folder)) if !name.is_empty() && !folder.is_empty() => {
            Ok((name.to_owned(), folder.into()))
        }
        _ => Err("write a library as SYMBOL=DIR".into()),
    }
}

fn sheet_of_file(text: &str) -> Result<Sheet, String> {
    let (name, file) = match text.split_once('=') {
        Some((name, file)) if !name.is_empty() && !file.is_empty() => (name, file),
        _ => return Err("write a sheet as NAME=FILE.csv".into()),
    };
    let csv = fs::read_to_string(file).map_err(|fault| format!("cannot read {file}: {fault}"))?;
    Sheet::from_csv(name, &csv).map_err(|fault| fault.to_string())
}
