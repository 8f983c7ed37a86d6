//! The order of texts in people's languages, by Unicode's collation algorithm, as V8 has it.

use std::{cell::RefCell, cmp::Ordering, collections::HashMap};

use icu_collator::{
    Collator, CollatorBorrowed, CollatorPreferences,
    options::{AlternateHandling, CaseLevel, CollatorOptions, Strength},
    preferences::{CollationCaseFirst, CollationNumericOrdering},
};
use icu_locale_core::Locale;

/// Collators that are kept; a script that asks for more makes some of them again.
const KEPT: usize = 100;

/// The collators of a run, by what a script asks for in them.
#[derive(Default)]
pub(super) struct Collators(RefCell<HashMap<String, CollatorBorrowed<'static>>>);

impl Collators {
    /// Compares two texts. `wanted` is a locale and options, between spaces: `sv base numeric upper ignorePunctuation`.
    /// Without data for them the order is that of the letters' numbers.
    pub(super) fn compare(&self, wanted: &str, one: &str, other: &str) -> i32 {
        let mut kept = self.0.borrow_mut();
        if !kept.contains_key(wanted) {
            if kept.len() >= KEPT {
                kept.clear();
            }
            let Some(made) = collator(wanted) else {
                return as_number(one.cmp(other));
            };
            kept.insert(wanted.to_owned(), made);
        }
        let order = kept.get(wanted).map(|collator| collator.compare(one, other));
        as_number(order.unwrap_or_else(|| one.cmp(other)))
    }
}

fn as_number(order: Ordering) -> i32 {
    match order {
        Ordering::Less => -1,
        Ordering::Equal => 0,
        Ordering::Greater => 1,
    }
}

fn collator(wanted: &str) -> Option<CollatorBorrowed<'static>> {
    let mut words = wanted.split(' ');
    let locale: Locale = words.next()?.parse().unwrap_or(Locale::UNKNOWN);
    let mut preferences = CollatorPreferences::from(&locale);
    let mut options = CollatorOptions::default();
    for word in words {
        match word {
            "base" => options.strength = Some(Strength::Primary),
            "accent" => options.strength = Some(Strength::Secondary),
            "case" => {
                options.strength = Some(Strength::Primary);
                options.case_level = Some(CaseLevel::On);
            }
            "numeric" => preferences.numeric_ordering = Some(CollationNumericOrdering::True),
            "upper" => preferences.case_first = Some(CollationCaseFirst::Upper),
            "lower" => preferences.case_first = Some(CollationCaseFirst::Lower),
            "ignorePunctuation" => options.alternate_handling = Some(AlternateHandling::Shifted),
            _ => {}
        }
    }
    Collator::try_new(preferences, options).ok()
}

#[cfg(test)]
mod tests {
    use super::{Collators, KEPT};

    #[test]
    fn languages_have_their_own_order() {
        let collators = Collators::default();
        for (wanted, one, other, expected) in [
            ("en", "a", "b", -1),
            ("en", "a", "B", -1),
            ("en", "a", "A", -1),
            ("en", "ä", "z", -1),
            ("sv", "ä", "z", 1),
            ("de", "ä", "z", -1),
            ("cs", "ch", "d", 1),
            ("en base", "a", "Á", 0),
            ("en accent", "a", "A", 0),
            ("en accent", "a", "á", -1),
            ("en case", "a", "á", 0),
            ("en case", "a", "A", -1),
            ("en upper", "a", "A", 1),
            ("en numeric", "a10", "a9", 1),
            ("en", "a10", "a9", -1),
            ("en ignorePunctuation", "a-b", "ab", 0),
            ("-", "b", "a", 1),
        ] {
            assert_eq!(
                collators.compare(wanted, one, other),
                expected,
                "{wanted}: {one} {other}"
            );
        }
        for number in 0..2 * KEPT {
            assert_eq!(collators.compare(&format!("en x{number}"), "a", "b"), -1);
        }
        assert!(collators.0.borrow().len() <= KEPT);
    }
}
