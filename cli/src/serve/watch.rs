//! Deploys the script again when its files change.

use std::{path::Path, time::Duration};

use apps_script_emulator::Emulator;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::{
    sync::mpsc::{UnboundedReceiver, unbounded_channel},
    time::timeout,
};

use crate::failure::{note, warn};

/// Editors write a file in several steps, and several files at once.
const QUIET: Duration = Duration::from_millis(150);

/// Watches until the process ends. The deployment keeps its ID.
pub(crate) async fn watch(emulator: &Emulator, folder: &Path) -> notify::Result<()> {
    let (_watcher, mut changes) = changes(folder)?;
    while changes.recv().await.is_some() {
        while let Ok(Some(())) = timeout(QUIET, changes.recv()).await {}
        deploy(emulator).await;
    }
    Ok(())
}

/// One for each event that concerns the script, for as long as the watcher lives.
fn changes(folder: &Path) -> notify::Result<(RecommendedWatcher, UnboundedReceiver<()>)> {
    let (sender, receiver) = unbounded_channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| match event {
        Ok(event) if concerns_script(&event) => {
            // Nobody listens once the emulator has ended.
            let _ = sender.send(());
        }
        Ok(_) => {}
        Err(fault) => tracing::warn!(%fault, "a change of the files may have been missed"),
    })?;
    watcher.watch(folder, RecursiveMode::Recursive)?;
    Ok((watcher, receiver))
}

async fn deploy(emulator: &Emulator) {
    match emulator.redeploy(emulator.deployment_id()).await {
        Ok(true) => note("deployed again"),
        Ok(false) => warn("not deployed: there is no such deployment any more"),
        Err(fault) => warn(format!("not deployed, and the version before runs on: {fault}")),
    }
}

fn concerns_script(event: &Event) -> bool {
    !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(|path| is_of_script(path))
}

/// A folder may have been moved; its name says nothing.
fn is_of_script(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    if name == ".clasp.json" || name == ".claspignore" {
        return true;
    }
    match path.extension().and_then(|extension| extension.to_str()) {
        Some(extension) => matches!(extension, "gs" | "js" | "ts" | "json" | "html"),
        None => !path.is_file(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::is_of_script;

    #[test]
    fn only_files_of_the_script_count() {
        for (path, expected) in [
            ("script/Code.gs", true),
            ("script/lib/code.js", true),
            ("script/appsscript.json", true),
            ("script/.clasp.json", true),
            ("script/.claspignore", true),
            ("script/moved", true),
            ("script/state.sqlite", false),
            ("script/state.sqlite-journal", false),
            ("script/.Code.gs.swp", false),
            ("script/Code.gs~", false),
        ] {
            assert_eq!(is_of_script(Path::new(path)), expected, "{path}");
        }
    }
}
