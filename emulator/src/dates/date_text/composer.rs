/// What has been read of a date, its time and its zone.
#[derive(Default)]
pub(super) struct Composers {
    pub(super) day: Day,
    pub(super) time: Time,
    pub(super) zone: Zone,
}

/// A date on a clock, in milliseconds since 1970 there, and the seconds by which the clock is ahead of Greenwich.
pub(super) struct Written {
    pub(super) local: f64,
    /// `None` for the script's own zone.
    pub(super) offset: Option<f64>,
}

impl Composers {
    pub(super) fn write(&self) -> Option<Written> {
        Some(Written {
            local: self.day.write()? + self.time.write()?,
            offset: self.zone.write(),
        })
    }
}

/// Up to three numbers and a name of a month, in any order.
#[derive(Default)]
pub(super) struct Day {
    numbers: [Option<i64>; 3],
    named_month: Option<i64>,
    pub(super) is_iso: bool,
}

impl Day {
    /// `None` if it is complete already.
    pub(super) fn add(&mut self, number: i64) -> Option<()> {
        let place = self.numbers.iter_mut().find(|place| place.is_none())?;
        *place = Some(number);
        Some(())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.numbers.iter().all(Option::is_none)
    }

    pub(super) fn set_named_month(&mut self, month: i64) {
        self.named_month = Some(month);
    }

    fn write(&self) -> Option<f64> {
        let [first, second, third] = self.numbers;
        let (first, second, third) = (first?, second.unwrap_or(1), third.unwrap_or(1));
        let (year, month, day) = match self.named_month {
            None if self.is_iso || !is_day(first) => (first, second, third),
            None => (third, first, second),
            Some(month) if is_day(first) => (second, month, first),
            Some(month) => (first, month, second),
        };
        let year = if self.is_iso { year } else { with_century(year) };
        if !(1..=12).contains(&month) || !is_day(day) {
            return None;
        }
        Some(days_since_1970(year, month, day) * 86_400_000.0)
    }
}

fn is_day(number: i64) -> bool {
    (1..=31).contains(&number)
}

fn with_century(year: i64) -> i64 {
    match year {
        0..=49 => year + 2000,
        50..=99 => year + 1900,
        _ => year,
    }
}

/// Days by the Gregorian calendar; a day beyond the end of its month counts on into the next.
#[expect(clippy::cast_precision_loss, reason = "years have at most nine digits")]
fn days_since_1970(year: i64, month: i64, day: i64) -> f64 {
    // Years begin in March, so that the day that leap years add is their last.
    let year = if month <= 2 { year - 1 } else { year };
    let month_from_march = (month + 9) % 12;
    let of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    (365 * year + leap_days + of_year - 719_468) as f64
}

/// Up to four numbers: hours, minutes, seconds, milliseconds.
#[derive(Default)]
pub(super) struct Time {
    numbers: [i64; 4],
    given: usize,
    half_of_day: Option<i64>,
}

impl Time {
    /// Whether a number that nothing marks continues the time.
    pub(super) fn is_expecting(&self, number: i64) -> bool {
        match self.given {
            1 | 2 => (0..60).contains(&number),
            3 => (0..1000).contains(&number),
            _ => false,
        }
    }

    /// `None` if it is complete already.
    pub(super) fn add(&mut self, number: i64) -> Option<()> {
        *self.numbers.get_mut(self.given)? = number;
        self.given += 1;
        Some(())
    }

    /// Adds a number behind which nothing follows.
    pub(super) fn add_final(&mut self, number: i64) {
        if self.add(number).is_some() {
            self.given = self.numbers.len();
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.given == 0
    }

    pub(super) fn set_half_of_day(&mut self, hours: i64) {
        self.half_of_day = Some(hours);
    }

    #[expect(clippy::cast_precision_loss, reason = "a day has 86,400,000 milliseconds")]
    fn write(&self) -> Option<f64> {
        let [mut hour, minute, second, millisecond] = self.numbers;
        if let Some(hours) = self.half_of_day {
            if !(0..=12).contains(&hour) {
                return None;
            }
            hour = hour % 12 + hours;
        }
        let is_time = (0..24).contains(&hour)
            && (0..60).contains(&minute)
            && (0..60).contains(&second)
            && (0..1000).contains(&millisecond);
        let is_end_of_day = (hour, minute, second, millisecond) == (24, 0, 0, 0);
        (is_time || is_end_of_day).then(|| (((hour * 60 + minute) * 60 + second) * 1000 + millisecond) as f64)
    }
}

/// The distance from Greenwich.
#[derive(Default)]
pub(super) struct Zone {
    sign: Option<i64>,
    hours: Option<i64>,
    minutes: Option<i64>,
}

impl Zone {
    /// Whether a number that nothing marks is the minutes of the zone.
    pub(super) fn is_expecting(&self, number: i64) -> bool {
        self.hours.is_some() && self.minutes.is_none() && (0..60).contains(&number)
    }

    pub(super) fn set(&mut self, hours: i64) {
        self.sign = Some(if hours < 0 { -1 } else { 1 });
        self.hours = Some(hours.abs());
        self.minutes = Some(0);
    }

    pub(super) fn set_sign(&mut self, sign: i64) {
        self.sign = Some(sign);
    }

    pub(super) fn set_distance(&mut self, hours: i64, minutes: Option<i64>) {
        self.hours = Some(hours);
        self.minutes = minutes;
    }

    pub(super) fn set_minutes(&mut self, minutes: i64) {
        self.minutes = Some(minutes);
    }

    pub(super) fn is_utc(&self) -> bool {
        self.hours == Some(0) && self.minutes == Some(0)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.hours.is_none()
    }

    #[expect(clippy::cast_precision_loss, reason = "a number has at most nine digits")]
    fn write(&self) -> Option<f64> {
        let distance = self.hours.unwrap_or(0) * 3600 + self.minutes.unwrap_or(0) * 60;
        self.sign.map(|sign| (sign * distance) as f64)
    }
}
