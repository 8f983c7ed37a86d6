use globset::{Glob, GlobBuilder, GlobMatcher};

/// Which files stay here when clasp pushes a project.
pub(crate) enum Ignore {
    /// Without a `.claspignore`: the folders that hold no code of the project.
    Default,
    /// The lines of a `.claspignore`: the last pattern that matches a file decides.
    Patterns(Vec<Pattern>),
}

/// One line of a `.claspignore`. It matches the whole path below the root: unlike in `.gitignore`, `build` does not
/// mean what is in that folder.
pub(crate) struct Pattern {
    text: String,
    /// It begins with `!`: what it matches is pushed again.
    negated: bool,
    matcher: GlobMatcher,
}

impl Ignore {
    pub(crate) fn parse(text: &str) -> Self {
        Self::Patterns(text.lines().filter_map(Pattern::parse).collect())
    }

    /// Whether the file at a path below the root is left out.
    pub(crate) fn is_ignored(&self, path: &str) -> bool {
        match self {
            Self::Default => self.passes_over(path.split('/').next().unwrap_or(path)),
            Self::Patterns(patterns) => {
                let last = patterns
                    .iter()
                    .rev()
                    .find(|pattern| pattern.matcher.is_match(path));
                let unmatched = !patterns.is_empty() && patterns.iter().all(|pattern| pattern.negated);
                last.map_or(unmatched, |pattern| !pattern.negated)
            }
        }
    }

    /// Whether no file in a folder can be pushed, so that it need not be walked.
    pub(crate) fn passes_over(&self, folder: &str) -> bool {
        match self {
            Self::Default => folder == ".git" || folder == "node_modules",
            Self::Patterns(patterns) => {
                let last = patterns.iter().rev().find(|pattern| pattern.reaches(folder));
                last.is_some_and(|pattern| !pattern.negated && pattern.covers(folder))
            }
        }
    }
}

impl Pattern {
    fn parse(line: &str) -> Option<Self> {
        let bare = line.trim_start_matches('!');
        let negated = (line.len() - bare.len()) % 2 == 1;
        let text = groups_as_braces(bare.strip_prefix("./").unwrap_or(bare));
        let glob: Glob = GlobBuilder::new(&text)
            .literal_separator(true)
            .backslash_escape(true)
            .empty_alternates(true)
            .build()
            .ok()
            .filter(|_| !text.is_empty())?;
        Some(Self {
            text,
            negated,
            matcher: glob.compile_matcher(),
        })
    }

    /// Whether it may decide about a file in this folder.
    fn reaches(&self, folder: &str) -> bool {
        let first = self.text.split('/').next().unwrap_or_default();
        let top = folder.split('/').next().unwrap_or(folder);
        first == top || first.contains(['*', '?', '[', '{', '\\'])
    }

    /// Whether it matches all that is in this folder.
    fn covers(&self, folder: &str) -> bool {
        let all = ["**", "**/**", "**/*"];
        all.contains(&self.text.as_str())
            || self
                .text
                .strip_suffix("/**")
                .is_some_and(|stem| stem.strip_prefix("**/").unwrap_or(stem) == folder)
    }
}

/// The groups of bash, `@(a|b)`, `?(a|b)` and `(a|b)`, in the braces that mean the same.
fn groups_as_braces(pattern: &str) -> String {
    let mut written = String::with_capacity(pattern.len());
    let mut depth = 0_usize;
    let mut characters = pattern.chars().peekable();
    while let Some(character) = characters.next() {
        match (character, characters.peek()) {
            ('@', Some('(')) => {}
            ('?', Some('(')) => {
                characters.next();
                depth += 1;
                written.push_str("{,");
            }
            ('(', _) => {
                depth += 1;
                written.push('{');
            }
            ('|', _) if depth > 0 => written.push(','),
            (')', _) if depth > 0 => {
                depth -= 1;
                written.push('}');
            }
            _ => written.push(character),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::Ignore;

    #[test]
    fn the_last_pattern_that_matches_decides() {
        let cases = [
            ("", "Code.gs", false),
            ("Code.gs", "Code.gs", true),
            ("Code.gs", "a/Code.gs", false),
            ("*.gs", "a/Code.gs", false),
            ("**/*.gs", "a/Code.gs", true),
            ("**/*.gs", "Code.gs", true),
            ("build", "build/Code.gs", false),
            ("build/", "build/Code.gs", false),
            ("build/**", "build/a/Code.gs", true),
            ("**/**\n!src/**", "src/a/Code.gs", false),
            ("**/**\n!src/**", "other/Code.gs", true),
            ("**/**\n!src/**\nsrc/test/**", "src/test/Code.gs", true),
            ("!Code.gs", "Code.gs", false),
            ("!Code.gs", "Other.gs", true),
            ("!!Code.gs", "Code.gs", true),
            ("./Code.gs", "Code.gs", true),
            ("{a,b}.gs", "b.gs", true),
            ("*.@(test|spec).gs", "a.spec.gs", true),
            ("a?(b).gs", "a.gs", true),
            ("[ab].gs", "b.gs", true),
            ("[!ab].gs", "b.gs", false),
            ("**", ".hidden.gs", true),
            ("# Code.gs", "Code.gs", false),
            ("[", "Code.gs", false),
            ("Code.gs\r\nOther.gs", "Code.gs", true),
        ];
        for (rules, path, expected) in cases {
            assert_eq!(
                Ignore::parse(rules).is_ignored(path),
                expected,
                "{path} by {rules:?}"
            );
        }
    }

    #[test]
    fn a_folder_is_passed_over_only_where_nothing_in_it_can_be_pushed() {
        let cases = [
            ("node_modules/**", "node_modules", true),
            ("**/node_modules/**", "node_modules", true),
            ("node_modules/**", "src", false),
            ("**/**\n!src/**", "node_modules", true),
            ("**/**\n!src/**", "src", false),
            ("**/**\n!**/*.gs", "node_modules", false),
            ("**/**\n!node_modules/a/index.js", "node_modules", false),
            ("node_modules/*", "node_modules", false),
        ];
        for (rules, folder, expected) in cases {
            assert_eq!(
                Ignore::parse(rules).passes_over(folder),
                expected,
                "{folder} by {rules:?}"
            );
        }
        assert!(Ignore::Default.passes_over("node_modules"));
        assert!(!Ignore::Default.passes_over("src/node_modules"));
    }
}
