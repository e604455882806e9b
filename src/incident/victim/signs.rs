//! What the words around a name say of the organisation's part in an incident.

use std::sync::LazyLock;

use crate::pattern::Pattern;

pub(super) use crate::extract::rule::CodeRule;

/// Something that the words around a name say, and how much it weighs for the one who was hit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sign {
    pub rule: &'static CodeRule,
    pub weight: i32,
}

pub(super) const ANNOUNCES: CodeRule = CodeRule {
    id: "victim/announces",
    says: "Who announces, admits or apologises is mostly the one who was hit.",
    hit: &[
        "《青葉商事》は10日、不正アクセスを受けたと発表した。",
        "《北浜市》が個人情報の流出を明らかにした。",
        "《青葉県》の知事は会見で陳謝した。",
        "《青葉商事》の続報が昨日出ました。",
    ],
    miss: &["《青葉商事》によると、原因は不明。", "《青葉商事》の発表を待つ。"],
};

pub(super) const HIT: CodeRule = CodeRule {
    id: "victim/hit",
    says: "The name stands as the place or the subject of the attack or mishap, with no other organisation between, or right \
           behind words that say so.",
    hit: &[
        "被害を受けた取引先の《青葉商事》は1日、脅迫のメッセージを受け取ったことを明らかにした。",
        "《青葉商事》のサーバーに不正アクセスがあった。",
        "《青葉商事》がランサムウェアに感染した。",
        "《北浜市》で個人情報を誤送信。",
    ],
    miss: &["警察は《青葉商事》に事情を聞いた。", "昨年に被害を受けた《青葉商事》は、対策の会議を開いた。"],
};

pub(super) const CONTRACTOR: CodeRule = CodeRule {
    id: "victim/contractor",
    says: "A contractor or service provider that was hit is the one who was hit, not its client who tells of it.",
    hit: &[
        "委託先の《青葉商事》のサーバーが不正アクセスを受けた。",
        "北浜自動車は、部品を仕入れる《青葉商事》がサイバー攻撃を受けたため、工場を止めると発表した。",
        "北浜商事は、委託先のデータセンター会社「《青葉商事》」のサーバーがマルウェアに感染したと発表した。",
        "業務を委託している《青葉商事》がランサムウェアに感染した。",
        "業務を委託しております《青葉商事》において不正アクセスが確認されました。",
        "案内の発送をお願いしておりました《青葉商事》が不正アクセスを受けました。",
        "ファイルがあったのは、配信を委託している《青葉商事》のサーバー。委託先のサーバーに不正アクセスがあった。",
        "北浜大学は、アプリを提供する《青葉商事》のサーバーに不正アクセスがあったと発表した。",
    ],
    miss: &[
        "委託先の《青葉商事》と協議する。",
        "開発を請け負った《青葉商事》が行ったプログラムの修正に誤りがあり、二重に振り込む不具合があった。",
        "北浜市のサイトが改ざんされ、運営を委託している《青葉商事》が確認したところ、不正なコードがあった。",
        "北浜病院によると、調理を委託する《青葉商事》のサーバーから侵入され、ランサムウェアに感染した。",
    ],
};

pub(super) const SUBSIDIARY: CodeRule = CodeRule {
    id: "victim/subsidiary",
    says: "A subsidiary that was hit is the one who was hit, not its parent who announces it.",
    hit: &[
        "子会社の《青葉商事》のサーバーが不正アクセスを受けた。",
        "当社の欧州子会社である《青葉商事》において、虚偽の指示に従い資金を送金する事案が起きました。",
        "子会社で学習塾を営む《青葉商事》の元社員が名簿を持ち出していた。",
        "米国の子会社《青葉商事》が攻撃を受けた。",
        "北浜電機が公表した。《青葉商事》という完全子会社で、取引先の情報が流出したという。",
    ],
    miss: &["子会社の《青葉商事》を通じて販売する。"],
};

pub(super) const CLEFT: CodeRule = CodeRule {
    id: "victim/cleft",
    says: "`不正アクセスを受けたのは、X` and `委託先はX` say outright who was hit.",
    hit: &[
        "不正アクセスを受けたのは、《青葉商事》のサーバーだった。",
        "委託先は青嶺市の《青葉商事》。",
        "《青葉商事》はその再委託先に当たる。",
        "不正アクセスを受けたのは、北浜市にある印刷などを行う「《青葉商事》」で、みなと銀行は業務を委託していた。",
        "2つのサイトの運営を受託していたのは同じ会社だった。決済大手の《青葉商事》である。",
        "攻撃を受けたとみられる仕入れ先は、電子部品を製造する《青葉商事》です。",
        "ランサムウェアに感染したのは《青葉商事》で、同社のサーバーが暗号化された。",
        "北浜銀行によりますと、ランサムウェアに感染したとみられるのは、北浜市で印刷などを行う「《青葉商事》」で、北浜銀行は業務を委託している。",
    ],
    miss: &[
        "委託先と《青葉商事》が協議した。",
        "《青葉商事》は委託先を探している。",
        "不正アクセスを受けたのは、北浜市にある印刷などを行う「青葉商事」で、《みなと銀行》は業務を委託していた。",
    ],
};

pub(super) const TOPIC: CodeRule = CodeRule {
    id: "victim/topic",
    says: "A sentence that is a name and little more (最初はX大学である。 次にX。 印刷会社「X」です。) says whom the next ones tell of.",
    hit: &[
        "最初は《青葉大学》である。6月に感染を公表した。",
        "《青葉商事》。3日にサーバーが感染した。",
        "二つ目は、北浜市内の印刷会社「《ヨルコー》」です。サーバーが感染した。",
        "で、今度は《青葉大学》。3日に感染が分かった。",
        "あと、先月の《青葉商事》。サイトが不正アクセスを受けた。",
        "口火を切ったのは《青葉商事》。サイトが不正アクセスを受けた。",
        "1 《青葉商事》の直売サイト。決済画面が改ざんされた。",
        "もう一つ、うちのような店にとって怖いのが《青葉商事》の例。サーバーが感染した。",
    ],
    miss: &["システムを作ったのは《青葉電機》である。", "取材に答えたのは《青葉商事》です。", "《青葉商事》が公表した。"],
};

pub(super) const OPERATOR: CodeRule = CodeRule {
    id: "victim/operator",
    says: "Who runs, by its own account or for others, the site or service that was hit is the one who was hit: \
           Xが運営を受託しているサイトで, Yを提供するX.",
    hit: &[
        "《青葉商事》が運営を受託している通販サイトに不正アクセスがあった。",
        "《青葉商事》が運営するポイントサイト「アオバ」が不正アクセスを受けた。",
        "《青葉商事》の学習サービス「ABPad.net」が不正アクセスを受けた。",
        "送金を担うアオバネットが停止した。運営する《青葉商事》によると、10日から送金に障害が出た。",
        "《青葉商事》(北浜市)は、運営する「糸おりネットショップ」でカード情報が流出した可能性があると明らかにした。",
    ],
    miss: &[
        "《青葉商事》が運営を委託していた北浜商事のサーバーが不正アクセスを受けた。",
        "《青葉商事》が提供した資料によると、不正アクセスがあった。",
    ],
};

pub(super) const EMPLOYER: CodeRule = CodeRule {
    id: "victim/employer",
    says: "Whose data somebody took with him is the employer that he worked for.",
    hit: &[
        "当時勤めていた《青葉商事》でデータを持ち出した。",
        "《青葉商事》の元社員が営業秘密を持ち出した。",
        "《青葉商事》で働いていた際にデータを持ち出した。",
        "《青葉商事》から北浜商事へ転職する際に名簿を持ち出した。",
        "前職の《青葉商事》の名簿を持ち出した。",
        "《青葉商事》で取締役を務めていた男が、仕入れのデータを持ち出した。",
    ],
    miss: &["《青葉商事》の社員が説明した。"],
};

