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
        "《青葉商事》の欧州法人、〔青葉フーズ〕のサーバーが不正アクセスを受けた。",
        "〔青葉商事ヨーロッパ〕が不正アクセスを受けた。子会社の被害を《青葉商事》が3日に明らかにした。",
        "《青葉商事》の子会社の印刷屋、〔青葉フーズ〕が不正アクセスを受けた。",
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
        "〔青葉商事〕でシステム障害が起きた。開発と運用は《東雲電機》が請け負っており、原因を調べている。",
        "〔青葉商事〕でシステム障害が起きた。システムの更新を請け負っていたのは《東雲電機》。",
        "〔青葉商事〕が不正アクセスを受けた。サイトの構築は《東雲電機》にお願いしておりました。",
        "〔青葉商事〕で名簿の誤送付があった。印字から発送までは《東雲電機》に任せている。",
        "〔青葉商事〕は、サイトの運用を任せていた《東雲電機》の社員が名簿を紛失したと発表した。",
        "〔青葉商事〕の通信障害は、《東雲電機》製の交換機のソフトの不具合が原因だった。",
        "〔青葉商事〕は、予約の受付に利用しております《東雲電機》の管理画面に不正アクセスを受けました。",
    ],
    miss: &[
        "〔青葉商事〕が不正アクセスを受けた。《東雲電機》の株価は上がった。",
        "〔青葉商事〕が不正アクセスを受けた。《東雲電機》製の機器を売る店も休んだ。",
    ],
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
        "〔青葉商事〕でシステム障害が起きた。システムを一緒に使う北浜商事、《みなと商事》にも遅れが広がった。",
        "〔青葉商事〕でシステム障害が起きた。このうち《みなと銀行》、北浜銀行など10行で振り込みができなくなった。",
        "〔青葉商事〕で通信障害が起きた。《みなと銀行》では店舗外のATMが一時使えなくなった。",
        "〔青葉商事〕が不正アクセスを受けた。委託元には《北浜商事》、みなと銀行などの名前が並ぶ。",
        "〔青葉商事〕が不正アクセスを受けた。利用していた団体では、《北浜協会》やみなと協会といった利用団体が影響を受けた。",
        "〔青葉商事〕がランサムウェアに感染した。物流を預けていた《北浜商事》やみなと商事のネット通販にも影響が出た。",
        "〔青葉商事〕が不正アクセスを受けた。主な流出元は、《北浜商事》(150万4857件)、みなと銀行(58万件)など。",
        "業務の委託先の〔青葉商事〕が不正アクセスを受けた。内訳は《北浜銀行》が19,050人、みなと銀行が3,120人だった。",
        "〔青葉商事〕の元社員が名簿を持ち出した。流れたのは《北浜電力》やみなと電力などの資料およそ40メガバイトで、外部に流出した。",
        "〔青葉商事〕と子会社の青葉フーズ、《青葉商会》の3社は第三者による攻撃を受けました。",
    ],
    miss: &[
        "〔青葉商事〕のサーバーが不正アクセスを受けた。《北浜市》は人口が多い。",
        "〔青葉商事〕のサーバーが不正アクセスを受けた。《みなと銀行》は3日、決算を発表した。",
        "〔青葉商事〕で通信障害が起きた。《北浜市》では電話が使えなくなった。",
        "システム障害が起きていたのは、〔青葉商事〕など8社だ。《北浜市》の青葉商事などで、3日から注文ができなくなった。",
        "〔青葉商事〕が不正アクセスを受けた。6月には《みなと銀行》も攻撃を受け、業務を止めている。",
    ],
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

/// Whether a sentence begins with an earlier time: 昨年は, 2014年に.
pub(super) fn is_earlier(sentence: &str) -> bool {
    static PATTERN: Pattern =
        Pattern::new("^(?:また、?|なお、?)?(?:昨年|一昨年|おととし|先月|先週|過去|以前|かつて|(?:[0-9]{4}|同)年)");
    PATTERN.is_match(sentence)
}

/// Whether the words before a name make it a parent: 親会社の, 同社の親会社で…
pub(super) fn is_parent(before: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        r"親は(?:[^、。(]{0,8}の)?$|(?:親会社|持ち?株会社)(?:である|にあたる|の|は|、|で、?[^。、(]{0,30}|「)*$|親玉は$",
    );
    PATTERN.is_match(before)
}

