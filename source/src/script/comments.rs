use std::collections::HashMap;

use oxc_ast::ast::Program;

use crate::jsdoc::Comment;

/// The JSDoc comments of a file.
pub(super) struct Comments<'c> {
    /// Their texts, in order.
    texts: Vec<&'c str>,
    /// The last one before each token that has one.
    before: HashMap<u32, &'c str>,
}

impl<'c> Comments<'c> {
    pub(super) fn of(code: &'c str, program: &Program) -> Self {
        let mut comments = Self {
            texts: Vec::new(),
            before: HashMap::new(),
        };
        for comment in program.comments.iter().filter(|comment| comment.is_block()) {
            let span = comment.content_span();
            let text = code.get(span.start as usize..span.end as usize);
            if let Some(text) = text.and_then(|text| text.strip_prefix('*')) {
                comments.texts.push(text);
                comments.before.insert(comment.attached_to, text);
            }
        }
        comments
    }

    /// What is said about the thing that begins at one of these places, the last of them first.
    pub(super) fn about(&self, starts: &[u32]) -> Option<Comment> {
        let comments = starts.iter().rev().filter_map(|start| self.before.get(start));
        comments.map(|text| Comment::parse(text)).find(is_about_code)
    }

    /// The comment right before a place, whatever it is about.
    pub(super) fn before(&self, start: u32) -> Option<Comment> {
        self.before.get(&start).map(|text| Comment::parse(text))
    }

    pub(super) fn all(&self) -> impl Iterator<Item = Comment> {
        self.texts.iter().map(|text| Comment::parse(text))
    }
}

/// A comment that declares a type, or that is about the whole file, is not about the code after it.
///
/// `@license` is in comments of files and of functions. One without a description and without tags of a function is that
/// of the file.
fn is_about_code(comment: &Comment) -> bool {
    const ELSEWHERE: [&str; 5] = ["typedef", "callback", "fileoverview", "file", "overview"];
    const FUNCTION: [&str; 8] = [
        "param",
        "arg",
        "argument",
        "return",
        "returns",
        "type",
        "throws",
        "customfunction",
    ];
    let is_license = comment.tag(&["license", "preserve"]).is_some();
    let describes = comment
        .description
        .as_deref()
        .is_some_and(|text| !text.starts_with("Copyright"));
    let is_about_function = describes || comment.tag(&FUNCTION).is_some();
    comment.tag(&ELSEWHERE).is_none() && (!is_license || is_about_function)
}
