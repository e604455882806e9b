//! What the words around a name say of the organisation's relation to the one that was hit.

use crate::pattern::Pattern;

use crate::extract::rule::CodeRule;

pub(super) const PARENT: CodeRule = CodeRule {
    id: "party/parent",
    says: "The parent company, as 親会社のX or Xの子会社 in front of the name of the one that was hit says; a board of \
           education that announces what happened at its school.",
    hit: &[
        "親会社の《青葉ホールディングス》は、〔青葉フーズ〕のサーバーが不正アクセスを受けたと発表した。",
        "《青葉商事》の連結子会社である〔青葉フーズ〕が不正アクセスを受けた。",
        "〔青葉フーズ〕で不正アクセスがあった。親会社は《青葉商事》。",
        "《青葉商事》は3日、子会社の〔青葉フーズ〕のサーバーが不正アクセスを受けたと発表した。",
        "《青葉商事》が3日に発表した。子会社の〔青葉フーズ〕のサーバーが不正アクセスを受けた。",
        "《青葉商事》の米国子会社〔青葉フーズ〕のサーバーが不正アクセスを受けた。",
    ],
    miss: &["《青葉商事》と〔青葉フーズ〕が不正アクセスを受けた。"],
};

pub(super) const PROVIDER: CodeRule = CodeRule {
    id: "party/service-provider",
    says: "The contractor, developer or supplier of what was hit: 委託先のX, 開発したX, 装置を納めたX.",
    hit: &[
        "〔青葉商事〕は、システムの開発を委託した《東雲電機》とともに不正アクセスの原因を調べている。",
        "〔青葉商事〕でシステム障害が起きた。装置を納めた《東雲電機》は謝罪した。",
        "〔青葉商事〕が不正アクセスを受けた。サイトの構築を《東雲電機》に委託していた。",
        "〔青葉商事〕への不正アクセスは、《東雲電機》のシステムを介して行われた。",
        "〔青葉商事〕でシステム障害が起きた。保守を担う《東雲電機》に調査を指示した。",
        "〔青葉商事〕でシステム障害が起きた。構築を手伝ったのは《東雲電機》だという。",
    ],
    miss: &["〔青葉商事〕が不正アクセスを受けた。《東雲電機》の株価は上がった。"],
};

pub(super) const AFFECTED: CodeRule = CodeRule {
    id: "party/affected",
    says: "A client of a contractor that was hit, as it announces or as the text says whose data or work it was.",
    hit: &[
        "《北浜市》は、業務を委託している〔青葉商事〕のサーバーが不正アクセスを受け、市民の情報が流出したと発表した。",
        "委託先の〔青葉商事〕のサーバーが不正アクセスを受けた。《北浜市》から業務を受託していた。",
        "〔青葉商事〕が不正アクセスを受けた。《北浜市》も3日、市民の情報が流出したと発表した。",
        "部品を納める〔青葉商事〕がランサムウェアに感染した。《北浜自動車》は全工場の稼働を止めた。",
        "〔青葉商事〕のサービスに不正アクセスがあった。《北浜市》など、利用している側の発表も相次ぐ。",
        "委託先の〔青葉商事〕のサーバーが不正アクセスを受けた。5月に公表したのは、《北浜市》(市民1,000人)、みどり町(12人)など。",
        "〔青葉商事〕と子会社の《青葉フーズ》のサーバーが暗号化された。",
        "〔青葉商事〕のサーバーが暗号化された。連結子会社である《青葉フーズ》のサーバーにも同様の被害が生じた。",
    ],
    miss: &["〔青葉商事〕のサーバーが不正アクセスを受けた。《北浜市》は人口が多い。"],
};

pub(super) const ATTACKER: CodeRule = CodeRule {
    id: "party/attacker",
    says: "The group that attacked, as its name behind 攻撃グループ or before と名乗る or 犯行声明 says.",
    hit: &[
        "攻撃グループ「《DarkWisteria》」が犯行を主張した。",
        "「《DarkWisteria》」と名乗る集団が〔青葉商事〕のデータを公開した。",
        "ハッカー集団《DarkWisteria》が犯行声明を出した。",
        "下部組織とされる集団「《DarkWisteria》」による攻撃と特定した。",
        "攻撃者は「《dWisteria》」を名乗り、データを盗んだと書き込んだ。",
        "身代金を求める文書には「《7Wisteria》」と名乗る名が残されていた。",
        "「《DarkWisteria》」の仕業だと報じられた。",
        "ハッカー集団「《キルウィステリア》」が犯行をほのめかした。",
        "《DarkWisteria》というグループのランサムウェアだった。",
        "《LockBit》が11月2日、4.5TBを窃取したとリークサイトで主張した。",
    ],
    miss: &[
        "攻撃グループは特定されていない。",
        "LockBitと呼ばれるランサムウェアに感染した。",
        "「お知らせ」と名乗るメール。",
        "「BankMail」を名乗るメールが届いた。",
        "グループウェア「DeskPlan」が止まった。",
    ],
};

