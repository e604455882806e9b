//! Dates with the precision that a text gives them, written in EDTF (ISO 8601-2, level 1).

use std::fmt;
use std::str::FromStr;

use jiff::{Span, civil};

/// A day, month or year; the year may be unknown.
///
/// Displayed as `2021-04-13`, `2021-04`, `2021`, `XXXX-04-13` or `XXXX-04`. The day is never given without the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartialDate {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
}

impl PartialDate {
    /// A date from its parts, or `None` where they name no day of the calendar (`2021-02-30`, month 13, day without a
    /// month) or nothing at all. Years are 1 to 9999. With an unknown year, 29 February is accepted.
    ///
    /// ```
    /// use jikenbo::edtf::PartialDate;
    /// assert_eq!(PartialDate::new(None, Some(4), Some(13)).unwrap().to_string(), "XXXX-04-13");
    /// assert!(PartialDate::new(Some(2021), Some(2), Some(29)).is_none());
    /// ```
    #[must_use]
    pub fn new(year: Option<i16>, month: Option<i8>, day: Option<i8>) -> Option<Self> {
        match (year, month, day) {
            (None, None, _) | (_, None, Some(_)) => None,
            (Some(year), _, _) if !(1..=9999).contains(&year) => None,
            // A leap year has every day that some year has.
            (year, Some(month), day) => {
                civil::Date::new(year.unwrap_or(LEAP_YEAR), month, day.unwrap_or(1)).ok()?;
                Some(Self { year, month: Some(month), day })
            }
            (year, None, None) => Some(Self { year, month: None, day: None }),
        }
    }

    /// The year, if known.
    #[must_use]
    pub fn year(self) -> Option<i16> {
        self.year
    }

    /// The month, 1 to 12, if given.
    #[must_use]
    pub fn month(self) -> Option<i8> {
        self.month
    }

    /// The day of the month, 1 to 31, if given.
    #[must_use]
    pub fn day(self) -> Option<i8> {
        self.day
    }

    /// The day of the calendar, where year, month and day are all known.
    #[must_use]
    pub fn civil(self) -> Option<civil::Date> {
        civil::Date::new(self.year?, self.month?, self.day?).ok()
    }

    /// The first day that it may be: of a month or a year its first. `None` where the year is not known.
    ///
    /// ```
    /// use jikenbo::edtf::PartialDate;
    /// let month: PartialDate = "2024-02".parse().unwrap();
    /// assert_eq!(month.first_day().unwrap().to_string(), "2024-02-01");
    /// assert_eq!(month.last_day().unwrap().to_string(), "2024-02-29");
    /// ```
    #[must_use]
    pub fn first_day(self) -> Option<civil::Date> {
        civil::Date::new(self.year?, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()
    }

    /// The last day that it may be: of a month or a year its last. `None` where the year is not known.
    #[must_use]
    pub fn last_day(self) -> Option<civil::Date> {
        let month = civil::Date::new(self.year?, self.month.unwrap_or(12), 1).ok()?;
        self.day.map_or_else(|| Some(month.last_of_month()), |_| self.civil())
    }

    /// A day or month of an unknown year in the last year in which it is no later than `last`; any other date as it is.
    ///
    /// ```
    /// use jikenbo::edtf::PartialDate;
    /// let day: PartialDate = "XXXX-12-30".parse().unwrap();
    /// assert_eq!(day.until("2024-01-05".parse().unwrap()).to_string(), "2023-12-30");
    /// ```
    #[must_use]
    pub fn until(self, last: Self) -> Self {
        let (None, Some(year)) = (self.year, last.year) else { return self };
        let begins = |date: Self| (date.month.unwrap_or(1), date.day.unwrap_or(1));
        let ends = (last.month.unwrap_or(12), last.day.unwrap_or(31));
        Self::new(Some(if begins(self) > ends { year - 1 } else { year }), self.month, self.day).unwrap_or(self)
    }

    /// The same date without its day.
    ///
    /// `None` where it has no month, and is a year.
    #[must_use]
    pub fn to_month(self) -> Option<Self> {
        self.month.map(|_| Self { day: None, ..self })
    }

    /// The last day of the month; `None` where the month is not known. Of a February of an unknown year it is the 28th.
    #[must_use]
    pub fn last_of_month(self) -> Option<Self> {
        let first = civil::Date::new(self.year.unwrap_or(ANY_YEAR), self.month?, 1).ok()?;
        Self::new(self.year, self.month, Some(first.days_in_month()))
    }

    /// The date `years`, `months` and `days` later (earlier where negative), as precise as this one. A day that the
    /// month reached does not have becomes its last. An unknown year stays unknown, whatever months and days do to it.
    ///
    /// `None` where a part is moved that is not known, or the date leaves the years 1 to 9999.
    ///
    /// ```
    /// use jikenbo::edtf::PartialDate;
    /// let date: PartialDate = "2021-01-31".parse().unwrap();
    /// assert_eq!(date.moved(0, 1, 0).unwrap().to_string(), "2021-02-28");
    /// assert_eq!(date.moved(0, 0, 1).unwrap().to_string(), "2021-02-01");
    /// ```
    #[must_use]
    pub fn moved(self, years: i32, months: i32, days: i32) -> Option<Self> {
        let missing = (years != 0 && self.year.is_none()) || (months != 0 && self.month.is_none());
        if missing || (days != 0 && self.day.is_none()) {
            return None;
        }
        let (month, day) = (self.month.unwrap_or(1), self.day.unwrap_or(1));
        // A leap year only where the day asks for it: 1 March then follows 28 February.
        let year = self.year.unwrap_or(if (month, day) == (2, 29) { LEAP_YEAR } else { ANY_YEAR });
        let by = Span::new().try_years(years).ok()?.try_months(months).ok()?.try_days(days).ok()?;
        let date = civil::Date::new(year, month, day).ok()?.checked_add(by).ok()?;
        let year = self.year.map(|_| date.year());
        Self::new(year, self.month.map(|_| date.month()), self.day.map(|_| date.day()))
    }
}

/// Stand-ins for an unknown year.
const ANY_YEAR: i16 = 2001;
const LEAP_YEAR: i16 = 2000;

impl From<civil::Date> for PartialDate {
    fn from(date: civil::Date) -> Self {
        Self { year: Some(date.year()), month: Some(date.month()), day: Some(date.day()) }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("XXXX")?,
        }
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for PartialDate {
    type Err = ParseEdtfError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || ParseEdtfError { text: text.to_owned() };
        let mut parts = text.split('-');
        let year = match parts.next() {
            Some("XXXX") => None,
            Some(year) if year.len() == 4 => Some(year.parse().map_err(|_| error())?),
            _ => return Err(error()),
        };
        let mut number = || match parts.next() {
            None => Ok(None),
            Some(part) if part.len() == 2 => part.parse().map(Some).map_err(|_| error()),
            Some(_) => Err(error()),
        };
        let (month, day) = (number()?, number()?);
        if parts.next().is_some() {
            return Err(error());
        }
        Self::new(year, month, day).ok_or_else(error)
    }
}

/// A date or an interval whose both ends are included, such as `2017-06/2019-11`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Edtf {
    /// One day, month or year.
    Date(PartialDate),
    /// From the first to the last, both included.
    Interval(PartialDate, PartialDate),
}

