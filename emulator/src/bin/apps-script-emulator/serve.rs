use std::process::ExitCode;

use apps_script_emulator::{Emulator, EmulatorBuilder, Spreadsheet};
use apps_script_source::Project;

use crate::{announcement::Announcement, arguments::ServeOptions, exit, signals::Signals, watch::watch};

pub(crate) async fn serve(options: ServeOptions) -> ExitCode {
    let mut signals = match Signals::listen() {
        Ok(signals) => signals,
        Err(fault) => {
            eprintln!("error: nothing could end the emulator: {fault}");
            return ExitCode::FAILURE;
        }
    };
    let emulator = match builder(&options).start().await {
        Ok(emulator) => emulator,
        Err(fault) => {
            eprintln!("error: {fault}");
            return exit::code_of(&fault);
        }
    };
    announce(&options, &emulator);
    tokio::select! {
        () = signals.received() => ExitCode::SUCCESS,
        () = keep_deployed(&options, &emulator) => ExitCode::FAILURE,
    }
}

fn announce(options: &ServeOptions, emulator: &Emulator) {
    let project = match Project::read(&options.folder) {
        Ok(project) => project,
        Err(fault) => return eprintln!("warning: {fault}"),
    };
    let announcement = Announcement {
        emulator,
        folder: &options.folder,
        project: &project,
        is_watching: options.watch,
    };
    println!("{announcement}");
    for warning in announcement.warnings() {
        eprintln!("warning: {warning}");
    }
    if !options.host.is_loopback() {
        eprintln!(
            "warning: listening on {}: whoever reaches it and has the token runs the script, with all that it may do",
            options.host
        );
    }
}

/// Never ends while the files can be watched, or need not be.
async fn keep_deployed(options: &ServeOptions, emulator: &Emulator) {
    if !options.watch {
        return std::future::pending().await;
    }
    if let Err(fault) = watch(emulator, &options.folder).await {
        eprintln!("error: cannot watch {}: {fault}", options.folder.display());
    }
}

fn builder(options: &ServeOptions) -> EmulatorBuilder {
    let mut builder = Emulator::builder()
        .project(&options.folder)
        .host(options.host)
        .port(options.port);
    if let Some(token) = &options.token {
        builder = builder.token(token);
    }
    if let Some(state) = &options.state {
        builder = builder.state_file(state);
    }
    for file in &options.fake {
        builder = builder.fake_file(file);
    }
    for host in &options.allow_host {
        builder = builder.allow_host(host);
    }
    for (name, folder) in &options.library {
        builder = builder.library(name, folder);
    }
    if !options.sheet.is_empty() {
        let folder = options.folder.file_name().unwrap_or(options.folder.as_os_str());
        let named = Spreadsheet::new(folder.to_string_lossy());
        builder = builder.container(options.sheet.iter().cloned().fold(named, Spreadsheet::sheet));
    }
    builder
}