pub(super) const SCHOOL: CodeRule = CodeRule {
    id: "victim/school",
    says: "Where a board of education tells of a school that it names, the school was hit.",
    hit: &[],
    miss: &[],
};

pub(super) const ONLY: CodeRule = CodeRule {
    id: "victim/only",
    says: "The only organisation that the report of an incident names, beside authorities, is the one that was hit.",
    hit: &[],
    miss: &[],
};

pub(super) const HEADING: CodeRule = CodeRule {
    id: "victim/heading",
    says: "The heading names the one whom the article is about, most often at its beginning.",
    hit: &[],
    miss: &[],
};

pub(super) const SPEAKER: CodeRule = CodeRule {
    id: "victim/speaker",
    says: "In a notice the one who speaks (当社, 本学, 当院) is mostly the one who was hit: the owner of the page.",
    hit: &[],
    miss: &[],
};

pub(super) const MENTION: CodeRule =
    CodeRule { id: "victim/mention", says: "Whom a text names again and again it is about.", hit: &[], miss: &[] };

pub(super) const FIRST: CodeRule = CodeRule {
    id: "victim/first",
    says: "The organisation that a report names first is mostly the one that it is about.",
    hit: &[],
    miss: &[],
};

pub(super) const PARENT: CodeRule = CodeRule {
    id: "victim/not/parent",
    says: "Whose subsidiary something happened to was not hit itself, if the subsidiary is named.",
    hit: &[
        "《青葉商事》の子会社で資金が流出した。子会社の北浜フーズが発表した。",
        "《青葉商事》の米国子会社の北浜フーズが被害を受けた。",
    ],
    miss: &["《青葉商事》で資金が流出した。", "《青葉商事》のタイ子会社が不正アクセスを受けた。"],
};

const TOLD: CodeRule = CodeRule {
    id: "victim/not/told",
    says: "To whom an incident is reported, or who is asked for help, was not hit.",
    hit: &["《北浜警察署》に相談した。", "《青葉県庁》などに報告した。", "《みどり総研》に調査を依頼した。"],
    miss: &["《青葉商事》に不正アクセスがあった。"],
};

pub(super) const FEIGNED: CodeRule = CodeRule {
    id: "victim/not/feigned",
    says: "Whose name an attacker uses was not hit.",
    hit: &[
        "《青葉商事》を装ったメール。",
        "《青葉商事》の社員を名乗る男。",
        "《青葉銀行》をかたるSMS。",
        "《青葉商事》の担当と称する男に遠隔操作され、情報が流出した。",
    ],
    miss: &["《青葉商事》がだまされた。"],
};

const DENIED: CodeRule = CodeRule {
    id: "victim/not/denied",
    says: "Whom the text says it is not about was not hit.",
    hit: &[
        "《青葉病院》ではなく、北浜病院が情報を流出させた。",
        "《青葉県》の話ではありません。北浜市で不正アクセスがあった。",
        "《青葉商事》続報ではなく、今度は北浜商事で情報が流出した。",
    ],
    miss: &["《青葉商事》では情報が流出した。", "《青葉商事》だけでなく、北浜商事でも情報が流出した。"],
};

pub(super) const NEW_EMPLOYER: CodeRule = CodeRule {
    id: "victim/not/new-employer",
    says: "To whom somebody moved with the data that he took was not hit.",
    hit: &[
        "青葉商事から《北浜商事》へ転職する際に名簿を持ち出した。",
        "競合の《北浜商事》に入社した男が持ち出した。",
        "青葉商事の名簿を、転職先の「《北浜商事》」に持ち出した。",
    ],
    miss: &["《青葉商事》から転職した男が名簿を持ち出した。"],
};

pub(super) const BYLINE: CodeRule = CodeRule {
    id: "victim/not/byline",
    says: "Who wrote the text was not hit.",
    hit: &["文/《北浜商事》 青葉太郎", "執筆:《北浜銀行》"],
    miss: &["《青葉商事》の文書が流出した。"],
};

pub(super) const COMMENTS: CodeRule = CodeRule {
    id: "victim/not/comments",
    says: "Who investigates, warns, counts or comments was not hit.",
    hit: &[
        "《青葉県警》が捜査している。",
        "《みどり総研》の調査では",
        "《青葉県警》は男を逮捕した。",
        "《青葉県警》は19日、不正競争防止法違反の疑いで、元副店長や名簿業者ら3人を逮捕した。",
        "《青葉県警》は24日、攻撃は集団「夜の鳥」によるものと断定したと発表した。",
        "《みどり総研》が注意を呼びかけた。",
        "《青葉県庁》の指針を踏まえて点検したところ、名簿の紛失が分かった。",
    ],
    miss: &[
        "《青葉商事》が発表した。",
        "《青葉商事》が不正アクセスを受けた事件で、県警は少年を書類送検した。",
        "《青葉商事》の資料が流出した。",
        "《青葉高校》は20日、教員が人事評価のデータをコピーしていたと発表した。",
    ],
};

pub(super) const ROBBED: CodeRule = CodeRule {
    id: "victim/robbed",
    says: "From whom money or crypto-assets were stolen was hit, by whatever way the thieves came.",
    hit: &[
        "《青葉商事》から約482億円相当の暗号資産が盗まれた。",
        "《みなと銀行》(北浜市)から昨年5月、客の預金3億円余りが不正に送金された。",
    ],
    miss: &["《みなと銀行》から約3億円の融資を受けていた青葉商事が攻撃を受けた。"],
};

const INFORMS: CodeRule = CodeRule {
    id: "victim/not/informs",
    says: "From whom word of an incident came was not hit.",
    hit: &[
        "《青葉県警》から、サイトが改ざんされていることについて連絡を受け、公開を止めた。",
        "《青葉銀行》から、当サイトからカード情報が流出しているおそれがあるとの連絡がありました。",
    ],
    miss: &["《青葉銀行》から、カード情報が流出した。"],
};

pub(super) const ATTACKS: CodeRule = CodeRule {
    id: "victim/not/attacks",
    says: "Who is called a gang, or is told to attack others, was not hit.",
    hit: &[
        "ハッカー集団「《青葉商事》」が県のサイトを攻撃したと主張し、障害が起きた。",
        "《青葉商事》は今年に入り、各国の航空会社にも攻撃を仕掛けてきた。北浜市のサイトで障害が起きた。",
    ],
    miss: &["《青葉商事》は攻撃を受けた。", "《青葉商事》は攻撃を仕掛けられ、サーバーが止まった。"],
};

const PLACE: CodeRule = CodeRule {
    id: "victim/not/place",
    says: "A city that only says where somebody lives or has its seat was not hit.",
    hit: &[
        "《北浜市》に本社を置く企業。",
        "《北浜市》在住の男性。",
        "《青葉県》出身の社長。",
        "《北浜市》の17歳の少年を不正アクセスの疑いで逮捕した。",
    ],
    miss: &["《北浜市》の職員が紛失した。"],
};

pub(super) const CLIENT: CodeRule = CodeRule {
    id: "victim/not/client",
    says: "A client from whom the work comes, or a user of the service, is affected, not hit itself.",
    hit: &[
        "《北浜市》から業務を受託している。",
        "《北浜市》から委託された業務。",
        "《北浜市》の委託先に不正アクセス。",
        "当社が運営を受託している、《北浜協会》のサイトが不正アクセスを受けました。",
        "《北浜銀行》は、提携先として預けた顧客情報が暗号化されたと公表した。",
        "サービスから情報が流出した。《北浜市》など20の自治体が利用していた。",
        "青葉電子の障害で、納入先の北浜自動車と《北浜工業》は生産に影響はないとしている。",
        "青葉コールから情報が流出した。依頼元として名前を出しているのは《北浜商事》である。",
    ],
    miss: &["《北浜市》から個人情報が流出した。"],
};

