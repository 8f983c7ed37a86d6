use super::{
    parse::Expression,
    values::{Computed, checked, compares, joined, number_of, text_of},
};
use crate::state::spreadsheets::{
    area::Area,
    cell::Content,
    input::{self, Typed},
    sheet::Sheet,
};

/// What a function can ask about its arguments, and about the cells that these refer to.
pub(super) trait Operands<'b> {
    /// What a cell holds, computed if it must be.
    fn content(&self, sheet: &'b Sheet, row: usize, column: usize) -> Content;

    /// One value; a range of more cells has none.
    fn compute(&self, sheet: &'b Sheet, expression: &Expression) -> Computed;

    /// The cells that an expression refers to.
    fn area(&self, sheet: &'b Sheet, expression: &Expression) -> Result<(&'b Sheet, Area), &'static str>;

    /// The values of an argument: of each cell of a range that holds any, or of an expression.
    fn values(&self, sheet: &'b Sheet, argument: &Expression) -> Result<Vec<Content>, &'static str>;

    /// How many rows and columns reach to the last cell that holds something.
    fn extent(&self, sheet: &'b Sheet) -> (usize, usize);

    /// Counts a cell that is looked at; an error once the caller gives up.
    fn look(&self) -> Result<(), &'static str>;
}

/// Calls a function of the sheet; one that the emulator lacks has no name, as at Google one that is unknown.
pub(super) fn call<'b>(
    operands: &dyn Operands<'b>,
    sheet: &'b Sheet,
    name: &str,
    arguments: &[Expression],
) -> Computed {
    let call = Call {
        operands,
        sheet,
        arguments,
    };
    match name {
        "IF" => call.condition(),
        "IFERROR" => call.value(0).or_else(|_| call.value_or_empty(1)),
        "AND" => Ok(Content::Boolean(call.booleans()?.into_iter().all(|value| value))),
        "OR" => Ok(Content::Boolean(call.booleans()?.into_iter().any(|value| value))),
        "NOT" => Ok(Content::Boolean(number_of(&call.value(0)?)? == 0.0)),
        "SUM" => Ok(Content::Number(call.numbers()?.iter().sum())),
        "PRODUCT" => Ok(Content::Number(call.numbers()?.iter().product())),
        "COUNT" => Ok(count(call.numbers()?.len())),
        "COUNTA" => Ok(count(
            call.all()?.iter().filter(|value| !value.is_empty()).count(),
        )),
        "COUNTBLANK" => call.count_blank(),
        "AVERAGE" => average(&call.numbers()?),
        "MIN" => Ok(Content::Number(
            call.numbers()?.into_iter().reduce(f64::min).unwrap_or_default(),
        )),
        "MAX" => Ok(Content::Number(
            call.numbers()?.into_iter().reduce(f64::max).unwrap_or_default(),
        )),
        "COUNTIF" => call.count_if(),
        "SUMIF" => call.sum_if(),
        "ABS" => call.number(0).map(|number| Content::Number(number.abs())),
        "INT" => call.number(0).map(|number| Content::Number(number.floor())),
        "ROUND" => call.rounded(f64::round),
        "ROUNDUP" => call.rounded(|number| number.abs().ceil().copysign(number)),
        "ROUNDDOWN" => call.rounded(f64::trunc),
        "MOD" => call.modulo(),
        "CONCATENATE" | "CONCAT" => joined(&call.all()?),
        "LEN" => call.text(0).map(|text| count(text.encode_utf16().count())),
        "UPPER" => call.text(0).map(|text| Content::text(&text.to_uppercase())),
        "LOWER" => call.text(0).map(|text| Content::text(&text.to_lowercase())),
        "TRIM" => call.text(0).map(|text| {
            let words: Vec<_> = text.split(' ').filter(|word| !word.is_empty()).collect();
            Content::text(&words.join(" "))
        }),
        "LEFT" => call.part(|letters, length| letters.iter().take(length).collect()),
        "RIGHT" => call.part(|letters, length| {
            letters
                .iter()
                .skip(letters.len().saturating_sub(length))
                .collect()
        }),
        "VLOOKUP" => call.look_up(),
        _ => Err("#NAME?"),
    }
}

struct Call<'c, 'b> {
    operands: &'c dyn Operands<'b>,
    sheet: &'b Sheet,
    arguments: &'c [Expression],
}

fn count(number: usize) -> Content {
    Content::Number(number as f64)
}

fn average(numbers: &[f64]) -> Computed {
    if numbers.is_empty() {
        return Err("#DIV/0!");
    }
    Ok(Content::Number(
        numbers.iter().sum::<f64>() / numbers.len() as f64,
    ))
}

impl Call<'_, '_> {
    fn argument(&self, place: usize) -> Result<&Expression, &'static str> {
        self.arguments.get(place).ok_or("#N/A")
    }

    fn value(&self, place: usize) -> Computed {
        self.operands.compute(self.sheet, self.argument(place)?)
    }

    fn value_or_empty(&self, place: usize) -> Computed {
        if place < self.arguments.len() {
            self.value(place)
        } else {
            Ok(Content::Empty)
        }
    }

    fn number(&self, place: usize) -> Result<f64, &'static str> {
        number_of(&self.value(place)?)
    }

    fn text(&self, place: usize) -> Result<String, &'static str> {
        self.value(place).map(|value| text_of(&value))
    }

    /// The values of all arguments.
    fn all(&self) -> Result<Vec<Content>, &'static str> {
        let mut all = Vec::new();
        for argument in self.arguments {
            for value in self.operands.values(self.sheet, argument)? {
                all.push(checked(value)?);
            }
        }
        Ok(all)
    }

    /// Numbers in cells count, and whatever a single argument can be read as.
    fn numbers(&self) -> Result<Vec<f64>, &'static str> {
        let mut numbers = Vec::new();
        for argument in self.arguments {
            let is_range = matches!(argument, Expression::Reference(..));
            for value in self.operands.values(self.sheet, argument)? {
                match checked(value)? {
                    Content::Number(number) => numbers.push(number),
                    value if !is_range => numbers.push(number_of(&value)?),
                    _ => {}
                }
            }
        }
        Ok(numbers)
    }

    fn booleans(&self) -> Result<Vec<bool>, &'static str> {
        let filled = self.all()?.into_iter().filter(|value| !value.is_empty());
        filled
            .map(|value| number_of(&value).map(|number| number != 0.0))
            .collect()
    }

    fn condition(&self) -> Computed {
        if number_of(&self.value(0)?)? != 0.0 {
            self.value(1)
        } else if self.arguments.len() > 2 {
            self.value(2)
        } else {
            Ok(Content::Boolean(false))
        }
    }

    fn count_blank(&self) -> Computed {
        let (_, area) = self.operands.area(self.sheet, self.argument(0)?)?;
        let filled = self.all()?.iter().filter(|value| !value.is_empty()).count();
        Ok(count(area.rows * area.columns - filled))
    }

    fn count_if(&self) -> Computed {
        let wanted = self.value(1)?;
        let values = self.operands.values(self.sheet, self.argument(0)?)?;
        Ok(count(values.iter().filter(|value| meets(value, &wanted)).count()))
    }

    fn sum_if(&self) -> Computed {
        let wanted = self.value(1)?;
        let (sheet, tested) = self.operands.area(self.sheet, self.argument(0)?)?;
        let (other, summed) = match self.arguments.get(2) {
            Some(argument) => self.operands.area(self.sheet, argument)?,
            None => (sheet, tested),
        };
        let mut sum = 0.0;
        let (rows, _) = self.operands.extent(sheet);
        for row in 0..tested.rows.min(rows.saturating_sub(tested.row)) {
            for column in 0..tested.columns {
                self.operands.look()?;
                let value = self
                    .operands
                    .content(sheet, tested.row + row, tested.column + column);
                let amount = self
                    .operands
                    .content(other, summed.row + row, summed.column + column);
                if let (true, Content::Number(amount)) = (meets(&value, &wanted), amount) {
                    sum += amount;
                }
            }
        }
        Ok(Content::Number(sum))
    }

    fn rounded(&self, round: impl Fn(f64) -> f64) -> Computed {
        let places = if self.arguments.len() > 1 {
            self.number(1)?
        } else {
            0.0
        };
        let factor = 10f64.powf(places.trunc().clamp(-15.0, 15.0));
        let number = self.number(0)? * factor;
        // 1.005 is a little less than that, and still meant.
        let nudged = number + number * f64::EPSILON;
        Ok(Content::Number(round(nudged) / factor))
    }

    fn modulo(&self) -> Computed {
        let (number, by) = (self.number(0)?, self.number(1)?);
        if by == 0.0 {
            return Err("#DIV/0!");
        }
        Ok(Content::Number(number - by * (number / by).floor()))
    }

    fn part(&self, part: impl Fn(&[char], usize) -> String) -> Computed {
        let length = if self.arguments.len() > 1 {
            self.number(1)?
        } else {
            1.0
        };
        if length < 0.0 {
            return Err("#NUM!");
        }
        let letters: Vec<char> = self.text(0)?.chars().collect();
        Ok(Content::text(&part(&letters, length as usize)))
    }

    /// Finds the exact value in the first column; a sorted search is asked for by leaving the last argument out.
    fn look_up(&self) -> Computed {
        let wanted = self.value(0)?;
        let (sheet, area) = self.operands.area(self.sheet, self.argument(1)?)?;
        let column = self.number(2)? as usize;
        if column < 1 || column > area.columns {
            return Err("#REF!");
        }
        let sorted = self.arguments.len() < 4 || self.number(3)? != 0.0;
        let (rows, _) = self.operands.extent(sheet);
        let mut found = None;
        for row in area.row..area.end_row().min(rows) {
            self.operands.look()?;
            let value = self.operands.content(sheet, row, area.column);
            if compares("=", &value, &wanted) {
                found = Some(row);
                break;
            }
            if sorted && compares("<", &value, &wanted) {
                found = Some(row);
            }
        }
        let row = found.ok_or("#N/A")?;
        checked(self.operands.content(sheet, row, area.column + column - 1))
    }
}