pub(super) const AUTHORITY: CodeRule = CodeRule {
    id: "party/authority",
    says: "The police, a ministry or a commission that was told of the incident or acts on it.",
    hit: &[
        "〔青葉商事〕は不正アクセスについて《北浜警察署》に相談した。",
        "〔青葉商事〕の不正アクセスを《青葉県警》が捜査している。",
    ],
    miss: &["〔青葉商事〕で不正アクセスがあった。《みどり総研》の社員。"],
};

pub(super) const INVESTIGATOR: CodeRule = CodeRule {
    id: "party/investigator",
    says: "Who investigates for the one that was hit: 調査会社のX, Xに調査を依頼した.",
    hit: &[
        "〔青葉商事〕は不正アクセスの調査会社の《東雲セキュリティ株式会社》に依頼した。",
        "〔青葉商事〕は《東雲電機》に不正アクセスの調査を依頼した。",
    ],
    miss: &["〔青葉商事〕は不正アクセスの調査を《北浜警察署》に報告した。"],
};

pub(super) const SOURCE: CodeRule = CodeRule {
    id: "party/source",
    says: "The newspaper, broadcaster or agency that reported it.",
    hit: &["〔青葉商事〕が不正アクセスを受けたと《北浜新聞》が報じた。"],
    miss: &["〔青葉商事〕が不正アクセスを受けた。《北浜新聞》の購読料。"],
};

/// The rules of this module.
pub(in crate::incident) const RULES: &[CodeRule] = &[PARENT, PROVIDER, AFFECTED, ATTACKER, AUTHORITY, INVESTIGATOR, SOURCE];

/// Whether the words before a name make it a parent: 親会社の, 同社の親会社で…
pub(super) fn is_parent(before: &str) -> bool {
    static PATTERN: Pattern =
        Pattern::new(r"親は(?:[^、。(]{0,8}の)?$|親会社(?:である|にあたる|の|は|、|で、?[^。、(]{0,30}|「)*$");
    PATTERN.is_match(before)
}

/// Whether the words between a name and the name of the one that was hit make the first its parent.
pub(super) fn is_parent_of(between: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        r"^(?:の|傘下の|が)[^。、]{0,16}(?:子会社|孫会社|グループ会社|現地法人|傘下)(?:である|で[^。]{0,30}、|で[^。、]{0,20}する|の|、|「|・)*$|^傘下(?:の|にある)「?$",
    );
    PATTERN.is_match(between)
}

/// Whether the words after the name of the one that was hit make what follows its parent: 青葉フーズは、青葉商事の子会社.
pub(super) fn is_owned(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(r"^の(?:100%)?(?:完全|連結|非連結)?(?:子会社|孫会社)(?:で|だ|。|、|として|に)");
    PATTERN.is_match(after)
}

/// Whether the words before a name make it a contractor or supplier.
pub(super) fn is_provider(before: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        r"(?:納入業者|納入元|保守業者|開発業者|施工業者|委託先|再委託先|開発元|開発会社|保守会社|運用会社|委託業者|サービス提供元|(?:開発|構築|保守|運用|運営|製造|管理|印刷|封入|発送|配送|作成|集計|入力|業務|設計|更新)(?:業務)?(?:を|業務を)?(?:委託(?:している|した|していた|しております)|担当(?:する|した|している)|受託(?:した|している|していた)|請け負(?:う|った|っている)|手掛け(?:る|た)|手伝った(?:のは)?|担(?:う|った|っている)|行(?:う|った)|任せて(?:いる|いた)|頼んで(?:いる|いた))|を(?:納めた|納入した|開発した|構築した|提供している|提供する|開発する|運用する|作った|つくる|作る))(?:である|の|は|、|「|[(])*$",
    );
    PATTERN.is_match(before)
}

/// Whether the words right before a name speak of work that was given away, beside a mere 業者の or 取引先の.
pub(super) fn speaks_of_hire(before: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(r"(?:委託|受託|請け負|任せ|委ね|提供元|開発元|保守|ベンダー)[^、。]{0,12}$");
    PATTERN.is_match(before)
}

/// Whether the words after a name make it a contractor or supplier: it was given the work, or the way in led through it.
pub(super) fn is_given_work(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        r"^(?:(?:及び|および|と|、)[^。]{0,40})?に(?:[^、。に]{0,12}を)?(?:発注|外注|再委託|委託)して|^(?:社)?の(?:システム|サーバー?|ネットワーク|サービス|回線)(?:を介し|を経由し|から侵入)",
    );
    PATTERN.is_match(after)
}

