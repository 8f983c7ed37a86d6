use super::{check, emulator, shown};

#[tokio::test]
async fn dates_are_made_and_taken_apart() {
    check(&[
        ("=DATE(2026,11,24)", "11/24/2026"),
        ("=DATE(2026,14,0)", "1/31/2027"),
        ("=DATE(126,1,1)", "1/1/2026"),
        ("=DATE(-1,1,1)", "#NUM!"),
        ("=DATE(B4,1,1)", "1/1/1900"),
        ("=YEAR(D2)&MONTH(D2)&DAY(D2)", "20261124"),
        ("=YEAR(\"2026-11-24\")", "2026"),
        ("=YEAR(\"x\")", "#VALUE!"),
        ("=MONTH(-1)", "#NUM!"),
        ("=DAY(D3)", "31"),
        ("=YEAR(B4)", "1899"),
        ("=HOUR(0.75)&MINUTE(\"6:05 PM\")&SECOND(\"6:05:09\")", "1859"),
        ("=TIME(18,30,0)", "6:30:00 PM"),
        ("=TIME(-1,0,0)", "#NUM!"),
        ("=EDATE(D3,1)", "2/28/2026"),
        ("=EDATE(D3,-2)", "11/30/2025"),
        ("=EDATE(A2,1)", "#VALUE!"),
        ("=EOMONTH(D3,1)", "2/28/2026"),
        ("=EOMONTH(D2,0)", "11/30/2026"),
        ("=EOMONTH(D2,\"x\")", "#VALUE!"),
        ("=WEEKDAY(D2)&WEEKDAY(D2,2)&WEEKDAY(D2,3)", "321"),
        ("=WEEKDAY(D2,9)", "#NUM!"),
        ("=DAYS(D2,D3)", "297"),
        ("=DATEVALUE(\"2026-11-24\")", "46350"),
        (
            "=DATEDIF(D3,D2,\"M\")&DATEDIF(D3,D2,\"Y\")&DATEDIF(D3,D2,\"d\")",
            "90297",
        ),
        ("=DATEDIF(D2,D3,\"D\")", "#NUM!"),
        ("=NETWORKDAYS(\"2026-11-20\",\"2026-11-24\")", "3"),
        ("=NETWORKDAYS(\"2026-11-24\",\"2026-11-20\")", "-3"),
        ("=NETWORKDAYS(\"2026-11-20\",D2,D2)", "2"),
        ("=NETWORKDAYS(\"x\",D2)", "#VALUE!"),
        (
            "=NETWORKDAYS(\"2026-01-01\",\"2026-12-31\",{\"2026-12-25\";\"2026-12-26\"})",
            "260",
        ),
        ("=WORKDAY(\"2026-11-21\",5)", "11/27/2026"),
        ("=WORKDAY(\"2026-11-27\",-11)", "11/12/2026"),
        (
            "=WORKDAY(\"2026-01-01\",260,{\"2026-12-25\";\"2026-12-26\"})",
            "1/1/2027",
        ),
        ("=WORKDAY(1,1e308)", "#NUM!"),
        ("=WORKDAY(\"2026-11-20\",1)", "11/23/2026"),
        ("=WORKDAY(\"2026-11-20\",-1,\"2026-11-19\")", "11/18/2026"),
    ])
    .await;
}

#[tokio::test]
async fn dates_stay_dates() {
    check(&[
        ("=D2", "2026-11-24"),
        ("=D2+1", "2026-11-25"),
        ("=1+D2", "2026-11-25"),
        ("=D2-D3", "297"),
        ("=D2*1", "46350"),
        ("=D2&\"\"", "46350"),
        ("=IF(TRUE,D2,0)", "2026-11-24"),
        ("=VLOOKUP(\"B-2\",A:D,4,FALSE)", "2026-01-31"),
        ("=SORT(D2:D5)", "2026-01-31;2026-02-28;2026-11-24"),
        ("=INDEX(D:D,2)", "2026-11-24"),
        ("=D4", ""),
    ])
    .await;
}

/// The clock may strike midnight between the two questions: then they are asked again.
#[tokio::test]
async fn today_is_that_of_the_spreadsheets_time_zone() {
    let emulator = emulator().await;
    let zone = jiff::tz::TimeZone::get("Europe/Berlin").unwrap();
    let today = || zone.to_datetime(jiff::Timestamp::now()).date().to_string();
    loop {
        let before = today();
        let found = shown(&emulator, "=TEXT(TODAY(),\"yyyy-mm-dd\")");
        let now = shown(&emulator, "=TEXT(NOW(),\"yyyy-mm-dd\")");
        let is_of_today = shown(
            &emulator,
            "=AND(INT(NOW())=TODAY(),ISDATE(NOW()),ISDATE(TODAY()))",
        );
        if today() == before {
            assert_eq!([found, now, is_of_today], [&before, &before, "TRUE"]);
            break;
        }
    }
    assert_eq!(shown(&emulator, "=TODAY(1)"), "#N/A");
    assert_eq!(shown(&emulator, "=NOW(1)"), "#N/A");
}
