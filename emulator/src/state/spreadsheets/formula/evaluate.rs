use std::{
    cell::{Cell as Counter, OnceCell, RefCell},
    collections::{HashMap, HashSet},
    rc::Rc,
    sync::Arc,
};

use jiff::tz::TimeZone;
use regex::Regex;

use super::{
    array_literal,
    call::Call,
    dispatch,
    evaluation::Evaluation,
    expression::Expression,
    fault::Fault,
    format::Formats,
    lacks::Lacks,
    learnt::Learnt,
    lift,
    memory::{Lease, Memory},
    names, operators,
    parse::parse,
    patterns::{Patterns, Unusable},
    place::Place,
    scalar::{Computed, Scalar, text_within_limit},
    site::Site,
    spills::{Spills, TooEarly, may_spill},
    value::{Evaluated, GridBuilder, Range, Value},
};
use crate::state::spreadsheets::{
    area::Area,
    cell::{Cell, Content},
    patience::Patience,
    serial,
    sheet::Sheet,
    spreadsheet::Spreadsheet,
};

/// How deep expressions may be nested, over all the formulas that one refers to.
const DEPTH: usize = 200;

const TOO_DEEP: Fault = Fault::Formula;

/// A formula that cannot be read is not one at Google either, mostly.
const UNREADABLE: &str = "the syntax of a formula, if it is valid at Google";

/// Computes the formulas of a spreadsheet, each of them once.
pub(crate) struct Evaluator<'b> {
    book: &'b Spreadsheet,
    /// The time, in milliseconds since 1970.
    now: u64,
    zone: OnceCell<TimeZone>,
    formats: Formats,
    memory: Memory,
    /// What the results of formulas take of the memory.
    results: RefCell<Lease>,
    patterns: Patterns,
    /// `None` while it is being computed.
    known: RefCell<HashMap<Place, Option<Computed>>>,
    /// The formulas that were read to find what they refer to, and not computed yet; `None` for what is not a formula.
    read: RefCell<HashMap<Place, Option<Rc<Expression>>>>,
    /// How far the cells of each sheet reach.
    extents: RefCell<HashMap<u32, (usize, usize)>>,
    spills: RefCell<Spills>,
    learnt: &'b Learnt,
    /// The formula that is being computed.
    current: Counter<Place>,
    /// Whether any formula may fill other cells than its own.
    may_spill: bool,
    depth: Counter<usize>,
    too_deep: Counter<bool>,
    lacks: RefCell<Lacks>,
    uses_time: Counter<bool>,
    patience: &'b Patience<'b>,
}

impl<'b> Evaluator<'b> {
    pub(crate) fn new(
        book: &'b Spreadsheet,
        patience: &'b Patience<'b>,
        now: u64,
        learnt: &'b Learnt,
    ) -> Self {
        let circular = learnt
            .circular()
            .map(|place| (place, Some(Err(Fault::Reference))));
        let memory = Memory::new();
        Self {
            book,
            now,
            zone: OnceCell::new(),
            formats: Formats::new(),
            results: RefCell::new(memory.lease()),
            memory,
            patterns: Patterns::default(),
            known: RefCell::new(circular.collect()),
            read: RefCell::default(),
            extents: RefCell::default(),
            spills: RefCell::default(),
            learnt,
            current: Counter::default(),
            may_spill: book.sheets.iter().any(may_spill_in),
            depth: Counter::new(0),
            too_deep: Counter::new(false),
            lacks: RefCell::default(),
            uses_time: Counter::new(false),
            patience,
        }
    }

