use std::path::{Path, PathBuf};

/// One file of code.
#[derive(Debug)]
#[non_exhaustive]
pub struct SourceFile {
    /// The name that stack traces show: the path below the root, without its extension.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// What it holds.
    pub code: String,
}

impl SourceFile {
    pub(crate) fn new(root: &Path, path: PathBuf, code: String) -> Self {
        let below = path.strip_prefix(root).unwrap_or(&path).with_extension("");
        let name = below.to_string_lossy().replace('\\', "/");
        Self { name, path, code }
    }

    pub(crate) fn is_page(&self) -> bool {
        let extension = self.path.extension();
        extension.is_some_and(|extension| extension.eq_ignore_ascii_case("html"))
    }

    pub(crate) fn is_typescript(&self) -> bool {
        let extension = self.path.extension();
        extension.is_some_and(|extension| extension.eq_ignore_ascii_case("ts"))
    }
}
