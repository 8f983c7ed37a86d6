//! The emulator against the recorded answers of the service, and the client against the emulator: each fixture's
//! situation is brought about and called. What the emulator answers is compared with the fixture field by field, and
//! what the client makes of it with what it makes of the fixture.

mod call;
mod client;
mod compare;
mod fixture;
mod row;
mod situation;
mod table;

use std::collections::BTreeSet;

use self::{fixture::Fixture, row::Row, table::TABLE};

#[test]
fn every_fixture_has_one_row() {
    let rows: Vec<&str> = TABLE.iter().map(|row| row.fixture).collect();
    let named: BTreeSet<&str> = rows.iter().copied().collect();
    assert_eq!(rows.len(), named.len(), "a fixture has two rows");
    let files = fixture::files();
    let files: BTreeSet<&str> = files.iter().map(String::as_str).collect();
    assert_eq!(named, files, "the table and the folder of fixtures differ");
}

#[test]
fn the_table_says_which_fixtures_are_unverified() {
    for row in TABLE {
        let fixture = Fixture::read(row.fixture);
        assert_eq!(row.is_unverified, fixture.is_unverified(), "{}", row.fixture);
    }
}

#[tokio::test]
async fn the_emulator_answers_as_the_service_did_and_the_client_understands_it() {
    let mut complaints = Vec::new();
    for row in TABLE {
        complaints.extend(check(row).await);
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

async fn check(row: &Row) -> Vec<String> {
    let Some(bring_about) = row.situation else {
        return Vec::new();
    };
    let fixture = Fixture::read(row.compared_with.unwrap_or(row.fixture));
    let answer = bring_about().await;
    let mut complaints = compare::complaints(row, &fixture, &answer);
    complaints.extend(client::complaint(row, answer.outcome));
    if fixture.status.is_some_and(|status| status != answer.status) {
        complaints.push(format!("status {} for {:?}", answer.status, fixture.status));
    }
    complaints
        .into_iter()
        .map(|complaint| format!("{}: {complaint}", row.fixture))
        .collect()
}
