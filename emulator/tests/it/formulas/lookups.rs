use super::check;

#[tokio::test]
async fn values_are_found_in_tables() {
    check(&[
        ("=VLOOKUP(\"b-2\",A2:C5,2,FALSE)", "12"),
        ("=VLOOKUP(\"B*\",A2:C5,2,FALSE)", "12"),
        ("=VLOOKUP(\"none\",A2:C5,2,FALSE)", "#N/A"),
        ("=VLOOKUP(\"A-1\",A2:C5,4,FALSE)", "#REF!"),
        ("=VLOOKUP(\"A-1\",A2:C5,0,FALSE)", "#VALUE!"),
        ("=VLOOKUP(\"C-9\",A2:B5,1)", "C-3"),
        ("=VLOOKUP(\"A\",A2:B5,1,TRUE)", "#N/A"),
        ("=VLOOKUP(B4,A2:B5,1,FALSE)", "#N/A"),
        ("=VLOOKUP(6,B2:C5,1)", "#ERROR!"),
        ("=HLOOKUP(\"price\",A1:C3,3,FALSE)", "1"),
        ("=HLOOKUP(\"none\",A1:C3,3,FALSE)", "#N/A"),
        ("=HLOOKUP(25,{10,20,30;\"a\",\"b\",\"c\"},2)", "b"),
        ("=MATCH(\"C-3\",A:A,0)", "4"),
        ("=MATCH(\"?-4\",A:A,0)", "5"),
        ("=MATCH(\"none\",A:A,0)", "#N/A"),
        ("=MATCH(25,{10,20,30})", "2"),
        ("=MATCH(25,{30,20,10},-1)", "1"),
        ("=MATCH(5,{10,20,30})", "#N/A"),
        ("=MATCH(25,{10,30,20})", "#ERROR!"),
        ("=MATCH(1,A1:B2,0)", "#N/A"),
        ("=LOOKUP(25,{10,20,30},{\"a\",\"b\",\"c\"})", "b"),
        ("=LOOKUP(5,{10,20})", "#N/A"),
        ("=XLOOKUP(\"B-2\",A2:A5,B2:B5)", "12"),
        ("=XLOOKUP(\"B-2\",A2:A5,B2:D5)", "12|1|2026-01-31"),
        ("=XLOOKUP(\"none\",A2:A5,B2:B5)", "#N/A"),
        ("=XLOOKUP(\"none\",A2:A5,B2:B5,\"-\")", "-"),
        ("=XLOOKUP(6,B2:B5,A2:A5,,1)", "d-4"),
        ("=XLOOKUP(6,B2:B5,A2:A5,,-1)", "A-1"),
        ("=XLOOKUP(\"*-3\",A2:A5,A2:A5,,2)", "C-3"),
        ("=XLOOKUP(\"*-3\",A2:A5,A2:A5)", "#N/A"),
        ("=XLOOKUP(\"tool\",E2:E5,A2:A5,,0,-1)", "C-3"),
        ("=XLOOKUP(\"tool\",E2:E5,A2:A5,,0,2)", "#ERROR!"),
        ("=XLOOKUP(\"price\",A1:E1,A2:E2)", "2.5"),
        ("=XLOOKUP(\"A-1\",A2:A5,B2:B4)", "#VALUE!"),
    ])
    .await;
}

#[tokio::test]
async fn cells_are_found_by_their_place() {
    check(&[
        ("=INDEX(A1:C5,3,2)", "12"),
        ("=INDEX(A1:C5,2)", "A-1|5|2.5"),
        ("=INDEX(A1:B3,0,2)", "stock;5;12"),
        ("=INDEX(A1:C5,9,1)", "#NUM!"),
        ("=INDEX(SPLIT(\"a b c\",\" \"),2)", "b"),
        ("=INDEX(B2:B5*2,2)", "24"),
        ("=SUM(B2:INDEX(B:B,3))", "17"),
        ("=INDEX(A2:A5,MATCH(1,(E2:E5=\"tool\")*(B2:B5=\"\"),0))", "C-3"),
        ("=OFFSET(A1,2,1)", "12"),
        ("=SUM(OFFSET(B2,0,0,4,1))", "24"),
        ("=OFFSET(A1,0,0,2,2)", "sku|stock;A-1|5"),
        ("=OFFSET(A1,-1,0)", "#REF!"),
        ("=OFFSET(5,1,1)", "#N/A"),
        ("=INDIRECT(\"B3\")", "12"),
        ("=INDIRECT(\"'My own'!A1\")", "10"),
        ("=SUM(INDIRECT(\"B\"&2&\":B\"))", "24"),
        ("=INDIRECT(\"nowhere\")", "#REF!"),
        ("=INDIRECT(\"R1C1\",FALSE)", "#ERROR!"),
        ("=ROW()&COLUMN()", "18"),
        ("=ROW(A5)&COLUMN(C1)", "53"),
        ("=ROW(5)", "#N/A"),
        ("=ROWS(A2:C5)&COLUMNS(A2:C5)", "43"),
        ("=ROWS(A:A)", "1000"),
        ("=ROWS({1,2;3,4;5,6})", "3"),
        ("=COLUMNS(\"x\")", "1"),
    ])
    .await;
}
