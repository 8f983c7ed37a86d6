use super::check;

#[tokio::test]
async fn texts_are_cut_and_joined() {
    check(&[
        ("=LEFT(A1,2)&LEFT(A1)", "sks"),
        ("=LEFT(\"äöü\",2)", "äö"),
        ("=LEFT(A1,-1)", "#VALUE!"),
        ("=LEFT(B4,3)", ""),
        ("=RIGHT(A1,2)&RIGHT(A1)", "kuu"),
        ("=RIGHT(A1,9)", "sku"),
        ("=RIGHT(1/0)", "#DIV/0!"),
        ("=MID(\"hello\",2,3)", "ell"),
        ("=MID(\"hello\",9,3)", ""),
        ("=MID(\"hello\",0,3)", "#NUM!"),
        ("=MID(\"hello\",1,-3)", "#VALUE!"),
        ("=LEN(A1)&LEN(B4)&LEN(12.5)", "304"),
        ("=LEN(1/0)", "#DIV/0!"),
        ("=TRIM(\"  a   b \")", "a b"),
        ("=TRIM(B4)", ""),
        (
            "=UPPER(\"aé\")&LOWER(\"AÉ\")&PROPER(\"the cat's\")",
            "AÉaéThe Cat'S",
        ),
        ("=SUBSTITUTE(\"a-b-c\",\"-\",\"+\")", "a+b+c"),
        ("=SUBSTITUTE(\"a-b-c\",\"-\",\"+\",2)", "a-b+c"),
        ("=SUBSTITUTE(\"a\",\"\",\"x\")", "a"),
        ("=SUBSTITUTE(\"a\",\"a\",\"x\",0)", "#VALUE!"),
        ("=REPLACE(\"abcdef\",2,3,\"X\")", "aXef"),
        ("=REPT(\"ab\",3)", "ababab"),
        ("=REPT(\"ab\",-1)", "#VALUE!"),
        ("=REPT(\"x\",50001)", "#VALUE!"),
        ("=FIND(\"l\",\"hello\")", "3"),
        ("=FIND(\"L\",\"hello\")", "#VALUE!"),
        ("=FIND(\"l\",\"hello\",4)", "4"),
        ("=SEARCH(\"L\",\"hello\")", "3"),
        ("=SEARCH(\"x\",\"hello\")", "#VALUE!"),
        ("=EXACT(\"a\",\"A\")", "FALSE"),
        ("=CHAR(65)&CODE(\"A\")", "A65"),
        ("=T(5)&T(\"x\")", "x"),
        ("=HYPERLINK(\"https://example.com\",A2)", "A-1"),
        ("=HYPERLINK(\"https://example.com\")", "https://example.com"),
        ("=CONCATENATE(A2:A3,1)", "A-1B-21"),
        ("=CONCATENATE(B4,TRUE)", "TRUE"),
        ("=JOIN(\"-\",A2:A4)", "A-1-B-2-C-3"),
        ("=JOIN(\",\",B2:B5,\"x\")", "5,12,,7,x"),
        ("=JOIN(\",\",'My own'!B1:B3)", "#N/A"),
        ("=TEXTJOIN(\", \",TRUE,B2:B5)", "5, 12, 7"),
        ("=TEXTJOIN(\",\",FALSE,B2:B5)", "5,12,,7"),
        ("=TEXTJOIN(\",\",TRUE,B4)", ""),
        ("=SPLIT(\"a,b;c\",\",;\")", "a|b|c"),
        ("=SPLIT(\"a,b;c\",\",;\",FALSE)", "a,b;c"),
        ("=SPLIT(\"a,,b\",\",\")", "a|b"),
        ("=SPLIT(\"a,,b\",\",\",TRUE,FALSE)", "a||b"),
        ("=SUM(SPLIT(\"1 2 3\",\" \"))", "6"),
        ("=SPLIT(\"1/2/2026 x\",\" \")", "1/2/2026|x"),
        ("=SPLIT(\"\",\",\")", "#VALUE!"),
        ("=SPLIT(\"a\",\"\")", "#VALUE!"),
    ])
    .await;
}

