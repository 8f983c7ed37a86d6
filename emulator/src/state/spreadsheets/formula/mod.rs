//! Computes formulas as Google Sheets does: operators, references, arrays that fill the cells around their formula, and
//! the functions that scripts' sheets use most.
//!
//! An engine of our own, and not a crate. `formualizer-eval` (0.13: 105 crates, with Arrow among them, 121 CPU-seconds to
//! build) and `ironcalc_base` (0.9: 47 crates, 48 CPU-seconds, with a model of its own in place of ours) are maintained,
//! licensed as this crate is and fill cells with arrays. But they follow Excel: they lack `SPLIT`, `JOIN`, `REGEXMATCH` and
//! `ARRAYFORMULA`, and compute arrays where Sheets takes the one value of a range in the formula's own row. So we would
//! write what differs on top of them, and build a hundred crates more. This engine costs no crate but `regex`, whose parts
//! are in the tree anyway, gives up when a run must end, and holds its values to a memory of its own.
//!
//! What is not here is never guessed: the formula reads an error, and [`Evaluator::lacks`] says what it uses.

mod array_literal;
mod call;
mod dispatch;
mod evaluate;
mod evaluation;
mod expression;
mod fault;
mod format;
mod function;
mod functions;
mod lacks;
mod learnt;
mod lift;
mod memory;
mod names;
mod operators;
mod order;
mod parse;
mod patterns;
mod place;
pub(crate) mod references;
mod results;
mod scalar;
mod site;
mod spills;
mod token;
mod value;

pub(crate) use self::{evaluate::Evaluator, learnt::Learnt, order::Order, place::Place, results::Results};

#[cfg(test)]
mod tests {
    use std::cell::Cell as Counter;

    use crate::state::spreadsheets::{
        CellValue, Sheet, Spreadsheet,
        compute::{GivenUp, Notes},
        patience::Patience,
        refusal::Result,
    };

    /// What a formula in D1 comes to, as a person sees it.
    fn computed(formula: &str) -> Result<String> {
        let mut items = Sheet::from_csv("Items", "sku,stock,price\nA-1,5,2.5\nB-2,12,1\nC-3,,n/a\n")?;
        items.set("D1", formula)?;
        let mut book = Spreadsheet::new("Stock")
            .sheet(items)
            .sheet(Sheet::from_csv("My own", "7,=Items!B2*A1")?);
        book.compute(&Patience::endless(), 0).unwrap();
        Ok(book
            .sheets
            .first()
            .map(|sheet| sheet.display_values())
            .and_then(|rows| rows.first()?.get(3).cloned())
            .unwrap_or_default())
    }

    #[test]
    fn formulas_come_to_values() -> Result<()> {
        for (formula, expected) in [
            ("=1+2*3", "7"),
            ("=(1+2)*3", "9"),
            ("=-2^2", "4"),
            ("=10%", "0.1"),
            ("=7/0", "#DIV/0!"),
            ("=B2*C2", "12.5"),
            ("=$B$2+B4", "5"),
            ("=A2&\"/\"&B2", "A-1/5"),
            ("=A2+1", "#VALUE!"),
            ("=B2>=5", "TRUE"),
            ("=A2=\"a-1\"", "TRUE"),
            ("=SUM(B2:B4)", "17"),
            ("=SUM(B:B, 1)", "18"),
            ("=sum(B2:B4; C2:C4)", "20.5"),
            ("=AVERAGE(B2:B4)", "8.5"),
            ("=AVERAGE(B4)", "#DIV/0!"),
            ("=MIN(B2:B4)-MAX(B2:B4)", "-7"),
            ("=COUNT(A:C)", "4"),
            ("=COUNTA(A2:A4)", "3"),
            ("=COUNTBLANK(B2:B5)", "2"),
            ("=COUNTIF(B2:B4, \">=5\")", "2"),
            ("=COUNTIF(A2:A4, \"?-*\")", "3"),
            ("=SUMIF(A2:A4, \"B*\", B2:B4)", "12"),
            ("=IF(B2>3, \"low\", \"none\")", "low"),
            ("=IF(B4, 1)", "FALSE"),
            ("=IFERROR(1/0, \"none\")", "none"),
            ("=AND(B2, NOT(B4))", "TRUE"),
            ("=OR(FALSE, B4=0)", "TRUE"),
            ("=ROUND(1.005, 2)", "1.01"),
            ("=ROUNDUP(-1.1)&ROUNDDOWN(1.9)&INT(-1.5)&ABS(-1)", "-21-21"),
            ("=MOD(-1, 3)", "2"),
            (
                "=LEN(A1)&UPPER(LEFT(A1, 2))&RIGHT(A1)&TRIM(\" x  y \")",
                "3SKux y",
            ),
            ("=VLOOKUP(\"B-2\", A2:C4, 2, FALSE)", "12"),
            ("=VLOOKUP(\"none\", A2:C4, 2, FALSE)", "#N/A"),
            ("='My own'!B1", "35"),
            ("=Nowhere!A1", "#REF!"),
            ("=NOSUCH(1)", "#NAME?"),
            ("=nothing", "#NAME?"),
            ("=D1", "#REF!"),
            ("=B2:B4", "#VALUE!"),
            ("=1+", "#ERROR!"),
            ("=\"open", "#ERROR!"),
            ("=1e400", "#NUM!"),
        ] {
            assert_eq!(computed(formula)?, expected, "{formula}");
        }
        let deep = format!("={}1{}", "(".repeat(5000), ")".repeat(5000));
        assert_eq!(computed(&deep)?, "#ERROR!");
        Ok(())
    }

