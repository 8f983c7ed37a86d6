//! Any other text: numbers, names of months, times with colons and zones, in nearly any order.

use super::{
    composer::Composers,
    scanner::{Keyword, Number, Scanner, Token},
};

/// Reads on from `first`; `None` if the text is not a date.
pub(super) fn read(first: Token, scanner: &mut Scanner<'_>, composers: &mut Composers) -> Option<()> {
    let mut reader = Reader {
        has_read_number: !composers.day.is_empty(),
        scanner,
        composers,
    };
    let mut token = first;
    while token != Token::End {
        reader.take(token)?;
        token = reader.scanner.next();
    }
    Some(())
}

struct Reader<'a, 'text> {
    scanner: &'a mut Scanner<'text>,
    composers: &'a mut Composers,
    /// From then on, a word without a meaning makes the date invalid.
    has_read_number: bool,
}

impl Reader<'_, '_> {
    fn take(&mut self, token: Token) -> Option<()> {
        match token {
            Token::Number(number) => {
                self.has_read_number = true;
                self.number(number.value)
            }
            Token::Word(keyword, _) => self.word(keyword),
            Token::Symbol(symbol) => match token.sign() {
                Some(sign) if self.composers.zone.is_utc() || !self.composers.time.is_empty() => {
                    self.offset(sign)
                }
                None if symbol != ')' => Some(()),
                _ => (!self.has_read_number).then_some(()),
            },
            Token::WhiteSpace | Token::Other | Token::End => Some(()),
        }
    }

    fn number(&mut self, number: i64) -> Option<()> {
        let Composers { day, time, zone } = &mut *self.composers;
        if self.scanner.skip(':') {
            if self.scanner.skip(':') {
                if !time.is_empty() {
                    return None;
                }
                time.add(number)?;
                return time.add(0);
            }
            time.add(number)?;
            self.scanner.skip('.');
            return Some(());
        }
        if self.scanner.skip('.') && time.is_expecting(number) {
            time.add(number)?;
            let Token::Number(fraction) = self.scanner.next() else {
                return None;
            };
            time.add_final(fraction.milliseconds());
            return Some(());
        }
        if zone.is_expecting(number) {
            zone.set_minutes(number);
            return Some(());
        }
        if time.is_expecting(number) {
            time.add_final(number);
            let next = self.scanner.peek();
            let ends = matches!(next, Token::End | Token::WhiteSpace) || next.is_z() || next.sign().is_some();
            return ends.then_some(());
        }
        day.add(number)?;
        self.scanner.skip('-');
        Some(())
    }

    fn word(&mut self, keyword: Keyword) -> Option<()> {
        let Composers { day, time, zone } = &mut *self.composers;
        match keyword {
            Keyword::HalfOfDay(hours) if !time.is_empty() => time.set_half_of_day(hours),
            Keyword::Month(month) => {
                day.set_named_month(month);
                self.scanner.skip('-');
            }
            Keyword::Zone(hours) if self.has_read_number => zone.set(hours),
            _ if self.has_read_number => return None,
            // A number must stand apart from a word.
            _ if matches!(self.scanner.peek(), Token::Number(_)) => return None,
            _ => {}
        }
        Some(())
    }

    /// A distance from Greenwich, behind its sign: `+1`, `-08`, `+530`, `-0800`, `+5:30`.
    fn offset(&mut self, sign: i64) -> Option<()> {
        self.composers.zone.set_sign(sign);
        let number = match self.scanner.peek() {
            Token::Number(number) => {
                self.scanner.next();
                number
            }
            _ => Number { value: 0, digits: 0 },
        };
        self.has_read_number = true;
        let (hours, minutes) = match number.digits {
            // The minutes follow behind the colon.
            _ if self.scanner.peek() == Token::Symbol(':') => (number.value, None),
            1 | 2 => (number.value, Some(0)),
            3 | 4 => (number.value / 100, Some(number.value % 100)),
            _ => return None,
        };
        self.composers.zone.set_distance(hours, minutes);
        Some(())
    }
}