/// Whether the words between a name and the name of the one that was hit make the first its parent.
pub(super) fn is_parent_of(between: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(concat!(
        r"^(?:の|傘下の|が)[^。、]{0,16}(?:子会社|孫会社|グループ会社|傘下|(?:現地|欧州|米国|英国|北米|海外|日本|中国|タイ|インド|ドイツ|台湾|韓国)法人)",
        r"(?:である|で[^。]{0,30}、|で[^。、]{0,20}する|の[^。、は]{1,16}(?:、|「)|の|、|「|[(]|・)*$|^傘下(?:の|にある)「?$",
        r"|^(?:は|が)(?:[0-9]{1,2}(?:日|月[0-9]{1,2}日)(?:[(][月火水木金土日][)])?)?、(?:傘下|完全子会社|連結子会社|子会社)(?:の|である)「?$",
    ));
    PATTERN.is_match(between)
}

/// Whether the words after the name of the one that was hit make what follows its parent: 青葉フーズは、青葉商事の子会社.
pub(super) fn is_owned(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(r"^の(?:100%)?(?:完全|連結|非連結)?(?:子会社|孫会社)(?:で|だ|。|、|として|に)");
    PATTERN.is_match(after)
}

/// Whether the words after a name say that it holds the shares of another.
pub(super) fn is_holder(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        "^(?:社)?が(?:発行済み?)?株式の?(?:過半|大半|全|すべて|[0-9.]+(?:%|割))|^が(?:全額)?出資する(?:子会社|会社)",
    );
    PATTERN.is_match(after)
}

/// Whether the words before a name make it a contractor or supplier: what it is called, or work that it is said to do.
pub(super) fn is_provider(before: &str) -> bool {
    static CALLED: Pattern = Pattern::new(concat!(
        "(?:納入業者|納入元|保守業者|開発業者|施工業者|委託先|再委託先|開発元|開発会社|保守会社|運用会社|委託業者|サービス提供元|受託者|受託業者)",
        r"(?:である|の|は|、|「|[(:])*$",
    ));
    static WORKS: Pattern = Pattern::new(concat!(
        "(?:開発|構築|保守|運用|運営|製造|管理|印刷|印字|封入|発送|配送|作成|集計|入力|業務|設計|更新|改修|制作|提供|調理|給食|物流",
        "|システム|サイト|装置|機器|ソフト|プログラム|回線|サーバー|発券|仕組み)",
        "[^、。はが]{0,8}?(?:を|まで|業務を?)?[^、。はがを]{0,6}?(?:",
        "(?:再?委託|受託|担当|提供|開発|構築|運用|運営|納入|外注|設計|改修)(?:する|した|して(?:い|お)(?:る|た|ります|りました))",
        "|(?:の提供|供給)を受けて(?:い|お)(?:る|た|ります|りました)",
        "|請け負(?:う|った|って(?:い|お)(?:る|た|ります|りました))|手[掛が]け(?:る|た|て(?:い|お)(?:る|た|ります))",
        "|担(?:う|った|って(?:い|お)(?:る|た|ります|りました))|行(?:う|った|って(?:い|お)(?:る|た|ります|りました))",
        "|手伝った|任(?:せ|され)て(?:い|お)(?:る|た|ります|りました)|頼んで(?:い|お)(?:る|た)|委ねて(?:い|お)(?:る|た)",
        "|お願いして(?:い|お)(?:る|た|ります|りました)|納め(?:る|た|て(?:い|お)(?:る|た|ります))|納入した|つく(?:る|った)|作(?:る|った))",
        r"(?:のは|のが)?(?:である|の|は|、|「|[(])*(?:[^、。はがを]{0,8}の)?「?$",
    ));
    // 資産の出し入れを委ねていた管理会社X: whatever the work was.
    static HIRED: Pattern = Pattern::new(
        "を(?:委ね|任せ|委託し|頼ん|外注し)[てで](?:い|お)(?:る|た|ります|りました)[^、。はがをに「」]{0,14}(?:会社|業者|企業|大手|ベンダー)の?「?$",
    );
    CALLED.is_match(before) || WORKS.is_match(before) || HIRED.is_match(before)
}

/// Whether the words right before a name speak of work that was given away, beside a mere 業者の or 取引先の.
pub(super) fn speaks_of_hire(before: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(r"(?:委託|受託|請け負|任せ|委ね|提供元|開発元|保守|ベンダー)[^、。]{0,12}$");
    PATTERN.is_match(before)
}

