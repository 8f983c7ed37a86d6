//! Refuses code that nests so deeply that parsing it, which is recursive, would take more stack than there is.
//!
//! This reads no grammar. It counts what can make the parser recurse: open brackets, and in each pair of them the
//! operators and keywords that have an operand or a statement to their right. Strings, comments and regular
//! expressions are passed over, so that no text in them counts.

use super::Language;

/// More than minified bundles have.
const BRACKETS: usize = 1_000;
/// Operators between two separators, such as the `=` of `a = b = c`.
const OPERATORS: usize = 20_000;
/// Statements that end in a statement, in one block: long chains of `else if` are written by generators.
const STATEMENTS: usize = 10_000;

/// What the deepest code that passes takes, measured without optimisation, and three times that.
pub(crate) const STACK: usize = 128 << 20;

/// Where the code nests too deeply.
pub(super) fn too_deep(code: &str, language: Language) -> Option<u32> {
    let mut scan = Scan {
        code: code.as_bytes(),
        at: 0,
        levels: vec![Level::default()],
        typescript: language == Language::TypeScript,
        operand: false,
    };
    scan.run().then(|| u32::try_from(scan.at).unwrap_or(u32::MAX))
}

/// What stands between two brackets so far.
#[derive(Default)]
struct Level {
    operators: usize,
    statements: usize,
    /// Its closing brace goes back to the text of a template.
    in_template: bool,
}

struct Scan<'c> {
    code: &'c [u8],
    at: usize,
    levels: Vec<Level>,
    typescript: bool,
    /// Whether the last token ends an operand, so that `/` divides.
    operand: bool,
}

