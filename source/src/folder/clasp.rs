use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::tree::normalized;

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
    pub(crate) script_id: Option<String>,
}

/// The parser calls itself for each value within another, without a limit. Settings have two or three of them.
const DEEPEST: usize = 64;

/// Counts brackets in texts and comments too, which does no harm.
fn nests_too_deeply(text: &str) -> bool {
    let mut depth = 0_usize;
    text.bytes().any(|byte| {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEEPEST
    })
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl Settings {
    /// clasp reads its settings as JSON5, with comments and trailing commas.
    pub(crate) fn parse(text: &str) -> Result<Self, json5::Error> {
        if nests_too_deeply(text) {
            return Err(json5::Error::custom("values are nested too deeply"));
        }
        json5::from_str(text)
    }

    /// Whether they say where the code is.
    pub(crate) fn names_root(&self) -> bool {
        self.src_dir.is_some() || self.root_dir.is_some()
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
