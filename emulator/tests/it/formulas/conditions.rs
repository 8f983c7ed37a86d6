use super::check;

#[tokio::test]
async fn conditions_choose_values() {
    check(&[
        ("=IF(B2>3,\"low\",\"none\")", "low"),
        ("=IF(B4,1)", "FALSE"),
        ("=IF(B4,1,)", ""),
        ("=IF(\"x\",1,2)", "#VALUE!"),
        ("=IF(TRUE,1,1/0)", "1"),
        ("=IF(1/0,1,2)", "#DIV/0!"),
        ("=IF(TRUE,D2)", "2026-11-24"),
        ("=IFS(B2>9,\"many\",B2>3,\"some\")", "some"),
        ("=IFS(B4,1)", "#N/A"),
        ("=IFS(B4,1,TRUE)", "#N/A"),
        ("=IFS(FALSE,1/0,TRUE,2)", "2"),
        ("=SWITCH(E2,\"part\",1,\"TOOL\",2)", "2"),
        ("=SWITCH(B2,1,\"one\",\"other\")", "other"),
        ("=SWITCH(B2,1,\"one\",2,\"two\")", "#N/A"),
        ("=SWITCH(1/0,1,2,3)", "#DIV/0!"),
        ("=CHOOSE(2,\"a\",\"b\")", "b"),
        ("=CHOOSE(3,\"a\",\"b\")", "#NUM!"),
        ("=IFERROR(1/0,\"none\")", "none"),
        ("=IFERROR(1/0)", ""),
        ("=IFERROR(B2,\"none\")", "5"),
        ("=IFERROR(SPLIT(\"a,b\",\",\"),\"none\")", "a|b"),
        ("=IFNA(VLOOKUP(\"none\",A:B,2,FALSE),0)", "0"),
        ("=IFNA(1/0,0)", "#DIV/0!"),
    ])
    .await;
}

#[tokio::test]
async fn truth_is_computed() {
    check(&[
        ("=AND(B2,NOT(B4))", "TRUE"),
        ("=AND(TRUE,FALSE)", "FALSE"),
        ("=AND(B2:B5)", "TRUE"),
        ("=AND(A2:A5)", "#VALUE!"),
        ("=AND(TRUE,1/0)", "#DIV/0!"),
        ("=OR(FALSE,B4=0)", "TRUE"),
        ("=OR(FALSE,0)", "FALSE"),
        ("=OR(\"x\")", "#VALUE!"),
        ("=XOR(TRUE,TRUE,TRUE)", "TRUE"),
        ("=XOR(TRUE,TRUE)", "FALSE"),
        ("=NOT(B4)", "TRUE"),
        ("=NOT(\"x\")", "#VALUE!"),
        ("=TRUE()&FALSE()", "TRUEFALSE"),
    ])
    .await;
}

#[tokio::test]
async fn values_are_of_kinds() {
    check(&[
        ("=ISBLANK(B4)", "TRUE"),
        ("=ISBLANK(\"\")", "FALSE"),
        ("=ISBLANK(A2)", "FALSE"),
        ("=ISNUMBER(B2)", "TRUE"),
        ("=ISNUMBER(D2)", "TRUE"),
        ("=ISNUMBER(\"5\")", "FALSE"),
        ("=ISNUMBER(1/0)", "FALSE"),
        ("=ISTEXT(A2)", "TRUE"),
        ("=ISTEXT(B4)", "FALSE"),
        ("=ISTEXT(\"\")", "TRUE"),
        ("=ISNONTEXT(B4)", "TRUE"),
        ("=ISLOGICAL(E5)", "TRUE"),
        ("=ISERROR(1/0)", "TRUE"),
        ("=ISERROR('My own'!B3)", "TRUE"),
        ("=ISERROR(B4)", "FALSE"),
        ("=ISERR(NA())", "FALSE"),
        ("=ISNA(NA())", "TRUE"),
        ("=ISNA(1/0)", "FALSE"),
        ("=ISEVEN(B2)&ISODD(B2)", "FALSETRUE"),
        ("=ISDATE(D2)&ISDATE(B2)", "TRUEFALSE"),
        ("=ISFORMULA('My own'!B2)", "TRUE"),
        ("=ISFORMULA(B2)", "FALSE"),
        ("=N(A2)&N(E5)&N(B2)", "015"),
        ("=ERROR.TYPE(1/0)", "2"),
        ("=ERROR.TYPE(B2)", "#N/A"),
    ])
    .await;
}
