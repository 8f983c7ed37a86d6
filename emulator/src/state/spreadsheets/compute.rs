use super::{cell::Content, formula::Evaluator, spreadsheet::Spreadsheet};

impl Spreadsheet {
    /// Computes every formula, so that its cell holds what it comes to.
    pub(crate) fn compute(&mut self) {
        if self.sheets.iter().all(|sheet| !sheet.has_formulas) {
            return;
        }
        let evaluator = Evaluator::new(self);
        let mut left: Vec<_> = self.formulas().collect();
        let mut computed = Vec::new();
        loop {
            let before = left.len();
            // A formula that refers to others too far off is within reach after these, from the other end at the latest.
            left.retain(|(place, row, column)| {
                let sheet = self.sheets.get(*place);
                let content = sheet.and_then(|sheet| evaluator.settled(sheet, *row, *column));
                let is_left = content.is_none();
                computed.extend(content.map(|content| (*place, *row, *column, content)));
                is_left
            });
            if left.is_empty() || left.len() == before {
                break;
            }
            left.reverse();
        }
        let failed = left
            .into_iter()
            .map(|(place, row, column)| (place, row, column, Content::text("#ERROR!")));
        computed.extend(failed);
        for (place, row, column, content) in computed {
            if let Some(Ok(cell)) = self
                .sheets
                .get_mut(place)
                .map(|sheet| sheet.cell_mut(row, column))
            {
                cell.content = content;
            }
        }
    }

    /// Places of sheets, rows and columns.
    fn formulas(&self) -> impl Iterator<Item = (usize, usize, usize)> {
        self.sheets.iter().enumerate().flat_map(|(place, sheet)| {
            let formulas = sheet.formulas();
            formulas.map(move |(row, column)| (place, row, column))
        })
    }
}
