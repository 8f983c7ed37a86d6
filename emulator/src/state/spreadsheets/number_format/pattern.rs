/// A piece of a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// As it is.
    Literal(String),
    /// A letter of a date, how often it stands there, and whether it counts on past a day: `[h]`.
    Date {
        letter: char,
        count: usize,
        elapsed: bool,
    },
    /// `AM/PM`.
    Meridiem,
    /// `0`, `#` or `?`.
    Digit(char),
    Point,
    Comma,
    Percent,
    /// `E+` or `E-`; with `E-`, only a minus is written.
    Exponent {
        plus: bool,
    },
    /// `@` or `General`.
    General,
}

/// What stands between semicolons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Section(pub(super) Vec<Token>);

impl Section {
    pub(super) fn is_date(&self) -> bool {
        let digits = self
            .0
            .iter()
            .any(|token| matches!(token, Token::Digit('#' | '?') | Token::Exponent { .. }));
        !digits
            && self
                .0
                .iter()
                .any(|token| matches!(token, Token::Date { .. } | Token::Meridiem))
    }

    pub(super) fn is_general(&self) -> bool {
        self.0.is_empty() || self.0.contains(&Token::General)
    }
}

/// Reads a format; what is no part of one is taken as it is.
pub(super) fn sections(format: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut rest = format;
    while let Some(letter) = rest.chars().next() {
        let after = rest.get(letter.len_utf8()..).unwrap_or_default();
        let (token, left) = match letter {
            ';' => {
                sections.push(Section::default());
                rest = after;
                continue;
            }
            '"' => {
                let (quoted, left) = after.split_once('"').unwrap_or((after, ""));
                (Some(Token::Literal(quoted.to_owned())), left)
            }
            '\\' => literal_letter(after),
            // A space as wide as the next letter.
            '_' => (Some(Token::Literal(" ".into())), literal_letter(after).1),
            // Fills the cell, which has no width here.
            '*' => (None, literal_letter(after).1),
            '[' => bracket(after),
            _ => unquoted(letter, rest, after),
        };
        rest = left;
        if let (Some(token), Some(section)) = (token, sections.last_mut()) {
            section.0.push(token);
        }
    }
    sections
}

fn literal_letter(text: &str) -> (Option<Token>, &str) {
    let mut letters = text.chars();
    let token = letters.next().map(|letter| Token::Literal(letter.to_string()));
    (token, letters.as_str())
}

/// `[h]` counts hours past a day, `[$€]` is a currency; colours and conditions show nothing.
fn bracket(after: &str) -> (Option<Token>, &str) {
    let Some((inner, left)) = after.split_once(']') else {
        return (Some(Token::Literal("[".into())), after);
    };
    if let Some(currency) = inner.strip_prefix('$') {
        let symbol = currency.rsplit_once('-').map_or(currency, |(symbol, _)| symbol);
        return (Some(Token::Literal(symbol.to_owned())), left);
    }
    let letter = inner.chars().next().map(|letter| letter.to_ascii_lowercase());
    let elapsed = letter.filter(|letter| {
        matches!(letter, 'h' | 'm' | 's') && inner.chars().all(|other| other.eq_ignore_ascii_case(letter))
    });
    let token = elapsed.map(|letter| Token::Date {
        letter,
        count: inner.len(),
        elapsed: true,
    });
    (token, left)
}

fn unquoted<'f>(letter: char, rest: &'f str, after: &'f str) -> (Option<Token>, &'f str) {
    for (word, token) in [
        ("general", Token::General),
        ("am/pm", Token::Meridiem),
        ("a/p", Token::Meridiem),
        ("e+", Token::Exponent { plus: true }),
        ("e-", Token::Exponent { plus: false }),
    ] {
        if rest
            .get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word))
        {
            return (Some(token), rest.get(word.len()..).unwrap_or_default());
        }
    }
    let lower = letter.to_ascii_lowercase();
    if matches!(lower, 'y' | 'm' | 'd' | 'h' | 's') {
        let count = rest
            .chars()
            .take_while(|other| other.eq_ignore_ascii_case(&letter))
            .count();
        let token = Token::Date {
            letter: lower,
            count,
            elapsed: false,
        };
        return (Some(token), rest.get(count..).unwrap_or_default());
    }
    let token = match letter {
        '0' | '#' | '?' => Token::Digit(letter),
        '.' => Token::Point,
        ',' => Token::Comma,
        '%' => Token::Percent,
        '@' => Token::General,
        other => Token::Literal(other.to_string()),
    };
    (Some(token), after)
}
