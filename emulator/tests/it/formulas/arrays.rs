use super::check;

#[tokio::test]
async fn arrays_are_made() {
    check(&[
        ("={1,2;3,4}", "1|2;3|4"),
        ("={A2:A3,B2:B3}", "A-1|5;B-2|12"),
        ("={A2:A3;\"x\"}", "A-1;B-2;x"),
        ("={1,2;3}", "#VALUE!"),
        ("={A2:A3,B2:B4}", "#VALUE!"),
        ("={1/0,2}", "#DIV/0!|2"),
        ("=SUM({1,2;3,4})", "10"),
        ("={1,2}*2", "2"),
        ("=TRANSPOSE(A1:B3)", "sku|A-1|B-2;stock|5|12"),
        ("=TRANSPOSE({1,2})", "1;2"),
        ("=TRANSPOSE(5)", "5"),
        ("=SEQUENCE(2,2)", "1|2;3|4"),
        ("=SEQUENCE(3,1,10,-5)", "10;5;0"),
        ("=SEQUENCE(0)", "#NUM!"),
        ("=FLATTEN({1,2;3,4},5)", "1;2;3;4;5"),
        ("=ARRAY_CONSTRAIN({1,2;3,4},1,5)", "1|2"),
    ])
    .await;
}

#[tokio::test]
async fn rows_are_chosen_and_sorted() {
    check(&[
        ("=UNIQUE({1;2;1})", "1;2"),
        ("=UNIQUE({\"a\";\"A\";\"a\"})", "a;A"),
        ("=UNIQUE({1,2,1},TRUE)", "1|2"),
        ("=UNIQUE({1;2;1},FALSE,TRUE)", "2"),
        ("=UNIQUE(E2:E5)", "tool;part;TRUE"),
        ("=UNIQUE(1/0)", "#DIV/0!"),
        ("=SORT(B2:B5)", "5;7;12"),
        ("=SORT(A2:B5,2,FALSE)", "B-2|12;d-4|7;A-1|5;C-3|"),
        ("=SORT(A2:A5,B2:B5,TRUE)", "A-1;d-4;B-2;C-3"),
        ("=SORT({\"b\",1;\"a\",1;\"c\",0},2,TRUE,1,FALSE)", "c|0;b|1;a|1"),
        ("=SORT({\"a\";2;TRUE;1})", "1;2;a;TRUE"),
        ("=SORT(A2:B5,3,TRUE)", "#VALUE!"),
        ("=SORT(A2:B5,C2:C3,TRUE)", "#VALUE!"),
        ("=FILTER(A2:B5,B2:B5>5)", "B-2|12;d-4|7"),
        ("=FILTER(A2:A5,B2:B5>5,C2:C5<4)", "B-2"),
        ("=FILTER(A2:A,B2:B=\"\",A2:A<>\"\")", "C-3"),
        ("=FILTER(A2:A5,SEARCH(\"-3\",A2:A5))", "C-3"),
        ("=FILTER(A1:C2,A1:C1<>\"stock\")", "sku|price;A-1|2.5"),
        ("=FILTER(A2:A5,B2:B5>50)", "#N/A"),
        ("=FILTER(A2:A5,B2:B4>5)", "#N/A"),
        ("=SORT(UNIQUE(FILTER(E2:E,E2:E<>\"\")))", "part;tool;TRUE"),
    ])
    .await;
}

#[tokio::test]
async fn array_formulas_compute_each_value() {
    check(&[
        ("=ARRAYFORMULA(B2:B5*2)", "10;24;0;14"),
        ("=ARRAYFORMULA(A2:A3&\"/\"&B2:B3)", "A-1/5;B-2/12"),
        ("=ARRAYFORMULA({1;2}*{10,20})", "10|20;20|40"),
        ("=ARRAYFORMULA({1;2;3}+{1;2})", "2;4;#N/A"),
        (
            "=ARRAYFORMULA(IF(B2:B5=\"\",\"none\",B2:B5*C2:C5))",
            "12.5;12;none;28",
        ),
        (
            "=ARRAYFORMULA(IFS(B2:B5>10,\"many\",TRUE,\"few\"))",
            "few;many;few;few",
        ),
        ("=ARRAYFORMULA(SWITCH(E2:E3,\"tool\",1,\"part\",2))", "1;2"),
        (
            "=ARRAYFORMULA(IFERROR(1/B2:B5,\"-\"))",
            "0.2;0.0833333333;-;0.1428571429",
        ),
        ("=ARRAYFORMULA(LEN(A2:A5))", "3;3;3;3"),
        ("=ARRAYFORMULA(ROW(A1:A3))", "1;2;3"),
        ("=ARRAYFORMULA(COLUMN(A1:C1))", "1|2|3"),
        ("=ARRAYFORMULA(ISBLANK(B2:B4))", "FALSE;FALSE;TRUE"),
        ("=ARRAYFORMULA(VLOOKUP({\"B-2\";\"x\"},A:B,2,FALSE))", "12;#N/A"),
        ("=ARRAYFORMULA(VLOOKUP(\"A-1\",A:C,{2,3},FALSE))", "5|2.5"),
        ("=ARRAYFORMULA(XLOOKUP({\"B-2\";\"x\"},A:A,B:B,0))", "12;0"),
        ("=ARRAYFORMULA(MATCH({\"A-1\";\"B-2\"},A:A,0))", "2;3"),
        ("=ARRAYFORMULA(COUNTIF(E:E,{\"tool\";\"part\"}))", "2;1"),
        ("=ARRAYFORMULA(SUMIF(E:E,{\"tool\";\"part\"},B:B))", "5;12"),
        ("=ARRAYFORMULA(COUNTIFS(E:E,{\"tool\";\"part\"}))", "#ERROR!"),
        ("=ARRAYFORMULA(REGEXEXTRACT(A2:A4,\"\\d\"))", "1;2;3"),
        ("=ARRAYFORMULA(SPLIT({\"a,b,c\";\"d\"},\",\"))", "a|b|c;d||"),
        ("=ARRAYFORMULA(SUM(B2:B5*C2:C3))", "#N/A"),
        ("=ARRAYFORMULA(SUM(B2:B3*C2:C3))", "24.5"),
        ("=ARRAYFORMULA(ROUND(B2:B3/3,1))", "1.7;4"),
        ("=ARRAYFORMULA(TEXT(D2:D3,\"mmm\"))", "Nov;Jan"),
        ("=ARRAYFORMULA(B2)", "5"),
        ("=ARRAYFORMULA(1/0)", "#DIV/0!"),
        ("=ARRAYFORMULA(LARGE(B2:B5,{1;2}))", "12;7"),
    ])
    .await;
}
