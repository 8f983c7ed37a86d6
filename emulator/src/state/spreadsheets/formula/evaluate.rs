use std::{
    cell::{Cell as Counter, RefCell},
    collections::HashMap,
    rc::Rc,
};

use super::{
    functions::{self, Operands},
    parse::{Expression, parse},
    values::{Computed, checked, combine, number_of, within_limits},
};
use crate::state::spreadsheets::{
    area::Area, cell::Content, notation, patience::Patience, sheet::Sheet, spreadsheet::Spreadsheet,
};

/// How deep expressions may stand in each other, over all the formulas that one refers to.
const DEPTH: usize = 200;

const TOO_DEEP: &str = "#ERROR!";

/// A cell: the ID of its sheet, its row and its column.
pub(crate) type Place = (u32, usize, usize);

/// Computes the formulas of a spreadsheet, each of them once.
pub(crate) struct Evaluator<'b> {
    book: &'b Spreadsheet,
    /// `None` while it is being computed.
    known: RefCell<HashMap<Place, Option<Content>>>,
    /// The formulas that were read to find what they refer to, and not computed yet; `None` for what is no formula.
    read: RefCell<HashMap<Place, Option<Rc<Expression>>>>,
    /// How far the cells of each sheet reach.
    extents: RefCell<HashMap<u32, (usize, usize)>>,
    depth: Counter<usize>,
    too_deep: Counter<bool>,
    patience: &'b Patience<'b>,
}

impl<'b> Evaluator<'b> {
    pub(crate) fn new(book: &'b Spreadsheet, patience: &'b Patience<'b>) -> Self {
        Self {
            book,
            known: RefCell::default(),
            read: RefCell::default(),
            extents: RefCell::default(),
            depth: Counter::new(0),
            too_deep: Counter::new(false),
            patience,
        }
    }

    /// What a cell with a formula holds, where nothing is being computed; `None` if it refers to cells too far off.
    pub(crate) fn settled(&self, (sheet, row, column): Place) -> Option<Content> {
        self.too_deep.set(false);
        let content = self.content(self.book.sheet_by_id(sheet).ok()?, row, column);
        (!self.too_deep.get()).then_some(content)
    }

    /// The cells that the formula in a cell refers to, sheet by sheet.
    pub(crate) fn references(&self, place: Place) -> Vec<(u32, Area)> {
        let (id, row, column) = place;
        let sheet = self.book.sheet_by_id(id).ok();
        let cell = sheet.and_then(|sheet| sheet.cell(row, column));
        let (Some(sheet), Some(formula)) = (sheet, cell.and_then(|cell| cell.formula.as_deref())) else {
            return Vec::new();
        };
        let read = parse(formula).map(Rc::new);
        let found = read.as_deref().map(Expression::references).unwrap_or_default();
        let areas = found.into_iter().filter_map(|reference| {
            let (sheet, area) = self.area(sheet, reference).ok()?;
            Some((sheet.id, area))
        });
        let areas = areas.collect();
        self.read.borrow_mut().insert(place, read);
        areas
    }

    /// Whether the caller has given up, so that nothing is computed any more.
    pub(crate) fn is_given_up(&self) -> bool {
        self.patience.is_over_after_step()
    }

    fn read(&self, place: Place, formula: &str) -> Option<Rc<Expression>> {
        let read = self.read.borrow_mut().remove(&place);
        read.unwrap_or_else(|| parse(formula).map(Rc::new))
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
        if self.too_deep.get() {
            // Nothing comes of what is being computed.
            return error(TOO_DEEP);
        }
        self.known.borrow_mut().insert(place, None);
        let computed = match self.read(place, formula) {
            Some(expression) => self.compute(sheet, &expression),
            None => Err("#ERROR!"),
        };
        let content = computed.and_then(within_limits).unwrap_or_else(error);
        if self.too_deep.get() {
            // It may be within reach once the formulas that it refers to are known.
            self.known.borrow_mut().remove(&place);
        } else {
            self.known.borrow_mut().insert(place, Some(content.clone()));
        }
        content
    }

    fn compute(&self, sheet: &'b Sheet, expression: &Expression) -> Computed {
        self.look()?;
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
        let (rows, columns) = self.extent(sheet);
        let mut values = Vec::new();
        for row in area.row..area.end_row().min(rows) {
            for column in area.column..area.end_column().min(columns) {
                self.look()?;
                values.push(self.content(sheet, row, column));
            }
        }
        Ok(values)
    }

    fn extent(&self, sheet: &'b Sheet) -> (usize, usize) {
        let mut extents = self.extents.borrow_mut();
        *extents.entry(sheet.id).or_insert_with(|| sheet.extent())
    }

    fn look(&self) -> Result<(), &'static str> {
        if self.is_given_up() {
            Err("#ERROR!")
        } else {
            Ok(())
        }
    }
}

fn error(name: &str) -> Content {
    Content::text(name)
}
