//! Reads `functions.txt`.

/// What the reader must find in one project.
#[derive(Default)]
pub(crate) struct Expected {
    pub(crate) functions: Vec<String>,
    /// Names and what they stand for.
    pub(crate) types: Vec<(&'static str, &'static str)>,
}

/// The projects in the table, by the names of their folders.
pub(crate) fn projects() -> impl Iterator<Item = (&'static str, Expected)> {
    include_str!("functions.txt")
        .split("\n\n")
        .filter(|paragraph| !paragraph.starts_with('#'))
        .map(|paragraph| {
            let mut lines = paragraph.lines();
            let name = lines.next().unwrap_or_default();
            let mut expected = Expected::default();
            for line in lines.map(str::trim) {
                match line.strip_prefix("type ") {
                    Some(definition) => expected
                        .types
                        .push(definition.split_once(" = ").unwrap_or((definition, ""))),
                    None => expected.functions.push(line.into()),
                }
            }
            (name, expected)
        })
}
