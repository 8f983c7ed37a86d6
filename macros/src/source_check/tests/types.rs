//! Types as the script says them against those of Rust.

use super::mistakes;

#[test]
fn a_function_that_reads_its_arguments_takes_any_number() {
    let script = "function f(a) { return arguments.length; }";
    for method in ["", "a: T", "a: T, b: T"] {
        let found = mistakes(script, &format!("async fn f(&self, {method}) -> R<()>;"));
        assert_eq!(found, Vec::<String>::new(), "{method}");
    }
}

/// A JSDoc type, a Rust type, and whether they contradict each other.
#[test]
fn a_parameter_must_not_contradict() {
    for (jsdoc, rust, contradicts) in [
        ("{string}", "&str", false),
        ("{string}", "&'a String", false),
        ("{string}", "char", false),
        ("{string}", "Cow<'_, str>", false),
        ("{string}", "Box<str>", false),
        ("{string}", "std::sync::Arc<str>", false),
        ("{string}", "u32", true),
        ("{string}", "bool", true),
        ("{string}", "()", true),
        ("{string}", "Vec<String>", true),
        ("{string}", "HashMap<String, String>", true),
        ("{string}", "Sku", false),
        ("{string}", "my::String", false),
        ("{string}", "serde_json::Value", false),
        ("{number}", "u32", false),
        ("{number}", "&f64", false),
        ("{number}", "std::num::NonZeroU8", false),
        ("{number}", "&str", true),
        ("{boolean}", "bool", false),
        ("{boolean}", "&[bool]", true),
        ("{boolean}", "i8", true),
        ("{number[]}", "&[f64]", false),
        ("{number[]}", "[f64; 3]", false),
        ("{number[]}", "(f64, u8)", false),
        ("{number[]}", "Vec<u8>", false),
        ("{number[]}", "BTreeSet<i64>", false),
        ("{number[]}", "VecDeque<i64>", false),
        ("{number[]}", "&[&str]", true),
        ("{number[]}", "(f64, String)", true),
        ("{number[]}", "f64", true),
        ("{number[]}", "HashMap<String, f64>", true),
        ("{Array}", "Vec<T>", false),
        ("{Array<Array<string>>}", "&[Vec<String>]", false),
        ("{Array<Array<string>>}", "&[Vec<f64>]", true),
        ("{Array<Array<string>>}", "&[String]", true),
        ("{Object<string, number>}", "&HashMap<String, u32>", false),
        ("{Object<string, number>}", "BTreeMap<&str, &str>", true),
        ("{Object<string, number>}", "Vec<f64>", true),
        ("{object}", "Vec<f64>", false),
        ("{object}", "HashMap<u8, f64>", false),
        ("{object}", "u8", true),
        ("{{a: string}}", "HashMap<String, String>", false),
        ("{{a: string}}", "HashMap<String, f64>", true),
        ("{{a: string}}", "&str", true),
        ("{{a: string}}", "Vec<String>", true),
        ("{{a: string}}", "Item", false),
        ("{string|number}", "u32", false),
        ("{string|number}", "&str", false),
        ("{string|number}", "bool", true),
        ("{string|number[]}", "Vec<f64>", false),
        ("{string|number[]}", "Vec<String>", true),
        ("{*}", "u32", false),
        ("{Unheard}", "u32", false),
        ("{?string}", "Option<&str>", false),
        ("{string|null}", "&Option<String>", false),
        ("{string|undefined}", "Option<&str>", false),
        ("{string}", "Option<&str>", true),
        ("{string|number}", "Option<&str>", true),
        ("{?string}", "Option<u32>", true),
        ("{Array}", "Option<Vec<T>>", false),
        ("{{a: string}}", "Option<Item>", false),
        ("{(string|null)[]}", "Vec<Option<String>>", false),
        ("{string[]}", "Vec<Option<String>>", true),
        ("{Date}", "&str", true),
        ("{Date}", "Sku", true),
        ("{Date|string}", "&str", false),
        ("{GoogleAppsScript.Spreadsheet.Sheet}", "serde_json::Value", true),
        ("{function(string): void}", "&str", true),
        ("{bigint}", "i64", true),
    ] {
        let script = format!("/** @param {jsdoc} a */\nfunction f(a) {{}}");
        let found = mistakes(&script, &format!("async fn f<'a>(&self, a: {rust}) -> R<()>;"));
        assert_eq!(
            !found.is_empty(),
            contradicts,
            "{jsdoc} against {rust}: {found:?}"
        );
    }
}