/// Whether the words after a name make it a client of the one that was hit, or one to whom the damage spread.
pub(super) fn is_client(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(concat!(
        r"^(?:など)?から[^、。]{0,15}(?:委託|受託|請け負|預か|任され)",
        r"|^(?:など)?から[^。]{0,40}発表(?:が|も)相次",
        r"|^(?:や[^、。]{1,15})?(?:など|ら)?、?(?:が|も)?利用して(?:い|お)",
        r"|^(?:など)?(?:でも|にも|も)[^。]{0,12}(?:同じ(?:システム|サービス|サーバ|基盤)|影響)",
        r"|^[^。]{0,60}(?:を含む|など)[^。]{0,12}(?:が対象|に影響|が被害)",
        r"|^(?:が|は|も)[^。]{0,40}(?:預けた|委託した|提供していた|業務を委託していた|利用していた)[^、。]{0,8}(?:情報|データ)",
        r"|^[^。]{0,40}といった(?:契約先|取引先|委託元|顧客|利用企業|利用者|利用団体)",
        r"|^[^。]{0,40}など(?:が|も)?、?(?:利用者|契約者|顧客|委託元)として",
        r"|^(?:(?:、|や)[^、。]{1,15}){0,3}の(?:情報|データ|住民|個人情報)[^、。]{0,8}(?:も)?(?:漏れて|含まれて|流出して)",
        r"|^の(?:利用者|契約者|会員|顧客)も[^。]{0,12}(?:同じ|影響)",
    ));
    PATTERN.is_match(after)
}

/// Whether the words around a name make it a sister or subsidiary that was hit together with the one that was hit.
pub(super) fn is_sister(before: &str, after: &str) -> bool {
    static BEFORE: Pattern = Pattern::new(
        r"(?:および|及び|と|とその|ならびに|や)(?:同社の|当社の|その)?(?:完全|連結|非連結)?(?:子会社|グループ会社|関連会社|関係会社)(?:である|の|、|「)*(?:[^、。]{1,20}、)?$",
    );
    static NAMED: Pattern = Pattern::new(r"(?:子会社|グループ会社|関連会社|関係会社|系列|傘下)(?:である|の|、|「)*$");
    static ALSO: Pattern = Pattern::new(r"^(?:の[^、。]{0,20})?(?:にも|でも|も|からも)");
    BEFORE.is_match(before) || NAMED.is_match(before) && ALSO.is_match(after)
}

/// Whether the words before a name begin a list of those who announced that they are affected.
pub(super) fn is_among_announcers(before: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(r"(?:公表|発表)(?:した|しているの|している|したの)は、?[^。]{0,160}$");
    PATTERN.is_match(before)
}

/// Whether the words after a name say that its work stopped with that of the one that was hit.
pub(super) fn stops(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        r"^(?:は|が|も)[^。]{0,40}(?:工場|ライン|生産|操業|出荷|稼働|営業|受注)[^。]{0,15}(?:を|が)?(?:止め|停止|休止|見合わせ)",
    );
    PATTERN.is_match(after)
}

/// Whether the words after a name tell of a leak or damage.
pub(super) fn tells_of_damage(after: &str) -> bool {
    ["流出", "漏", "影響", "被害", "停止"].iter().any(|word| after.contains(word))
}

/// Whether the words around a name make it the one who is asked to investigate.
pub(super) fn is_investigator(before: &str, after: &str) -> bool {
    static BEFORE: Pattern = Pattern::new(r"(?:調査会社|調査機関|調査を担当した)(?:である|の|、|「)*$");
    static AFTER: Pattern = Pattern::new(r"^(?:など)?に[^、。]{0,15}調査を(?:依頼|委託)");
    BEFORE.is_match(before) || AFTER.is_match(after)
}

/// Whether the words after the name of malware say that those behind it claim an attack.
pub(super) fn claims(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        r"^[」』]?(?:[(][^)]{0,20}[)])?(?:が|は|も|側)[^。]{0,80}(?:リークサイト|暴露サイト|犯行を|声明|主張|書き込|名乗り出|盗んだと|窃取したと)",
    );
    PATTERN.is_match(after)
}

/// Whether the words after the name of a paper or agency make it the one who reported.
pub(super) fn reports(after: &str) -> bool {
    static PATTERN: Pattern =
        Pattern::new(r"^(?:など)?(?:が|は|の報道|の取材|によ)[^。]{0,40}(?:報じ|伝え|報道|取材|よると|れば)");
    PATTERN.is_match(after)
}
