//! What the attribute says where a feature is needed but off. This package switches none on.

#[test]
fn names_the_feature_that_is_off() {
    trybuild::TestCases::new().compile_fail("ui/*.rs");
}
