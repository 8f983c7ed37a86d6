//! Writes files that only their owner may read, as a whole or not at all.

use std::{
    env,
    ffi::{OsStr, OsString},
    fs,
    io::{self, Write},
    path::Path,
    process,
    time::{Duration, SystemTime},
};

/// A writer of another machine or container has replaced the file by then, or was killed.
const LONGEST_WRITE: Duration = Duration::from_secs(60);

/// Each save removes what killed writers left once, so one save can lose its new file to each save beside it.
const MOST_TRIES: u32 = 10;

/// Replaces the file at `path`. It blocks.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // Through a link, to what it points at.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => env::current_dir()?,
    };
    create_private_folder(&folder)?;
    let names = Names::beside(&path);
    names.sweep(&folder);
    let mut tries = 1;
    loop {
        match names.write(&folder, &path, bytes) {
            Err(fault) if fault.kind() == io::ErrorKind::NotFound && tries < MOST_TRIES => tries += 1,
            written => return written,
        }
    }
}

/// A new file beside the old, with the rights of its owner alone from its first byte on, takes its place.
struct Names {
    /// What the names of new files begin with.
    prefix: OsString,
}

const SUFFIX: &str = ".new";

impl Names {
    fn beside(path: &Path) -> Self {
        let mut prefix = OsString::from(".");
        prefix.push(path.file_name().unwrap_or(OsStr::new("credentials")));
        prefix.push(".");
        Self { prefix }
    }

    fn write(&self, folder: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut prefix = self.prefix.clone();
        prefix.push(format!("{}.", process::id()));
        let mut file = tempfile::Builder::new()
            .prefix(&prefix)
            .suffix(SUFFIX)
            .tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|fault| fault.error)?;
        Ok(())
    }

    /// Removes new files that never took the place of the old, since their writers were killed.
    fn sweep(&self, folder: &Path) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries.flatten() {
            if self.is_abandoned(&entry) {
                // Another save may have removed it.
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    fn is_abandoned(&self, entry: &fs::DirEntry) -> bool {
        let name = entry.file_name();
        let (Some(name), Some(prefix)) = (name.to_str(), self.prefix.to_str()) else {
            return false;
        };
        let middle = name
            .strip_prefix(prefix)
            .and_then(|rest| rest.strip_suffix(SUFFIX));
        let Some((writer, _)) = middle.and_then(|middle| middle.split_once('.')) else {
            return false;
        };
        let Ok(writer) = writer.parse() else { return false };
        is_dead(writer) || is_old(entry)
    }
}

/// Whether a process has ended, where that is easy to see. A process of another container counts as ended; it tries
/// again if its file is removed.
fn is_dead(process: u32) -> bool {
    let processes = Path::new("/proc");
    processes.join(process::id().to_string()).exists() && !processes.join(process.to_string()).exists()
}

fn is_old(entry: &fs::DirEntry) -> bool {
    let modified = entry.metadata().and_then(|metadata| metadata.modified());
    let age = modified.map(|modified| SystemTime::now().duration_since(modified).unwrap_or_default());
    age.is_ok_and(|age| age > LONGEST_WRITE)
}

fn create_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
