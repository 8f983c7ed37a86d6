//! Google Drive in memory: what `DriveApp` works on, for a test to fill and to read.

use std::{collections::BTreeMap, fmt};

use base64::{Engine, prelude::BASE64_STANDARD};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::store::Store;

/// Where the items stand in the store, by their IDs: what they are, and what they hold.
const ITEMS: &str = "drive";
const CONTENTS: &str = "drive/content";

pub(crate) const ROOT: &str = "0AAppsScriptMyDriveUk9PVA";

/// A file in the Drive of an emulator.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DriveFile {
    /// The ID, by which `DriveApp.getFileById` finds it.
    pub id: String,
    /// The folders from the root to it, and its name: `reports/june.csv`.
    pub path: String,
    /// The media type.
    pub mime_type: String,
    /// What it holds.
    pub content: Vec<u8>,
    /// The description, if a script gave one.
    pub description: Option<String>,
    /// Whether it is in the trash, itself or a folder around it.
    pub trashed: bool,
}

impl DriveFile {
    /// A file at this path; the folders on the way to it are made where there are none.
    ///
    /// ```
    /// use apps_script_emulator::DriveFile;
    ///
    /// let file = DriveFile::new("reports/june.csv", "day,sum\n1,5\n").with_id("1JuneReport");
    /// assert_eq!(file.mime_type, "text/csv");
    /// ```
    #[must_use]
    pub fn new(path: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        let path = path.into();
        Self {
            id: new_id(),
            mime_type: type_of_name(&path).to_owned(),
            path,
            content: content.into(),
            ..Self::default()
        }
    }

    /// Gives it the ID that the script knows it by.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    /// Gives it another media type than the end of its name stands for.
    #[must_use]
    pub fn with_mime_type(mut self, mime_type: impl Into<String>) -> Self {
        self.mime_type = mime_type.into();
        self
    }

    /// The name, without the folders.
    #[must_use]
    pub fn name(&self) -> &str {
        self.path.rsplit_once('/').map_or(&self.path, |(_, name)| name)
    }
}

impl fmt::Debug for DriveFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DriveFile")
            .field("id", &self.id)
            .field("path", &self.path)
            .field("mime_type", &self.mime_type)
            .field("size", &self.content.len())
            .field("trashed", &self.trashed)
            .finish_non_exhaustive()
    }
}

/// What a test puts into the Drive.
#[derive(Clone)]
pub(crate) enum Given {
    File(DriveFile),
    Folder { path: String, id: String },
}

/// A file or a folder, as the store keeps it and as `drive.js` reads it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Item {
    pub(crate) id: String,
    pub(crate) folder: bool,
    pub(crate) name: String,
    /// The folder around it; the root stands in none.
    pub(crate) parent: Option<String>,
    pub(crate) mime_type: String,
    pub(crate) size: usize,
    /// In milliseconds since 1970.
    pub(crate) created: u64,
    pub(crate) updated: u64,
    /// Counts the items as they are made.
    pub(crate) order: usize,
    pub(crate) owner: String,
    pub(crate) description: Option<String>,
    pub(crate) trashed: bool,
    pub(crate) starred: bool,
    pub(crate) access: String,
    pub(crate) permission: String,
    pub(crate) editors: Vec<String>,
    pub(crate) viewers: Vec<String>,
    pub(crate) shareable_by_editors: bool,
}

impl Default for Item {
    fn default() -> Self {
        Self {
            id: String::new(),
            folder: false,
            name: String::new(),
            parent: Some(ROOT.into()),
            mime_type: "application/octet-stream".into(),
            size: 0,
            created: 0,
            updated: 0,
            order: 0,
            owner: String::new(),
            description: None,
            trashed: false,
            starred: false,
            access: "PRIVATE".into(),
            permission: "EDIT".into(),
            editors: Vec::new(),
            viewers: Vec::new(),
            shareable_by_editors: true,
        }
    }
}

/// The items of a store. All users of an emulator share one Drive.
pub(crate) struct Drive<'a>(pub(crate) &'a Store);

