//! Parts of speech, after IPADIC's system (ChaSen 品詞体系).

/// A part of speech; the fine divisions of nouns, particles and symbols are kept where a rule asks for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pos {
    /// 名詞
    Noun(Noun),
    /// 動詞
    Verb,
    /// 形容詞
    Adjective,
    /// 副詞
    Adverb,
    /// 連体詞
    Adnominal,
    /// 接続詞
    Conjunction,
    /// 助詞
    Particle(Particle),
    /// 助動詞
    Auxiliary,
    /// 接頭詞
    Prefix,
    /// 感動詞, フィラー
    Interjection,
    /// 記号
    Symbol(Symbol),
    /// White space between tokens.
    Space,
    /// その他, or what the dictionary cannot tell.
    Other,
}

/// The kinds of noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Noun {
    /// 一般, and words that the dictionary does not know
    Common,
    /// 固有名詞
    Proper(Proper),
    /// サ変接続: an action, as in 流出(する)
    Verbal,
    /// 形容動詞語幹, ナイ形容詞語幹
    Adjectival,
    /// 数
    Number,
    /// 代名詞
    Pronoun,
    /// 副詞可能: a time or manner, as in 現在
    Adverbial,
    /// 接尾: a suffix
    Suffix(Suffix),
    /// 非自立, and the rarer kinds
    Dependent,
}

/// The kinds of proper noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Proper {
    /// 一般
    General,
    /// 人名
    Person,
    /// 組織
    Organization,
    /// 地域
    Place,
}

/// The kinds of suffix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Suffix {
    /// 助数詞: a counter
    Counter,
    /// 地域, as in 県
    Place,
    /// 人名, as in さん
    Person,
    /// サ変接続, as in 化
    Verbal,
    /// 一般 and the rest
    Other,
}

/// The kinds of particle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Particle {
    /// 格助詞
    Case,
    /// 係助詞: は, も
    Topic,
    /// 連体化: の
    Adnominal,
    /// 接続助詞
    Conjunctive,
    /// 並立助詞: と, や
    Parallel,
    /// 副助詞 and the rest
    Other,
}

/// The kinds of symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Symbol {
    /// 句点
    Period,
    /// 読点
    Comma,
    /// 括弧開
    Open,
    /// 括弧閉
    Close,
    /// アルファベット
    Letter,
    /// 一般
    Other,
}

impl Pos {
    /// The part of speech that IPADIC writes in its first three columns; [`Pos::Other`] for what is not in the system.
    pub(super) fn from_ipadic(columns: [&str; 3]) -> Self {
        match columns {
            ["名詞", "固有名詞", kind] => Self::Noun(Noun::Proper(match kind {
                "人名" => Proper::Person,
                "組織" => Proper::Organization,
                "地域" => Proper::Place,
                _ => Proper::General,
            })),
            ["名詞", "接尾", kind] => Self::Noun(Noun::Suffix(match kind {
                "助数詞" => Suffix::Counter,
                "地域" => Suffix::Place,
                "人名" => Suffix::Person,
                "サ変接続" => Suffix::Verbal,
                _ => Suffix::Other,
            })),
            ["名詞", kind, _] => Self::Noun(match kind {
                "一般" | "*" => Noun::Common,
                "サ変接続" => Noun::Verbal,
                "形容動詞語幹" | "ナイ形容詞語幹" => Noun::Adjectival,
                "数" => Noun::Number,
                "代名詞" => Noun::Pronoun,
                "副詞可能" => Noun::Adverbial,
                _ => Noun::Dependent,
            }),
            ["動詞", ..] => Self::Verb,
            ["形容詞", ..] => Self::Adjective,
            ["副詞", ..] => Self::Adverb,
            ["連体詞", ..] => Self::Adnominal,
            ["接続詞", ..] => Self::Conjunction,
            ["助詞", kind, _] => Self::Particle(match kind {
                "格助詞" => Particle::Case,
                "係助詞" => Particle::Topic,
                "連体化" => Particle::Adnominal,
                "接続助詞" => Particle::Conjunctive,
                "並立助詞" => Particle::Parallel,
                _ => Particle::Other,
            }),
            ["助動詞", ..] => Self::Auxiliary,
            ["接頭詞", ..] => Self::Prefix,
            ["感動詞" | "フィラー", ..] => Self::Interjection,
            ["記号", kind, _] => Self::Symbol(match kind {
                "句点" => Symbol::Period,
                "読点" => Symbol::Comma,
                "括弧開" => Symbol::Open,
                "括弧閉" => Symbol::Close,
                "アルファベット" => Symbol::Letter,
                _ => Symbol::Other,
            }),
            _ => Self::Other,
        }
    }

    /// Whether the token is any kind of noun, suffixes included.
    #[must_use]
    pub fn is_noun(self) -> bool {
        matches!(self, Self::Noun(_))
    }
}