impl Edtf {
    /// The date, or the first end of the interval.
    #[must_use]
    pub fn start(self) -> PartialDate {
        match self {
            Self::Date(date) | Self::Interval(date, _) => date,
        }
    }

    /// The date, or the last end of the interval.
    #[must_use]
    pub fn end(self) -> PartialDate {
        match self {
            Self::Date(date) | Self::Interval(_, date) => date,
        }
    }
}

impl From<PartialDate> for Edtf {
    fn from(date: PartialDate) -> Self {
        Self::Date(date)
    }
}

impl From<civil::Date> for Edtf {
    fn from(date: civil::Date) -> Self {
        Self::Date(date.into())
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::Interval(start, end) => write!(f, "{start}/{end}"),
        }
    }
}

impl FromStr for Edtf {
    type Err = ParseEdtfError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once('/') {
            Some((start, end)) => Ok(Self::Interval(start.parse()?, end.parse()?)),
            None => Ok(Self::Date(text.parse()?)),
        }
    }
}

/// A text that is none of the EDTF forms of [`Edtf`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not a date; expected YYYY-MM-DD, YYYY-MM, YYYY, XXXX-MM-DD or two of them with a slash between")]
pub struct ParseEdtfError {
    text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_survives_a_round_trip() {
        for text in ["2021-04-13", "2021-04", "2021", "XXXX-04-13", "XXXX-02-29", "2017-06/2019-11"] {
            assert_eq!(text.parse::<Edtf>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn moving_keeps_the_precision() {
        let moved = |text: &str, years, months, days| {
            let date: PartialDate = text.parse().unwrap();
            date.moved(years, months, days).map(|date| date.to_string())
        };
        assert_eq!(moved("2021-12-31", 0, 0, 1).as_deref(), Some("2022-01-01"));
        assert_eq!(moved("XXXX-12-31", 0, 0, 1).as_deref(), Some("XXXX-01-01"));
        assert_eq!(moved("XXXX-02-28", 0, 0, 1).as_deref(), Some("XXXX-03-01"));
        assert_eq!(moved("2021-01", 0, -1, 0).as_deref(), Some("2020-12"));
        assert_eq!(moved("2021", -1, 0, 0).as_deref(), Some("2020"));
        assert_eq!(moved("2021", 0, 1, 0), None);
        assert_eq!(moved("XXXX-02", 1, 0, 0), None);
        assert_eq!(moved("9999-12-31", 0, 0, 1), None);
        assert_eq!(moved("2021-02-03", i32::MAX, i32::MAX, i32::MAX), None);
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["", "XXXX", "2021-13", "2021-02-30", "21-02-03", "2021-4-3", "2021-04-13-01", "2021-04/"] {
            assert!(text.parse::<Edtf>().is_err(), "{text}");
        }
    }
}
