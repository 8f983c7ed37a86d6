//! From the text of one file to what it declares.

mod arguments;
mod call_sites;
mod comments;
mod declared_types;
mod depth;
mod expressions;
mod functions;
mod language;
mod lines;
mod nesting;
mod parameters;
mod script_file;
mod stack;
mod survey;
mod typescript;

use std::{io, ops::Range};

use oxc_allocator::Allocator;
use oxc_ast::ast::{Program, Statement};
use oxc_parser::{Parser, ParserReturn};
use oxc_span::{SourceType, Span};

pub use self::call_sites::{
    CallKind, CallSite, CallSites, Callee, Destructuring, InOperands, Iteration, IterationKind, Position,
    PropertyAccess,
};
use self::{
    comments::Comments, functions::Globals, language::Language, lines::Lines, script_file::ScriptFile,
    stack::with_room, survey::Survey,
};
use crate::{
    finding::{SyntaxError, Warning},
    folder::{Folder, is_declaration},
    function::Function,
    hoisting::Hoisting,
    jsdoc::type_definitions,
    named_types::Declared,
};

/// What one file declares at its top level.
#[derive(Debug, Default)]
pub(crate) struct Declarations {
    pub(crate) functions: Vec<Function>,
    pub(crate) hoisting: Hoisting,
    /// Variables whose value may be a function, for all that can be seen.
    pub(crate) opaque: Vec<String>,
    pub(crate) types: Vec<(String, Declared)>,
    pub(crate) syntax_errors: Vec<SyntaxError>,
    pub(crate) warnings: Vec<Warning>,
}

/// What the files of a folder declare, one after the other, as Google loads them. TypeScript comes last: where it
/// stands beside what is compiled from it, its types win.
///
/// # Errors
///
/// The system gives no thread to parse on.
pub(crate) fn read_all(folder: &Folder) -> io::Result<Vec<Declarations>> {
    let code = folder.code.iter().map(|file| (file, Language::JavaScript));
    let typescript = folder.typescript.iter().map(|file| (file, Language::TypeScript));
    let files: Vec<_> = code
        .chain(typescript)
        .map(|(file, language)| (file, language, nesting::stack(&file.code, language)))
        .collect();
    let stacks = files.iter().filter_map(|(_, _, stack)| stack.ok());
    with_room(stacks.max().unwrap_or_default(), || {
        files
            .iter()
            .map(|(file, language, stack)| {
                let below = file.path.strip_prefix(&folder.root).unwrap_or(&file.path);
                let script = ScriptFile {
                    file: below,
                    code: &file.code,
                    lines: Lines::of(&file.code),
                };
                match stack {
                    Ok(_) => read(&script, *language),
                    Err(offset) => too_deep(&script, *offset),
                }
            })
            .collect()
    })
}

fn too_deep(script: &ScriptFile, offset: u32) -> Declarations {
    Declarations {
        syntax_errors: vec![SyntaxError {
            place: script.place(offset),
            message: "this code nests too deeply to be read".to_owned(),
        }],
        ..Declarations::default()
    }
}

fn read(script: &ScriptFile, language: Language) -> Declarations {
    let ScriptFile { file, code, .. } = *script;
    let allocator = Allocator::default();
    let source_type = match language {
        Language::JavaScript => SourceType::script(),
        Language::TypeScript if is_declaration(&file.to_string_lossy()) => SourceType::d_ts(),
        Language::TypeScript => SourceType::ts(),
    };
    let parsed = Parser::new(&allocator, code, source_type).parse();
    let syntax_errors = syntax_errors(script, &parsed);
    let program: &Program = &parsed.program;
    let comments = Comments::of(code, program);
    let survey = Survey::of(script, program);
    let globals = Globals::of(script, &survey.exposed, &comments, program);
    let defined = comments.all().flat_map(|comment| type_definitions(&comment));
    let types = defined
        .map(|(name, ty)| (name, Declared::Type(ty)))
        .chain(declared_types::find(&comments, program))
        .collect();
    Declarations {
        opaque: globals.opaque.clone(),
        functions: globals.functions().collect(),
        hoisting: match syntax_errors.is_empty() {
            true => hoisting(program),
            false => Hoisting::default(),
        },
        types,
        syntax_errors,
        // A compiler writes in other words what Apps Script refuses.
        warnings: match language {
            Language::JavaScript => survey.warnings,
            Language::TypeScript => Vec::new(),
        },
    }
}

fn hoisting(program: &Program) -> Hoisting {
    let functions = program.body.iter().filter_map(|statement| match statement {
        Statement::FunctionDeclaration(function) => Some(range(function.span)),
        _ => None,
    });
    Hoisting {
        functions: functions.collect(),
        directives: program
            .directives
            .iter()
            .map(|directive| range(directive.span))
            .collect(),
    }
}

fn range(span: Span) -> Range<usize> {
    span.start as usize..span.end as usize
}

fn syntax_errors(script: &ScriptFile, parsed: &ParserReturn) -> Vec<SyntaxError> {
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