impl Drive<'_> {
    pub(crate) fn fill(&self, given: &[Given], owner: &str) -> rusqlite::Result<()> {
        for given in given {
            let (path, id, file) = match given {
                Given::File(file) => (&file.path, &file.id, Some(file)),
                Given::Folder { path, id } => (path, id, None),
            };
            let (parent, name) = self.way_to(path, owner)?;
            let item = Item {
                id: id.clone(),
                name,
                parent: Some(parent),
                owner: owner.to_owned(),
                folder: file.is_none(),
                ..Item::default()
            };
            match file {
                Some(file) => {
                    let item = Item {
                        mime_type: file.mime_type.clone(),
                        description: file.description.clone(),
                        trashed: file.trashed,
                        ..item
                    };
                    self.add(item, &file.content)?;
                }
                None => {
                    self.add(as_folder(item), &[])?;
                }
            }
        }
        Ok(())
    }

    /// The folder that a path leads to, which is made where there is none, and the name at its end.
    fn way_to(&self, path: &str, owner: &str) -> rusqlite::Result<(String, String)> {
        let mut parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let name = parts.pop().unwrap_or("Untitled").to_owned();
        let mut folder = ROOT.to_owned();
        for part in parts {
            let items = self.items();
            let mut there = items.values().filter(|item| {
                item.folder && !item.trashed && item.name == part && item.parent.as_deref() == Some(&folder)
            });
            folder = match there.next() {
                Some(item) => item.id.clone(),
                None => {
                    let item = Item {
                        name: part.to_owned(),
                        parent: Some(folder),
                        owner: owner.to_owned(),
                        ..Item::default()
                    };
                    self.add(as_folder(item), &[])?
                }
            };
        }
        Ok((folder, name))
    }

    /// Every item by its ID, with the root.
    pub(crate) fn items(&self) -> BTreeMap<String, Item> {
        let kept = self.0.entries(ITEMS).into_values();
        let items = kept.filter_map(|item| serde_json::from_str::<Item>(&item).ok());
        items
            .chain([root()])
            .map(|item| (item.id.clone(), item))
            .collect()
    }

    /// The files among these items, in the order in which they were made.
    pub(crate) fn files(&self, items: &BTreeMap<String, Item>) -> Vec<DriveFile> {
        let mut files: Vec<_> = items.values().filter(|item| !item.folder).collect();
        files.sort_by_key(|item| item.order);
        files
            .into_iter()
            .map(|item| DriveFile {
                id: item.id.clone(),
                path: path(items, item),
                mime_type: item.mime_type.clone(),
                content: self.content(&item.id),
                description: item.description.clone(),
                trashed: is_trashed(items, item),
            })
            .collect()
    }

    pub(crate) fn item(&self, id: &str) -> Option<Item> {
        if id == ROOT {
            return Some(root());
        }
        serde_json::from_str(&self.0.get(ITEMS, id)?).ok()
    }

    /// Keeps a new item, and gives its ID.
    pub(crate) fn add(&self, item: Item, content: &[u8]) -> rusqlite::Result<String> {
        let now = self.0.clock().milliseconds();
        let id = if item.id.is_empty() { new_id() } else { item.id };
        let order = self.0.entries(ITEMS).len();
        let item = Item {
            id: id.clone(),
            created: now,
            updated: now,
            size: content.len(),
            order,
            ..item
        };
        self.0
            .update(CONTENTS, &id, |_| Some(BASE64_STANDARD.encode(content)))?;
        self.0.update(ITEMS, &id, |_| serde_json::to_string(&item).ok())?;
        Ok(id)
    }

    /// Puts these fields in place of the item's own.
    pub(crate) fn change(
        &self,
        id: &str,
        fields: serde_json::Map<String, serde_json::Value>,
    ) -> rusqlite::Result<()> {
        self.0.update(ITEMS, id, |kept| {
            let mut item: serde_json::Value = serde_json::from_str(kept?).ok()?;
            let kept = item.as_object_mut()?;
            kept.extend(fields);
            kept.insert("updated".into(), self.0.clock().milliseconds().into());
            Some(item.to_string())
        })
    }

    /// Notes that a file has changed just now.
    pub(crate) fn touch(&self, id: &str) -> rusqlite::Result<()> {
        self.change(id, serde_json::Map::new())
    }

    pub(crate) fn content(&self, id: &str) -> Vec<u8> {
        let kept = self.0.get(CONTENTS, id).unwrap_or_default();
        BASE64_STANDARD.decode(kept).unwrap_or_default()
    }

    pub(crate) fn set_content(&self, id: &str, content: &[u8]) -> rusqlite::Result<()> {
        self.0
            .update(CONTENTS, id, |_| Some(BASE64_STANDARD.encode(content)))?;
        let size = serde_json::Map::from_iter([("size".to_owned(), content.len().into())]);
        self.change(id, size)
    }
}

fn root() -> Item {
    as_folder(Item {
        id: ROOT.into(),
        name: "My Drive".into(),
        parent: None,
        ..Item::default()
    })
}

fn as_folder(item: Item) -> Item {
    Item {
        folder: true,
        mime_type: "application/vnd.google-apps.folder".into(),
        ..item
    }
}

/// The folders around an item, from the inside.
fn folders_around<'a>(items: &'a BTreeMap<String, Item>, item: &'a Item) -> impl Iterator<Item = &'a Item> {
    let around = |item: &&'a Item| items.get(item.parent.as_ref()?);
    // No way to the root is longer than there are items, even where folders stood in each other.
    std::iter::successors(around(&item), around).take(items.len())
}

fn path(items: &BTreeMap<String, Item>, item: &Item) -> String {
    let folders = folders_around(items, item).filter(|folder| folder.id != ROOT);
    let mut names: Vec<&str> = [item]
        .into_iter()
        .chain(folders)
        .map(|item| item.name.as_str())
        .collect();
    names.reverse();
    names.join("/")
}

fn is_trashed(items: &BTreeMap<String, Item>, item: &Item) -> bool {
    item.trashed || folders_around(items, item).any(|folder| folder.trashed)
}

fn new_id() -> String {
    format!("1{}", Uuid::new_v4().simple())
}

fn type_of_name(name: &str) -> &'static str {
    match name
        .rsplit_once('.')
        .map(|(_, end)| end.to_ascii_lowercase())
        .as_deref()
    {
        Some("csv") => "text/csv",
        Some("gif") => "image/gif",
        Some("htm" | "html") => "text/html",
        Some("jpeg" | "jpg") => "image/jpeg",
        Some("json") => "application/json",
        Some("pdf") => "application/pdf",
        Some("png") => "image/png",
        Some("txt") => "text/plain",
        Some("xml") => "text/xml",
        Some("zip") => "application/zip",
        _ => "application/octet-stream",
    }
}
