use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{relaxed_json, tree::normalized};

/// What `.clasp.json` says about files.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Settings {
    src_dir: Option<PathBuf>,
    root_dir: Option<PathBuf>,
    file_push_order: Option<Vec<PathBuf>>,
    file_extension: Option<String>,
    script_extensions: Option<OneOrMore>,
    pub(crate) skip_subdirectories: bool,
    parent_id: Option<OneOrMore>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl Settings {
    pub(crate) fn parse(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(&relaxed_json::to_json(text))
    }

    /// clasp writes one ID, and wrote a list of one.
    pub(crate) fn parent_id(&self) -> Option<&str> {
        let id = match self.parent_id.as_ref()? {
            OneOrMore::One(id) => Some(id),
            OneOrMore::More(ids) => ids.first(),
        };
        id.map(String::as_str).filter(|id| !id.is_empty())
    }

    /// The folder of the manifest and the code, as seen from that of `.clasp.json`.
    pub(crate) fn root(&self, folder: &Path) -> PathBuf {
        let below = self.src_dir.as_ref().or(self.root_dir.as_ref());
        below.map_or_else(|| folder.to_owned(), |below| normalized(&folder.join(below)))
    }

    /// The files that are pushed before the others, in their order.
    pub(crate) fn first(&self, folder: &Path) -> Vec<PathBuf> {
        let paths = self.file_push_order.iter().flatten();
        paths.map(|path| normalized(&folder.join(path))).collect()
    }

    /// The extensions of code, without their dots.
    pub(crate) fn extensions(&self) -> Vec<String> {
        let given: Vec<&str> = match (&self.script_extensions, &self.file_extension) {
            (Some(OneOrMore::More(several)), _) => several.iter().map(String::as_str).collect(),
            (Some(OneOrMore::One(one)), _) | (None, Some(one)) => vec![one],
            (None, None) => vec!["js", "gs"],
        };
        let bare = given
            .into_iter()
            .map(|extension| extension.trim().trim_start_matches('.'));
        bare.map(str::to_lowercase).collect()
    }
}