/// Whether a value meets what `COUNTIF` asks for: `5`, `">=5"`, `"A*"`.
fn meets(value: &Content, wanted: &Content) -> bool {
    let Content::Text(text) = wanted else {
        return !value.is_empty() && compares("=", value, wanted);
    };
    let signs = ["<>", "<=", ">=", "<", ">", "="];
    let sign = signs.into_iter().find(|sign| text.starts_with(sign));
    let rest = text.get(sign.map_or(0, str::len)..).unwrap_or_default();
    let sign = sign.unwrap_or("=");
    let wanted = match input::typed(rest) {
        Typed::Number(number, _) => Content::Number(number),
        Typed::Boolean(boolean) => Content::Boolean(boolean),
        _ => Content::text(rest),
    };
    match (value, &wanted) {
        (Content::Text(value), Content::Text(pattern)) if matches!(sign, "=" | "<>") => {
            let letters: Vec<char> = value.to_lowercase().chars().collect();
            let pattern: Vec<char> = pattern.to_lowercase().chars().collect();
            is_like(&letters, &pattern) == (sign == "=")
        }
        (Content::Empty, _) => match sign {
            "=" => wanted.is_empty(),
            "<>" => !wanted.is_empty(),
            _ => false,
        },
        (Content::Number(_), Content::Number(_)) | (Content::Boolean(_), Content::Boolean(_)) => {
            compares(sign, value, &wanted)
        }
        (Content::Text(_), Content::Text(_)) => compares(sign, value, &wanted),
        _ => sign == "<>",
    }
}

/// `*` stands for any letters and `?` for one.
fn is_like(text: &[char], pattern: &[char]) -> bool {
    let (mut place, mut asked) = (0, 0);
    let mut star = None;
    while let Some(letter) = text.get(place) {
        match pattern.get(asked) {
            Some('*') => {
                star = Some((place, asked));
                asked += 1;
            }
            Some(other) if *other == '?' || other == letter => {
                place += 1;
                asked += 1;
            }
            _ => match &mut star {
                Some((start, after)) => {
                    *start += 1;
                    place = *start;
                    asked = *after + 1;
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(asked).all(|left| *left == '*')
}