const USED: CodeRule = CodeRule {
    id: "victim/not/used",
    says: "Whose service or product is used in passing was not hit.",
    hit: &[
        "《青葉商事》(北浜市)の「アオバゲート」を採用しており、弱点を突かれて不正アクセスを受けた。",
        "《青葉商事》は2月に修正プログラムの提供を始めた。",
        "《青葉商事》のサービスを利用している。",
        "《青葉商事》が提供するクラウドを使用していた。",
        "《青葉商事》製の装置。",
        "画面を変えるサービス(《青葉商事》提供)に不正アクセスがあった。",
    ],
    miss: &[
        "《青葉商事》のサービスに不正アクセスがあった。",
        "《青葉商事》のサービスを利用している会員の情報が、不正アクセスで流出した。",
    ],
};

pub(super) const ALSO: CodeRule = CodeRule {
    id: "victim/not/also",
    says: "An organisation named after the fact as another case (Xでも) is not the one whom the article is about.",
    hit: &["《青葉病院》でも昨年、同じ被害があった。", "《青葉商事》などでも起きている。"],
    miss: &["《青葉病院》では復旧を急いでいる。"],
};

pub(super) const SERVICE: CodeRule = CodeRule {
    id: "victim/not/service",
    says: "A name in quotation marks behind サイト, アプリ or ブランド is that of a service, not of who runs it.",
    hit: &[
        "通販サイト「《青葉商店》」が不正アクセスを受けた。",
        "青葉決済ネットは3日、「《北浜データ通信システム》」の不具合が直ったと発表した。",
    ],
    miss: &["通販会社「《青葉商店》」が不正アクセスを受けた。"],
};

/// The rules of this module.
pub(in crate::incident) const RULES: &[CodeRule] = &[
    ANNOUNCES,
    HIT,
    CONTRACTOR,
    SUBSIDIARY,
    CLEFT,
    ROBBED,
    OPERATOR,
    EMPLOYER,
    SCHOOL,
    ONLY,
    FIRST,
    PARENT,
    HEADING,
    SPEAKER,
    MENTION,
    TOLD,
    DENIED,
    NEW_EMPLOYER,
    BYLINE,
    FEIGNED,
    ATTACKS,
    COMMENTS,
    INFORMS,
    PLACE,
    CLIENT,
    USED,
    ALSO,
    SERVICE,
];

/// The weight of a sign that the name does not mean the organisation here at all.
pub(super) const NO_MENTION: i32 = -100;

/// Whether the words after a name say that an attacker feigned to be its head, to deceive its own staff.
pub(super) fn is_deceived(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        r"^(?:社)?の(?:社長|会長|代表|役員|CEO|経営者|経営幹部|幹部|上司)[^、。]{0,6}(?:を(?:名乗|装|かた)|になりすま)",
    );
    PATTERN.is_match(after)
}

/// What stands against a name by the words right after it.
pub(super) fn against(after: &str) -> Option<Sign> {
    let (rule, _) = AGAINST.iter().find(|(_, pattern)| pattern.is_match(after))?;
    let weight = match rule.id {
        "victim/not/feigned" | "victim/not/place" | "victim/not/denied" => NO_MENTION,
        "victim/not/parent" => -3,
        _ => -4,
    };
    Some(Sign { rule, weight })
}

/// Whether the words around a name call it a gang, or say that it attacks others.
pub(super) fn attacks(before: &str, after: &str) -> bool {
    static GANG: Pattern = Pattern::new(concat!(
        "(?:攻撃|犯罪|犯行|ハッカー|ハッキング|ハクティビスト|ランサムウ[ェエ]ア|ランサム|サイバー|脅迫)[^、。「」はがを]{0,6}",
        "(?:グループ|集団|組織|ギャング|一味)(?:である|とされる|とみられる|として知られる|の|、)*[「『]?$",
    ));
    static ACTS: Pattern = Pattern::new(
        "^[」』]?(?:[(][^)]{0,30}[)])?(?:が|は|も)[^。]{0,60}(?:攻撃を(?:仕掛けて|仕掛けた|行って|繰り返し|続けて)|犯行声明を|犯行を(?:認め|主張|ほのめか))|^[」』]?(?:を|と)名乗る(?:ハッカー|集団|グループ|組織)",
    );
    GANG.is_match(before) || ACTS.is_match(after)
}

/// Whether the words before a name make it the one to whom somebody moved: 転職先の「X」.
pub(super) fn is_new_employer(before: &str) -> bool {
    static PATTERN: Pattern = Pattern::new("(?:転職先|移籍先|再就職先|転職した先|移った先)(?:である|となった|の|で|、|「)*$");
    PATTERN.is_match(before)
}

/// Whether the words after a name end with where somebody went: 7月にXへ。
pub(super) fn is_gone_to(after: &str) -> bool {
    ["へ。", "へ、", "に。"].iter().any(|end| after.starts_with(end)) || after == "へ"
}

/// Whether the words after the name of the police say that they take somebody up: は3日、…の疑いで…を逮捕した.
pub(super) fn is_of_case(after: &str) -> bool {
    static PATTERN: Pattern =
        Pattern::new("^(?:など)?[はがも、][^。]{0,200}(?:容疑[でを者]|の疑い[でがを]|逮捕|送検|摘発し|立件)");
    PATTERN.is_match(after)
}

/// Whether the words after the name of an authority go on to a paper of its: の「10大脅威」では.
pub(super) fn is_of_paper(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        "^(?:社)?(?:が[^。、「]{0,16}|の)[^。、「」はがを]{0,12}「[^」]{2,60}」|^の[^、。はがを]{0,16}(?:アンケート|白書|報告書|統計|手引き|ガイド)",
    );
    PATTERN.is_match(after)
}

/// Whether what is told of a name that a mention of a way through a contractor holds is that it was broken into.
pub(super) fn is_broken_into(told: &str) -> bool {
    ["侵入", "不正", "攻撃", "感染", "改ざん", "盗まれ", "暗号化"].iter().any(|word| told.contains(word))
}

/// Whether a name begins a longer title in quotation marks: 「青葉 オンラインストア」.
pub(super) fn begins_title(before: &str, after: &str) -> bool {
    let open = before.ends_with(['「', '『']);
    let rest = after.find(['」', '』']).filter(|_| open).map(|end| &after[..end]);
    rest.is_some_and(|rest| {
        let length = rest.chars().count();
        (2..=20).contains(&length) && !rest.contains(['。', '、', 'は', 'が', '「'])
    })
}

/// Whether the words before and after a name leave it alone in a line: a number or a day before it, a bracket behind it.
pub(super) fn is_alone(before: &str, after: &str) -> bool {
    static BEFORE: Pattern = Pattern::new(
        r"^[■□●◆◇○◎▼▽★☆▲△・* -]{0,3}(?:[\[【(<]?(?:第|その|事例|事案|ケース|例|No\.?|#)? ?[(]?[0-9一二三四五六七八九十]{1,4}[)]?(?:位|件目|つ目|[年月日/.．、:：)】\]| ])?)* ?$",
    );
    let rest = match after.strip_prefix('(').and_then(|inside| inside.split_once(')')) {
        Some((_, rest)) => rest,
        None => after,
    };
    BEFORE.is_match(before) && rest.trim().is_empty()
}

