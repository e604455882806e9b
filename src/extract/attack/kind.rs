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

    /// What a record says with it, in a sentence.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::UnauthorizedAccess => "Somebody got into a system or an account without permission.",
            Self::Ransomware => "Files were encrypted or taken and money was demanded for them.",
            Self::Malware => "A device was infected with a virus, a trojan or another malicious program.",
            Self::Ddos => "A service was brought down or slowed by a flood of requests.",
            Self::Defacement => "What a website shows was altered by somebody who may not.",
            Self::WebSkimming => "The payment page of a shop was altered so that it passed on what customers typed.",
            Self::CredentialStuffing => "Log-ins were tried with IDs and passwords that leaked elsewhere.",
            Self::BruteForce => "Passwords were tried one after another.",
            Self::SqlInjection => "A database was read or changed with SQL hidden in the input of a web page.",
            Self::VulnerabilityExploit => "A weakness of software or of a device was used to get in.",
            Self::Phishing => "The victim, its staff or its customers were lured to a false page or mail.",
            Self::BusinessEmailCompromise => "A false mail of a partner or superior led to a payment.",
            Self::AccountTakeover => "A mail account or an account of a social network was used by somebody else.",
            Self::SpamRelay => "The victim's server or account was used to send unwanted mail.",
            Self::SupportScam => "A false warning on the screen led to a call and to remote control of the device.",
            Self::TargetedAttack => "The attack was made for this victim: a mail written for its staff, a group that chose it.",
            Self::SupplyChain => "The way in, or the damage, went through a contractor, a supplier or a service.",
            Self::Insider => "Somebody who belongs to the organisation, or did, took or looked at data without permission.",
            Self::Theft => "A device, a medium or papers were stolen.",
            Self::CyberAttack => "An attack of which the page says no more than that.",
            Self::Misdelivery => "Data was sent or handed to the wrong person, or showed other recipients' addresses.",
            Self::Misconfiguration => "A wrong setting let people see or reach what they should not.",
            Self::PublishingError => "Data that should not be public was published by mistake.",
            Self::Loss => "A device, a medium or papers were lost, or thrown away by mistake.",
            Self::SystemFailure => "A system failed without an attacker.",
        }
    }
}
