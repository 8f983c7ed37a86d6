//! How the functions of two states of a script differ.

use apps_script_source::{Function, ParameterKind, Project};

/// Public functions that are not the same in the deployed code as in the folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Difference {
    /// In the folder, and not deployed.
    pub(super) not_deployed: Vec<String>,
    /// Deployed, and no longer in the folder.
    pub(super) removed: Vec<String>,
    /// With other parameters: as deployed, and as in the folder.
    pub(super) changed: Vec<(String, String)>,
}

impl Difference {
    pub(super) fn between(deployed: &Project, folder: &Project) -> Self {
        let mut difference = Self::default();
        for function in public(folder) {
            match deployed.function(&function.name) {
                None => difference.not_deployed.push(signature(function)),
                Some(other) if !takes_the_same(other, function) => {
                    difference.changed.push((signature(other), signature(function)));
                }
                Some(_) => {}
            }
        }
        let is_gone = |function: &&Function| folder.function(&function.name).is_none();
        difference.removed = public(deployed).filter(is_gone).map(signature).collect();
        difference
    }

    pub(super) fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// How many functions differ.
    pub(super) fn summary(&self) -> String {
        match self.not_deployed.len() + self.removed.len() + self.changed.len() {
            1 => "1 function differs".to_owned(),
            count => format!("{count} functions differ"),
        }
    }

    /// One line for each function.
    pub(super) fn lines(&self) -> Vec<String> {
        let new = self
            .not_deployed
            .iter()
            .map(|one| format!("only in the folder: {one}"));
        let gone = self
            .removed
            .iter()
            .map(|one| format!("only in the deployed version: {one}"));
        let changed = self
            .changed
            .iter()
            .map(|(deployed, folder)| format!("{folder} is deployed as {deployed}"));
        new.chain(gone).chain(changed).collect()
    }
}

fn public(project: &Project) -> impl Iterator<Item = &Function> {
    project
        .functions()
        .iter()
        .filter(|function| !function.is_private())
}

/// Whether the parameters are the same by name and kind. Which may be missing does not count: what is compiled from
/// TypeScript no longer says so.
fn takes_the_same(one: &Function, other: &Function) -> bool {
    let parameters = |function: &Function| -> Vec<_> {
        let parameters = function.parameters.iter();
        parameters
            .map(|parameter| (parameter.name.clone(), parameter.kind))
            .collect()
    };
    parameters(one) == parameters(other)
}

/// `name(a, b?, ...rest)`.
fn signature(function: &Function) -> String {
    let parameters = function.parameters.iter().map(|parameter| {
        let name = parameter.name.as_deref().unwrap_or("{}");
        match (parameter.kind, parameter.optional) {
            (ParameterKind::Rest, _) => format!("...{name}"),
            (_, true) => format!("{name}?"),
            (_, false) => name.to_owned(),
        }
    });
    format!("{}({})", function.name, parameters.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use apps_script_source::Project;

    use super::Difference;

    #[test]
    fn names_what_is_missing_new_or_changed() {
        let project = |code: &str| Project::from_files([("Code.gs", code)]).unwrap();
        let deployed = project(
            "function same(a) {} function optional(a) {} function gone() {} function other(a) {} function hidden_() {}",
        );
        let folder = project(
            "function same(a) {} function optional(a = 1) {} function added(x = 1) {} function other(a, ...rest) {}",
        );
        let difference = Difference::between(&deployed, &folder);
        assert_eq!(difference.summary(), "3 functions differ");
        assert_eq!(
            difference.lines(),
            [
                "only in the folder: added(x?)",
                "only in the deployed version: gone()",
                "other(a, ...rest) is deployed as other(a)",
            ]
        );
        assert!(Difference::between(&folder, &folder).is_none());
    }
}