    /// Computes a formula, where nothing is being computed. `false` if it refers to cells too far off.
    pub(crate) fn settle(&self, (sheet, row, column): Place) -> bool {
        self.too_deep.set(false);
        if let Ok(sheet) = self.book.sheet_by_id(sheet) {
            // It is kept with the values that are known.
            let _ = self.content(sheet, row, column);
        }
        !self.too_deep.get()
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
            let Expression::Reference(name, cells) = reference else {
                return None;
            };
            let range = self.range(sheet, name.as_deref(), cells).ok()?;
            Some((range.sheet.id, range.area))
        });
        let waits = self.learnt.waits_of(place);
        let waits = waits.map(|(sheet, row, column)| (sheet, Area::cell(row, column)));
        let areas = areas.chain(waits).collect();
        self.read.borrow_mut().insert(place, read);
        areas
    }

    /// Whether the caller has given up, so that nothing is computed any more.
    pub(crate) fn is_given_up(&self) -> bool {
        self.patience.is_over_after_step()
    }

    /// The formulas that have read cells before these were filled.
    pub(crate) fn too_early(&self) -> HashSet<TooEarly> {
        self.spills.borrow().too_early(|| !self.is_given_up())
    }

    /// What a formula came to, if it was computed.
    pub(super) fn known(&self, place: Place) -> Option<Computed> {
        self.known.borrow().get(&place).cloned().flatten()
    }

    /// Whether a formula's value depends on when it is computed.
    pub(crate) fn uses_time(&self) -> bool {
        self.uses_time.get()
    }

    /// One sentence for each thing that formulas use and the emulator does not have.
    pub(crate) fn lacks(&self) -> Vec<String> {
        self.lacks.borrow().sentences(self.book)
    }

    /// The values that formulas have put into other cells than their own, and how numbers are shown.
    pub(super) fn into_spilled(self) -> (impl Iterator<Item = (Place, Computed)>, Formats) {
        (self.spills.into_inner().into_cells(), self.formats)
    }

    fn read(&self, place: Place, formula: &str) -> Option<Rc<Expression>> {
        let mut read = self.read.borrow_mut();
        read.entry(place)
            .or_insert_with(|| parse(formula).map(Rc::new))
            .clone()
    }

    /// What a cell holds, computed if it must be.
    pub(super) fn content(&self, sheet: &'b Sheet, row: usize, column: usize) -> Computed {
        let place = (sheet.id, row, column);
        let cell = sheet.cell(row, column);
        let Some((cell, formula)) = cell.and_then(|cell| Some((cell, cell.formula.as_ref()?))) else {
            return match cell {
                Some(cell) if !cell.is_spilled() && !cell.content.is_empty() => self.plain(cell),
                _ => self.spills.borrow().content(place),
            };
        };
        if let Some(known) = self.known.borrow().get(&place) {
            return known.clone().unwrap_or(Err(Fault::Reference));
        }
        if self.too_deep.get() {
            // Nothing comes of what is being computed.
            return Err(TOO_DEEP);
        }
        self.known.borrow_mut().insert(place, None);
        let before = self.current.replace(place);
        let mut computed = self.computed(sheet, place, formula);
        // It stays in memory, as all results do.
        if self.results.borrow_mut().extend(&computed).is_err() {
            computed = Err(Fault::Formula);
        }
        if self.memory.was_short() {
            self.note_lack("the memory for values as many as these", Fault::Formula);
            computed = Err(Fault::Formula);
        }
        self.current.set(before);
        let computed = computed.map(|value| self.shown(cell, value));
        if self.too_deep.get() {
            // It may be within reach once the formulas that it refers to are known.
            self.known.borrow_mut().remove(&place);
        } else {
            self.known.borrow_mut().insert(place, Some(computed.clone()));
            self.read.borrow_mut().remove(&place);
        }
        computed
    }

    /// The value of a cell that has no formula.
    fn plain(&self, cell: &Cell) -> Computed {
        match &cell.content {
            Content::Number(number) => {
                let format = cell.number_format.as_ref().map(|format| self.formats.of(format));
                Ok(Scalar::Number(*number, format.unwrap_or_default()))
            }
            Content::Boolean(boolean) => Ok(Scalar::Boolean(*boolean)),
            // An error in a cell is one in what refers to it.
            Content::Text(text) => Fault::named(text).map_or_else(|| Ok(Scalar::Text(text.clone())), Err),
            Content::Empty => Ok(Scalar::Empty),
        }
    }

    /// A value with the number format of its cell, if the cell has one.
    fn shown(&self, cell: &Cell, value: Scalar) -> Scalar {
        match (value, &cell.number_format) {
            (Scalar::Number(number, _), Some(format)) => Scalar::Number(number, self.formats.of(format)),
            (value, _) => value,
        }
    }

    /// What a formula comes to in its own cell.
    fn computed(&self, sheet: &'b Sheet, place: Place, formula: &str) -> Computed {
        let Some(expression) = self.read(place, formula) else {
            self.note_lack(UNREADABLE, Fault::Formula);
            return Err(Fault::Formula);
        };
        let (_, row, column) = place;
        let site = Site {
            sheet,
            row,
            column,
            is_array: false,
        };
        let reads = self.spills.borrow().reads();
        let value = self.evaluate(site, &expression)?;
        if value.is_single() || is_plain_range(&expression, &value) {
            return self.one(site, &value).and_then(within_limits);
        }
        if self.too_deep.get() {
            return Err(TOO_DEEP);
        }
        self.spill(site, &value, reads)
    }

    /// Fills the cells below and to the right, if they are free.
    fn spill(&self, site: Site<'b>, value: &Value<'b>, reads: usize) -> Computed {
        let (rows, columns) = value.size();
        let area = Area {
            row: site.row,
            column: site.column,
            rows,
            columns,
        };
        // The values first: they may be computed from cells that are about to be filled.
        let mut cells = GridBuilder::new(&self.memory, columns);
        for row in 0..rows {
            for column in 0..columns {
                cells.push(self.at(value, row, column).and_then(within_limits))?;
            }
        }
        let by = (site.sheet.id, site.row, site.column);
        if !self.is_free(site.sheet, area)? || self.spills.borrow().has_read(by, area, reads) {
            return Err(Fault::Reference);
        }
        let Value::Grid(cells) = cells.finish()? else {
            return Err(Fault::Formula);
        };
        let first = cells.get(0, 0);
        self.spills.borrow_mut().fill(by, area, cells);
        self.widen(site.sheet, area);
        first
    }

    /// Whether nothing is in the cells of an area but in its first one.
    fn is_free(&self, sheet: &'b Sheet, area: Area) -> Result<bool, Fault> {
        if !sheet.all().covers(&area) {
            return Ok(false);
        }
        let spills = self.spills.borrow();
        for (row, column) in area.cells().skip(1) {
            self.look()?;
            let is_blank = sheet
                .cell(row, column)
                .is_none_or(|cell| cell.is_blank() || cell.is_spilled());
            if !is_blank || spills.is_filled((sheet.id, row, column)) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn widen(&self, sheet: &'b Sheet, area: Area) {
        let (rows, columns) = self.extent(sheet);
        let reached = (rows.max(area.end_row()), columns.max(area.end_column()));
        self.extents.borrow_mut().insert(sheet.id, reached);
    }

    fn evaluate_one(&self, site: Site<'b>, expression: &Expression) -> Evaluated<'b> {
        match expression {
            Expression::Number(number) => Ok(Scalar::from(*number).into()),
            Expression::Text(text) => Ok(Scalar::text(text).into()),
            Expression::Boolean(boolean) => Ok(Scalar::Boolean(*boolean).into()),
            Expression::Missing => Ok(Scalar::Empty.into()),
            Expression::Fault(fault) => Err(*fault),
            Expression::Reference(name, cells) => {
                self.range(site.sheet, name.as_deref(), cells).map(Value::Range)
            }
            Expression::Span(start, end) => self.between(site, start, end),
            Expression::Array(rows) => array_literal::evaluate(self, site, rows),
            Expression::Unary(sign, operand) => {
                let operand = self.evaluate(site, operand)?;
                lift::over(self, site, &[operand], |values| operators::unary(sign, values))
            }
            Expression::Chain(first, others) => self.chain(site, first, others),
            Expression::Call(call) => dispatch::value(&Call::new(self, site, call)),
        }
    }

    fn chain(
        &self,
        site: Site<'b>,
        first: &Expression,
        others: &[(&'static str, Expression)],
    ) -> Evaluated<'b> {
        if others.iter().any(|(sign, _)| *sign == "^") {
            return self.powers(site, first, others);
        }
        let mut left = self.evaluate(site, first)?;
        for (sign, right) in others {
            let right = self.evaluate(site, right)?;
            left = self.combined(site, sign, left, right)?;
        }
        Ok(left)
    }

    /// Google Sheets computes powers from the right.
    fn powers(
        &self,
        site: Site<'b>,
        first: &Expression,
        others: &[(&'static str, Expression)],
    ) -> Evaluated<'b> {
        let operands = std::iter::once(first).chain(others.iter().map(|(_, operand)| operand));
        let mut right: Option<Value<'b>> = None;
        for operand in operands.collect::<Vec<_>>().into_iter().rev() {
            let left = self.evaluate(site, operand)?;
            right = Some(match right {
                Some(right) => self.combined(site, "^", left, right)?,
                None => left,
            });
        }
        right.ok_or(Fault::Formula)
    }

    fn combined(&self, site: Site<'b>, sign: &str, left: Value<'b>, right: Value<'b>) -> Evaluated<'b> {
        lift::over(self, site, &[left, right], |values| {
            operators::binary(&self.formats, sign, values)
        })
    }

    /// The cells between two references.
    fn between(&self, site: Site<'b>, start: &Expression, end: &Expression) -> Evaluated<'b> {
        match (self.evaluate(site, start)?, self.evaluate(site, end)?) {
            (Value::Range(one), Value::Range(other)) if one.sheet.id == other.sheet.id => {
                Ok(Value::Range(Range {
                    sheet: one.sheet,
                    area: one.area.joined(&other.area),
                }))
            }
            _ => Err(Fault::Value),
        }
    }
}

impl<'b> Evaluation<'b> for Evaluator<'b> {
    fn range(&self, sheet: &'b Sheet, name: Option<&str>, cells: &str) -> Result<Range<'b>, Fault> {
        names::range(self.book, sheet, name, cells)
    }

    fn evaluate(&self, site: Site<'b>, expression: &Expression) -> Evaluated<'b> {
        self.look()?;
        if self.depth.get() >= DEPTH {
            self.too_deep.set(true);
            return Err(TOO_DEEP);
        }
        self.depth.set(self.depth.get() + 1);
        let value = self.evaluate_one(site, expression);
        self.depth.set(self.depth.get() - 1);
        value
    }

    fn cell_of(&self, range: &Range<'b>, row: usize, column: usize) -> Computed {
        self.look()?;
        let (row, column) = (range.area.row + row, range.area.column + column);
        self.note_read(range.sheet, Area::cell(row, column));
        self.content(range.sheet, row, column)
    }

    fn note_read(&self, sheet: &Sheet, area: Area) {
        if self.may_spill {
            self.spills.borrow_mut().read(self.current.get(), sheet.id, area);
        }
    }

    fn extent(&self, sheet: &'b Sheet) -> (usize, usize) {
        let mut extents = self.extents.borrow_mut();
        *extents.entry(sheet.id).or_insert_with(|| sheet.extent())
    }

    fn look(&self) -> Result<(), Fault> {
        if self.is_given_up() {
            Err(Fault::Formula)
        } else {
            Ok(())
        }
    }

    fn note_lack(&self, what: &str, fault: Fault) {
        self.lacks.borrow_mut().add(what, fault, self.current.get());
    }

    fn now(&self) -> f64 {
        self.uses_time.set(true);
        let zone = self.zone.get_or_init(|| self.book.zone());
        serial::from_epoch_milliseconds(self.now as f64, zone).unwrap_or_default()
    }

    fn pattern(&self, pattern: &Arc<str>) -> Result<Rc<Regex>, Fault> {
        self.patterns.get(pattern).map_err(|unusable| match unusable {
            Unusable::Invalid => Fault::Reference,
            Unusable::Lacking(what) => {
                self.note_lack(what, Fault::Formula);
                Fault::Formula
            }
        })
    }

    fn formats(&self) -> &Formats {
        &self.formats
    }

    fn memory(&self) -> &Memory {
        &self.memory
    }
}

/// Whether a value is cells that the formula itself names, of which only one counts. What a function finds or makes is
/// shown as a whole.
fn is_plain_range(expression: &Expression, value: &Value<'_>) -> bool {
    let passes_on = match expression {
        Expression::Reference(..) => true,
        Expression::Call(call) => matches!(
            call.name.as_str(),
            "IF" | "IFS" | "SWITCH" | "CHOOSE" | "IFERROR" | "IFNA"
        ),
        _ => false,
    };
    passes_on && matches!(value, Value::Range(_))
}

fn may_spill_in(sheet: &Sheet) -> bool {
    sheet.formulas().any(|(_, _, formula)| may_spill(formula))
}

/// What a cell can hold of what its formula comes to.
fn within_limits(value: Scalar) -> Computed {
    match &value {
        Scalar::Number(number, _) if !number.is_finite() => Err(Fault::Number),
        Scalar::Text(text) => text_within_limit(text).map(|_| value),
        _ => Ok(value),
    }
}
