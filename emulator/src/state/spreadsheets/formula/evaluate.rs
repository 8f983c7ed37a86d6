use std::{
    cell::{Cell as Counter, RefCell},
    collections::HashMap,
};

use super::{
    functions,
    parse::{Expression, parse},
};
use crate::state::spreadsheets::{
    area::Area, cell::Content, notation, number_format, sheet::Sheet, spreadsheet::Spreadsheet,
};

/// How deep expressions may stand in each other, over all the formulas that one refers to.
const DEPTH: usize = 200;

/// The cells that formulas of one reading may look at.
const LOOKS: usize = 5_000_000;

const TOO_DEEP: &str = "#ERROR!";

/// A value, or the error that stands in its place: `#DIV/0!`.
pub(super) type Computed = Result<Content, &'static str>;

/// Computes the formulas of a spreadsheet, each of them once.
pub(crate) struct Evaluator<'b> {
    book: &'b Spreadsheet,
    /// By sheet, row and column; `None` while it is being computed.
    known: RefCell<HashMap<(u32, usize, usize), Option<Content>>>,
    depth: Counter<usize>,
    too_deep: Counter<bool>,
    looks: Counter<usize>,
}

impl<'b> Evaluator<'b> {
    pub(crate) fn new(book: &'b Spreadsheet) -> Self {
        Self {
            book,
            known: RefCell::default(),
            depth: Counter::new(0),
            too_deep: Counter::new(false),
            looks: Counter::new(0),
        }
    }

    /// What a cell holds, computed if it must be.
    pub(crate) fn content(&self, sheet: &'b Sheet, row: usize, column: usize) -> Content {
        let Some(cell) = sheet.cell(row, column) else {
            return Content::Empty;
        };
        let Some(formula) = &cell.formula else {
            return cell.content.clone();
        };
        let place = (sheet.id, row, column);
        if let Some(known) = self.known.borrow().get(&place) {
            return known.clone().unwrap_or_else(|| error("#REF!"));
        }
        self.known.borrow_mut().insert(place, None);
        let computed = match parse(formula) {
            Some(expression) => self.compute(sheet, &expression),
            None => Err("#ERROR!"),
        };
        let content = match computed {
            Ok(Content::Number(number)) if !number.is_finite() => error("#NUM!"),
            Ok(content) => content,
            Err(name) => error(name),
        };
        if self.too_deep.get() {
            // It may be within reach once the formulas that it refers to are known.
            self.known.borrow_mut().remove(&place);
        } else {
            self.known.borrow_mut().insert(place, Some(content.clone()));
        }
        content
    }

    /// The same, for a formula that nothing refers to at the moment.
    pub(crate) fn settled(&self, sheet: &'b Sheet, row: usize, column: usize) -> Option<Content> {
        self.too_deep.set(false);
        let content = self.content(sheet, row, column);
        (!self.too_deep.get()).then_some(content)
    }

    /// One value; a range of more cells has none.
    pub(super) fn compute(&self, sheet: &'b Sheet, expression: &Expression) -> Computed {
        if self.depth.get() >= DEPTH {
            self.too_deep.set(true);
            return Err(TOO_DEEP);
        }
        self.depth.set(self.depth.get() + 1);
        let computed = self.compute_one(sheet, expression);
        self.depth.set(self.depth.get() - 1);
        computed
    }

    fn compute_one(&self, sheet: &'b Sheet, expression: &Expression) -> Computed {
        match expression {
            Expression::Number(number) => Ok(Content::Number(*number)),
            Expression::Text(text) => Ok(Content::text(text)),
            Expression::Boolean(boolean) => Ok(Content::Boolean(*boolean)),
            Expression::Missing => Ok(Content::Empty),
            Expression::Reference(..) => {
                let (sheet, area) = self.area(sheet, expression)?;
                if area.rows * area.columns > 1 {
                    return Err("#VALUE!");
                }
                checked(self.content(sheet, area.row, area.column))
            }
            Expression::Unary(sign, operand) => {
                let number = number_of(&self.compute(sheet, operand)?)?;
                Ok(Content::Number(match *sign {
                    "-" => -number,
                    "%" => number / 100.0,
                    _ => number,
                }))
            }
            Expression::Binary(sign, left, right) => {
                combine(sign, &self.compute(sheet, left)?, &self.compute(sheet, right)?)
            }
            Expression::Call(name, arguments) => functions::call(self, sheet, name, arguments),
        }
    }

