//! `apps-script serve`: runs a script in the emulator until it is interrupted.

mod announcement;
mod client_file;
mod signals;
mod watch;

use std::{net::IpAddr, path::PathBuf, process::ExitCode};

use apps_script_emulator::{Emulator, EmulatorBuilder};
use apps_script_source::Project;
use clap::Args;

use self::{announcement::Announcement, client_file::ClientFile, signals::Signals};
use crate::{
    emulator_options::EmulatorOptions,
    failure::{Failure, warn},
    output,
};

pub(crate) const AFTER_HELP: &str = "\
Exit codes:
  0  ended by Ctrl+C or SIGTERM
  1  the script cannot be served: it or another file cannot be read, or has a syntax error
  2  the arguments are wrong
  3  the port cannot be listened on
  4  the state file cannot be opened";

#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    emulator: EmulatorOptions,
    /// The port to listen on; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// The address to listen on. Any but 127.0.0.1 and ::1 lets other machines in.
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    host: IpAddr,
    /// Deploys the script again when its files change; the deployment keeps its ID.
    #[arg(long)]
    watch: bool,
    /// The access token to accept, in place of a random one.
    #[arg(long, env = "APPS_SCRIPT_EMULATOR_TOKEN", hide_env_values = true)]
    token: Option<String>,
    /// The file of an OAuth client with which programs sign in at the emulator; written if missing. `apps-script login`
    /// and Google's libraries for Python take it as they take that of the Cloud console.
    #[arg(long, value_name = "FILE")]
    client_secret: Option<PathBuf>,
    /// Prints the script ID, the OAuth client, a refresh token and the URLs of the sign-in, too.
    #[arg(long, short)]
    verbose: bool,
    /// Prints everything as one line of JSON.
    #[arg(long)]
    json: bool,
}

pub(crate) async fn run(options: Options) -> Result<ExitCode, Failure> {
    let mut signals = Signals::listen().map_err(|fault| {
        Failure::new(format!(
            "cannot listen for the signals that end the program: {fault}"
        ))
    })?;
    let client_file = options
        .client_secret
        .as_deref()
        .map(ClientFile::read)
        .transpose()?;
    let emulator = options.builder(client_file.as_ref()).start().await?;
    if let Some(file) = client_file {
        file.write(&emulator)?;
    }
    options.announce(&emulator)?;
    tokio::select! {
        () = signals.received() => Ok(ExitCode::SUCCESS),
        failure = keep_deployed(&options, &emulator) => Err(failure),
    }
}

impl Options {
    fn builder(&self, client_file: Option<&ClientFile>) -> EmulatorBuilder {
        let mut builder = self.emulator.builder().host(self.host).port(self.port);
        if let Some(token) = &self.token {
            builder = builder.token(token);
        }
        match client_file.and_then(ClientFile::client) {
            Some((id, secret)) => builder.oauth_client(id, secret),
            None => builder,
        }
    }

    fn announce(&self, emulator: &Emulator) -> Result<(), Failure> {
        let project = Project::read(&self.emulator.folder)?;
        let announcement = Announcement {
            emulator,
            folder: &self.emulator.folder,
            project: &project,
            is_verbose: self.verbose,
        };
        output::print(&if self.json {
            announcement.json()
        } else {
            announcement.to_string()
        })?;
        for warning in self.emulator.warnings(emulator, &project) {
            warn(warning);
        }
        if !self.host.is_loopback() {
            warn(format!(
                "listening on {}: whoever reaches it and has the token runs the script, with all that it may do",
                self.host
            ));
        }
        Ok(())
    }
}

/// Never ends while the files can be watched, or need not be.
async fn keep_deployed(options: &Options, emulator: &Emulator) -> Failure {
    if !options.watch {
        return std::future::pending().await;
    }
    let folder = &options.emulator.folder;
    match watch::watch(emulator, folder).await {
        Err(fault) => Failure::new(format!("cannot watch {}: {fault}", folder.display())),
        Ok(()) => Failure::new(format!("{} is not watched any more", folder.display())),
    }
}
