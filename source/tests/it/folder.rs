//! A folder gives the files that clasp would push, in their order.

use std::{fs, path::Path};

use apps_script_source::{Project, ReadError};

/// The names of the files of a folder, and their text if they have one: `path=text`.
fn project(files: &[&str]) -> Result<Project, ReadError> {
    Project::from_files(
        files
            .iter()
            .map(|file| file.split_once('=').unwrap_or((file, ""))),
    )
}

fn names(project: &Project) -> String {
    let files = project.files.iter().map(|file| file.name.as_str());
    let typescript = project.typescript.iter().map(|file| file.name.as_str());
    let (files, typescript): (Vec<_>, Vec<_>) = (files.collect(), typescript.collect());
    match typescript.as_slice() {
        [] => files.join(" "),
        _ => format!("{} + {}", files.join(" "), typescript.join(" ")),
    }
}

#[test]
fn a_folder_gives_the_files_that_clasp_pushes() {
    let cases: [(&[&str], &str); 30] = [
        (&["b.gs", "a.js", "C.gs", "_d.gs"], "_d a b C"),
        (&["Code.gs", "page.html", "readme.md", "data.json"], "Code"),
        (&["Code.gs", "sub/deep/a.gs", "sub.gs"], "Code sub sub/deep/a"),
        (&["CODE.GS", "a.Js"], "a CODE"),
        (&["Code.gs", "node_modules/a/index.js", ".git/hook.js"], "Code"),
        (&["Code.gs", "sub/node_modules/a.js"], "Code sub/node_modules/a"),
        (&["Code.ts", "types.d.ts"], " + Code types.d"),
        (&["Code.js", "Code.ts"], "Code + Code"),
        (&["a.mjs", "b.gs", "c.jsx", "gs", ".gs"], "b"),
        (&[r#".clasp.json={"rootDir": "src"}"#, "src/a.gs", "b.gs"], "a"),
        (&[r#".clasp.json={"rootDir": "./src/"}"#, "src/a.gs", "b.gs"], "a"),
        (&[r#".clasp.json={"rootDir": ""}"#, "src/a.gs", "b.gs"], "b src/a"),
        (
            &[
                r#".clasp.json={"srcDir": "", "rootDir": "src"}"#,
                "src/a.gs",
                "b.gs",
            ],
            "a",
        ),
        (
            &[
                r#".clasp.json={"srcDir": "lib", "rootDir": "src"}"#,
                "src/a.gs",
                "lib/b.gs",
            ],
            "b",
        ),
        (
            &[
                r#".clasp.json={"filePushOrder": ["c.gs", "b.gs"]}"#,
                "a.gs",
                "b.gs",
                "c.gs",
            ],
            "c b a",
        ),
        (
            &[
                r#".clasp.json={"filePushOrder": ["./c.gs", "none.gs"]}"#,
                "a.gs",
                "c.gs",
            ],
            "c a",
        ),
        (
            &[
                r#".clasp.json={"rootDir": "src", "filePushOrder": ["src/b.gs"]}"#,
                "src/a.gs",
                "src/b.gs",
            ],
            "b a",
        ),
        (&[r#".clasp.json={"fileExtension": "gs"}"#, "a.gs", "b.js"], "a"),
        (&[r#".clasp.json={"fileExtension": ".JS"}"#, "a.gs", "b.js"], "b"),
        (
            &[
                r#".clasp.json={"scriptExtensions": ["gs", ".es6"]}"#,
                "a.es6",
                "b.js",
                "c.gs",
            ],
            "a c",
        ),
        (
            &[r#".clasp.json={"scriptExtensions": "gs"}"#, "b.js", "c.gs"],
            "c",
        ),
        (
            &[r#".clasp.json={"fileExtension": "ts"}"#, "b.js", "c.ts"],
            " + c",
        ),
        (
            &[r#".clasp.json={"skipSubdirectories": true}"#, "a.gs", "b/c.gs"],
            "a",
        ),
        (
            &[".clasp.json={\"rootDir\": \"src\", // where\n}", "src/a.gs"],
            "a",
        ),
        (&[".clasp.json=\u{feff}{\"rootDir\": \"src\"}", "src/a.gs"], "a"),
        (
            &[
                ".clasp.json={rootDir: 'src', /* JSON5 */ skipSubdirectories: true,}",
                "src/a.gs",
                "src/b/c.gs",
            ],
            "a",
        ),
        (
            &[".claspignore=test/**", "a.gs", "test/b.gs", "node_modules/c.js"],
            "a node_modules/c",
        ),
        (
            &[
                ".claspignore=**/**\r\n!src/*.gs",
                "a.gs",
                "src/b.gs",
                "src/c/d.gs",
            ],
            "src/b",
        ),
        (
            &[
                r#".clasp.json={"rootDir": "src"}"#,
                ".claspignore=b.gs",
                "src/a.gs",
                "src/b.gs",
            ],
            "a",
        ),
        (
            &[".claspignore=", "a.gs", "node_modules/b.js"],
            "a node_modules/b",
        ),
    ];
    for (files, expected) in cases {
        let project = project(files).unwrap_or_else(|error| panic!("{files:?}: {error}"));
        assert_eq!(names(&project), expected, "{files:?}");
    }
}

#[test]
fn a_folder_that_is_no_project_says_why() {
    let cases: [(&[&str], &str); 9] = [
        (&[], "there is no script at "),
        (&["a.md"], "no script in : it has no .gs, .js or .ts file"),
        (&["a.d.ts"], "no script in : it has no .gs, .js or .ts file"),
        (
            &["a.gs", ".claspignore=**"],
            "no script in : it has no .gs, .js or .ts file",
        ),
        (
            &[r#".clasp.json={"rootDir": "dist"}"#, "a.gs"],
            "there is no script at dist; `rootDir` of .clasp.json names this folder: write it relative to that file, and build the script \
             first if a build makes the folder",
        ),
        (
            &[".clasp.json=[", "a.gs"],
            ".clasp.json is malformed: expected opening brace at line 1 column 1",
        ),
        (
            &[r#".clasp.json={"rootDir": 5}"#, "a.gs"],
            ".clasp.json is malformed: expected string at line 1 column 13",
        ),
        (
            &["appsscript.json={", "a.gs"],
            "appsscript.json is malformed: EOF while parsing an object at line 1 column 1",
        ),
        (
            &[r#"appsscript.json={"executionApi":{"access":"ALL"}}"#, "a.gs"],
            "appsscript.json is malformed: unknown variant `ALL`, expected one of `MYSELF`, `DOMAIN`, `ANYONE`, \
             `ANYONE_ANONYMOUS` at line 1 column 31",
        ),
    ];
    for (files, expected) in cases {
        let error = project(files).expect_err(&format!("{files:?}"));
        assert_eq!(error.to_string(), expected, "{files:?}");
    }
}

#[test]
fn the_manifest_stands_beside_the_code() {
    let manifest = r#"appsscript.json={"timeZone": "Europe/Berlin"}"#;
    let cases: [(&[&str], Option<&str>); 4] = [
        (&[manifest, "a.gs"], Some("Europe/Berlin")),
        (&["a.gs"], None),
        (&[r#".clasp.json={"rootDir": "src"}"#, manifest, "src/a.gs"], None),
        (
            &[
                r#".clasp.json={"rootDir": "src"}"#,
                r#"src/appsscript.json={"timeZone": "UTC"}"#,
                "src/a.gs",
            ],
            Some("UTC"),
        ),
    ];
    for (files, expected) in cases {
        let project = project(files).expect("a project");
        assert_eq!(project.manifest.time_zone.as_deref(), expected, "{files:?}");
    }
}

#[test]
fn a_folder_on_disk_and_one_file_of_it_can_be_read() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("a project");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("src/node_modules")).unwrap();
    for (path, text) in [
        (
            ".clasp.json",
            r#"{"rootDir": "src", "filePushOrder": ["src/z.gs"], "parentId": ["sheet"]}"#,
        ),
        ("src/appsscript.json", r#"{"oauthScopes": []}"#),
        ("src/Code.gs", "\u{feff}function f() {}"),
        ("src/z.gs", "function g() {}"),
        ("src/node_modules/a.js", "function h() {}"),
    ] {
        fs::write(folder.join(path), text).unwrap();
    }
    let names_of = |path: &Path| names(&Project::read(path).expect("a project"));
    assert_eq!(names_of(&folder), "z Code");
    assert_eq!(
        names_of(&folder.join("src")),
        "z Code",
        "the settings stand above"
    );
    assert_eq!(names_of(&folder.join("src/Code.gs")), "Code");

    let project = Project::read(&folder).unwrap();
    assert_eq!(project.parent_id.as_deref(), Some("sheet"));
    assert_eq!(project.function("f").unwrap().place.to_string(), "Code.gs:1");
    assert_eq!(
        project.function("f").unwrap().place.column,
        10,
        "the byte order mark is no character"
    );
    let inputs: Vec<_> = project
        .inputs()
        .map(|path| path.strip_prefix(&folder).unwrap())
        .collect();
    let expected = [".clasp.json", "src/appsscript.json", "src/z.gs", "src/Code.gs"].map(Path::new);
    assert_eq!(inputs, expected);

    let missing = Project::read(folder.join("script")).unwrap_err().to_string();
    assert_eq!(
        missing,
        format!("there is no script at {}", folder.join("script").display())
    );
}

#[test]
fn html_files_are_pages_and_no_code() {
    let files = [
        ("Code.gs", "function f() {}"),
        ("ui/Page.HTML", "<p>"),
        ("readme.md", ""),
    ];
    let project = Project::from_files(files).unwrap();
    let pages: Vec<_> = project
        .pages
        .iter()
        .map(|page| (page.name.as_str(), page.code.as_str()))
        .collect();
    assert_eq!(pages, [("ui/Page", "<p>")]);
    assert_eq!(project.files.len(), 1);
    assert!(Project::from_files([("page.html", "<p>")]).is_err());
}

#[test]
fn settings_that_lead_nowhere_are_named() {
    for (files, message) in [
        (
            &[".clasp.json={\"rootDir\": \"build\"}", "src/a.ts"][..],
            "there is no script at build; `rootDir` of .clasp.json names this folder: write it relative to that file, and build the script \
             first if a build makes the folder",
        ),
        (
            &[".clasp.json={\"rootDir\": \"/no/such/build\"}", "a.gs"],
            "there is no script at /no/such/build; `rootDir` of .clasp.json names this folder: write it relative to that file, and build the script \
             first if a build makes the folder",
        ),
        (
            &[".clasp.json={\"rootDir\": \"build\"}", "build/a.txt"],
            "no script in build: it has no .gs, .js or .ts file; `rootDir` of .clasp.json names this folder: write it relative to that file, and build the script \
             first if a build makes the folder",
        ),
    ] {
        assert_eq!(project(files).unwrap_err().to_string(), message, "{files:?}");
    }
}

#[test]
fn settings_may_nest_as_deep_as_anybody_likes() {
    for (begin, repeated) in [
        ("", "["),
        ("", "{x:"),
        // A bracket in a text or in a comment closes nothing.
        ("", "[\"]\","),
        ("", "[/*]]]*/"),
        ("\"]]]]\",y:", "['}',"),
    ] {
        let deep = format!(".clasp.json={{x: {begin}{}", repeated.repeat(300_000));
        let message = project(&[&deep, "a.gs"]).unwrap_err().to_string();
        assert!(
            message.contains("too many values within each other"),
            "{repeated}: {message}"
        );
    }
}

/// Nothing is read from a pipe or a device: neither has an end.
#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("Pipe.gs");
    let made = std::process::Command::new("mkfifo").arg(&file).status().unwrap();
    assert!(made.success());
    let refused = |file: &std::path::Path| {
        let fault = Project::read(folder.path()).unwrap_err().to_string();
        assert!(
            fault.contains("it is not a regular file")
                && fault.contains(file.file_name().unwrap().to_str().unwrap()),
            "{fault}"
        );
    };
    refused(&file);
    std::fs::remove_file(&file).unwrap();
    let device = folder.path().join("Device.js");
    std::os::unix::fs::symlink("/dev/zero", &device).unwrap();
    refused(&device);
    // What is not pushed is not read.
    std::fs::rename(&device, folder.path().join("Device.txt")).unwrap();
    std::fs::write(folder.path().join("Code.gs"), "function f() {}").unwrap();
    Project::read(folder.path()).unwrap();
}
