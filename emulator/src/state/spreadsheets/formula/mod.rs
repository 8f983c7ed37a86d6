//! Computes formulas: arithmetic, comparisons, references and the functions that scripts' sheets use most.

mod evaluate;
mod functions;
mod parse;
pub(crate) mod references;
mod token;
mod values;

pub(crate) use self::evaluate::Evaluator;

#[cfg(test)]
mod tests {
    use crate::state::spreadsheets::{Sheet, Spreadsheet, refusal::Result};

    /// What a formula in D1 comes to, as a person sees it.
    fn computed(formula: &str) -> Result<String> {
        let mut items = Sheet::from_csv("Items", "sku,stock,price\nA-1,5,2.5\nB-2,12,1\nC-3,,n/a\n")?;
        items.set("D1", formula)?;
        let mut book = Spreadsheet::new("Stock")
            .sheet(items)
            .sheet(Sheet::from_csv("My own", "7,=Items!B2*A1")?);
        book.compute();
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
            book.compute();
            let first = if next < 0 { "A1000" } else { "A1" };
            let value = book.get("Chain").map(|sheet| sheet.value(first));
            assert_eq!(value, Some(1000.into()));
        }
        Ok(())
    }
}
