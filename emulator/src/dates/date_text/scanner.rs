use std::iter::Peekable;
use std::str::Chars;

/// A number keeps no more digits than these; V8 drops the others, too.
pub(super) const SIGNIFICANT_DIGITS: u32 = 9;

/// The words that mean something, by the letters that are compared: longer words count for months alone.
const KEYWORDS: [([char; 3], Keyword); 26] = {
    use Keyword::{HalfOfDay, Month, TimeSeparator, Zone};
    [
        (['j', 'a', 'n'], Month(1)),
        (['f', 'e', 'b'], Month(2)),
        (['m', 'a', 'r'], Month(3)),
        (['a', 'p', 'r'], Month(4)),
        (['m', 'a', 'y'], Month(5)),
        (['j', 'u', 'n'], Month(6)),
        (['j', 'u', 'l'], Month(7)),
        (['a', 'u', 'g'], Month(8)),
        (['s', 'e', 'p'], Month(9)),
        (['o', 'c', 't'], Month(10)),
        (['n', 'o', 'v'], Month(11)),
        (['d', 'e', 'c'], Month(12)),
        (['a', 'm', '\0'], HalfOfDay(0)),
        (['p', 'm', '\0'], HalfOfDay(12)),
        (['u', 't', '\0'], Zone(0)),
        (['u', 't', 'c'], Zone(0)),
        (['z', '\0', '\0'], Zone(0)),
        (['g', 'm', 't'], Zone(0)),
        (['c', 'd', 't'], Zone(-5)),
        (['c', 's', 't'], Zone(-6)),
        (['e', 'd', 't'], Zone(-4)),
        (['e', 's', 't'], Zone(-5)),
        (['m', 'd', 't'], Zone(-6)),
        (['m', 's', 't'], Zone(-7)),
        (['p', 'd', 't'], Zone(-7)),
        (['t', '\0', '\0'], TimeSeparator),
    ]
};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Keyword {
    /// 1 to 12.
    Month(i64),
    /// The hour that it adds: 0 or 12.
    HalfOfDay(i64),
    /// Hours east of Greenwich.
    Zone(i64),
    /// The `T` between a date and a time.
    TimeSeparator,
    /// Any other word.
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub(super) value: i64,
    /// How many digits were written, zeros in front included.
    pub(super) digits: u32,
}

impl Number {
    /// As the digits behind a decimal point: milliseconds, the rest dropped.
    pub(super) fn milliseconds(self) -> i64 {
        match self.digits.min(SIGNIFICANT_DIGITS) {
            1 => self.value * 100,
            2 => self.value * 10,
            digits => self.value / 10_i64.pow(digits.saturating_sub(3)),
        }
    }

    /// The value, if it was written with this many digits and is in the range.
    pub(super) fn fixed(self, digits: u32, least: i64, most: i64) -> Option<i64> {
        (self.digits == digits && (least..=most).contains(&self.value)).then_some(self.value)
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token {
    Number(Number),
    /// One of `: - + . )`.
    Symbol(char),
    /// A word, and how many letters it has.
    Word(Keyword, usize),
    WhiteSpace,
    /// Text in parentheses, or a character without a meaning.
    Other,
    End,
}

impl Token {
    pub(super) fn sign(self) -> Option<i64> {
        match self {
            Self::Symbol('+') => Some(1),
            Self::Symbol('-') => Some(-1),
            _ => None,
        }
    }

    pub(super) fn is_z(self) -> bool {
        matches!(self, Self::Word(Keyword::Zone(_), 1))
    }
}

/// Splits a text into tokens, with one token of foresight.
pub(super) struct Scanner<'a> {
    letters: Peekable<Chars<'a>>,
    ahead: Token,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut scanner = Self {
            letters: text.chars().peekable(),
            ahead: Token::End,
        };
        scanner.ahead = scanner.scan();
        scanner
    }

    pub(super) fn peek(&self) -> Token {
        self.ahead
    }

    pub(super) fn next(&mut self) -> Token {
        let scanned = self.scan();
        std::mem::replace(&mut self.ahead, scanned)
    }

    /// Takes this symbol, if it comes next.
    pub(super) fn skip(&mut self, symbol: char) -> bool {
        let is_next = self.ahead == Token::Symbol(symbol);
        if is_next {
            self.next();
        }
        is_next
    }

    /// Takes a number with this many digits in this range, if it comes next.
    pub(super) fn take_fixed(&mut self, digits: u32, least: i64, most: i64) -> Option<i64> {
        let Token::Number(number) = self.ahead else {
            return None;
        };
        let value = number.fixed(digits, least, most)?;
        self.next();
        Some(value)
    }

    fn scan(&mut self) -> Token {
        let Some(&letter) = self.letters.peek() else {
            return Token::End;
        };
        match letter {
            '0'..='9' => self.number(),
            ':' | '-' | '+' | '.' | ')' => {
                self.letters.next();
                Token::Symbol(letter)
            }
            '(' => {
                self.skip_parentheses();
                Token::Other
            }
            _ if is_of_word(letter) => self.word(),
            _ => {
                self.letters.next();
                if is_white_space(letter) {
                    Token::WhiteSpace
                } else {
                    Token::Other
                }
            }
        }
    }

    fn number(&mut self) -> Token {
        let (mut value, mut digits, mut significant) = (0, 0, 0);
        while let Some(digit) = self.letters.peek().and_then(|letter| letter.to_digit(10)) {
            self.letters.next();
            digits += 1;
            if significant == 0 && digit == 0 {
                continue;
            }
            if significant < SIGNIFICANT_DIGITS {
                value = value * 10 + i64::from(digit);
            }
            significant += 1;
        }
        Token::Number(Number { value, digits })
    }

    fn word(&mut self) -> Token {
        let mut start = ['\0'; 3];
        let mut length = 0;
        while let Some(letter) = self.letters.next_if(|&letter| is_of_word(letter)) {
            if let Some(place) = start.get_mut(length) {
                *place = letter.to_ascii_lowercase();
            }
            // UTF-16, in which V8 counts.
            length += letter.len_utf16();
        }
        let meaning = KEYWORDS.iter().find(|(letters, keyword)| {
            *letters == start && (length <= letters.len() || matches!(keyword, Keyword::Month(_)))
        });
        Token::Word(meaning.map_or(Keyword::Unknown, |(_, keyword)| *keyword), length)
    }

    /// Takes all up to the parenthesis that closes this one, or to the end.
    fn skip_parentheses(&mut self) {
        let mut open = 0_usize;
        for letter in self.letters.by_ref() {
            match letter {
                '(' => open += 1,
                ')' => open -= 1,
                _ => {}
            }
            if open == 0 {
                return;
            }
        }
    }
}

/// What V8 calls a letter: all from `A` on, the brackets between the alphabets and all of Unicode included.
fn is_of_word(letter: char) -> bool {
    letter >= 'A' && !is_white_space(letter)
}

/// White space and line ends of ECMA-262.
fn is_white_space(letter: char) -> bool {
    letter == '\u{feff}' || (letter.is_whitespace() && letter != '\u{85}')
}
