//! Refuses code that nests so deeply that parsing it, which is recursive, would take more stack than there is.
//!
//! This reads no grammar. It counts what can make the parser recurse: open brackets, and in each pair of them the
//! operators and keywords that have an operand or a statement to their right. Strings, comments and regular
//! expressions are passed over, so that no text in them counts.

use super::language::Language;

/// More than minified bundles have.
const BRACKETS: usize = 1_000;
/// Operators since the last separator, such as the `=` of `a = b = c`, in all pairs of brackets around a place.
const OPERATORS: usize = 20_000;
/// Statements that may end in a statement, in all blocks around a place: generators write long chains of `else if`.
const STATEMENTS: usize = 10_000;

/// What reading takes without any nesting, with room for a walk through long chains.
const BASE: usize = 8 << 20;
/// What parsing one level takes: measured without optimisation, and three times that.
const FOR_BRACKET: usize = 24 << 10;
const FOR_OPERATOR: usize = 4 << 10;

/// The stack, in bytes, that parsing the code takes at most.
///
/// # Errors
///
/// The place where it nests too deeply to be parsed.
pub(super) fn stack(code: &str, language: Language) -> Result<usize, u32> {
    let mut scan = Scan {
        code: code.as_bytes(),
        at: 0,
        levels: vec![Level::default()],
        operators: 0,
        statements: 0,
        stack: BASE,
        typescript: language == Language::TypeScript,
        operand: false,
    };
    if scan.run() {
        return Err(u32::try_from(scan.at).unwrap_or(u32::MAX));
    }
    Ok(scan.stack)
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
    /// Those of all levels.
    operators: usize,
    statements: usize,
    /// The most that was needed so far.
    stack: usize,
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
                b';' | b',' => self.separator(),
                b'<' if self.typescript => self.statement(),
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
            let nested = self.operators + self.statements;
            self.stack = self
                .stack
                .max(BASE + self.levels.len() * FOR_BRACKET + nested * FOR_OPERATOR);
            if self.levels.len() > BRACKETS || self.operators > OPERATORS || self.statements > STATEMENTS {
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

    fn operator(&mut self) {
        self.operand = false;
        self.operators += 1;
        if let Some(level) = self.levels.last_mut() {
            level.operators += 1;
        }
    }

    fn statement(&mut self) {
        self.operand = false;
        self.statements += 1;
        if let Some(level) = self.levels.last_mut() {
            level.statements += 1;
        }
    }

    fn separator(&mut self) {
        self.operand = false;
        if let Some(level) = self.levels.last_mut() {
            self.operators -= level.operators;
            level.operators = 0;
        }
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
        let Some(closed) = self.levels.pop() else { return };
        self.operators -= closed.operators;
        self.statements -= closed.statements;
        if bracket == b'}' && closed.in_template {
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
            b"if" | b"else" | b"for" | b"while" | b"do" | b"with" => self.statement(),
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
    use super::stack;
    use crate::script::language::Language::{JavaScript, TypeScript};

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
            assert!(stack(&unit.repeat(30), JavaScript).is_ok(), "{unit}");
            assert!(stack(&unit.repeat(30_000), JavaScript).is_err(), "{unit}");
        }
        for unit in ["a<", "Map<a,", "a.", "keyof ", "A extends B?C:"] {
            assert!(stack(&unit.repeat(30_000), TypeScript).is_err(), "{unit}");
        }
    }

    #[test]
    fn counts_what_stands_in_all_open_brackets() {
        let unit = format!("{}(", "!".repeat(500));
        assert!(stack(&unit.repeat(30), JavaScript).is_ok());
        assert!(stack(&unit.repeat(60), JavaScript).is_err());
        assert!(
            stack(
                &format!("{}a{}", "!(".repeat(900), ")".repeat(900)).repeat(30),
                JavaScript
            )
            .is_ok()
        );
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
            assert!(stack(&unit.repeat(30_000), JavaScript).is_ok(), "{unit}");
        }
    }
}