/// Whether the words of an entry before and after a name put the name into its head, behind a day: 【12/24】紬と帯の青葉屋 218件,
/// 3月4日 青葉商事公式通販 310件.
pub(super) fn heads_entry(before: &str, after: &str) -> bool {
    static LABEL: Pattern = Pattern::new(concat!(
        r"^[・●■○◆▼* ]{0,3}[【\[<(]?(?:[0-9]{4}[年/.])?[0-9]{1,2}(?:[/.][0-9]{1,2}|月[0-9]{1,2}日)(?:\([月火水木金土日]\))?(?:[】\])>:、 ]|付)+",
        "(?:[^ 、。「」(はがをに]{1,12}の)?$",
    ));
    static REST: Pattern = Pattern::new("^(?:[一-龠ァ-ヺーA-Za-z]{1,12})?(?:[ (、:/|―—…]|\\.\\.|$)");
    LABEL.is_match(before) && REST.is_match(after)
}

/// Whether what follows a name at the head of a paragraph tells that an entry begins with it: 青葉商事…7月17日、.
pub(super) fn leads_entry(after: &str) -> bool {
    ["...", "…", "――", "──", ":"].iter().any(|sign| after.starts_with(sign))
}

/// Whether the words before and after a name put it at the end of an entry, as the one of whom it told: ……みなと病院(書類).
pub(super) fn ends_entry(before: &str, after: &str) -> bool {
    let rest = match after.strip_prefix('(').and_then(|inside| inside.split_once(')')) {
        Some((inside, rest)) if inside.chars().count() <= 10 => rest,
        _ => after,
    };
    let before = before.trim_end();
    rest.trim().is_empty() && ["...", "……", "…", "――", "──", "―", "—", "┄"].iter().any(|dots| before.ends_with(dots))
}

/// Whether the words after a contractor's name say that work of its own went wrong, by no attack: が行った修正に誤りがあり.
pub(super) fn is_at_fault(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(concat!(
        "^(?:社)?(?:が|の(?:作業員|担当者|社員|従業員|技術者|職員)が|による)[^。]{0,60}(?:修正|改修|設定|作業|入れ替え|更新|操作|点検|手順|プログラム)",
        "[^。]{0,40}(?:誤り|ミス|不備|不具合|漏れ|間違|手違い|誤っ)",
    ));
    PATTERN.is_match(after)
}

/// Whether the words before a name say that it wrote the text.
pub(super) fn is_byline(before: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        r"(?:^|[ (|・、。\n])(?:文|取材|執筆|記者|筆者|著者|監修|編集|構成|翻訳|撮影|投稿者|聞き手|写真|作成|発行|発行元|編集・発行)[/:=|・ ]+$",
    );
    PATTERN.is_match(before)
}

/// Whether the words between the name of a city and that of an organisation make the first the place of the second: の, 内の,
/// 五島の.
pub(super) fn is_of_place(between: &str) -> bool {
    static PATTERN: Pattern = Pattern::new("^(?:[一-鿿]{0,3}の)?$");
    PATTERN.is_match(between)
}

/// Whether a name says no more than that it is one of a city or prefecture: 市立中学校, 県内の病院 of 北浜市, 青葉県.
pub(super) fn is_unnamed_of(name: &str, keeper: &str) -> bool {
    let sort = keeper.chars().last().filter(|sort| matches!(sort, '市' | '町' | '村' | '区' | '県' | '府' | '都' | '道'));
    sort.and_then(|sort| name.strip_prefix(sort)).is_some_and(|rest| rest.starts_with(['立', '内']))
}

/// Whether the words after the name of a city make it the place of a business that they go on with.
pub(super) fn is_seat(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        r"^(?:内)?(?:の|にある)[^、。のは委]{0,10}(?:の)?(?:会社|企業|メーカー|業者|商社|専門店|旅館|ホテル|工場|外郭団体)(?:です|だ|で|、|。|「|が|は|に|の)",
    );
    // 北浜市のタオル屋さん「ヨルオリ」, みなと区の「ヨルオリ」が: a name follows that is none of the city's own works.
    static OF_NAME: Pattern = Pattern::new(
        r"^(?:内)?(?:の|にある)[^、。「」はがをに公市区町村県]{0,12}「[^」]{1,20}」(?:さん|(?:の[^、。はがを]{0,14})?[はがにで]|を運営|、)",
    );
    static WORKS: Pattern = Pattern::new(
        r"^(?:内)?(?:の|にある)[^「]{0,14}(?:サイト|ページ|システム|アプリ|アカウント|サービス|事業|制度|SNS|施設|館|計画)「",
    );
    PATTERN.is_match(after) || OF_NAME.is_match(after) && !WORKS.is_match(after)
}

/// Whether the words after a name say that it is told of the incident, or investigates or comments on it.
pub(in crate::incident) fn is_told_or_acts(after: &str) -> bool {
    against(after).is_some_and(|sign| matches!(sign.rule.id, "victim/not/told" | "victim/not/comments"))
}

