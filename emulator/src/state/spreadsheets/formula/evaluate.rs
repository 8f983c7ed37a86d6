use std::{
    cell::{Cell as Counter, RefCell},
    collections::HashMap,
};

use super::{
    functions::{self, Operands},
    parse::{Expression, parse},
    values::{Computed, checked, combine, number_of},
};
use crate::state::spreadsheets::{
    area::Area, cell::Content, notation, sheet::Sheet, spreadsheet::Spreadsheet,
};

/// How deep expressions may stand in each other, over all the formulas that one refers to.
const DEPTH: usize = 200;

/// The cells that formulas of one reading may look at.
const LOOKS: usize = 5_000_000;

const TOO_DEEP: &str = "#ERROR!";

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

    /// What a cell with a formula holds, where nothing is being computed; `None` if it refers to cells too far off.
    pub(crate) fn settled(&self, sheet: &'b Sheet, row: usize, column: usize) -> Option<Content> {
        self.too_deep.set(false);
        let content = self.content(sheet, row, column);
        (!self.too_deep.get()).then_some(content)
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
}

impl<'b> Operands<'b> for Evaluator<'b> {
    fn content(&self, sheet: &'b Sheet, row: usize, column: usize) -> Content {
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

    fn compute(&self, sheet: &'b Sheet, expression: &Expression) -> Computed {
        if self.depth.get() >= DEPTH {
            self.too_deep.set(true);
            return Err(TOO_DEEP);
        }
        self.depth.set(self.depth.get() + 1);
        let computed = self.compute_one(sheet, expression);
        self.depth.set(self.depth.get() - 1);
        computed
    }

    fn area(&self, sheet: &'b Sheet, expression: &Expression) -> Result<(&'b Sheet, Area), &'static str> {
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

    fn values(&self, sheet: &'b Sheet, argument: &Expression) -> Result<Vec<Content>, &'static str> {
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

    fn look(&self) -> Result<(), &'static str> {
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