/// Whether the words after a name make it a contractor or supplier: it was given the work, or the way in led through it.
pub(super) fn is_given_work(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(concat!(
        r"^(?:(?:及び|および|と|、)[^。]{0,40})?に(?:[^、。に]{0,16}を)?(?:(?:発注|外注|再委託|委託)して|(?:任せ|委ね)て(?:い|お|き|まい)|(?:お願い|依頼)して(?:い|お|き|まい)|頼んで(?:い|お|き)|再々?委託され)",
        r"|^(?:社)?の[^、。はが]{0,10}(?:システム|サーバー?|ネットワーク|サービス|回線)(?:を介し|を経由し|から(?:侵入|入|到達))",
    ));
    PATTERN.is_match(after)
}

/// Whether the words after a name make it a client of the one that was hit, or one to whom the damage spread.
pub(super) fn is_client(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(concat!(
        r"^(?:など)?から[^、。]{0,15}(?:委託|受託|請け負|預か|任され)",
        r"|^(?:など)?から[^。]{0,40}発表(?:が|も)相次",
        r"|^(?:や[^、。]{1,15})?(?:など|ら)?、?(?:が|も)?利用して(?:い|お)",
        r"|^(?:など)?(?:でも|にも|も)[^。]{0,12}(?:同じ(?:システム|サービス|サーバ|基盤)|影響)",
        r"|^(?:など)?(?:が|は|も)、?[^。]{0,40}(?:頼んだ|委託した|発注した|依頼した|任せた)(?:先|の)は",
        r"|^[^。]{0,60}(?:を含む|など)[^。]{0,12}(?:が対象|に影響|が被害)",
        r"|^(?:など)?(?:が|は|も)[^。]{0,40}(?:預けた|預けていた|委託した|提供していた|業務を委託していた|利用していた)[^、。]{0,8}(?:情報|データ)",
        r"|^[^。]{0,40}といった(?:契約先|取引先|委託元|顧客|利用企業|利用者|利用団体)",
        r"|^[^。]{0,40}など(?:が|も)?、?(?:利用者|契約者|顧客|委託元)として",
        r"|^(?:(?:、|や)[^、。]{1,15}){0,3}の(?:情報|データ|住民|個人情報)[^、。]{0,8}(?:も)?(?:漏れて|含まれて|流出して)",
        r"|^(?:など)?(?:が|は|も)[^。]{0,80}が(?:自社|自行|自校|自治体|自園|自院)の分",
        r"|^の(?:利用者|契約者|会員|顧客)も[^。]{0,12}(?:同じ|影響)",
    ));
    PATTERN.is_match(after)
}

/// `after` without what only counts those of a list that it names some of: など3社, の両行, ほか.
pub(super) fn beyond_count(after: &str) -> &str {
    static COUNT: Pattern = Pattern::new(
        "^(?:さん|様|社|側)?(?:といった|など|ほか|等|ら)?(?:の?(?:計|約|全国)?(?:[0-9]+|両|各)の?(?:社|行|校|市町村?|自治体|施設|団体|銀行|病院|金融機関|航空会社|法人|機関|県|市)?)?",
    );
    let length = COUNT.find(after).map_or(0, |found| found.end);
    // 青葉市で: no count, but what follows the name.
    let rest = &after[length..];
    if length > 0 && rest.is_empty() { after } else { rest }
}

/// Whether what stands behind a name, or behind a list, calls those that are named clients of the one that was hit.
pub(super) fn is_client_word(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(concat!(
        "^の?(?:(?:利用|契約|導入|加盟)(?:者|企業|団体|側|自治体|先|店|社)|発注元|委託元|依頼元|ユーザー企業|荷主)",
        "|^の(?:仕事|業務|事務|配送|発送|物流)を(?:請け負|受託|引き受け|担)",
    ));
    PATTERN.is_match(after)
}

/// Whether the words before a name, or before a list, say that those named use the service of the one that was hit.
pub(super) fn uses_service(before: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(concat!(
        "(?:システム|サービス|サイト|サーバー?|ツール|ソフト|基盤|クラウド|アプリ|回線|設備|センター|プラットフォーム|フォーム|網)を",
        "[^、。はがを]{0,6}(?:使(?:う|って(?:い|お)(?:る|た|ります))|(?:利用|共有|導入|採用)(?:する|した|して(?:い|お)(?:る|た|ります)))",
        "(?:[^、。はがを]{0,14}(?:の|、))?「?$",
    ));
    PATTERN.is_match(before)
}