static AGAINST: LazyLock<Vec<(&CodeRule, Pattern)>> = LazyLock::new(|| {
    let list = r"(?:(?:や|、|及び|および|並びに|ならびに|と)[^、。]{1,20}){0,3}(?:など|等|ほか)?";
    vec![
        (
            &FEIGNED,
            Pattern::new(
                r"^(?:さん|社)?(?:の[^、。]{0,12})?(?:など)?を(?:装|よそお|かた|騙|名乗)|^(?:さん|社)?(?:の[^、。]{0,10})?に(?:なりすま|成り済ま)|^(?:の[^、。]{0,10})?を?名乗|^(?:の[^、。]{0,14})?(?:と|を)(?:称し|称す|偽っ|偽り)",
            ),
        ),
        (
            &DENIED,
            Pattern::new(r"^[.…・]*(?:さん|社)?(?:の?(?:話|事件|こと|件|続報|続き|再来))?(?:では|じゃ)(?:なく|ない|ありません)"),
        ),
        (
            &NEW_EMPLOYER,
            Pattern::new(
                r"^(?:さん|社)?(?:に|へ)(?:と)?(?:転職|移籍|移っ|移る|移り|入社|再就職|籍を移|転じ)|^(?:さん|社)?の(?:顧問|社長|役員|社員)に(?:就|な)",
            ),
        ),
        (
            &TOLD,
            Pattern::from(format!(
                r"^{list}(?:に|へ|とも|と)(?:も|は)?(?:[^、。]{{0,20}}を)?[^、。に]{{0,12}}(?:報告|相談|届け|届出|通報|被害届|連携|依頼|申告|提出|通知|協議|協力|指示|要請|説明を求|委ねて|確認を求)"
            )),
        ),
        (
            &COMMENTS,
            Pattern::new(
                r"^(?:の)?(?:調べ|まとめ|統計|集計|ガイドライン|推計)|^の(?:調査|資料)(?:によ|では|に基づ|を(?:基|もと))|^の(?:指針|要請|指導|通達|通知|指示|基準)(?:を(?:受け|踏まえ)|に(?:基づ|従|より))|^(?:さん)?(?:が|は|も)(?:[^。事]|事[^件]){0,40}(?:捜査(?:して|し、|を|に|中|へ)|逮捕|書類送検|呼びかけ|呼び掛け|注意を促|注意喚起|警告し|評価[しす]|分析(?:[しす]|では)|指摘し|調べて(?:いる|い)ます?$)|^(?:が|は|も|など)[^。]{0,120}(?:犯行|によるもの|関与)[^。、]{0,10}と(?:断定|特定|結論|みて)|^の捜査(?:[^書資情文報]|$)|^の(?:専門家|アナリスト|研究員)[^。、が]{0,14}(?:は|によ|「|も)|^(?:裁判所)?(?:で|が|は|に)[^。]{0,40}(?:判決|公判|裁判が|裁判を|提訴|言い渡|起訴)",
            ),
        ),
        (
            &INFORMS,
            Pattern::new("^(?:社)?(?:から|より)、[^。]{0,120}?(?:連絡|指摘|通報|報告|情報提供)(?:を(?:受け|いただ|頂)|があ)"),
        ),
        (
            &PLACE,
            Pattern::new(
                r"^(?:在住|出身|に住む|に本[社店部]|に拠点|にある|内の|市内|産の?|の[0-9一二三四五六七八九十]{1,3}歳|の(?:(?:男|女)(?:性)?(?:[0-9(、。がはにをの]|さん|会社員|従業員|客)|少年|少女|会社員|無職|住民|自宅|会社|企業|業者|事業者))|^内[でにのは]|^(?:で|に)[^。]{0,30}(?:営んで|店を|暮ら|住んで)",
            ),
        ),
        (
            &CLIENT,
            Pattern::new(
                r"^(?:など)?から[^、。]{0,12}(?:委託|受託|請け負|預か|任され)|^の(?:再)?委託先|^(?:が|は|も)[^。]{0,40}(?:預けた|委託した|提供していた)[^、。先がは]{0,8}(?:情報|データ)|^(?:や[^、。]{1,20})?(?:など)?[^、。を]{0,10}(?:が|に|も|にも|でも)[^、。]{0,6}影響(?:を受け|が)|^(?:など)?[^、。を]{0,14}(?:が|も|は)[^、。を]{0,10}(?:利用|導入|採用)してい(?:た|る|ます|ました)(?:。|$)",
            ),
        ),
        (
            &USED,
            Pattern::new(concat!(
                r"^製の|^提供(?:の|[)])|^が提供する[^、。]{0,30}を(?:利用|使用|使い|使って|導入|採用)",
                r"|^の[^、。]{0,20}(?:サービス|システム|ソフト|クラウド|アプリ|製品|ツール|プラットフォーム|フォーム|装置|機器|[」』])を(?:(?:利用|使用|導入|採用)(?:し(?:て(?:い(?:る|た|ます|ました)|お(?:り|ります)))?)?(?:[。、がたで]|ため|ので|中|$)|使(?:い、|って(?:いる|いた|おり)?[。、が]))",
                r"|^の(?:[^、。の]{0,6})?(?:電車|車内|列車|バス|駅|新幹線|特急|タクシー|店内|車両|機内|駐車場|路線)(?:内)?(?:に|で|へ|の)",
                r"|^(?:社)?(?:は|が)[^。]{0,40}(?:修正(?:版|プログラム)|パッチ|対策版|更新プログラム|アップデート)[^。]{0,20}(?:公開|提供|配布|配信)",
            )),
        ),
        (&ALSO, Pattern::new(r"^(?:など)?でも")),
        (
            &PARENT,
            Pattern::new(
                r"^の(?:ネット)?(?:通販|販売|物流|金融|運営|決済)(?:会社|子会社)?、|^(?:の|傘下の)?(?:完全|連結|非連結|海外|国内|米国|米|中国|タイ|欧州|現地)?(?:子会社|孫会社|グループ会社|現地法人)",
            ),
        ),
    ]
});

/// Whether the words after the name of the police tell of a mishap of their own: of their people, or of their papers.
pub(super) fn is_of_police(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(concat!(
        r"^[^、。はが]{0,14}の[^、。はが]{0,14}(?:署員|職員|警察官|警部補?|巡査部?長?|警視|隊員)(?:[^。は]{0,80}|(?:は|では)[^。]{0,60})(?:紛失|誤っ|誤送|流出|漏|置き忘れ|なくし|持ち出|閲覧|感染|盗まれ|流れ(?:出|て)|使っていた)",
        r"|^[^、。はが]{0,14}(?:の|から)[^、。]{0,30}(?:文書|資料|書類|情報|データ|名簿|調書)[^。]{0,60}(?:流出|漏れ|漏え|放流|紛失|出回|流れ)",
        r"|^(?:は|が)[^。]{0,60}(?:署員|警察官|警部補?|巡査部?長?|巡査|警視|隊員)[^。]{0,160}(?:紛失|誤っ|誤送|流出|漏|置き忘れ|なくし|持ち出|感染|盗まれ|流れ出)[^。]{0,40}と(?:発表|公表|明らか)",
    ));
    PATTERN.is_match(after)
}

/// Whether the words after the name of an authority go on to one of its people and a mishap of theirs.
pub(super) fn is_of_official(after: &str) -> bool {
    static STAFF: Pattern = Pattern::new("^[^、。はが]{0,14}の[^、。はが]{0,14}(?:職員|官僚|係長|課長)");
    STAFF.is_match(after) && is_of_police(after)
}

/// Whether the words after a name go on to a product of its: Xの装置「Y」.
pub(super) fn is_of_product(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        r"^(?:社)?(?:製の?|の)[^、。はが「]{0,14}(?:製品|装置|機器|ソフト|プラグイン|アプライアンス|ルーター?|VPN)(?:「|[^、。はが]{0,10}$|[、。でにを])",
    );
    PATTERN.is_match(after)
}

/// Whether the words before a name are those by which its writer means himself: うち(青葉商事.
pub(super) fn is_own(before: &str) -> bool {
    ["うち(", "当社(", "弊社(", "私ども(", "わが社(", "我が社("].iter().any(|words| before.ends_with(words))
}

/// Whether the words after a name only quote it: Xによると、障害の原因は…
pub(super) fn is_quoted(after: &str) -> bool {
    ["によると", "によれば", "によりますと", "の説明", "の調査"].iter().any(|words| after.starts_with(words))
}

/// Whether what is told right before a name makes it a contractor or service provider.
pub(in crate::incident) fn is_contractor(before: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        r"(?:委託先|再委託先|委託業者|委託会社|委託事業者|部品(?:会社|メーカー)|サプライヤー|提供元|提供会社|開発元|開発会社|運営会社|運営元|運営業者|運用会社|委託して(?:い(?:る|た|ます)|お(?:る|り|ります))|委ねて(?:い|お)る|任せて(?:い|お)(?:る|た|ります|りました)|お願いして(?:い|お)(?:る|た|ります|りました)|頼んで(?:い|お)(?:る|た)|(?:保守|運用|開発|管理)を担う|受託した|受託して(?:い|お)る|請け負った|請け負う|請け負って(?:い|お)る|委託(?:する|した)|業者|事業者|ベンダー|取引先|仕入(?:れ)?先|代行会社|代理店|利用して(?:い|お)る[^、。]{0,25})(?:である|で|の|は|、|「|\()*$",
    );
    // 委託先のデータセンター会社「X」: what sort of contractor it is.
    static SORT: Pattern = Pattern::new(
        r"(?:委託先|委託業者|提供元|開発元|運営元|仕入れ?先)(?:の|である)[^、。「」はがをにで]{1,16}(?:「|の|である)$",
    );
    // 部品を仕入れる青葉精密
    static SUPPLIES: Pattern = Pattern::new(
        "(?:部品|資材|原料|材料|製品|商品)を(?:仕入れ|調達す|調達し|納入す|納入し|供給す|供給し|納め|作|製造す|製造し)(?:る|て(?:い|お)る|て(?:い|お)た|っている)、?「?$|(?:調達先|供給元)(?:である|の|は|、|「)*$",
    );
    PATTERN.is_match(before) || SORT.is_match(before) || SUPPLIES.is_match(before)
}

/// Whether the words between two names only join them: a comma or と, brackets that explain the first, a word that describes
/// the second.
pub(in crate::incident) fn joins(between: &str) -> bool {
    static JOINT: Pattern = Pattern::new(concat!(
        "^(?:さん|様|社|側)?[」』]?(?:の「[^」]{1,20}」)?(?:[(][^()]{0,40}[)])?[」』]?(?:さん|様|社)?",
        "(?:、|や|と|・|,|/|及び|および|並びに|ならびに|、?それに|、?さらに)、?(?:その|同社の)?(?:[^、。「」()はがをにでもとや]{0,12}の)?[「『]?$",
    ));
    JOINT.is_match(between.trim())
}

