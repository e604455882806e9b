//! Sums of money.

use super::{Bound, Mention, Number};
use crate::dict::{self, Tables};
use crate::text::Text;

/// A sum of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// How much, in whole units of the currency.
    pub amount: u64,
    /// In which currency.
    pub currency: Currency,
    /// How exact the figure is.
    pub bound: Bound,
}

/// A currency, by its ISO 4217 code; virtual currencies by the code that exchanges use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Currency {
    /// 円
    Jpy,
    /// ドル
    Usd,
    /// ユーロ
    Eur,
    /// ポンド
    Gbp,
    /// 人民元
    Cny,
    /// ウォン
    Krw,
    /// ビットコイン
    Btc,
}

impl Currency {
    /// The code: `JPY`, `USD` …
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Jpy => "JPY",
            Self::Usd => "USD",
            Self::Eur => "EUR",
            Self::Gbp => "GBP",
            Self::Cny => "CNY",
            Self::Krw => "KRW",
            Self::Btc => "BTC",
        }
    }
}

/// Finds sums of money.
#[derive(Debug)]
pub struct Amounts {}

impl Amounts {
    /// The extractor with the rules of `tables`.
    ///
    /// # Errors
    ///
    /// If a row of its tables is refused.
    pub fn new(_tables: &Tables) -> Result<Self, dict::Error> {
        Ok(Self {})
    }

    /// Every sum of money of `text`, in order.
    #[must_use]
    pub fn find(&self, _text: &Text, _numbers: &[Mention<Number>]) -> Vec<Mention<Money>> {
        Vec::new()
    }
}
