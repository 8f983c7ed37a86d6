use std::{fs, path::PathBuf};

/// A recorded answer and what INDEX.md says of it.
pub(crate) struct Fixture {
    pub(crate) text: String,
    /// The HTTP status; none for a request.
    pub(crate) status: Option<u16>,
    kind: String,
}

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/run"))
}

/// The names of all fixtures.
pub(crate) fn files() -> Vec<String> {
    let names = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name != "INDEX.md").collect()
}

impl Fixture {
    pub(crate) fn read(name: &str) -> Self {
        let index = fs::read_to_string(folder().join("INDEX.md")).unwrap();
        let line = index
            .lines()
            .find(|line| line.starts_with(&format!("| {name} |")));
        let columns: Vec<&str> = line.expect(name).split('|').map(str::trim).collect();
        Self {
            text: fs::read_to_string(folder().join(name)).unwrap(),
            status: columns[2].parse().ok(),
            kind: columns[3].to_owned(),
        }
    }

    pub(crate) fn is_unverified(&self) -> bool {
        self.kind.contains("UNVERIFIED")
    }
}
