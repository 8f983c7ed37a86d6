use super::{
    cell::Content,
    formula::{Evaluator, Order, Place},
    patience::Patience,
    spreadsheet::Spreadsheet,
};

/// The caller gave up before all formulas were computed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct GivenUp;

impl Spreadsheet {
    /// Computes every formula, so that its cell holds what it comes to. No cell changes where the caller gives up.
    pub(crate) fn compute(&mut self, patience: &Patience<'_>) -> Result<(), GivenUp> {
        if self.sheets.iter().all(|sheet| !sheet.has_formulas) {
            return Ok(());
        }
        let computed = self.computed(patience)?;
        for ((sheet, row, column), content) in computed {
            let sheet = self.sheet_by_id_mut(sheet);
            if let Ok(cell) = sheet.and_then(|sheet| sheet.cell_mut(row, column)) {
                cell.content = content;
            }
        }
        Ok(())
    }

    fn computed(&self, patience: &Patience<'_>) -> Result<Vec<(Place, Content)>, GivenUp> {
        let evaluator = Evaluator::new(self, patience);
        let mut computed = Vec::new();
        let mut left = Vec::new();
        for place in Order::new(self, &evaluator) {
            match evaluator.settled(place) {
                Some(content) => computed.push((place, content)),
                None => left.push(place),
            }
        }
        // Formulas in a circle that is longer than expressions may be deep. Such a circle may be broken, as by `IF`,
        // at a formula that is known by now.
        loop {
            let before = left.len();
            left.retain(|place| {
                let content = evaluator.settled(*place);
                let is_left = content.is_none();
                computed.extend(content.map(|content| (*place, content)));
                is_left
            });
            if left.is_empty() || left.len() == before {
                break;
            }
            left.reverse();
        }
        if evaluator.is_given_up() {
            return Err(GivenUp);
        }
        let circular = left.into_iter().map(|place| (place, Content::text("#REF!")));
        computed.extend(circular);
        Ok(computed)
    }
}