/// Whether the words right after a name say that work was given to it.
pub(super) fn is_hired(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        r"^(?:社)?(?:に|へ)(?:[^、。に]{0,15}を)?(?:(?:再?委託|外注|発注|依頼|任せ|お任せ|お願い|委ね)(?:し(?:て(?:い|お|き|まい)|た)|され?て(?:い|お)|て(?:い|お|き|まい))|頼んで(?:い|お))",
    );
    PATTERN.is_match(after)
}

/// Whether the words after a name say that it found what happened, or told of it: Xが確認したところ. How far they go, in bytes.
pub(super) fn finds(after: &str) -> Option<usize> {
    static PATTERN: Pattern = Pattern::new(
        r"^(?:社)?(?:が|は|から|より)[^。]{0,24}?(?:確認した|調べた|調べて|調査した|気付|気づ|検知|発見|連絡(?:が|を)|報告(?:が|を)|指摘|通報|申し出)",
    );
    PATTERN.find(after).map(|found| found.end)
}

/// Whether the words after a name make it the way by which somebody got in elsewhere: Xのサーバーから侵入され.
pub(super) fn is_way_in(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(concat!(
        r"^(?:社)?(?:の[^、。が]{0,16})?(?:から|を?経由|を通じ|を通って|を介し|を踏み台|を足[がか]かり)",
        r"[^、。]{0,16}(?:侵入|入り込|入られ|到達|達し|感染が広|不正アクセスさ)",
    ));
    PATTERN.is_match(after)
}

/// Whether the words before a name, up to the beginning of its sentence, count it among the clients of somebody.
pub(super) fn is_among_clients(before: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        r"(?:依頼元|委託元|発注元|預け元|導入企業|利用企業|契約企業|顧客企業|クライアント企業)(?:として|は|には|では)[^。]{0,60}$",
    );
    // 納入先のみなと自動車と北浜工業は
    static SUPPLIED: Pattern = Pattern::new(
        r"(?:納入先|得意先|出荷先|供給先|販売先|荷主|利用企業)(?:である|の|「)+(?:[^、。はが]{1,14}(?:や|と|、)){0,3}$",
    );
    PATTERN.is_match(before) || SUPPLIED.is_match(before)
}

/// Whether a name that ends in a word for a system is told of as a thing that failed, not as a house: Xシステムの不具合.
pub(super) fn is_system(name: &str, after: &str) -> bool {
    // (Aoba S3): the house is in the name of its product.
    static PRODUCT: Pattern =
        Pattern::new(r"^ (?:[A-Z][A-Za-z]*[0-9]+|[0-9]{2,4}|ドライブ|フォーム|クラウド|フォト|ドキュメント)(?:[^A-Za-z0-9]|$)");
    static PATTERN: Pattern = Pattern::new(
        r"^(?:の[^、。]{0,10}|において|において、|で|に|が)(?:[^、。]{0,8})(?:不具合|障害|停止|止ま|復旧|稼働|処理|入れ替え|つなぐ|接続|ダウン)|^をつなぐ|^を(?:通じ|経由|介)",
    );
    static OF_CENTRE: Pattern = Pattern::new("^の(?:不具合|機器の?故障)|^に接続");
    let is_product = name.is_ascii() && PRODUCT.is_match(after);
    is_product || name.ends_with("システム") && PATTERN.is_match(after) || name.ends_with("センター") && OF_CENTRE.is_match(after)
}

/// Whether the words right before a name make it that of a service.
pub(super) fn is_service(before: &str) -> bool {
    const SERVICES: [&str; 14] = [
        "サイト「",
        "ショップ「",
        "ストア「",
        "アプリ「",
        "サービス「",
        "システム「",
        "ゲーム「",
        "ブランド「",
        "モール「",
        "クラウド「",
        "ツール「",
        "フォーム「",
        "ポイント「",
        "通販「",
    ];
    SERVICES.iter().any(|service| before.ends_with(service))
}

/// Whether a name stands somewhere in a text as that of a thing and not of a house: behind what sort of thing it is
/// (スマートフォン向けの「Xアプリ」), or in a title that is counted among works or services (「X」など4作品).
pub(super) fn is_thing_in(text: &str, name: &str) -> bool {
    static BEFORE: Pattern = Pattern::new(
        r"(?:(?:サイト|ショップ|ストア|アプリ|サービス|システム|ソフト|ゲーム|番組|アニメ|漫画|映画|作品|ブランド|商品|製品|ツール|ネットワーク|基盤)(?:の|名)?|向けの|名称は|開く|開いた|開催する|開催した|主催する)「[^」]{0,12}$",
    );
    static AFTER: Pattern = Pattern::new(
        r"^[^「」]{0,8}」(?:、?「[^」]{1,20}」)*(?:など|等)?の?(?:[0-9一二三四五]+)?(?:作品|番組|シリーズ|タイトル|アプリ|ゲーム)|^」?の(?:新作|最新作|続編|新刊|最新刊|放映|上映|連載|映画版|第[0-9]+話)",
    );
    let occurrences = text.match_indices(name).take(MOST_OCCURRENCES);
    occurrences.map(|(at, _)| (&text[..at], &text[at + name.len()..])).any(|(before, after)| {
        let from = before.char_indices().rev().nth(NEAR_NAME).map_or(0, |(at, _)| at);
        let ends = after.starts_with('」') || after.starts_with("アプリ");
        ends && BEFORE.is_match(&before[from..]) || AFTER.is_match(after)
    })
}

/// How many places of a name are looked at, and how many characters before each.
const MOST_OCCURRENCES: usize = 8;
const NEAR_NAME: usize = 30;

/// Whether the words right before a name in quotation marks say who runs it: 当社が運営する「X」.
pub(super) fn is_run_by_another(before: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        r"[がの](?:[^、。がをの]{0,6})?(?:運営|提供|展開)(?:する|している|しております|して(?:い|お)りました)[^、。がを]{0,14}「$",
    );
    PATTERN.is_match(before)
}

/// Whether what is told right before a name says what service it offers to the one who tells of it.
pub(super) fn is_described(before: &str) -> bool {
    static PATTERN: Pattern =
        Pattern::new(r"[はが]、?[^。]{0,60}を(?:提供|運用|管理|開発)(?:する|している|していた|しております)$");
    PATTERN.is_match(before)
}

/// Whether what is told right before a name makes it a subsidiary.
pub(in crate::incident) fn is_subsidiary(before: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        r"(?:子会社|孫会社|グループ会社|関連会社|関係会社|傘下|グループ|合弁会社|現地法人)(?:である|にあたる|にある|で[^、。]{0,25}|の|は|、|「|\(| )*$",
    );
    PATTERN.is_match(before)
}

/// Whether the words after a name call it a subsidiary, to which something happened: Xという完全子会社で、情報が外に出た.
pub(super) fn is_called_subsidiary(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(concat!(
        "^[」』]?(?:という|なる|といった)[^、。]{0,8}(?:子会社|孫会社|グループ会社|現地法人)(?:で|の|が|に)",
        "[^。]{0,80}(?:流出|漏[えれ洩]|漏えい|外に出|外部に出|感染|不正アクセス|侵入|攻撃|被害|紛失|だまし取|盗まれ)",
    ));
    PATTERN.is_match(after)
}

