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
                Some(other) if signature(other) != signature(function) => {
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

    /// One sentence.
    pub(super) fn described(&self) -> String {
        let mut parts = Vec::new();
        if !self.not_deployed.is_empty() {
            parts.push(format!("not deployed yet: {}", self.not_deployed.join(", ")));
        }
        if !self.removed.is_empty() {
            parts.push(format!(
                "deployed, but no longer in the folder: {}",
                self.removed.join(", ")
            ));
        }
        for (deployed, folder) in &self.changed {
            parts.push(format!("deployed as {deployed}, in the folder {folder}"));
        }
        parts.join("; ")
    }
}

fn public(project: &Project) -> impl Iterator<Item = &Function> {
    project
        .functions()
        .iter()
        .filter(|function| !function.is_private())
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
        let deployed =
            project("function same(a) {} function gone() {} function other(a) {} function hidden_() {}");
        let folder = project("function same(a) {} function added(x = 1) {} function other(a, ...rest) {}");
        assert_eq!(
            Difference::between(&deployed, &folder).described(),
            "not deployed yet: added(x?); deployed, but no longer in the folder: gone(); deployed as other(a), in the \
             folder other(a, ...rest)"
        );
        assert!(Difference::between(&folder, &folder).is_none());
    }
}
