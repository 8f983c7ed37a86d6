//! A crate of its own, which cargo compiles again when the script is another, with nothing to set up.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const LIBRARY: &str = r#"
#[apps_script::apps_script(id = "AKfycbxRebuild", source = "the script")]
pub trait Script {
    async fn total(&self) -> apps_script::Result<f64>;
    async fn adjust(&self, by: i32) -> apps_script::Result<f64>;
}
"#;

const TOTAL: &str = "function total() { return 1; }\n";
const ADJUST: &str = "/** @param {number} by */\nfunction adjust(by) { return by; }\n";

#[test]
fn the_crate_is_compiled_again_when_the_script_is_another() {
    let scratch = Scratch::new("edited", None);
    scratch.passes();
    scratch.is_fresh();

    scratch.write(
        "the script/Adjust.gs",
        "/** @param {string} by */\nfunction adjust(by) {}\n",
    );
    scratch.fails_with("`i32` is sent as a number, and `adjust` (Adjust.gs:2) takes a string");
    scratch.write("the script/Adjust.gs", ADJUST);
    scratch.passes();

    scratch.remove("the script/Adjust.gs");
    scratch.fails_with("the script in `the script` has no function `adjust`");
    scratch.write("the script/Adjust.gs", ADJUST);
    scratch.passes();

    scratch.write("the script/appsscript.json", "{ not JSON");
    scratch.write("the script/Total.gs", TOTAL);
    scratch.fails_with("appsscript.json");
    scratch.write("the script/appsscript.json", "{}");
    scratch.passes();
    scratch.write("the script/appsscript.json", "{ not JSON");
    scratch.fails_with("appsscript.json");
}

#[test]
fn a_build_script_of_one_line_sees_a_file_that_is_added() {
    let scratch = Scratch::new(
        "added",
        Some("fn main() { apps_script_source::rerun_if_changed(\"the script\") }\n"),
    );
    scratch.passes();
    scratch.is_fresh();
    scratch.write("the script/Later.gs", "function total() {\n  return (;\n}\n");
    scratch.fails_with("the script cannot be parsed: Later.gs:2:");
}

/// A crate outside of the workspace, which shares the target folder of the UI cases.
struct Scratch {
    folder: PathBuf,
    target: PathBuf,
}

impl Scratch {
    fn new(name: &str, build_script: Option<&str>) -> Self {
        let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let scratch = Self {
            folder: temporary.join("rebuild").join(name),
            target: temporary.join("../tests/trybuild"),
        };
        let _ = fs::remove_dir_all(&scratch.folder);
        scratch.write("Cargo.toml", &manifest(name, &workspace, build_script.is_some()));
        if let Some(build_script) = build_script {
            scratch.write("build.rs", build_script);
        }
        scratch.write("src/lib.rs", LIBRARY);
        scratch.write("the script/Total.gs", TOTAL);
        scratch.write("the script/Adjust.gs", ADJUST);
        fs::copy(workspace.join("Cargo.lock"), scratch.folder.join("Cargo.lock"))
            .expect("the lock file is there");
        scratch
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.folder.join(path)).expect("the file is there");
    }

    fn passes(&self) {
        let (success, said) = self.check();
        assert!(success, "{said}");
    }

    fn is_fresh(&self) {
        let (success, said) = self.check();
        assert!(success, "{said}");
        assert!(
            !said.contains("Checking"),
            "compiled again, and nothing has changed: {said}"
        );
    }

    fn fails_with(&self, words: &str) {
        let (success, said) = self.check();
        assert!(!success, "it passes, and should say: {words}");
        assert!(said.contains(words), "{words}\nis not in\n{said}");
    }

    /// Whether cargo is content, and what it says.
    fn check(&self) -> (bool, String) {
        let output = Command::new(env!("CARGO"))
            .args(["check", "--offline"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_TERM_COLOR", "never")
            .env_remove("CARGO_TERM_QUIET")
            .output()
            .expect("cargo can be started");
        (
            output.status.success(),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        )
    }
}

fn manifest(name: &str, workspace: &Path, has_build_script: bool) -> String {
    let dependency = |path: &str| format!("path = '{}'", workspace.join(path).display());
    let mut manifest = format!(
        "[package]\nname = \"rebuild-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         apps-script = {{ {}, default-features = false, features = [\"source\"] }}\n",
        dependency("runtime")
    );
    if has_build_script {
        manifest += &format!(
            "\n[build-dependencies]\napps-script-source = {{ {} }}\n",
            dependency("source")
        );
    }
    manifest
}