    /// The cells that an expression refers to.
    pub(super) fn area(
        &self,
        sheet: &'b Sheet,
        expression: &Expression,
    ) -> Result<(&'b Sheet, Area), &'static str> {
        let Expression::Reference(name, cells) = expression else {
            return Err("#VALUE!");
        };
        let sheet = match name {
            Some(name) => self.book.get(name).ok_or("#REF!")?,
            None => sheet,
        };
        if let Some(area) = notation::area(cells, sheet.rows, sheet.columns) {
            return Ok((sheet, area));
        }
        let (id, area) = *self.book.named_ranges.get(cells).ok_or("#NAME?")?;
        Ok((self.book.sheet_by_id(id).map_err(|_| "#REF!")?, area))
    }

    /// The values of an argument: of each cell of a range that holds any, or of an expression.
    pub(super) fn values(
        &self,
        sheet: &'b Sheet,
        argument: &Expression,
    ) -> Result<Vec<Content>, &'static str> {
        if !matches!(argument, Expression::Reference(..)) {
            return self.compute(sheet, argument).map(|value| vec![value]);
        }
        let (sheet, area) = self.area(sheet, argument)?;
        let (rows, columns) = sheet.extent();
        let mut values = Vec::new();
        for row in area.row..area.end_row().min(rows) {
            for column in area.column..area.end_column().min(columns) {
                self.look()?;
                values.push(self.content(sheet, row, column));
            }
        }
        Ok(values)
    }

    pub(super) fn look(&self) -> Result<(), &'static str> {
        self.looks.set(self.looks.get() + 1);
        if self.looks.get() > LOOKS {
            Err("#ERROR!")
        } else {
            Ok(())
        }
    }
}

fn error(name: &str) -> Content {
    Content::text(name)
}

/// An error in a cell is one in what refers to it.
pub(super) fn checked(content: Content) -> Computed {
    const ERRORS: [&str; 8] = [
        "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#N/A", "#NUM!", "#ERROR!", "#NULL!",
    ];
    let found = match &content {
        Content::Text(text) => ERRORS.iter().find(|error| **error == text.as_ref()),
        _ => None,
    };
    found.map_or(Ok(content), |error| Err(error))
}

pub(super) fn number_of(content: &Content) -> Result<f64, &'static str> {
    match content {
        Content::Number(number) => Ok(*number),
        Content::Boolean(boolean) => Ok(f64::from(u8::from(*boolean))),
        Content::Empty => Ok(0.0),
        Content::Text(text) => text
            .trim()
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
            .ok_or("#VALUE!"),
    }
}

pub(super) fn text_of(content: &Content) -> String {
    match content {
        Content::Empty => String::new(),
        Content::Boolean(boolean) => boolean.to_string().to_uppercase(),
        Content::Number(number) => number_format::general(*number),
        Content::Text(text) => text.to_string(),
    }
}

fn combine(sign: &str, left: &Content, right: &Content) -> Computed {
    if sign == "&" {
        return Ok(Content::text(&(text_of(left) + &text_of(right))));
    }
    if matches!(sign, "=" | "<>" | "<" | ">" | "<=" | ">=") {
        return Ok(Content::Boolean(compares(sign, left, right)));
    }
    let (left, right) = (number_of(left)?, number_of(right)?);
    let number = match sign {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" if right == 0.0 => return Err("#DIV/0!"),
        "/" => left / right,
        _ => left.powf(right),
    };
    if number.is_finite() {
        Ok(Content::Number(number))
    } else {
        Err("#NUM!")
    }
}

pub(super) fn compares(sign: &str, left: &Content, right: &Content) -> bool {
    let filled = |content: &Content, other: &Content| match (content, other) {
        (Content::Empty, Content::Number(_)) => Content::Number(0.0),
        (Content::Empty, Content::Boolean(_)) => Content::Boolean(false),
        (Content::Empty, Content::Text(_)) => Content::Text("".into()),
        _ => content.clone(),
    };
    let order = match (filled(left, right), filled(right, left)) {
        (Content::Text(left), Content::Text(right)) => left.to_lowercase().cmp(&right.to_lowercase()),
        (left, right) => left.compare(&right),
    };
    match sign {
        "=" => order.is_eq(),
        "<>" => order.is_ne(),
        "<" => order.is_lt(),
        ">" => order.is_gt(),
        "<=" => order.is_le(),
        _ => order.is_ge(),
    }
}
