//! What the attribute refuses, and in which words: one mistake a file, in a folder for its theme.
//!
//! `TRYBUILD=overwrite cargo test -p apps-script-tests --test ui` writes the expected output anew.

#[test]
fn refuses_with_the_words_that_are_expected() {
    let cases = trybuild::TestCases::new();
    for theme in [
        "blocking",
        "id",
        "implementation",
        "item",
        "keys",
        "method",
        "name",
        "other_attributes",
        "parameter",
        "returns",
    ] {
        cases.compile_fail(format!("ui/{theme}/*.rs"));
    }
    cases.pass("ui/accepted/*.rs");
}
