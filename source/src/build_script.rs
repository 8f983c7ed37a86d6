use std::path::Path;

use crate::project::Project;

/// Lets cargo compile a crate anew when a file is added to its script. It is for build scripts, and all that such
/// a script must have; the path is the one that stands behind `source =` in the attribute.
///
/// Edited and removed files need none of this: the attribute watches them by itself.
///
/// ```no_run
/// // build.rs, in its `main`
/// apps_script_source::rerun_if_changed("script");
/// ```
pub fn rerun_if_changed(source: impl AsRef<Path>) {
    for path in watched(source.as_ref()) {
        println!("cargo:rerun-if-changed={path}");
    }
}

/// The path itself, and the code's folder where `.clasp.json` says that it is another.
fn watched(source: &Path) -> Vec<String> {
    let root = Project::read(source).ok().map(|project| project.root);
    let root = root.filter(|root| !root.starts_with(source) && !source.starts_with(root));
    [Some(source.to_owned()), root]
        .into_iter()
        .flatten()
        .map(|path| path.display().to_string())
        .collect()
}

#[cfg(test)]
mod tests {
    use std::{env, fs, process};

    use super::watched;

    #[test]
    fn watches_the_folder_of_the_code_too() {
        let folder = env::temp_dir().join(format!("apps-script-watched-{}", process::id()));
        let settings = folder.join("settings");
        let code = folder.join("code");
        fs::create_dir_all(&settings).expect("a folder can be made");
        fs::create_dir_all(&code).expect("a folder can be made");
        fs::write(settings.join(".clasp.json"), r#"{"rootDir": "../code"}"#).expect("a file can be written");
        fs::write(code.join("Code.gs"), "").expect("a file can be written");
        let text = |path: &std::path::Path| path.display().to_string();
        assert_eq!(watched(&settings), [text(&settings), text(&code)]);
        assert_eq!(watched(&code), [text(&code)]);
        assert_eq!(watched(&folder.join("none")), [text(&folder.join("none"))]);
        fs::remove_dir_all(folder).expect("the folder is there");
    }
}
