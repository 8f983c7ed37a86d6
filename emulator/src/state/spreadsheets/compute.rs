use super::{
    formula::{Evaluator, Learnt, Order, Place, Results},
    patience::Patience,
    spreadsheet::Spreadsheet,
};

/// How often formulas are computed to learn which of them fill cells that others read. Each time tells of one formula
/// more in a row of such at least; mostly the first time tells all.
const ROUNDS: usize = 20;

const TOO_ENTANGLED: &str = "The emulator lacks the patience for so many formulas that fill cells which others read: some values may be wrong.";

/// The caller gave up before all formulas were computed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct GivenUp;

/// What is to be known of computed formulas beside their values.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Notes {
    /// One sentence for each thing that formulas use and the emulator does not have.
    pub(crate) lacks: Vec<String>,
    /// Whether the values depend on when they were computed.
    pub(crate) use_time: bool,
}

impl Spreadsheet {
    /// Computes every formula, so that its cell holds what it comes to at this time, in milliseconds since 1970. No
    /// cell changes where the caller gives up.
    pub(crate) fn compute(&mut self, patience: &Patience<'_>, now: u64) -> Result<Notes, GivenUp> {
        if self.sheets.iter().all(|sheet| !sheet.has_formulas) {
            return Ok(Notes::default());
        }
        let results = self.results(patience, now)?;
        for sheet in &mut self.sheets {
            sheet.clear_spilled();
        }
        for outcome in results.cells {
            let (sheet, row, column) = outcome.place;
            let is_spilled = outcome.made.as_ref().is_some_and(|made| made.is_spilled);
            if is_spilled && outcome.content.is_empty() {
                continue;
            }
            let sheet = self.sheet_by_id_mut(sheet);
            if let Ok(cell) = sheet.and_then(|sheet| sheet.cell_mut(row, column)) {
                cell.content = outcome.content;
                cell.computed = outcome.made;
            }
        }
        Ok(Notes {
            lacks: results.lacks,
            use_time: results.use_time,
        })
    }

    /// Computes all formulas, and does so again with what was learnt where a formula has read cells before another
    /// one filled them.
    fn results(&self, patience: &Patience<'_>, now: u64) -> Result<Results, GivenUp> {
        let mut known = Learnt::default();
        for round in 1.. {
            let evaluator = Evaluator::new(self, patience, now, &known);
            let formulas = compute_all(self, &evaluator)?;
            let too_early = evaluator.too_early();
            if evaluator.is_given_up() {
                return Err(GivenUp);
            }
            if too_early.is_empty() || round == ROUNDS {
                let mut results = Results::of(evaluator, formulas);
                if !too_early.is_empty() {
                    results.lacks.push(TOO_ENTANGLED.to_owned());
                }
                return Ok(results);
            }
            drop(evaluator);
            known.learn(&too_early);
        }
        Err(GivenUp)
    }
}

/// Computes each formula after those that it refers to. Gives the places of all.
fn compute_all(book: &Spreadsheet, evaluator: &Evaluator<'_>) -> Result<Vec<Place>, GivenUp> {
    let mut formulas = Vec::new();
    let mut left = Vec::new();
    for place in Order::new(book, evaluator) {
        formulas.push(place);
        if !evaluator.settle(place) {
            left.push(place);
        }
    }
    // Formulas in a circle that is longer than expressions may be deep. Such a circle may be broken, as by `IF`,
    // at a formula that is known by now. What remains is circular.
    loop {
        let before = left.len();
        left.retain(|place| !evaluator.settle(*place));
        if left.is_empty() || left.len() == before {
            break;
        }
        left.reverse();
    }
    if evaluator.is_given_up() {
        return Err(GivenUp);
    }
    Ok(formulas)
}
