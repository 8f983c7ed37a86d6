use jiff::{
    Timestamp,
    tz::{Dst, Offset, TimeZone},
};

use super::zone_name;

/// The time zone of what names none.
pub(crate) const DEFAULT_ZONE: &str = "Etc/GMT";

/// A time zone with its rules.
#[derive(Clone)]
pub(crate) struct Zone {
    /// Its name, as it was given where it is an IANA name.
    pub(crate) name: String,
    rules: TimeZone,
}

/// What a zone's clocks show at one time.
pub(crate) struct Moment {
    /// Seconds east of Greenwich.
    pub(crate) offset: i32,
    pub(crate) summer: bool,
    /// `CET`, or nothing where the zone has a number only.
    pub(crate) abbreviation: Option<String>,
}

impl Zone {
    /// Knows IANA names, the short names of Java (`EST`, `PST`) and offsets (`GMT+2`, `GMT-03:30`).
    pub(crate) fn named(name: &str) -> Option<Self> {
        if let Some(offset) = name
            .strip_prefix("GMT")
            .or_else(|| name.strip_prefix("UTC"))
            .and_then(offset)
        {
            return Self::fixed(offset);
        }
        let rules = match zone_name::of_java(name) {
            Some(iana) => TimeZone::get(iana),
            None => TimeZone::get(name),
        };
        rules.ok().map(|rules| Self {
            name: rules.iana_name().unwrap_or(name).to_owned(),
            rules,
        })
    }

    /// Greenwich, which stands in where a name is unknown, as in Java.
    pub(crate) fn greenwich() -> Self {
        Self {
            name: "GMT".into(),
            rules: TimeZone::get(DEFAULT_ZONE).unwrap_or(TimeZone::UTC),
        }
    }

    fn fixed(minutes: i32) -> Option<Self> {
        let rules = TimeZone::fixed(Offset::from_seconds(minutes * 60).ok()?);
        let (sign, size) = (if minutes < 0 { '-' } else { '+' }, minutes.abs());
        Some(Self {
            name: format!("GMT{sign}{:02}:{:02}", size / 60, size % 60),
            rules,
        })
    }

    /// What the clocks show at a time in milliseconds since 1970.
    pub(crate) fn at(&self, instant: f64) -> Moment {
        let timestamp = timestamp(instant);
        let info = self.rules.to_offset_info(timestamp);
        let abbreviation = info.abbreviation();
        Moment {
            offset: info.offset().seconds(),
            summer: info.dst() == Dst::Yes,
            abbreviation: abbreviation
                .starts_with(|letter: char| letter.is_ascii_alphabetic())
                .then(|| abbreviation.to_owned()),
        }
    }

    /// The time at which a clock in this zone shows `local`, in milliseconds. In the hour that comes twice, the
    /// first of the two; in the hour that never comes, as far behind the change as it stands in that hour.
    pub(crate) fn instant(&self, local: f64) -> f64 {
        const DAY: f64 = 86_400_000.0;
        let offset_at = |instant: f64| f64::from(self.at(instant).offset) * 1000.0;
        let before = local - offset_at(local - DAY);
        let after = local - offset_at(local + DAY);
        for guess in [before, after] {
            if guess + offset_at(guess) == local {
                return guess;
            }
        }
        before
    }

    /// `Central European Standard Time`, or `GMT+03:00` where English has no name.
    pub(crate) fn long_name(&self, moment: &Moment) -> String {
        zone_name::long(&self.name, moment.summer).map_or_else(|| moment.gmt(), ToOwned::to_owned)
    }
}

impl Zone {
    /// The zone's name, as `Intl` gives it in this width (`short`, `long`, `shortOffset`, …) and language.
    pub(crate) fn shown(&self, instant: f64, width: &str, locale: &str) -> String {
        let moment = self.at(instant);
        match width {
            "long" | "longGeneric" => self.long_name(&moment),
            "longOffset" => moment.gmt(),
            "shortOffset" => moment.short_gmt("GMT"),
            _ => zone_name::short(moment.abbreviation.as_deref(), locale).map_or_else(
                || moment.short_gmt(if locale.starts_with("fr") { "UTC" } else { "GMT" }),
                ToOwned::to_owned,
            ),
        }
    }
}

