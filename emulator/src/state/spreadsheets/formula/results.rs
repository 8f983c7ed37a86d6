use std::{collections::HashMap, sync::Arc};

use super::{
    evaluate::Evaluator,
    fault::Fault,
    format::{Format, Formats},
    place::Place,
    scalar::Computed,
};
use crate::state::spreadsheets::cell::{Content, Made};

/// What the formulas of a spreadsheet came to.
pub(crate) struct Results {
    pub(crate) cells: Vec<Outcome>,
    /// One sentence for each thing that formulas use and the emulator does not have.
    pub(crate) lacks: Vec<String>,
    /// Whether the values depend on when they were computed.
    pub(crate) use_time: bool,
}

/// What a cell holds.
pub(crate) struct Outcome {
    pub(crate) place: Place,
    pub(crate) content: Content,
    pub(crate) made: Option<Arc<Made>>,
}

impl Results {
    /// The values of these formulas, and of the cells that they fill.
    pub(crate) fn of(evaluator: Evaluator<'_>, formulas: Vec<Place>) -> Self {
        let mut own = Vec::with_capacity(formulas.len());
        for place in formulas {
            let known = evaluator.known(place).unwrap_or(Err(Fault::Reference));
            own.push((place, known));
        }
        let (lacks, use_time) = (evaluator.lacks(), evaluator.uses_time());
        let (spilled, formats) = evaluator.into_spilled();
        let mut made = MadeCells::new(formats);
        let mut cells = Vec::with_capacity(own.len());
        for (place, computed) in own {
            cells.push(made.outcome(place, computed, false));
        }
        for (place, computed) in spilled {
            cells.push(made.outcome(place, computed, true));
        }
        Self {
            cells,
            lacks,
            use_time,
        }
    }
}

/// Makes what cells hold; those that are alike share what is known of them.
struct MadeCells {
    formats: Formats,
    shared: HashMap<(Format, bool), Option<Arc<Made>>>,
}

impl MadeCells {
    fn new(formats: Formats) -> Self {
        Self {
            formats,
            shared: HashMap::new(),
        }
    }

    fn outcome(&mut self, place: Place, computed: Computed, is_spilled: bool) -> Outcome {
        let format = computed.as_ref().map_or(Format::GENERAL, |value| value.format());
        let made = self.shared.entry((format, is_spilled)).or_insert_with(|| {
            let number_format = self.formats.pattern(format);
            (is_spilled || number_format.is_some()).then(|| {
                Arc::new(Made {
                    is_spilled,
                    number_format,
                })
            })
        });
        let content = match computed {
            Ok(value) => value.into_content(),
            Err(fault) => Content::text(fault.name()),
        };
        Outcome {
            place,
            content,
            made: made.clone(),
        }
    }
}
