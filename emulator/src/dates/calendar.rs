//! The Gregorian calendar over all the years that JavaScript's dates reach, which is more than jiff's.

const DAY: i64 = 86_400_000;

pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(crate) const WEEKDAYS: [&str; 7] = [
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
];

/// A date and a time of day, without a zone.
pub(super) struct Civil {
    pub(super) year: i64,
    /// Counted from 1.
    pub(super) month: i64,
    pub(super) day: i64,
    /// 0 is Sunday.
    pub(super) weekday: i64,
    /// Counted from 0.
    pub(super) day_of_year: i64,
    pub(super) hour: i64,
    pub(super) minute: i64,
    pub(super) second: i64,
    pub(super) millisecond: i64,
}

/// A week as the United States count them: it begins on Sunday, and the first holds the first of January.
pub(super) struct Week {
    pub(super) year: i64,
    pub(super) number: i64,
}

impl Civil {
    /// Reads milliseconds since 1970 on a clock that is set to this zone.
    pub(super) fn of(local: i64) -> Self {
        let days = local.div_euclid(DAY);
        let time = local.rem_euclid(DAY);
        let (year, month, day) = date(days);
        Self {
            year,
            month,
            day,
            weekday: (days + 4).rem_euclid(7),
            day_of_year: days - days_before(year),
            hour: time / 3_600_000,
            minute: time / 60_000 % 60,
            second: time / 1000 % 60,
            millisecond: time % 1000,
        }
    }

    pub(super) fn week(&self) -> Week {
        let length = days_before(self.year + 1) - days_before(self.year);
        let first = (self.weekday - self.day_of_year).rem_euclid(7);
        let next_first = (first + length).rem_euclid(7);
        if next_first > 0 && self.day_of_year >= length - next_first {
            return Week {
                year: self.year + 1,
                number: 1,
            };
        }
        Week {
            year: self.year,
            number: (self.day_of_year + first) / 7 + 1,
        }
    }

    pub(super) fn week_of_month(&self) -> i64 {
        let first = (self.weekday - (self.day - 1)).rem_euclid(7);
        (self.day - 1 + first) / 7 + 1
    }
}

/// Days from 1970 to the first of January.
fn days_before(year: i64) -> i64 {
    let past = year - 1;
    365 * (year - 1970) + (past.div_euclid(4) - past.div_euclid(100) + past.div_euclid(400)) - 477
}

fn date(days: i64) -> (i64, i64, i64) {
    // The mean year is 365.2425 days long, so that this is at most one year off.
    let mut year = 1970 + (days * 10_000).div_euclid(3_652_425);
    if days < days_before(year) {
        year -= 1;
    } else if days >= days_before(year + 1) {
        year += 1;
    }
    let leap = i64::from(days_before(year + 1) - days_before(year) == 366);
    let mut left = days - days_before(year);
    for (month, length) in (1..).zip([31, 28 + leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) {
        if left < length {
            return (year, month, left + 1);
        }
        left -= length;
    }
    (year, 12, 31)
}

#[cfg(test)]
mod tests {
    use super::Civil;

    #[test]
    fn reads_the_days_of_all_years() {
        for (days, date, weekday) in [
            (0, (1970, 1, 1), 4),
            (-1, (1969, 12, 31), 3),
            (11_016, (2000, 2, 29), 2),
            (20_781, (2026, 11, 24), 2),
            (-719_528, (0, 1, 1), 6),
            (100_000_000, (275_760, 9, 13), 6),
            (-100_000_000, (-271_821, 4, 20), 2),
        ] {
            let civil = Civil::of(days * 86_400_000);
            assert_eq!((civil.year, civil.month, civil.day), date);
            assert_eq!(civil.weekday, weekday, "{date:?}");
        }
    }

    #[test]
    fn counts_weeks_as_java_does() {
        for (days, year, number) in [
            (18_992, 2022, 1),  // 2021-12-31 lies in the week of the first of January
            (18_986, 2021, 52), // 2021-12-25
            (20_453, 2026, 1),  // 2025-12-31
            (20_454, 2026, 1),
            (20_457, 2026, 2), // 2026-01-04, a Sunday
            (20_781, 2026, 48),
        ] {
            let week = Civil::of(days * 86_400_000).week();
            assert_eq!((week.year, week.number), (year, number), "{days}");
        }
    }
}