    #[test]
    fn long_chains_are_computed_either_way() -> Result<()> {
        for (last, next) in [("A1", -1), ("A1000", 1)] {
            let mut sheet = Sheet::new("Chain");
            for row in 1..=1000 {
                let other = row + next;
                let is_last = format!("A{row}") == last;
                let formula = if is_last {
                    "1".to_owned()
                } else {
                    format!("=A{other}+1")
                };
                sheet.set(&format!("A{row}"), formula.as_str())?;
            }
            let mut book = Spreadsheet::new("Chains").sheet(sheet);
            book.compute(&Patience::endless(), 0).unwrap();
            let first = if next < 0 { "A1000" } else { "A1" };
            let value = book.get("Chain").map(|sheet| sheet.value(first));
            assert_eq!(value, Some(1000.into()));
        }
        Ok(())
    }

    #[test]
    fn the_time_is_that_of_the_spreadsheets_zone() -> Result<()> {
        // Half past eight in the evening of 31 December 2026 in London.
        let now = 1_798_749_000_000;
        for (zone, today, moment) in [
            ("Europe/London", "12/31/2026", "12/31/2026 20:30:00"),
            ("Asia/Tokyo", "1/1/2027", "1/1/2027 5:30:00"),
        ] {
            let sheet = Sheet::new("Time").row(["=TODAY()", "=NOW()"])?;
            let mut book = Spreadsheet::new("Times").time_zone(zone).sheet(sheet);
            let uses_time = book
                .compute(&Patience::endless(), now)
                .map(|notes| notes.use_time);
            assert_eq!(uses_time, Ok(true));
            let shown = book.get("Time").map(Sheet::display_values);
            assert_eq!(
                shown,
                Some(vec![vec![today.to_owned(), moment.to_owned()]]),
                "{zone}"
            );
        }
        Ok(())
    }

    /// A spreadsheet whose column A holds these, from A1 on.
    fn column(cells: impl IntoIterator<Item = String>) -> Result<Spreadsheet> {
        let mut sheet = Sheet::with_size("Column", 10_000, 2);
        for (place, cell) in cells.into_iter().enumerate() {
            sheet.set(&format!("A{}", place + 1), cell.as_str())?;
        }
        Ok(Spreadsheet::new("Columns").sheet(sheet))
    }

    fn value(book: &Spreadsheet, cell: &str) -> Option<CellValue> {
        book.get("Column").map(|sheet| sheet.value(cell))
    }

    /// How often the work asks whether to go on says how many steps it takes.
    #[test]
    fn chains_take_steps_in_proportion_to_their_length() -> Result<()> {
        for length in [3_000_usize, 6_000] {
            let backward = (1..length).map(|row| format!("=A{}+1", row + 1));
            let forward = (1..length).map(|row| format!("=A{row}+1"));
            let rows = (1..length).map(|row| format!("=SUM(A{}:B{})", row + 1, row + 2));
            for (mut book, end, sum) in [
                (column(backward.chain(["1".to_owned()]))?, "A1", Some(length)),
                (
                    column(["1".to_owned()].into_iter().chain(forward))?,
                    "A6000",
                    None,
                ),
                (column(rows.chain(["1".to_owned()]))?, "A1", None),
            ] {
                let asked = Counter::new(0);
                let count = || {
                    asked.set(asked.get() + 1);
                    false
                };
                assert_eq!(book.compute(&Patience::new(&count), 0), Ok(Notes::default()));
                let steps = asked.get() * 1024;
                assert!(steps < 20 * length, "{length}: {steps} steps");
                if let Some(sum) = sum {
                    assert_eq!(value(&book, end), Some((sum as f64).into()));
                }
            }
        }
        Ok(())
    }

    #[test]
    fn cells_that_formulas_fill_take_steps_in_proportion_to_their_number() -> Result<()> {
        for length in [1_000_usize, 2_000] {
            let split = (1..=length).map(|row| format!("=SPLIT(\"{row},2\",\",\")"));
            let mut book = column(split)?;
            let mut sums = Sheet::with_size("Sums", 10_000, 2);
            for row in 1..=length {
                sums.set(
                    &format!("A{row}"),
                    format!("=Column!A{row}+Column!B{row}").as_str(),
                )?;
            }
            book = book.sheet(sums);
            let asked = Counter::new(0);
            let count = || {
                asked.set(asked.get() + 1);
                false
            };
            assert_eq!(book.compute(&Patience::new(&count), 0), Ok(Notes::default()));
            let steps = asked.get() * 1024;
            assert!(steps < 30 * length, "{length}: {steps} steps");
            let sum = book.get("Sums").map(|sheet| sheet.value("A1000"));
            assert_eq!(sum, Some(1002.into()));
        }
        Ok(())
    }

