//! The kinds of attack and mishap that records know.

/// The kinds of attack and mishap that records know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AttackType {
    /// 不正アクセス
    UnauthorizedAccess,
    /// ランサムウェア
    Ransomware,
    /// マルウェア感染
    Malware,
    /// `DDoS`攻撃
    Ddos,
    /// ウェブサイトの改ざん
    Defacement,
    /// 決済画面の改ざん（ウェブスキミング）
    WebSkimming,
    /// リスト型攻撃
    CredentialStuffing,
    /// 総当たり攻撃
    BruteForce,
    /// SQLインジェクション
    SqlInjection,
    /// 脆弱性の悪用
    VulnerabilityExploit,
    /// フィッシング
    Phishing,
    /// ビジネスメール詐欺
    BusinessEmailCompromise,
    /// アカウント乗っ取り
    AccountTakeover,
    /// 迷惑メールの送信への悪用
    SpamRelay,
    /// サポート詐欺
    SupportScam,
    /// 標的型攻撃
    TargetedAttack,
    /// 委託先・取引先を経由した侵害
    SupplyChain,
    /// 内部不正
    Insider,
    /// 盗難
    Theft,
    /// サイバー攻撃（種類の記載なし）
    CyberAttack,
    /// 誤送信・誤交付
    Misdelivery,
    /// 設定ミス
    Misconfiguration,
    /// 誤掲載・誤公開
    PublishingError,
    /// 紛失・誤廃棄
    Loss,
    /// システム障害
    SystemFailure,
}

impl AttackType {
    /// Every kind, in the order of the documentation.
    pub const ALL: [Self; 25] = [
        Self::UnauthorizedAccess,
        Self::Ransomware,
        Self::Malware,
        Self::Ddos,
        Self::Defacement,
        Self::WebSkimming,
        Self::CredentialStuffing,
        Self::BruteForce,
        Self::SqlInjection,
        Self::VulnerabilityExploit,
        Self::Phishing,
        Self::BusinessEmailCompromise,
        Self::AccountTakeover,
        Self::SpamRelay,
        Self::SupportScam,
        Self::TargetedAttack,
        Self::SupplyChain,
        Self::Insider,
        Self::Theft,
        Self::CyberAttack,
        Self::Misdelivery,
        Self::Misconfiguration,
        Self::PublishingError,
        Self::Loss,
        Self::SystemFailure,
    ];

    /// The identifier in records and tables: `unauthorized_access`, `ransomware` …
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UnauthorizedAccess => "unauthorized_access",
            Self::Ransomware => "ransomware",
            Self::Malware => "malware",
            Self::Ddos => "ddos",
            Self::Defacement => "defacement",
            Self::WebSkimming => "web_skimming",
            Self::CredentialStuffing => "credential_stuffing",
            Self::BruteForce => "brute_force",
            Self::SqlInjection => "sql_injection",
            Self::VulnerabilityExploit => "vulnerability_exploit",
            Self::Phishing => "phishing",
            Self::BusinessEmailCompromise => "business_email_compromise",
            Self::AccountTakeover => "account_takeover",
            Self::SpamRelay => "spam_relay",
            Self::SupportScam => "support_scam",
            Self::TargetedAttack => "targeted_attack",
            Self::SupplyChain => "supply_chain",
            Self::Insider => "insider",
            Self::Theft => "theft",
            Self::CyberAttack => "cyber_attack",
            Self::Misdelivery => "misdelivery",
            Self::Misconfiguration => "misconfiguration",
            Self::PublishingError => "publishing_error",
            Self::Loss => "loss",
            Self::SystemFailure => "system_failure",
        }
    }

    /// The kind whose identifier is `id`.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == id)
    }

    /// What it is called in Japanese.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::UnauthorizedAccess => "不正アクセス",
            Self::Ransomware => "ランサムウェア",
            Self::Malware => "マルウェア感染",
            Self::Ddos => "DDoS攻撃",
            Self::Defacement => "ウェブサイトの改ざん",
            Self::WebSkimming => "決済画面の改ざん（ウェブスキミング）",
            Self::CredentialStuffing => "リスト型攻撃",
            Self::BruteForce => "総当たり攻撃",
            Self::SqlInjection => "SQLインジェクション",
            Self::VulnerabilityExploit => "脆弱性の悪用",
            Self::Phishing => "フィッシング",
            Self::BusinessEmailCompromise => "ビジネスメール詐欺",
            Self::AccountTakeover => "アカウント乗っ取り",
            Self::SpamRelay => "迷惑メールの送信への悪用",
            Self::SupportScam => "サポート詐欺",
            Self::TargetedAttack => "標的型攻撃",
            Self::SupplyChain => "委託先・取引先を経由した侵害",
            Self::Insider => "内部不正",
            Self::Theft => "盗難",
            Self::CyberAttack => "サイバー攻撃（種類の記載なし）",
            Self::Misdelivery => "誤送信・誤交付",
            Self::Misconfiguration => "設定ミス",
            Self::PublishingError => "誤掲載・誤公開",
            Self::Loss => "紛失・誤廃棄",
            Self::SystemFailure => "システム障害",
        }
    }
}