impl Moment {
    /// `GMT+1`, `GMT+5:30`.
    fn short_gmt(&self, greenwich: &str) -> String {
        let (sign, size) = (if self.offset < 0 { '-' } else { '+' }, self.offset.abs());
        match (size / 3600, size / 60 % 60) {
            (0, 0) => greenwich.to_owned(),
            (hours, 0) => format!("{greenwich}{sign}{hours}"),
            (hours, minutes) => format!("{greenwich}{sign}{hours}:{minutes:02}"),
        }
    }

    /// `GMT+01:00`.
    pub(crate) fn gmt(&self) -> String {
        if self.offset == 0 {
            return "GMT".into();
        }
        format!("GMT{}", self.digits(":"))
    }

    /// `+0100`, with this between hours and minutes.
    pub(crate) fn digits(&self, between: &str) -> String {
        let (sign, size) = (if self.offset < 0 { '-' } else { '+' }, self.offset.abs());
        format!("{sign}{:02}{between}{:02}", size / 3600, size / 60 % 60)
    }
}

/// Zones have no rules for years that are too far away, so that the nearest stands in.
fn timestamp(instant: f64) -> Timestamp {
    #[expect(clippy::cast_possible_truncation, reason = "`as` takes the nearest")]
    let milliseconds = instant as i64;
    let nearest = milliseconds.clamp(
        Timestamp::MIN.as_millisecond() + 1,
        Timestamp::MAX.as_millisecond() - 1,
    );
    Timestamp::from_millisecond(nearest).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// `+2`, `-0330`, `+02:00` in minutes.
fn offset(text: &str) -> Option<i32> {
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) if minutes.len() == 2 => (hours, minutes),
        Some(_) => return None,
        None if digits.len() > 2 => digits.split_at_checked(digits.len() - 2)?,
        None => (digits, "00"),
    };
    let number = |text: &str| {
        let is_number = matches!(text.len(), 1 | 2) && text.bytes().all(|digit| digit.is_ascii_digit());
        is_number.then(|| text.parse::<i32>().ok()).flatten()
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (hours <= 23 && minutes <= 59).then_some(sign * (hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::Zone;

    #[test]
    fn knows_the_names_that_java_knows() {
        for (name, minutes, abbreviation) in [
            ("Europe/Berlin", Some(60), Some("CET")),
            ("America/New_York", Some(-300), Some("EST")),
            ("EST", Some(-300), Some("EST")),
            ("PST", Some(-480), Some("PST")),
            ("JST", Some(540), Some("JST")),
            ("GMT", Some(0), Some("GMT")),
            ("UTC", Some(0), Some("UTC")),
            ("Etc/GMT", Some(0), Some("GMT")),
            ("GMT+2", Some(120), None),
            ("GMT-0330", Some(-210), None),
            ("GMT+05:45", Some(345), None),
            ("America/Sao_Paulo", Some(-180), None),
            ("GMT+24", None, None),
            ("GMT+1:5", None, None),
            ("Mars/Base", None, None),
            ("", None, None),
        ] {
            let zone = Zone::named(name);
            let moment = zone.map(|zone| zone.at(1_795_550_400_000.0));
            assert_eq!(
                moment.as_ref().map(|moment| moment.offset / 60),
                minutes,
                "{name}"
            );
            let read = moment.and_then(|moment| moment.abbreviation);
            assert_eq!(read.as_deref(), abbreviation, "{name}");
        }
    }

    #[test]
    fn a_local_time_is_one_instant_even_where_clocks_change() {
        let berlin = Zone::named("Europe/Berlin").unwrap();
        for (local, instant) in [
            (1_774_747_800_000.0, 1_774_744_200_000.0), // 2026-03-29 01:30, in winter
            (1_774_751_400_000.0, 1_774_747_800_000.0), // 02:30 does not come: 03:30 stands in
            (1_774_755_000_000.0, 1_774_747_800_000.0), // 03:30
            (1_792_895_400_000.0, 1_792_888_200_000.0), // 2026-10-25 02:30, the first of two
            (1_792_899_000_000.0, 1_792_895_400_000.0), // 03:30
        ] {
            assert_eq!(berlin.instant(local), instant, "{local}");
        }
    }
}
