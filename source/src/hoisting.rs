//! Which part of a file exists before any code of the project runs: its function declarations.

use std::{
    iter::{RepeatN, repeat_n},
    ops::Range,
};

/// Where the function declarations at the top level of a file are, and the directives that apply to them.
#[derive(Debug, Default)]
pub(crate) struct Hoisting {
    pub(crate) functions: Vec<Range<usize>>,
    pub(crate) directives: Vec<Range<usize>>,
}

/// A file in two parts. In each part everything else is blank, so that every line and column stays what it was.
#[derive(Debug)]
pub(crate) struct Parts {
    pub(crate) functions: String,
    pub(crate) rest: String,
}

impl Hoisting {
    /// `None` if the file declares no function.
    pub(crate) fn parts(&self, code: &str) -> Option<Parts> {
        if self.functions.is_empty() {
            return None;
        }
        let kept = self.directives.iter().chain(&self.functions);
        Some(Parts {
            functions: only(code, kept)?,
            rest: without(code, &self.functions)?,
        })
    }
}

fn only<'r>(code: &str, ranges: impl Iterator<Item = &'r Range<usize>>) -> Option<String> {
    let mut text = String::with_capacity(code.len());
    let mut end = 0;
    for range in ranges {
        text.extend(code.get(end..range.start)?.chars().flat_map(blank));
        text.push_str(code.get(range.clone())?);
        end = range.end;
    }
    Some(text)
}

/// A semicolon takes the place of each function, so that what is around it stays apart.
fn without(code: &str, ranges: &[Range<usize>]) -> Option<String> {
    let mut text = String::with_capacity(code.len());
    let mut end = 0;
    for range in ranges {
        text.push_str(code.get(end..range.start)?);
        text.push(';');
        text.extend(code.get(range.clone())?.chars().skip(1).flat_map(blank));
        end = range.end;
    }
    text.push_str(code.get(end..)?);
    Some(text)
}

/// One space for each byte, since the emulator's engine counts columns in bytes.
fn blank(character: char) -> RepeatN<char> {
    match character {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => repeat_n(character, 1),
        _ => repeat_n(' ', character.len_utf8()),
    }
}

#[cfg(test)]
mod tests {
    use crate::Project;

    #[test]
    fn functions_and_the_rest_keep_their_places() -> Result<(), crate::ReadError> {
        let code = "'use strict';\nvar a = b\nfunction ä() {\n  return 1;\n}\n(c)\nasync function* g() {}\n";
        let project = Project::from_files([("Code.gs", code)])?;
        let file = project.files.first();
        assert_eq!(
            file.and_then(|file| file.function_declarations()),
            Some("'use strict';\n         \nfunction ä() {\n  return 1;\n}\n   \nasync function* g() {}")
        );
        assert_eq!(
            file.map(|file| file.code_without_functions()),
            Some("'use strict';\nvar a = b\n;              \n           \n \n(c)\n;                     \n")
        );
        Ok(())
    }

    #[test]
    fn a_file_without_functions_or_with_errors_stays_whole() -> Result<(), crate::ReadError> {
        for code in [
            "const f = function () {};\nif (f) { function g() {} }\n",
            "function f() {}\nfunction (\n",
        ] {
            let project = Project::from_files([("Code.gs", code)])?;
            let file = project.files.first();
            assert_eq!(file.and_then(|file| file.function_declarations()), None, "{code}");
            assert_eq!(file.map(|file| file.code_without_functions()), Some(code));
        }
        Ok(())
    }
}
