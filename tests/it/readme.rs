//! What the README says of the program and of the emulator is true, and the guide is complete.

use std::{fs, path::Path};

use apps_script::apps_script;
use apps_script_emulator::Emulator;

const README: &str = include_str!("../../README.md");
const DOCTOR: &str = include_str!("../../cli/tests/it/doctor.rs");
const DOCUMENTED: &str = include_str!("../../emulator/src/services/documented/members.txt");

/// Each line that `doctor` prints in the README is one that its own tests expect.
#[test]
fn shows_what_doctor_prints() {
    let expected = DOCTOR.replace("[..]/", "");
    let lines: Vec<&str> = README
        .lines()
        .map(str::trim_start)
        .filter(|line| line.starts_with("failed "))
        .collect();
    assert!(lines.len() > 5, "{lines:?}");
    for line in lines {
        assert!(expected.contains(line), "no test of `doctor` expects {line:?}");
    }
}

/// `tests/guide.rs` compiles the code of every page, and the index of the guide names it.
#[test]
fn no_page_of_the_guide_is_left_out() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/src/guide");
    let index = fs::read_to_string(folder.join("mod.rs")).unwrap();
    let compiled = fs::read_to_string("guide.rs").unwrap();
    let mut pages = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "md") {
            let page = path.file_stem().unwrap().to_str().unwrap();
            assert!(compiled.contains(&format!("guide/{page}.md")), "{page}");
            assert!(index.contains(&format!("//! | [`{page}`]")), "{page}");
            pages += 1;
        }
    }
    assert!(pages > 10, "{pages}");
}

#[apps_script]
trait Members {
    /// Those of `members` that the emulator says it lacks.
    async fn lacking(&self, service: &str, members: Vec<&str>) -> apps_script::Result<Vec<String>>;
}

const LACKING: &str = "
function lacking(service, members) {
  void globalThis[service].toString;
  return members.filter((member) => {
    try {
      void globalThis[service][member];
      return false;
    } catch (error) {
      if (!error.message.includes('is not part of the emulator')) throw error;
      return true;
    }
  });
}";

#[tokio::test]
async fn lists_the_services_of_the_emulator() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        "appsscript.json",
        r#"{"executionApi":{},"oauthScopes":["x"]}"#,
    );
    write(folder.path(), "Lacking.gs", LACKING);
    let emulator = Emulator::builder().project(folder.path()).start().await.unwrap();
    let members = MembersClient::from_vars(emulator.vars()).unwrap();
    for (row, expects) in [
        (
            "every documented member",
            (|lacking, _| lacking == 0) as fn(usize, usize) -> bool,
        ),
        ("in part", |lacking, documented| lacking < documented),
        ("not there", |lacking, documented| lacking == documented),
    ] {
        for service in services(row) {
            let documented = documented(service);
            let lacking = members.lacking(service, documented.clone()).await.unwrap();
            assert!(
                expects(lacking.len(), documented.len()),
                "{service} is {row} in the README, and lacks {lacking:?} of {documented:?}"
            );
        }
    }
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).unwrap();
}

/// The names between backticks in a row of the README's table.
fn services(row: &str) -> Vec<&'static str> {
    let start = format!("| {row} |");
    let line = README.lines().find(|line| line.starts_with(&start)).unwrap();
    line.split('`').skip(1).step_by(2).collect()
}

fn documented(service: &str) -> Vec<&'static str> {
    let start = format!("{service}: ");
    let line = DOCUMENTED.lines().find_map(|line| line.strip_prefix(&start));
    line.map(|members| members.split(' ').collect())
        .unwrap_or_default()
}
