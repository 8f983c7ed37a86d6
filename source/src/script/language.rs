/// The language of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    /// Google runs it as it stands.
    JavaScript,
    /// It is compiled before it is pushed.
    TypeScript,
}
