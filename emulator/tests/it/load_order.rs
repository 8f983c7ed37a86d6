//! In which order a project's files come into being: the functions of all of them first.

use serde_json::{Value, json};

use crate::calling::{of_files, run};

async fn called(files: &[(&str, &str)], function: &str) -> Value {
    let (_folder, emulator) = of_files(files).await;
    let answer = run(&emulator, function, json!([])).await;
    match &answer["error"]["details"][0]["errorMessage"] {
        Value::String(message) => message.as_str().into(),
        _ => answer["response"]["result"].clone(),
    }
}

#[tokio::test]
async fn functions_of_later_files_are_there_while_earlier_files_load() {
    let later = "function later(n) { return n * 2 }\nasync function promised() { return 1 }\nfunction* numbers() { yield 7 }";
    let first =
        "const x = later(2);\nconst [y] = numbers();\nfunction a() { return [x, y, typeof promised] }";
    assert_eq!(
        called(&[("A.gs", first), ("B.gs", later)], "a").await,
        json!([4, 7, "function"])
    );
}

#[tokio::test]
async fn what_is_no_declaration_of_a_function_comes_with_its_file() {
    for (later, expected) in [
        (
            "const later = (n) => n * 2;",
            "ReferenceError: later is not defined",
        ),
        ("class later {}", "ReferenceError: later is not defined"),
        (
            "const two = 2;\nfunction later(n) { return n * two }",
            "ReferenceError: two is not defined",
        ),
    ] {
        let files = [
            ("A.gs", "const x = later(2);\nfunction a() { return x }"),
            ("B.gs", later),
        ];
        assert_eq!(called(&files, "a").await, expected, "{later}");
    }
    let files = [
        ("A.gs", "const x = typeof later;\nfunction a() { return x }"),
        ("B.gs", "var later = 1;"),
    ];
    assert_eq!(called(&files, "a").await, "undefined");
}

#[tokio::test]
async fn a_function_is_one_object_before_and_after_its_file() {
    let first =
        "later.kept = 1;\nconst f = later;\nfunction a() { return [later.kept, f === later, later()] }";
    let later = "var one = 1\nfunction later() { return one }\n(one = 2)";
    assert_eq!(
        called(&[("A.gs", first), ("B.gs", later)], "a").await,
        json!([1, true, 2])
    );
}

#[tokio::test]
async fn the_last_declaration_of_a_name_wins() {
    let files = [
        (
            "A.gs",
            "const early = who();\nfunction who() { return 'A' }\nfunction a() { return [early, who()] }",
        ),
        ("B.gs", "function who() { return 'B' }"),
    ];
    assert_eq!(called(&files, "a").await, json!(["B", "B"]));
}

#[tokio::test]
async fn a_directive_of_a_file_is_for_its_functions_and_its_code() {
    let files = [
        (
            "A.gs",
            "function a() { return [strict(), isStrict, (function () { return this === undefined })()] }",
        ),
        (
            "B.gs",
            "'use strict';\nvar isStrict = (function () { return this === undefined })();\nfunction strict() { return this === undefined }",
        ),
    ];
    assert_eq!(called(&files, "a").await, json!([true, true, false]));
}

/// Their functions are defined and their code is run apart, yet from the same lines and columns.
#[tokio::test]
async fn stacks_show_the_places_of_the_files() {
    let files = [
        (
            "A.gs",
            "const ö = 1; function a() { const x = later(); return x }",
        ),
        (
            "B.gs",
            "var before = 'ä';\n\nfunction later() {\n  try { ö(); } catch (e) { return e.stack }\n}",
        ),
    ];
    let stack = called(&files, "a").await;
    let stack: Vec<&str> = stack.as_str().unwrap().lines().take(3).collect();
    let expected = [
        "TypeError: ö is not a function",
        "    at later (B:4:9)",
        "    at a (A:1:39)",
    ];
    assert_eq!(stack, expected);
}