/// Whether the words after a name go on to one of its staff: the slip of a subsidiary's man is that of the one he works for.
pub(super) fn is_of_staff(after: &str) -> bool {
    ["の従業員", "の社員", "の職員", "の担当者", "のスタッフ", "のエンジニア"].iter().any(|words| after.starts_with(words))
}

/// Whether the words after a name tell of a mishap of its own that no attack was named in: money that was sent off, data
/// that was taken away.
pub(super) fn is_place_of_mishap(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        r"^(?:さん|社)?(?:の[^。]{0,40}|)(?:において|におい|における|で|では|が|は|に|から|へ|の|を)[^。]{0,120}?(?:流出|漏[えれ洩]|漏えい|送金|送って|振り込|詐取|だまし取|騙し取|持ち出|盗[まみ難]|紛失|障害|攻撃|侵入|感染|暗号化|改ざん|不正(?:アクセス|ログイン|利用|送金|な|に|行為)|誤送|誤って|被害|閲覧(?:可能|でき)|乗っ取)",
    );
    static OTHERWISE: Pattern = Pattern::new(
        r"^[^、。]{0,25}(?:にも|でも|が?も)|^[^。]{0,40}(?:経由|介し|踏み台|通じ|調査|依頼|報告|協力|相談|指示|委託し|から侵入)",
    );
    PATTERN.is_match(after) && !OTHERWISE.is_match(after)
}

/// Whether a clause says that a contractor or subsidiary was hit without naming it: 委託先のサーバーに不正アクセス; what
/// follows up to the attack is `between`, what stands before the role is left out.
pub(super) fn unnamed_role_hit(clause: &str) -> Option<Role> {
    static CONTRACTOR: Pattern = Pattern::new(
        r"(?:委託先|委託業者|委託会社|委託事業者|開発元|提供元|運営会社|取引先|仕入(?:れ)?先|ベンダー)(?:企業|会社)?(?:の[^、。]{1,15})?(?:が|に|で|へ|から|における|において|を)[^、。]{0,12}$",
    );
    static SUBSIDIARY: Pattern = Pattern::new(
        r"(?:子会社|孫会社|グループ会社|関連会社|現地法人)(?:の[^、。]{1,15})?(?:が|に|で|へ|から|における|において)[^、。]{0,12}$",
    );
    if CONTRACTOR.is_match(clause) {
        Some(Role::Contractor)
    } else if SUBSIDIARY.is_match(clause) {
        Some(Role::Subsidiary)
    } else {
        None
    }
}

/// Whether a title says that something happened at a subsidiary: 海外子会社における資金流出.
pub(super) fn is_of_subsidiary(title: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        r"(?:子会社|孫会社|グループ会社|現地法人)(?:における|での?|への?|に対する|の[^、。]{0,12}(?:への?|に対する))[^。]{0,20}(?:不正|流出|漏え|漏洩|攻撃|被害|感染|事案|詐欺|侵入|障害|送金)",
    );
    PATTERN.is_match(title)
}

/// What somebody is to the one who tells of an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A contractor or service provider.
    Contractor,
    /// A subsidiary.
    Subsidiary,
}

/// Whether the words after a name say that it announces something.
pub(super) fn announces(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        r"^の(?:続報|発表|第[2-9二三四]報|お知らせ|リリース|公表|お詫び)(?:が|は|も)[^、。]{0,16}(?:出た|出て|出まし|あった|ありまし|届い|載っ)|^(?:など)?(?:の[^、。]{0,15}(?:社長|会長|理事長|学長|市長|町長|村長|区長|知事|頭取|院長|校長|代表|教育長|所長|担当者)ら?)?(?:は|が|も|では)[^。]{0,200}?(?:発表し|公表し|を開示し|発表。|公表。|発表$|公表$|明らかにし|明らかに|謝罪し|陳謝|お詫び|公表と|」を(?:出し|開示|掲載|リリース)|認め(?:た|まし)|としてい(?:る|ます)|と説明|会見)",
    );
    PATTERN.is_match(after)
}

/// Whether the words before a name make it the one who announces: 会見で謝罪したのは、X.
pub(super) fn is_announcer(before: &str) -> bool {
    ["したのは、", "したのは", "発表した", "公表した", "明らかにした"].iter().any(|words| before.ends_with(words))
}

/// Whether the words before a name, with an attack among them or not, make it the answer to who was hit.
pub(super) fn is_cleft(before: &str, with_attack: bool) -> bool {
    static HIT: Pattern = Pattern::new(
        r"(?:た|る)(?:と(?:みられる|される|いう|見られる))?のは、?(?:[^。、は]{0,60}(?:[でにを]|など|市|区|町|村|県)[^。、は]{0,40}、)?[^。、は]{0,50}$",
    );
    static CONTRACTOR: Pattern = Pattern::new(
        r"(?:^|[、。」])[^、。]{0,10}(?:委託先|再委託先|委託業者|委託会社|業者|運営会社|運営元|運営|提供元)は、?[^、。は]{0,40}$",
    );
    // 狙われたのは: the verb itself says that it was hit.
    static SAID: Pattern = Pattern::new(
        r"(?:狙われ|襲われ|攻撃され|侵入され|被害を受け|被害に遭っ|被害にあっ|やられ|流出させ|漏えいさせ|紛失し|なくし|感染し|暗号化され|改ざんされ|乗っ取られ|(?:漏えい|漏洩|流出|障害)があっ|(?:漏えい|漏洩|流出)し)た(?:と(?:みられる|される|いう|見られる))?のは、?[^。は]{0,80}$",
    );
    // 攻撃を受けたとみられる仕入れ先は、部品を作るXです.
    static WHICH: Pattern = Pattern::new(concat!(
        r"(?:攻撃|被害|アクセス|侵入|ログイン)を受けた(?:と(?:みられる|される|見られる))?",
        r"(?:仕入れ?先|取引先|委託先|会社|企業|業者|メーカー|病院|大学|自治体|施設)は、?[^。は]{0,80}$",
    ));
    with_attack && HIT.is_match(before) || SAID.is_match(before) || CONTRACTOR.is_match(before) || WHICH.is_match(before)
}

/// Whether the words after a name say that money was stolen from it: から約482億円相当の暗号資産が盗まれた.
pub(super) fn is_robbed(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(concat!(
        "^(?:社)?(?:から|の[^、。はがを]{0,12}(?:口座|ウォレット|財布)から)、?(?:[^。をは]{0,30})",
        "[0-9](?:[0-9,.]|億|万|千)*(?:余り|余)?(?:円|ドル|ユーロ|BTC|ビットコイン)[^。を]{0,24}(?:盗まれ|流出|抜き取られ|奪われ|不正に(?:送金|引き出|出金)され|詐取され)",
    ));
    PATTERN.is_match(after)
}

/// Whether the words right before a name say that it was hit: 被害を受けた取引先の….
pub(super) fn is_stricken(before: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(concat!(
        r"(?:攻撃|被害|アクセス|侵入)を受けた(?:と(?:みられる|される|見られる))?",
        r"(?:(?:取引先|仕入れ?先|委託先|部品(?:会社|メーカー)|メーカー|会社|業者)(?:である|の|、)?)?「?$",
    ));
    // 昨年攻撃を受けたX: another case.
    static EARLIER: Pattern = Pattern::new("(?:昨年|一昨年|過去|以前|かつて|先月|先に|[0-9]年|[0-9]月|これまで)[^。]{0,24}$");
    let start = PATTERN.find(before).map(|found| found.start);
    start.is_some_and(|start| !EARLIER.is_match(&before[..start]))
}

