//! The days and times that feeds write: RFC 3339, RFC 2822, and what passes for either.

use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::tz::{Offset, TimeZone};

/// Where no time zone is given, it is that of Japan.
const JAPAN: Offset = Offset::constant(9);

/// The moment that a text names.
pub(super) fn read(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if text.starts_with(|c: char| c.is_ascii_digit()) && text.get(4..5) == Some("-") {
        let stamp = Timestamp::from_str(text).ok();
        stamp.or_else(|| DateTime::from_str(text).ok()?.to_zoned(TimeZone::fixed(JAPAN)).ok().map(|zoned| zoned.timestamp()))
    } else {
        let text = text.strip_suffix("JST").map_or_else(|| text.to_owned(), |day| format!("{day}+0900"));
        // The name of the day says nothing that is not said otherwise, and is often wrong, long or Japanese.
        let day = text.split_once(',').map_or(text.as_str(), |(_, day)| day).trim();
        let day = day.strip_suffix("UTC").map_or_else(|| colonless(day), |day| format!("{day}+0000"));
        DateTimeParser::new().parse_timestamp(&day).ok()
    }
}

/// A time zone as RFC 2822 writes it: `+0900` of `+09:00`.
fn colonless(day: &str) -> String {
    match day.rsplit_once(':') {
        Some((before, minutes)) if before.len() > 3 && matches!(before.as_bytes()[before.len() - 3], b'+' | b'-') => {
            format!("{before}{minutes}")
        }
        _ => day.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times() {
        for text in [
            "2021-04-13T10:00:00+09:00",
            "2021-04-13T01:00:00Z",
            " 2021-04-13 10:00:00+0900 ",
            "2021-04-13T10:00:00",
            "Tue, 13 Apr 2021 10:00:00 +0900",
            "Tue, 13 Apr 2021 01:00:00 GMT",
            "Tue, 13 Apr 2021 01:00:00 UTC",
            "火, 13 Apr 2021 10:00:00 JST",
            "Monday, 13 Apr 2021 10:00 +09:00",
            "13 Apr 2021 10:00:00 +0900",
        ] {
            assert_eq!(read(text).map(|time| time.to_string()).as_deref(), Some("2021-04-13T01:00:00Z"), "{text}");
        }
        assert_eq!(read("2021-04-13").map(|time| time.to_string()).as_deref(), Some("2021-04-12T15:00:00Z"));
    }

    #[test]
    fn neither() {
        for text in ["", "yesterday", "2021", "2021-13-45", "+:", "あ-い:う", "13 Apr", "日本語です：はい:+"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
