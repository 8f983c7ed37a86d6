//! Dates in cells: days since the end of 1899, of the clock on the wall, with the time of day as a fraction.

use jiff::{
    Timestamp,
    civil::{self, Date, DateTime},
    tz::TimeZone,
};

const MILLISECONDS_A_DAY: f64 = 86_400_000.0;

/// Day 0.
const EPOCH: Date = civil::date(1899, 12, 30);

pub(crate) fn from_date_time(date_time: DateTime) -> f64 {
    let days = (date_time.date() - EPOCH).get_days();
    let time = date_time.time();
    let seconds =
        f64::from(time.hour()) * 3600.0 + f64::from(time.minute()) * 60.0 + f64::from(time.second());
    let milliseconds = seconds * 1000.0 + f64::from(time.millisecond());
    f64::from(days) + milliseconds / MILLISECONDS_A_DAY
}

/// The clock on the wall; nothing, if the year is out of reach.
pub(crate) fn to_date_time(serial: f64) -> Option<DateTime> {
    if !(-800_000.0..=3_000_000.0).contains(&serial) {
        return None;
    }
    let milliseconds = (serial * MILLISECONDS_A_DAY).round() as i64;
    let midnight = EPOCH.to_datetime(civil::Time::midnight());
    midnight
        .checked_add(jiff::SignedDuration::from_millis(milliseconds))
        .ok()
}

/// A moment, as a script's `Date` has it.
pub(crate) fn from_epoch_milliseconds(milliseconds: f64, zone: &TimeZone) -> Option<f64> {
    if !milliseconds.is_finite() {
        return None;
    }
    let moment = Timestamp::from_millisecond(milliseconds as i64).ok()?;
    Some(from_date_time(zone.to_datetime(moment)))
}

/// The moment at which the clock on the wall of this zone shows this.
pub(crate) fn to_epoch_milliseconds(serial: f64, zone: &TimeZone) -> Option<f64> {
    let moment = zone
        .to_ambiguous_zoned_datetime(to_date_time(serial)?)
        .compatible()
        .ok()?;
    Some(moment.timestamp().as_millisecond() as f64)
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::{from_epoch_milliseconds, to_date_time, to_epoch_milliseconds};

    #[test]
    fn moments_come_back() -> Result<(), jiff::Error> {
        let zone = TimeZone::get("Europe/Berlin")?;
        for (text, serial) in [
            ("1899-12-30T00:00:00[Europe/Berlin]", Some(0.0)),
            ("1970-01-01T00:00:00[Europe/Berlin]", Some(25569.0)),
            ("2026-11-24T18:00:00[Europe/Berlin]", Some(46350.75)),
            ("2026-07-01T08:09:10.123[Europe/Berlin]", None),
        ] {
            let moment: jiff::ZonedDateTime = text.parse()?;
            let milliseconds = moment.timestamp().as_millisecond() as f64;
            let found = from_epoch_milliseconds(milliseconds, &zone).unwrap_or_default();
            if let Some(serial) = serial {
                assert_eq!(found, serial, "{text}");
            }
            assert_eq!(to_epoch_milliseconds(found, &zone), Some(milliseconds), "{text}");
        }
        assert_eq!(to_date_time(f64::MAX), None);
        assert_eq!(to_date_time(f64::NAN), None);
        Ok(())
    }
}
