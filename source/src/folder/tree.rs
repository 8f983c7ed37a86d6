use std::{
    collections::BTreeMap,
    fs, io,
    path::{Component, Path, PathBuf},
};

/// What files are read from: a disk, or a map of texts.
pub(crate) trait Tree {
    fn is_file(&self, path: &Path) -> bool;

    fn is_folder(&self, path: &Path) -> bool;

    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// The paths of all files below a folder, from there, with `/` between names. Folders that are `passed` over
    /// are not entered.
    fn list(&self, folder: &Path, passed: &dyn Fn(&str) -> bool) -> io::Result<Vec<String>>;
}

/// The file system.
pub(crate) struct Disk;

impl Tree for Disk {
    fn is_file(&self, path: &Path) -> bool {
        path.is_file()
    }

    fn is_folder(&self, path: &Path) -> bool {
        or_here(path).is_dir()
    }

    /// Refuses anything but a regular file: a pipe could keep its reader waiting for ever.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        if !fs::metadata(path)?.is_file() {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "it is not a regular file",
            ));
        }
        fs::read(path)
    }

    fn list(&self, folder: &Path, passed: &dyn Fn(&str) -> bool) -> io::Result<Vec<String>> {
        let mut files = Vec::new();
        let mut folders = vec![String::new()];
        while let Some(below) = folders.pop() {
            let at = folder.join(&below);
            let unreadable =
                |source: io::Error| io::Error::new(source.kind(), format!("{}: {source}", at.display()));
            for entry in fs::read_dir(or_here(&at)).map_err(unreadable)? {
                let entry = entry?;
                let name = entry.file_name();
                let path = if below.is_empty() {
                    name.to_string_lossy().into_owned()
                } else {
                    format!("{below}/{}", name.to_string_lossy())
                };
                // A link to a folder is not followed, so that no walk is endless.
                if !entry.file_type()?.is_dir() {
                    files.push(path);
                } else if !passed(&path) {
                    folders.push(path);
                }
            }
        }
        Ok(files)
    }
}

/// Files in memory, by their normalized paths.
pub(crate) struct Memory {
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl Memory {
    pub(crate) fn of(files: impl Iterator<Item = (PathBuf, Vec<u8>)>) -> Self {
        Self {
            files: files.map(|(path, text)| (normalized(&path), text)).collect(),
        }
    }
}

impl Tree for Memory {
    fn is_file(&self, path: &Path) -> bool {
        self.files.contains_key(&normalized(path))
    }

    fn is_folder(&self, path: &Path) -> bool {
        let folder = normalized(path);
        self.files
            .keys()
            .any(|file| *file != folder && file.starts_with(&folder))
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let text = self.files.get(&normalized(path));
        text.cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn list(&self, folder: &Path, passed: &dyn Fn(&str) -> bool) -> io::Result<Vec<String>> {
        let folder = normalized(folder);
        let below = self
            .files
            .keys()
            .filter_map(|file| file.strip_prefix(&folder).ok());
        let paths = below.map(|path| path.to_string_lossy().replace('\\', "/"));
        Ok(paths
            .filter(|path| {
                !path
                    .match_indices('/')
                    .any(|(at, _)| path.get(..at).is_some_and(passed))
            })
            .collect())
    }
}

/// A path without `.` and, as far as names stand before them, without `..`.
pub(crate) fn normalized(path: &Path) -> PathBuf {
    let mut normalized = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(normalized.components().next_back(), Some(Component::Normal(_))) =>
            {
                normalized.pop();
            }
            other => normalized.push(other),
        }
    }
    normalized
}

/// The system knows the current folder as `.` alone.
fn or_here(path: &Path) -> &Path {
    if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    }
}