/// Whether the words before a name begin a list of those whose data or work it was, or who were drawn in.
pub(super) fn is_among_clients(before: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(concat!(
        "(?:(?:委託元|依頼元|発注元|預け元|流出元|導入企業|利用企業|契約企業|利用団体)(?:として|に|は)",
        "|名前が(?:出|挙が|あが)[^、。]{0,8}のは|(?:内訳|件数|被害|影響|流出|漏えい)を(?:公表|発表|明らかに)[^、。]{0,8}のは",
        "|影響(?:を受け|が(?:出|及))[^、。]{0,8}のは)[^。]{0,120}$",
    ));
    PATTERN.is_match(before)
}

/// Whether the words behind a name count what leaked of it: 北浜市(1,498人), 北浜市が3,120人, 北浜市……18,240人.
pub(super) fn is_counted(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(concat!(
        r"^(?:さん|様)?」?[(][^()。]{0,16}?[0-9][0-9,.万千]*(?:件|人|名|通|世帯|組)",
        r"|^(?:さん|様)?」?(?:[(][^()]{0,24}[)])?[」はがの:.… 　]{0,8}(?:約|最大|計|少なくとも|およそ)?[0-9][0-9,.万千]*(?:件|人|名|通|世帯|組)",
        r"|^の[^、。はがを0-9]{1,16}(?:で|では|が|は)(?:約|最大|計)?[0-9][0-9,.万千]*(?:件|人|名|通|世帯|組)",
    ));
    PATTERN.is_match(after)
}

/// Whether a cell or item holds little more than the name.
pub(super) fn is_entry(entry: &str, name: &str) -> bool {
    let rest = entry.trim().split_once(name).map(|(before, after)| (before, beyond_bracket(after)));
    rest.is_some_and(|(before, after)| {
        let place = before.ends_with(['都', '道', '府', '県']) && before.chars().count() <= 4;
        (before.is_empty() || place)
            && (after.is_empty() || after.chars().count() <= 12 && after.starts_with([' ', ':', '…', '.']))
    })
}

/// `after` without a bracket at its beginning.
fn beyond_bracket(after: &str) -> &str {
    after.strip_prefix('(').and_then(|inside| inside.split_once(')')).map_or(after, |(_, rest)| rest)
}

/// Whether the words behind a name, or behind a list, say that those named could not go on with their work.
pub(super) fn suffers(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(concat!(
        "^(?:で|に)?(?:は|も|が)?(?:の[^、。はがをに]{0,16}(?:も|が|は|にも|でも|では))?[^。]{0,60}?",
        "(?:できなくな|できない|使えな|使えなくな|使いづら|つながらな|つながりにく|止ま(?:っ|り)|を止め|止めた|休止|停止|見合わせ|遅れ|遅延|滞(?:っ|り|る)",
        "|支障|影響が|影響を|波及|道連れ|巻き添え|巻き込まれ|とばっちり|飛び火|休んだ|休んで|受け付けられ)",
    ));
    PATTERN.is_match(after)
}

/// Whether the words behind a name say that it was drawn in by another: にも遅れが広がった, でも発券ができなくなった.
pub(super) fn is_drawn_in(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        "^(?:にも|でも|からも|の[^、。はがをに]{0,16}(?:も|にも|でも))|^[^。]{0,40}(?:道連れ|巻き添え|巻き込まれ|波及|影響を受け|連鎖)",
    );
    PATTERN.is_match(after)
}

/// Whether the words behind a name, or behind a list, say that what leaked was of those named.
pub(super) fn leaks(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(concat!(
        "^(?:では|の[^、。はが]{0,28}(?:資料|データ|情報|名簿|図面|文書|書類|アドレス)[^、。はが]{0,12}[がもは、]?)[^。]{0,60}",
        "(?:流出|流れ(?:た|出)|漏え|漏れ|含まれて|盗まれ)|^(?:にも|も|は)影響を確認",
    ));
    PATTERN.is_match(after)
}