    #[test]
    fn calls_may_be_as_deep_as_formulas_are_long() -> Result<()> {
        for (open, close) in [
            ("IF(TRUE,", ")"),
            ("ARRAYFORMULA(IFERROR(INDEX(", "*{1;1},1)))"),
            ("-", ""),
        ] {
            for depth in [10, 90, 1_000] {
                let nested = format!("={}1{}", open.repeat(depth), close.repeat(depth));
                let mut book = column([nested, "=A1".to_owned()])?;
                let computed = book.compute(&Patience::endless(), 0);
                let is_read = computed.is_ok_and(|notes| notes.lacks.is_empty());
                assert_eq!(
                    is_read,
                    value(&book, "A1") != Some("#ERROR!".into()),
                    "{open} {depth}"
                );
                assert_eq!(
                    is_read,
                    depth * open.matches(['(', '-']).count() < 100,
                    "{open} {depth}"
                );
            }
        }
        let deep =
            (1..=400).map(|row| format!("=IFERROR(SUM(ARRAYFORMULA(INDIRECT(\"A\"&{}))),7)+1", row + 1));
        let mut book = column(deep)?;
        assert_eq!(book.compute(&Patience::endless(), 0), Ok(Notes::default()));
        assert_eq!(value(&book, "A1"), Some(400.into()));
        Ok(())
    }

    #[test]
    fn whoever_gives_up_finds_every_cell_as_it_was() -> Result<()> {
        let mut book = column((1..5_000).map(|row| format!("=A{}+1", row + 1)))?;
        let asked = Counter::new(0);
        let gives_up = || {
            asked.set(asked.get() + 1);
            asked.get() == 3
        };
        let before = book.clone();
        assert_eq!(book.compute(&Patience::new(&gives_up), 0), Err(GivenUp));
        assert_eq!(asked.get(), 3, "it is not asked again");
        assert_eq!(book, before);
        Ok(())
    }

    #[test]
    fn a_circle_of_any_length_is_an_error_in_each_of_its_cells() -> Result<()> {
        for length in [1, 2, 150, 1_000] {
            let circle = (1..=length).map(|row| format!("=A{}+1", row % length + 1));
            let mut book = column(circle)?;
            assert_eq!(book.compute(&Patience::endless(), 0), Ok(Notes::default()));
            for row in [1, length / 2 + 1, length] {
                assert_eq!(
                    value(&book, &format!("A{row}")),
                    Some("#REF!".into()),
                    "A{row} of {length}"
                );
            }
        }
        let two_ways = (1..=600).map(|row| format!("=SUM(A{}, A{})", row % 600 + 1, (row + 1) % 600 + 1));
        let mut book = column(two_ways)?;
        assert_eq!(book.compute(&Patience::endless(), 0), Ok(Notes::default()));
        assert_eq!(value(&book, "A300"), Some("#REF!".into()));
        let mut open = column(["=IF(TRUE,5,A2)".to_owned(), "=A1+1".to_owned()])?;
        assert_eq!(open.compute(&Patience::endless(), 0), Ok(Notes::default()));
        assert_eq!(value(&open, "A1"), Some(5.into()));
        assert_eq!(value(&open, "A2"), Some(6.into()));
        Ok(())
    }

    #[test]
    fn no_formula_comes_to_a_longer_text_than_a_cell_can_hold() -> Result<()> {
        let doubled = (1..60).map(|row| format!("=A{row}&A{row}"));
        let mut book = column(["é".repeat(1_000)].into_iter().chain(doubled))?;
        assert_eq!(book.compute(&Patience::endless(), 0), Ok(Notes::default()));
        assert_eq!(value(&book, "A6"), Some("é".repeat(32_000).into()));
        assert_eq!(value(&book, "A7"), Some("#VALUE!".into()));
        assert_eq!(value(&book, "A60"), Some("#VALUE!".into()));
        let mut book = column([
            "é".repeat(25_000),
            "=CONCATENATE(A1, A1)".to_owned(),
            "=CONCATENATE(A1, A1, 1)".to_owned(),
            "=UPPER(A1&\"ß\"&A1)".to_owned(),
            "=LEN(A1&A1)".to_owned(),
        ])?;
        assert_eq!(book.compute(&Patience::endless(), 0), Ok(Notes::default()));
        assert_eq!(value(&book, "A2"), Some("é".repeat(50_000).into()));
        for cell in ["A3", "A4"] {
            assert_eq!(value(&book, cell), Some("#VALUE!".into()), "{cell}");
        }
        assert_eq!(value(&book, "A5"), Some(50_000.into()));
        Ok(())
    }
}
