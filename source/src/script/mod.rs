//! From the text of one file to what it declares.

mod functions;
mod lines;
mod refused;

use std::path::Path;

use oxc_allocator::Allocator;
use oxc_ast::ast::Program;
use oxc_parser::{Parser, ParserReturn};
use oxc_span::SourceType;

use self::lines::Lines;
use crate::{
    finding::{SyntaxError, Warning},
    function::{Function, Place},
    types::Type,
};

/// What one file declares at its top level.
#[derive(Debug, Default)]
pub(crate) struct Declarations {
    pub(crate) functions: Vec<Function>,
    pub(crate) types: Vec<(String, Type)>,
    pub(crate) syntax_errors: Vec<SyntaxError>,
    pub(crate) warnings: Vec<Warning>,
}

/// What reading a file needs to know of it.
pub(crate) struct Script<'s> {
    /// The path below the root.
    file: &'s Path,
    lines: Lines<'s>,
}

/// The language of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    /// Google runs it as it stands.
    JavaScript,
    /// It is compiled before it is pushed.
    TypeScript,
}

impl Script<'_> {
    fn place(&self, offset: u32) -> Place {
        self.lines.place(self.file, offset)
    }
}

pub(crate) fn read(file: &Path, code: &str, language: Language) -> Declarations {
    let script = Script {
        file,
        lines: Lines::of(code),
    };
    let allocator = Allocator::default();
    let source_type = match language {
        Language::JavaScript => SourceType::script(),
        Language::TypeScript => SourceType::ts(),
    };
    let parsed = Parser::new(&allocator, code, source_type).parse();
    let syntax_errors = syntax_errors(&script, &parsed);
    let program: &Program = &parsed.program;
    let warnings = match language {
        Language::JavaScript => refused::find(&script, program),
        Language::TypeScript => Vec::new(),
    };
    Declarations {
        functions: functions::find(&script, program),
        types: Vec::new(),
        syntax_errors,
        warnings,
    }
}

fn syntax_errors(script: &Script, parsed: &ParserReturn) -> Vec<SyntaxError> {
    parsed
        .diagnostics
        .iter()
        .map(|diagnostic| {
            let at = diagnostic.labels.first().map_or(0, |label| label.offset());
            SyntaxError {
                place: script.place(at),
                message: diagnostic.message.to_string(),
            }
        })
        .collect()
}