#[tokio::test]
async fn texts_are_searched_by_expressions() {
    check(&[
        ("=REGEXMATCH(A2,\"^[A-Z]-\\d$\")", "TRUE"),
        ("=REGEXMATCH(A5,\"^[A-Z]\")", "FALSE"),
        ("=REGEXMATCH(A5,\"(?i)^[A-Z]\")", "TRUE"),
        ("=REGEXMATCH(\"\u{663}\",\"\\d\")", "FALSE"),
        ("=REGEXMATCH(\"é\",\"\\pL\")", "TRUE"),
        ("=REGEXMATCH(B2,\"5\")", "#VALUE!"),
        ("=REGEXMATCH(A2,\"(\")", "#REF!"),
        ("=REGEXMATCH(B4,\"^$\")", "TRUE"),
        ("=REGEXEXTRACT(\"order 42, 7\",\"\\d+\")", "42"),
        ("=REGEXEXTRACT(\"a=1\",\"(\\w)=(\\d)\")", "a|1"),
        ("=REGEXEXTRACT(\"abc\",\"\\d\")", "#N/A"),
        ("=REGEXREPLACE(\"a1b22\",\"\\d+\",\"#\")", "a#b#"),
        (
            "=REGEXREPLACE(\"2026-11\",\"(\\d+)-(\\d+)\",\"$2/$1\")",
            "11/2026",
        ),
        ("=REGEXREPLACE(\"a1\",\"\\d\",\"$1\")", "#VALUE!"),
        ("=REGEXMATCH(\"a]b\",\"^[]a]+b$\")", "TRUE"),
        ("=REGEXMATCH(\"a b\",\"^[\\w\\s]+$\")", "TRUE"),
        ("=REGEXMATCH(\"x\",\"\\Qx\\E\")", "#ERROR!"),
        ("=REGEXMATCH(\"x\",\"(x{100}){100}\")", "#ERROR!"),
        ("=REGEXREPLACE(1,\"1\",\"2\")", "#VALUE!"),
    ])
    .await;
}

#[tokio::test]
async fn numbers_are_written_and_read() {
    check(&[
        ("=TEXT(1234.5,\"#,##0.00\")", "1,234.50"),
        ("=TEXT(0.256,\"0.0%\")", "25.6%"),
        ("=TEXT(7,\"000\")", "007"),
        ("=TEXT(-5,\"0;(0)\")", "(5)"),
        ("=TEXT(D2,\"yyyy-mm-dd\")", "2026-11-24"),
        ("=TEXT(D2,\"ddd d mmmm\")", "Tue 24 November"),
        ("=TEXT(0.75,\"h:mm AM/PM\")", "6:00 PM"),
        ("=TEXT(1.5,\"[h]:mm\")", "36:00"),
        ("=TEXT(5,\"\"\"n°\"\" 0\")", "n° 5"),
        ("=TEXT(\"x\",\"0\")", "x"),
        ("=TEXT(B4,\"0.0\")", "0.0"),
        ("=TEXT(1/0,\"0\")", "#DIV/0!"),
        ("=TEXT(5,\"[>3]0\")", "#ERROR!"),
        ("=TEXT(5,\"(000) 000\")", "#ERROR!"),
        ("=TEXT(0.5,\"# ?/?\")", "#ERROR!"),
        ("=TEXT(5,\"0 kg\")", "#ERROR!"),
        ("=VALUE(\"1,234.5\")", "1234.5"),
        ("=VALUE(\"5%\")", "0.05"),
        ("=VALUE(\"2026-11-24\")", "46350"),
        ("=VALUE(\"x\")", "#VALUE!"),
        ("=VALUE(B4)", "0"),
    ])
    .await;
}
