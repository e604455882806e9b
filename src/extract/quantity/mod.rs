//! Counted things: people, records, files, devices … with how exact the figure is.

use super::{Date, Mention, Number};
use crate::dict::{self, Tables};
use crate::text::Text;

/// A number of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// How many.
    pub count: u64,
    /// Of what.
    pub unit: Unit,
    /// How exact the figure is.
    pub bound: Bound,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// 件, レコード
    Records,
    /// 人, 名, 人分
    People,
    /// アカウント, ID
    Accounts,
    /// 枚, as of payment cards
    Cards,
    /// 通, as of mails
    Messages,
    /// ファイル, 点
    Files,
    /// 社, 団体, 校
    Organizations,
    /// 台, 本
    Devices,
    /// GB, TB: in bytes (decimal)
    Bytes,
}

impl Unit {
    /// The identifier in records: `records`, `people` …
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::People => "people",
            Self::Accounts => "accounts",
            Self::Cards => "cards",
            Self::Messages => "messages",
            Self::Files => "files",
            Self::Organizations => "organizations",
            Self::Devices => "devices",
            Self::Bytes => "bytes",
        }
    }
}

/// How a figure bounds the true one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bound {
    /// The figure itself.
    Exact,
    /// 約, およそ, 程度, ほど
    About,
    /// 最大, 以下, 以内
    AtMost,
    /// 少なくとも, 以上
    AtLeast,
    /// 超, 余り, を上回る
    MoreThan,
    /// 未満, 弱
    LessThan,
}

impl Bound {
    /// The identifier in records: `exact`, `about`, `at_most` …
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::AtMost => "at_most",
            Self::AtLeast => "at_least",
            Self::MoreThan => "more_than",
            Self::LessThan => "less_than",
        }
    }
}

/// Finds quantities.
#[derive(Debug)]
pub struct Quantities {}

impl Quantities {
    /// The extractor with the rules of `tables`.
    ///
    /// # Errors
    ///
    /// If a row of its tables is refused.
    pub fn new(_tables: &Tables) -> Result<Self, dict::Error> {
        Ok(Self {})
    }

    /// Every quantity of `text`, in order. Numbers that belong to a date are none.
    #[must_use]
    pub fn find(&self, _text: &Text, _numbers: &[Mention<Number>], _dates: &[Mention<Date>]) -> Vec<Mention<Quantity>> {
        Vec::new()
    }
}
