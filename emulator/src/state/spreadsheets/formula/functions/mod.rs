//! The functions of sheets, by theme.

mod aggregates;
mod arrays;
mod conditional;
mod criteria;
mod dates;
mod information;
mod logic;
mod lookup;
mod mark;
mod matching;
mod numbers;
mod order;
mod places;
mod regex;
mod rounding;
mod split;
mod texts;
mod wildcards;
mod workdays;

use super::function::Function;

/// The function of this name, in capitals; `None` for one that the emulator lacks.
pub(super) fn find(name: &str) -> Option<Function> {
    let themes = [
        logic::find,
        aggregates::find,
        conditional::find,
        numbers::find,
        rounding::find,
        order::find,
        texts::find,
        split::find,
        regex::find,
        dates::find,
        workdays::find,
        lookup::find,
        places::find,
        arrays::find,
        information::find,
    ];
    themes.into_iter().find_map(|find| find(name))
}
