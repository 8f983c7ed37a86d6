//! From a path to the files of a project, as clasp would push them.

mod clasp;
mod ignore;
mod order;
pub(crate) mod tree;

use std::path::{Path, PathBuf};

use self::{
    clasp::Settings,
    ignore::Ignore,
    tree::{Tree, normalized},
};
use crate::{manifest::Manifest, read_error::ReadError, source_file::SourceFile};

const SETTINGS: &str = ".clasp.json";
const IGNORE: &str = ".claspignore";
const MANIFEST: &str = "appsscript.json";

/// The files of a project.
pub(crate) struct Folder {
    pub(crate) root: PathBuf,
    pub(crate) manifest: Manifest,
    pub(crate) manifest_text: Option<String>,
    pub(crate) code: Vec<SourceFile>,
    pub(crate) typescript: Vec<SourceFile>,
    pub(crate) pages: Vec<SourceFile>,
    pub(crate) parent_id: Option<String>,
    pub(crate) script_id: Option<String>,
    /// The files that decide what is read, as far as they are there.
    pub(crate) settings: Vec<PathBuf>,
}

/// Reads one project from its tree.
struct Reader<'t, T> {
    tree: &'t T,
    settings: Vec<PathBuf>,
}

pub(crate) fn read<T: Tree>(tree: &T, path: &Path) -> Result<Folder, ReadError> {
    let mut reader = Reader {
        tree,
        settings: Vec::new(),
    };
    if tree.is_file(path) {
        let root = path.parent().unwrap_or(Path::new("")).to_owned();
        return reader.folder(root, vec![path.to_owned()]);
    }
    if !tree.is_folder(path) {
        return Err(ReadError::Missing {
            path: path.to_owned(),
            settings: None,
        });
    }
    let (folder, settings) = reader.settings(path)?;
    let root = settings.root(&folder);
    let named_by = settings.names_root().then(|| folder.join(SETTINGS));
    if !tree.is_folder(&root) {
        return Err(ReadError::Missing {
            path: root,
            settings: named_by,
        });
    }
    let paths = reader
        .scripts(&folder, &root, &settings)
        .map_err(|fault| match fault {
            ReadError::NoScript { path, .. } => ReadError::NoScript {
                path,
                settings: named_by,
            },
            other => other,
        })?;
    Ok(Folder {
        parent_id: settings.parent_id().map(str::to_owned),
        script_id: settings.script_id.clone(),
        ..reader.folder(root, paths)?
    })
}

impl<T: Tree> Reader<'_, T> {
    /// The settings of a folder, and where they stand: there, or above if they name this folder as their root.
    fn settings(&mut self, folder: &Path) -> Result<(PathBuf, Settings), ReadError> {
        if let Some(settings) = self.settings_in(folder)? {
            return Ok((folder.to_owned(), settings));
        }
        let above = folder.ancestors().skip(1);
        if let Some(project) = above
            .into_iter()
            .find(|above| self.tree.is_file(&above.join(SETTINGS)))
            && let Ok(text) = self.text(&project.join(SETTINGS))
            && let Ok(settings) = Settings::parse(&text)
            && normalized(&settings.root(project)) == normalized(folder)
        {
            self.settings.push(project.join(SETTINGS));
            return Ok((project.to_owned(), settings));
        }
        Ok((folder.to_owned(), Settings::default()))
    }

    fn settings_in(&mut self, folder: &Path) -> Result<Option<Settings>, ReadError> {
        let path = folder.join(SETTINGS);
        let text = self.text_if_there(&path)?;
        let parsed = text.map(|text| Settings::parse(&text)).transpose();
        parsed.map_err(|source| ReadError::Malformed {
            path,
            source: source.into(),
        })
    }

    /// The paths of all code, in the order in which it is pushed.
    fn scripts(
        &mut self,
        folder: &Path,
        root: &Path,
        settings: &Settings,
    ) -> Result<Vec<PathBuf>, ReadError> {
        let rules = self.text_if_there(&folder.join(IGNORE))?;
        let ignore = rules.map_or(Ignore::Default, |rules| Ignore::parse(&rules));
        let passed = |folder: &str| settings.skip_subdirectories || ignore.passes_over(folder);
        let mut files = self
            .tree
            .list(root, &passed)
            .map_err(|source| ReadError::Unreadable {
                path: root.to_owned(),
                source,
            })?;
        let extensions = settings.extensions();
        files.retain(|path| (is_page(path) || is_code(path, &extensions)) && !ignore.is_ignored(path));
        if files.iter().all(|path| is_page(path) || is_declaration(path)) {
            return Err(ReadError::NoScript {
                path: root.to_owned(),
                settings: None,
            });
        }
        let first = settings.first(folder);
        let rank = |path: &str| {
            let path = normalized(&root.join(path));
            first
                .iter()
                .position(|earlier| *earlier == path)
                .unwrap_or(first.len())
        };
        files.sort_by(|left, right| {
            rank(left)
                .cmp(&rank(right))
                .then_with(|| order::compare(left, right))
        });
        Ok(files.into_iter().map(|path| root.join(path)).collect())
    }

    fn folder(mut self, root: PathBuf, paths: Vec<PathBuf>) -> Result<Folder, ReadError> {
        let path = root.join(MANIFEST);
        let manifest_text = self.text_if_there(&path)?;
        let manifest = match &manifest_text {
            Some(text) => serde_json::from_str(text).map_err(|source| ReadError::Malformed {
                path,
                source: source.into(),
            })?,
            None => Manifest::default(),
        };
        let mut files = Vec::new();
        for path in paths {
            files.push(SourceFile::new(&root, path.clone(), self.text(&path)?));
        }
        let (pages, files): (Vec<_>, _) = files.into_iter().partition(SourceFile::is_page);
        let (typescript, code): (Vec<_>, _) = files.into_iter().partition(SourceFile::is_typescript);
        Ok(Folder {
            root,
            manifest,
            manifest_text,
            code,
            typescript,
            pages,
            parent_id: None,
            script_id: None,
            settings: self.settings,
        })
    }

    fn text_if_there(&mut self, path: &Path) -> Result<Option<String>, ReadError> {
        if !self.tree.is_file(path) {
            return Ok(None);
        }
        self.settings.push(path.to_owned());
        self.text(path).map(Some)
    }

    /// As clasp and editors read it: what is no UTF-8 is replaced, a byte order mark is no part of the text.
    fn text(&self, path: &Path) -> Result<String, ReadError> {
        let bytes = self.tree.read(path).map_err(|source| ReadError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
        let text = String::from_utf8_lossy(&bytes);
        Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())
    }
}

fn is_page(path: &str) -> bool {
    path.to_lowercase().ends_with(".html")
}

fn is_code(path: &str, extensions: &[String]) -> bool {
    let extension = path.rsplit('/').next().and_then(|name| name.rsplit_once('.'));
    extension.is_some_and(|(stem, extension)| {
        let extension = extension.to_lowercase();
        !stem.is_empty() && (extension == "ts" || extensions.contains(&extension))
    })
}

/// A file that holds types alone.
pub(crate) fn is_declaration(path: &str) -> bool {
    path.to_lowercase().ends_with(".d.ts")
}