/// Whether a sentence is hardly more than the name, and so says whom the next ones tell of.
pub(super) fn is_topic(before: &str, after: &str) -> bool {
    static BEFORE: Pattern = Pattern::new(
        r"^(?:[(]?[0-9]{1,2}[.)]? ?)?(?:[^、。は]{1,12}(?:は|に)?、)?(?:[^、。]{0,16}(?:口火を切った|先陣を切った|皮切りは|皮切りとなった|発端となった|怖い|気になる|気になった|驚いた|目を引いた|印象に残った)(?:のは|のが)?、?)?(?:[^、。]{0,8}(?:最初|最後|つ目|件目|番目|次|続いて|まず|さらに|そして|もう[1一]つ|もう一件|お次|例|今度|おととい|昨日|きのう|今日|きょう|先週|先月|今週|今月|同じ日|[0-9]日|[0-9]月)(?:は|に|が|の|には|の例は|の事例は)?、?)?(?:[^、。は]{0,20}(?:会社|企業|業者|メーカー|法人|団体|大手|店|病院|大学|サイト|内|県|市|ある)(?:の|「|、)?)?$",
    );
    static AFTER: Pattern = Pattern::new(
        r"^」?(?:さん|社)?(?:の(?:話|件|事例|ケース|場合|こと|[^、。はがを]{0,8}(?:サイト|ショップ|ストア|通販|会員サービス))|から|も|でも)?(?:である|です|だ|でした)?。$",
    );
    AFTER.is_match(after) && BEFORE.is_match(before)
}

/// Whether a sentence ends behind a name that it only adds: 水曜にはX社でも。 The next ones tell of it.
pub(super) fn is_named_too(after: &str) -> bool {
    ["でも。", "も。", "でもです。", "もです。"].contains(&after)
}

/// Whether the words before a name say that the speaker does its work for it.
pub(super) fn is_served(before: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        r"(?:当|弊|本)[^、。]{1,4}が[^、。]{0,20}(?:受託して(?:い|お)(?:る|ります)|受託した|請け負って(?:い|お)る|任されて(?:い|お)る)、?$",
    );
    PATTERN.is_match(before)
}

/// Whether a sentence leaves open who was hit or who did the work, so that the next one answers it.
pub(super) fn asks(sentence: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        r"(?:受託し|運営し|管理し|請け負っ|受け|狙われ|止まっ)[^、。]{0,8}のは[^、。]{0,12}(?:会社|企業|業者|組織|団体|病院|大学|1社)(?:だ|だった|である|です|でした)。$",
    );
    PATTERN.is_match(sentence)
}

/// Whether the words after a name say that it is the contractor: Xは再委託先に当たる.
pub(super) fn is_called_contractor(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(r"^(?:は|が)[^、。]{0,20}(?:再)?委託先(?:に当た|で(?:、|ある|す|した)|だ)");
    PATTERN.is_match(after)
}

/// Whether the words right before a name say that it runs something: サイトを運営する.
pub(super) fn runs(before: &str) -> bool {
    ["運営する", "運営している", "展開する", "運営元の", "運営会社の"].iter().any(|words| before.ends_with(words))
}

/// Whether the words before a name call it who runs the site, where it stands: 運営会社(北浜市のX.
pub(super) fn is_called_operator(before: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        "運営(?:会社|元|主体|者|企業|法人|している会社)(?:である|の|は|、|[(:「])+(?:[^、。()「」はが]{1,8}[市区町村県都府]の)?「?$",
    );
    PATTERN.is_match(before)
}

/// Whether the words before a name begin a clause and say that it runs what was named before: 運営する青葉商事によると.
pub(super) fn opens_as_operator(before: &str) -> bool {
    let before = ["運営する", "運営している", "運営元の", "運営会社の"].iter().find_map(|words| before.strip_suffix(words));
    before.is_some_and(|before| before.is_empty() || before.ends_with(['。', '、', '」', '\n']))
}

/// Whether the words after a name say that what is told comes from it: によると.
pub(super) fn is_source(after: &str) -> bool {
    ["によると", "によれば", "によりますと"].iter().any(|words| after.starts_with(words))
}

/// Whether the words after a name, up to an attack, say that it runs what was hit: `between` is what stands from the name to
/// the attack.
pub(super) fn is_operator(between: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(concat!(
        r"^が[^、。がは]{0,10}(?:運営|提供|展開|運用|管理|受託|開発)(?:を(?:受託|担当|担)(?:し|う)?|し)?(?:て(?:い|お)る|する|した|う)[^。はが]{0,60}(?:サイト|サービス|システム|アプリ|ショップ|ストア|モール|ゲーム|クラウド|ページ|サーバ|ネットワーク|[」』])[^。]{0,40}$",
        r"|^の[^、。はがの「」]{0,14}(?:サイト|サービス|アプリ|ショップ|ストア|モール|ゲーム|クラウド|フォーム)「[^」]{1,24}」(?:[(][^()]{0,20}[)])?[がにではのへ][^。]{0,40}$",
    ));
    PATTERN.is_match(between)
}

/// Whether the words after a name say that it runs what they name next: Xは、運営する「Y」で….
pub(super) fn is_runner(after: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        r"^(?:は|が|も)、?(?:[^、。「はが]{0,14}、)?(?:同社が|自社で|自らが|自社が)?(?:運営|展開|提供|販売|運用)(?:する|している|していた)[^、。はが]{0,20}「",
    );
    PATTERN.is_match(after)
}

/// The names of what somebody runs, as a sentence tells it: 運営する「X」, 運営する通販サイト「X」.
pub(super) fn run_by_somebody(sentence: &str) -> impl Iterator<Item = &str> {
    static PATTERN: Pattern =
        Pattern::new(r"(?:運営|展開|提供|販売|運用)(?:する|している|していた|しております)[^、。はが「」]{0,20}「");
    let names = PATTERN.find_all(sentence).into_iter().map(|found| &sentence[found.end..]);
    names.filter_map(|rest| rest.split_once('」').map(|(name, _)| name))
}

/// Whether the words around a name make it an employer whose data somebody took.
pub(super) fn is_employer(before: &str, after: &str) -> bool {
    static BEFORE: Pattern = Pattern::new(
        r"(?:勤め(?:てい)?た|勤務(?:してい)?た|在籍(?:してい)?た|働いて(?:い)?た|勤務先(?:だった)?の|元勤務先の|前職の|前の(?:勤め先|職場)の|転職元の|前に(?:い|勤め(?:てい)?)た)[^。]{0,40}$|古巣(?:の|である|、)?「?$",
    );
    static AFTER: Pattern = Pattern::new(
        r"^」?の(?:取締役|社員|役員|幹部|部長|社長|従業員)(?:を務め|だった)|^の元(?:社員|職員|従業員|派遣社員|行員|教員|教諭|部長|課長)|^(?:を|から)(?:[^、。]{1,20}[へに])?(?:退職|退社|転職|移籍|移っ|移る)|^を(?:辞め|やめ)|^(?:で|の)(?:取締役|社員|役員|幹部|部長|社長|従業員|店長|副店長|課長)(?:など)?を務めて?い?た|^(?:で|に)(?:[^、。]{0,8})?(?:働いて(?:い)?た|勤務(?:して)?いた|勤めて(?:い)?た|在籍(?:して)?いた)",
    );
    BEFORE.is_match(before) || AFTER.is_match(after)
}

/// Whether the words between a name and an attack make the name its place, its subject or its owner.
pub(super) fn suffers(between: &str) -> bool {
    static PATTERN: Pattern = Pattern::new(
        r"^(?:さん|社)?(?:[(][^)]{0,40}[)])?(?:の[^。]{0,60})?(?:に対する|に対し|への|へ|に|が|は|で|では|において|におい|における|から|を|も|の|、|:| )",
    );
    // 委託先のサーバーが: not its own.
    (PATTERN.is_match(between) || between.is_empty()) && !["委託", "受託", "請け負"].iter().any(|word| between.contains(word))
}
