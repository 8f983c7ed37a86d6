//! `apps-script serve`: the emulator until it is interrupted.

mod announcement;
mod client_secret;
mod options;
mod watch;

use std::process::ExitCode;

use apps_script_emulator::Emulator;
use apps_script_source::Project;

pub(crate) use self::options::{Options, ScriptOptions};
use self::{announcement::Announcement, client_secret::ClientSecret};
use crate::{
    failure::{Failure, warn},
    signals::Signals,
};

pub(crate) async fn run(options: Options) -> Result<ExitCode, Failure> {
    let mut signals = Signals::listen().map_err(Failure::new)?;
    let mut builder = options.builder();
    if let Some(kept) = options
        .client_secret
        .as_deref()
        .map(ClientSecret::read)
        .transpose()?
        .flatten()
    {
        builder = builder.oauth_client(kept.id, kept.secret);
    }
    let emulator = builder.start().await?;
    if let Some(file) = &options.client_secret {
        ClientSecret::of(&emulator).write(file)?;
    }
    announce(&options, &emulator);
    tokio::select! {
        _ = signals.next() => Ok(ExitCode::SUCCESS),
        failure = keep_deployed(&options, &emulator) => Err(failure),
    }
}

fn announce(options: &Options, emulator: &Emulator) {
    let project = match Project::read(&options.script.folder) {
        Ok(project) => project,
        Err(fault) => return warn(fault),
    };
    let announcement = Announcement {
        emulator,
        options,
        project: &project,
    };
    anstream::println!("{announcement}");
    announcement.warnings().iter().for_each(warn);
}

/// Never ends while the files can be watched, or need not be.
async fn keep_deployed(options: &Options, emulator: &Emulator) -> Failure {
    if !options.watch {
        return std::future::pending().await;
    }
    let folder = &options.script.folder;
    match watch::watch(emulator, folder).await {
        Ok(()) => Failure::new(format!("{} is no longer watched", folder.display())),
        Err(fault) => Failure::new(format!("cannot watch {}: {fault}", folder.display())),
    }
}