/// Whether the words behind a list of names say that all of them were hit: の3社は攻撃を受けた.
pub(super) fn are_hit_together(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(concat!(
        "^(?:株式会社)?(?:など)?(?:の?(?:[0-9]|二|三|四|五|両)社)?(?:[はがで]|において|の[^、。はが]{0,16}[にがで]|が(?:扱う|保有する|持つ))",
        "[^。]{0,40}(?:攻撃|不正アクセス|侵入|感染|被害に|暗号化|流出|漏え|漏れ|障害)",
    ));
    PATTERN.is_match(after)
}

/// Whether the words before a list ask whose data leaked, or who was hit: 流出が確認されたのは、.
pub(super) fn asks_whose(before: &str) -> bool {
    static PATTERN: Pattern = Pattern::new("(?:流出|漏え|漏れ|攻撃|被害|感染|侵入)[^。、]{0,14}のは、?[^、。]{0,10}$");
    PATTERN.is_match(before)
}

/// Whether the words right before a name say that its service is used.
pub(super) fn is_used(before: &str) -> bool {
    static PATTERN: Pattern = Pattern::new("(?:利用|使用|採用|導入)して(?:い|お)(?:る|た|ります|りました) ?$");
    PATTERN.is_match(before)
}

/// Whether the words behind a name go on to a system of its: の管理画面.
pub(super) fn is_owner_of_system(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        "^ ?(?:社)?(?:の[^、。はがを]{0,16}?|が提供する[^、。はがを]{0,16}?)(?:管理画面|サーバー?|システム|サービス|クラウド|アカウント)",
    );
    PATTERN.is_match(after)
}

/// Whether the words behind a name say that it does the work for the one that was hit: 開発はXが請け負っており.
pub(super) fn does_work(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        "^(?:社)?が[^、。はがを]{0,12}(?:請け負(?:って|い)|受託(?:して|し、)|担って|担当して|手[掛が]けて|納めて|任されて)",
    );
    PATTERN.is_match(after)
}

/// Whether the words behind a name say that what it made failed: X製の交換機の異常.
pub(super) fn is_maker_of_fault(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(concat!(
        "^(?:社)?製の?[^、。はが]{0,20}(?:ソフト(?:ウ[ェエ]ア)?|交換機|装置|機器|スイッチ|サーバー?|製品|システム|アプライアンス|ルーター?|プログラム)",
        "[^。]{0,60}(?:異常|故障|不具合|障害|期限切れ|欠陥|誤り|バグ)",
    ));
    PATTERN.is_match(after)
}

/// Whether the words after the name of a board, or of a keeper of hospitals, say that it acts for its own: 発表, 処分.
pub(super) fn acts_as_keeper(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        "^(?:による|の[^、。]{0,12}(?:長|課|担当者)[^、。]{0,8}は|[はが])[^。]{0,120}(?:発表|公表|処分|謝罪|陳謝|コメント|説明|明らか|釈明|おわび|お詫び|会見)|^によ(?:ると|れば|りますと)",
    );
    PATTERN.is_match(after)
}

/// Whether the words around a name make it a sister or subsidiary that was hit together with the one that was hit.
pub(super) fn is_sister(before: &str, after: &str) -> bool {
    static BEFORE: Pattern = Pattern::new(
        r"(?:および|及び|と|とその|ならびに|や)(?:同社の|当社の|その)?(?:国内|海外)?(?:完全|連結|非連結)?(?:子会社|グループ会社|関連会社|関係会社)(?:である|の|、|「)*(?:[^、。]{1,20}、)?$",
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
    ["流出", "漏", "影響", "被害", "停止", "含まれ"].iter().any(|word| after.contains(word))
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
        r"^[」』]?(?:[(][^)]{0,20}[)])?(?:が|は|も|側)[^。]{0,80}(?:リークサイト|暴露サイト|犯行を|声明|主張|書き込|名乗り出|(?:盗んだ|取った|奪った|窃取した|抜き取った|入手した)と|仕業|豪語)",
    );
    PATTERN.is_match(after)
}

/// Whether the words after the name of a paper or agency make it the one who reported.
pub(super) fn reports(after: &str) -> bool {
    static PATTERN: Pattern =
        Pattern::new(r"^(?:など)?(?:が|は|の報道|の取材|によ)[^。]{0,40}(?:報じ|伝え|報道|取材|よると|れば)");
    PATTERN.is_match(after)
}