impl Scan<'_> {
    /// Whether it stopped because of the depth.
    fn run(&mut self) -> bool {
        while let Some(byte) = self.next() {
            match byte {
                b'\'' | b'"' => self.string(byte),
                b'`' => self.template(),
                b'/' => self.slash(),
                b'(' | b'[' | b'{' => self.open(false),
                b')' | b']' | b'}' => self.close(byte),
                b';' | b',' => self.level(|level| level.operators = 0),
                b'<' if self.typescript => self.level(|level| level.statements += 1),
                b'.' if !self.typescript => {}
                b'!' | b'~' | b':' | b'.' => self.operator(),
                b'+' | b'-' if !self.operand => self.operator(),
                b'*' if self.code.get(self.at) == Some(&b'*') => self.operator(),
                b'=' if self.is_assignment() => self.operator(),
                b'?' if !self.is_chained() => self.operator(),
                b'+' | b'-' | b'*' | b'=' | b'?' | b'&' | b'|' | b'<' | b'>' | b'%' | b'^' => {
                    self.operand = false
                }
                byte if is_word(byte) => self.word(),
                _ => {}
            }
            let deepest = self.levels.last();
            let wide =
                deepest.is_some_and(|level| level.operators > OPERATORS || level.statements > STATEMENTS);
            if wide || self.levels.len() > BRACKETS {
                return true;
            }
        }
        false
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.code.get(self.at).copied();
        self.at += usize::from(byte.is_some());
        byte
    }

    fn level(&mut self, change: impl FnOnce(&mut Level)) {
        self.operand = false;
        if let Some(level) = self.levels.last_mut() {
            change(level);
        }
    }

    fn operator(&mut self) {
        self.level(|level| level.operators += 1);
    }

    fn open(&mut self, in_template: bool) {
        self.operand = false;
        self.levels.push(Level {
            in_template,
            ..Level::default()
        });
    }

    fn close(&mut self, bracket: u8) {
        self.operand = true;
        if self.levels.len() < 2 {
            return;
        }
        let closed = self.levels.pop();
        if bracket == b'}' && closed.is_some_and(|level| level.in_template) {
            self.template();
        }
    }

    /// Ends at its quote or, if that is missing, with its line.
    fn string(&mut self, quote: u8) {
        while let Some(byte) = self.next() {
            match byte {
                b'\\' => self.at += 1,
                b'\n' => break,
                byte if byte == quote => break,
                _ => {}
            }
        }
        self.operand = true;
    }

    /// The text of a template, up to its end or to a `${`.
    fn template(&mut self) {
        while let Some(byte) = self.next() {
            match byte {
                b'\\' => self.at += 1,
                b'`' => break,
                b'$' if self.code.get(self.at) == Some(&b'{') => {
                    self.at += 1;
                    self.open(true);
                    return;
                }
                _ => {}
            }
        }
        self.operand = true;
    }

    fn slash(&mut self) {
        match self.code.get(self.at) {
            Some(b'/') => while self.next().is_some_and(|byte| byte != b'\n') {},
            Some(b'*') => self.comment(),
            _ if self.operand => self.operand = false,
            _ => self.regular_expression(),
        }
    }

    fn comment(&mut self) {
        self.at += 1;
        let rest = self.code.get(self.at..).unwrap_or_default();
        let end = rest.windows(2).position(|pair| pair == b"*/");
        self.at += end.map_or(rest.len(), |end| end + 2);
    }

    fn regular_expression(&mut self) {
        let mut in_class = false;
        while let Some(byte) = self.next() {
            match byte {
                b'\\' => self.at += 1,
                b'\n' => break,
                b'[' => in_class = true,
                b']' => in_class = false,
                b'/' if !in_class => break,
                _ => {}
            }
        }
        self.operand = true;
    }

    /// `=`, `+=`, `=>`, and none of `==`, `!=`, `<=`: of the operators with two operands only those nest that take
    /// the right one first.
    fn is_assignment(&self) -> bool {
        let before = |distance: usize| self.at.checked_sub(distance + 1).and_then(|at| self.code.get(at));
        let compares = match before(1) {
            Some(b'=' | b'!') => true,
            Some(shifts @ (b'<' | b'>')) => before(2) != Some(shifts),
            _ => false,
        };
        !compares && self.code.get(self.at) != Some(&b'=')
    }

    /// `?.` and `??`
    fn is_chained(&self) -> bool {
        let previous = self.at.checked_sub(2).and_then(|at| self.code.get(at));
        previous == Some(&b'?') || matches!(self.code.get(self.at), Some(b'?' | b'.'))
    }

    fn word(&mut self) {
        let start = self.at - 1;
        while self.code.get(self.at).copied().is_some_and(is_word) {
            self.at += 1;
        }
        match self.code.get(start..self.at).unwrap_or_default() {
            b"if" | b"else" | b"for" | b"while" | b"do" | b"with" => {
                self.level(|level| level.statements += 1)
            }
            b"typeof" | b"void" | b"delete" | b"await" | b"yield" | b"new" | b"async" | b"extends"
            | b"keyof" | b"readonly" | b"unique" | b"infer" | b"abstract" | b"asserts" => self.operator(),
            b"return" | b"case" | b"throw" | b"in" | b"of" | b"instanceof" => self.operand = false,
            _ => self.operand = true,
        }
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || !byte.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::too_deep;
    use crate::script::Language::{JavaScript, TypeScript};

    #[test]
    fn refuses_what_nests_too_deeply() {
        let cases = [
            "(",
            "[",
            "{",
            "`${",
            "f(",
            "a=>{",
            "(a=",
            "/a/,(",
            "'\\'',(",
            "//x\n(",
            "/*)*/(",
            "`)`,(",
            "`${1}`,(",
            "!",
            "-",
            "typeof ",
            "a=",
            "a?b:",
            "a=>",
            "a**",
            "a+=",
            "a>>=",
            "a??=",
            "- ",
            "a= - ",
            "new ",
            "if(a)",
            "for(;;)",
            "a:",
            "if(a)b,c;else ",
            "class extends ",
            "return /[/]/,(",
            "\"\n(",
        ];
        for unit in cases {
            assert_eq!(too_deep(&unit.repeat(30), JavaScript), None, "{unit}");
            assert!(too_deep(&unit.repeat(30_000), JavaScript).is_some(), "{unit}");
        }
        for unit in ["a<", "Map<a,", "a.", "keyof ", "A extends B?C:"] {
            assert!(too_deep(&unit.repeat(30_000), TypeScript).is_some(), "{unit}");
        }
    }

    #[test]
    fn passes_what_is_only_long() {
        let cases = [
            "f(1);",
            "a = b;",
            "[-1,-2],",
            "{ a: 1 },",
            "x = a ? b : c;",
            "// (((\n",
            "/* ((( */",
            "'(((',",
            "/[(]\\//.test(a),",
            "function f(a) { return a }\n",
            ".b",
            "()",
            "+1,",
            " + 1",
            " - a",
            " && a == b",
            " ?? a",
            "?.b",
            " >= 1",
            "`(${a}(`,",
            "case 1: f();",
            "a / b / c;",
            "'it\\'s (',",
        ];
        for unit in cases {
            assert_eq!(too_deep(&unit.repeat(30_000), JavaScript), None, "{unit}");
        }
    }
}
