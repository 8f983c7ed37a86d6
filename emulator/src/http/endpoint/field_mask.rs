//! `fields`: which parts of an answer the caller wants, such as `done,response(result/items)`.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

/// What the answer to a call can have.
pub(super) const OPERATION: &[&str] = &["done", "response", "error", "name", "metadata"];

/// Nobody asks for more; deeper ones would not fit the stack.
const DEEPEST: usize = 64;

/// A tree of names. One without branches stands for all that is below it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct FieldMask(BTreeMap<String, FieldMask>);

/// The path that does not exist or cannot be read.
#[derive(Debug, PartialEq)]
pub(super) struct BadMask(pub(super) String);

impl FieldMask {
    /// Reads a mask for an answer that can have the fields `known`; an empty one asks for everything.
    pub(super) fn parse(text: &str, known: &[&str]) -> Result<Option<Self>, BadMask> {
        let bad = || BadMask(text.to_owned());
        if text.is_empty() {
            return Ok(None);
        }
        let mut rest = text;
        let mask = Self::list(&mut rest, 0).ok_or_else(bad)?;
        if !rest.is_empty() {
            return Err(bad());
        }
        let is_known = |name: &str| name == "*" || known.contains(&name);
        match mask.0.keys().find(|name| !is_known(name)) {
            Some(unknown) => Err(BadMask(unknown.clone())),
            None => Ok(Some(mask)),
        }
    }

    fn list(rest: &mut &str, depth: usize) -> Option<Self> {
        let mut mask = Self::default();
        loop {
            mask.item(rest, depth)?;
            match rest.strip_prefix(',') {
                Some(after) => *rest = after,
                None => return Some(mask),
            }
        }
    }

    /// A name, and what is wanted below it.
    fn item(&mut self, rest: &mut &str, depth: usize) -> Option<()> {
        let end = rest.find([',', '/', '(', ')']).unwrap_or(rest.len());
        let (name, after) = rest.split_at_checked(end)?;
        *rest = after;
        if name.is_empty() || depth > DEEPEST {
            return None;
        }
        let below = match rest.chars().next() {
            Some('/') => {
                *rest = rest.strip_prefix('/')?;
                let mut below = Self::default();
                below.item(rest, depth + 1)?;
                below
            }
            Some('(') => {
                *rest = rest.strip_prefix('(')?;
                let below = Self::list(rest, depth + 1)?;
                *rest = rest.strip_prefix(')')?;
                below
            }
            _ => Self::default(),
        };
        self.add(name, below);
        Some(())
    }

    fn add(&mut self, name: &str, below: Self) {
        match self.0.get_mut(name) {
            None => {
                self.0.insert(name.to_owned(), below);
            }
            // Everything that is below is asked for already.
            Some(all) if all.0.is_empty() => {}
            Some(all) if below.0.is_empty() => *all = below,
            Some(known) => {
                for (name, below) in below.0 {
                    known.add(&name, below);
                }
            }
        }
    }

    /// Leaves what was asked for.
    pub(super) fn apply(&self, value: Json) -> Json {
        match value {
            _ if self.0.is_empty() => value,
            Json::Object(fields) => Json::Object(self.apply_to_fields(fields)),
            Json::Array(items) => items.into_iter().map(|item| self.apply(item)).collect(),
            other => other,
        }
    }

    fn apply_to_fields(&self, fields: Map<String, Json>) -> Map<String, Json> {
        let wanted = |name: &str| self.0.get(name).or_else(|| self.0.get("*"));
        fields
            .into_iter()
            .filter_map(|(name, value)| wanted(&name).map(|mask| (name, mask.apply(value))))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{BadMask, FieldMask, OPERATION};

    #[test]
    fn leaves_what_was_asked_for() {
        let answer = || json!({ "done": true, "response": { "@type": "t", "result": { "items": [{ "a": 1, "b": { "c": 2, "d": 3 } }, { "b": 5 }], "n": 4 } } });
        for (mask, expected) in [
            ("", answer()),
            ("*", answer()),
            ("done", json!({ "done": true })),
            ("done,error", json!({ "done": true })),
            (
                "response/result/n",
                json!({ "response": { "result": { "n": 4 } } }),
            ),
            (
                "response(@type,result/items/a)",
                json!({ "response": { "@type": "t", "result": { "items": [{ "a": 1 }, {}] } } }),
            ),
            (
                "response/result/items(a,b(c,d))",
                json!({ "response": { "result": { "items": [{ "a": 1, "b": { "c": 2, "d": 3 } }, { "b": 5 }] } } }),
            ),
            (
                "response/*/n,response/result/items/b/c",
                json!({ "response": { "@type": "t", "result": { "items": [{ "b": { "c": 2 } }, { "b": 5 }] } } }),
            ),
            (
                "response,response/result/n",
                json!({ "response": answer()["response"] }),
            ),
        ] {
            let parsed = FieldMask::parse(mask, OPERATION).unwrap();
            let left = match parsed {
                Some(parsed) => parsed.apply(answer()),
                None => answer(),
            };
            assert_eq!(left, expected, "{mask}");
        }
    }

    #[test]
    fn names_what_it_cannot_read() {
        let deep = format!("response{}", "/a".repeat(10_000));
        let nested = "response(".repeat(10_000);
        for (mask, path) in [
            ("results", "results"),
            ("done,results/a", "results"),
            ("done,", "done,"),
            ("response(result", "response(result"),
            ("response)", "response)"),
            ("/done", "/done"),
            (&deep, &deep),
            (&nested, &nested),
        ] {
            assert_eq!(FieldMask::parse(mask, OPERATION), Err(BadMask(path.to_owned())));
        }
    }
}