#[test]
fn an_optional_parameter_is_left_out_where_null_contradicts() {
    for (jsdoc, list, method, contradicts) in [
        (
            "{string=} a",
            "a",
            "#[parameter(omit_none)] a: Option<&str>",
            false,
        ),
        ("{string=} a", "a", "a: Option<&str>", true),
        ("{string} [a]", "a", "a: Option<&str>", true),
        ("{string} [a=x]", "a = 'x'", "a: Option<&str>", true),
        ("{?string} [a]", "a", "a: Option<&str>", false),
        ("{*} a", "a = 1", "a: Option<&str>", false),
        ("{string[]=} a", "a", "a: Option<Vec<String>>", false),
        ("{string} a", "a", "#[parameter(omit_none)] a: Option<&str>", true),
        ("{string=} a", "a", "a: &str", false),
        ("{string=} a", "a", "#[parameter(omit_none)] a: Option<u8>", true),
        ("{...string} a", "...a", "a: &str, b: &str", false),
        ("{...string} a", "...a", "a: &str, b: u8", true),
    ] {
        let script = format!("/** @param {jsdoc} */\nfunction f({list}) {{}}");
        let found = mistakes(&script, &format!("async fn f(&self, {method}) -> R<()>;"));
        assert_eq!(
            !found.is_empty(),
            contradicts,
            "{jsdoc}, {list} against {method}: {found:?}"
        );
    }
}

#[test]
fn what_comes_back_must_not_contradict() {
    for (jsdoc, rust, contradicts) in [
        ("{string}", "apps_script::Result<String>", false),
        ("{string}", "Result<String, Failed>", false),
        ("{string}", "Answer<String>", false),
        ("{string}", "Texts", false),
        ("{string}", "Result<u32, Failed>", true),
        ("{string}", "R<Option<String>>", false),
        ("{string}", "R<()>", false),
        ("{Date}", "R<()>", true),
        ("{string[]}", "R<Vec<()>>", true),
        ("{string}", "R<Sku>", false),
        ("{string}", "R<(u8, u8)>", true),
        ("{number}", "R<u32>", false),
        ("{number}", "R<String>", true),
        ("{void}", "R<()>", false),
        ("{void}", "R<Option<u32>>", false),
        ("{void}", "R<serde_json::Value>", false),
        ("{void}", "R<u32>", true),
        ("{undefined}", "R<String>", true),
        ("{?number}", "R<Option<u32>>", false),
        ("{?number}", "R<u32>", true),
        ("{?number}", "R<Sku>", false),
        ("{?number}", "R<()>", false),
        ("{number|undefined}", "R<u32>", true),
        ("{number|string}", "R<u32>", false),
        ("{number|string}", "R<bool>", true),
        ("{string[]}", "R<Vec<String>>", false),
        ("{string[]}", "R<HashSet<String>>", false),
        ("{string[]}", "R<Vec<u32>>", true),
        ("{string[]}", "R<String>", true),
        ("{(string|null)[]}", "R<Vec<String>>", true),
        ("{(string|null)[]}", "R<Vec<Option<String>>>", false),
        ("{{a: string, b: number}}", "R<HashMap<String, String>>", true),
        ("{{a: string, b: string}}", "R<HashMap<String, String>>", false),
        ("{{a: string, b: number=}}", "R<u32>", true),
        ("{{a: string}}", "R<Item>", false),
        ("{Date}", "R<String>", true),
        ("{Date}", "R<Item>", true),
        ("{Date}", "R<serde_json::Value>", true),
        ("{Date[]}", "R<Vec<String>>", true),
        ("{{when: Date}}", "R<Item>", true),
        ("{Date|string}", "R<String>", false),
        ("{GoogleAppsScript.Base.Blob}", "R<Vec<u8>>", true),
        ("{Blob}", "R<Vec<u8>>", true),
        ("{SpreadsheetApp.Sheet}", "R<Item>", true),
        ("{GoogleAppsScript.Drive.Schema.File}", "R<Item>", false),
        ("{File}", "R<Item>", false),
        ("{function(): string}", "R<String>", true),
        ("{Promise<string>}", "R<u32>", true),
        ("{any}", "R<u32>", false),
    ] {
        let script = format!("/** @return {jsdoc} */\nfunction f() {{}}");
        let found = mistakes(&script, &format!("async fn f(&self) -> {rust};"));
        assert_eq!(
            !found.is_empty(),
            contradicts,
            "{jsdoc} against {rust}: {found:?}"
        );
    }
}

#[test]
fn types_of_the_project_are_known_by_their_names() {
    const SCRIPT: &str = "
        /** @typedef {{sku: string, parent: Item}} Item */
        /** @typedef {Again} Again */
        /** @typedef {string} File */
        /** @typedef {Nest[]} Nest */
        /** @typedef {Both|?Both|string} Both */
        /** @return {Item} */ function item() {}
        /** @return {Nest} */ function nest() {}
        /** @return {Both} */ function both() {}
        /** @return {Again} */ function again() {}
        /** @return {File} */ function file() {}
    ";
    for (method, contradicts) in [
        ("async fn item(&self) -> R<Item>;", false),
        ("async fn item(&self) -> R<String>;", true),
        ("async fn again(&self) -> R<String>;", false),
        ("async fn nest(&self) -> R<Vec<Vec<Nest>>>;", false),
        ("async fn nest(&self) -> R<String>;", true),
        ("async fn nest(&self) -> R<Vec<Vec<String>>>;", true),
        ("async fn both(&self) -> R<String>;", false),
        ("async fn file(&self) -> R<String>;", false),
        ("async fn file(&self) -> R<u32>;", true),
    ] {
        let found = mistakes(SCRIPT, method);
        assert_eq!(!found.is_empty(), contradicts, "{method}: {found:?}");
    }
}
