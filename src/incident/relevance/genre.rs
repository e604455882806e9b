//! What kind of writing a page is, as its title and the rest of its words show.

use std::sync::LazyLock;

use crate::pattern::Pattern;

use super::manner::{InScope, Manner};
use crate::extract::modality;
use crate::extract::{Attack, AttackType, Mention, Modality, Organization};
use crate::incident::Reading;
use crate::page::BlockKind;
use crate::text::{Passage, Span, Text};

/// The kinds of writing, as far as they tell whether cue words on the page report something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Genre {
    /// The title announces or tells an incident: an apology, a report, 流出, 不正アクセス.
    Incident,
    /// Nothing in the title tells.
    Open,
    /// Law, statistics, explanation, sales, drills, recruiting, policies, maintenance: what it says of attacks is said
    /// in general, unless it reports one expressly and at length.
    General,
}

/// Words in the title of an apology or of a report about one's own mishap.
const APOLOGY: &str = "お詫び|おわび|謝罪|陳謝|申し訳(?:な|あ)|懲戒|減給|戒告|停職|逮捕|書類送検|再発防止策の(?:報告|ご報告)|第[0-9一二三四五]報|被害のお知らせ";

/// Words in the title of advice on how to apologise.
const TEMPLATE: [&str; 6] = ["文例", "例文", "テンプレート", "ひな形", "書き方", "送り方"];

/// The title's way of putting it: whatever else stands in it, the writing speaks of attacks in general.
const GENERAL: &str = concat!(
    // Law and politics.
    r"(?:法|法案|条例|改正法|政令|指針|ガイドライン)(?:が|を|の|案が|案を|改正|施行)[^、。]{0,8}(?:成立|可決|施行|改正|閣議|公布|義務|解説|ポイント)|改正法|義務化|義務に|会見録|議事録|(?:手順|規程|規則|要項|手引き?|マニュアル|基準|細則)(?:\([^()]*\))?[のを](?:施行|改訂|改正|改定|制定|策定)|保護法(?:の|を)?(?:Q&A|解説|入門)|所信表明|国会(?:[^図の]|の(?:審議|論戦|会期|質疑|動き|委員会))|国会$|選挙|要綱|要領",
    // Questions and answers, and how to tell.
    r"|^Q&A[:：はでの ]|Q&A(?:で(?:分かる|わかる|学ぶ|解説|知る)|形式)|見分け方|見破り方|(?:が|を)?来たら[?？]",
    // Statistics and markets.
    r"|(?:教授|氏|さん|代表|社長|所長|専門家|医師|弁護士|研究員)に聞(?:く|いた)|犯罪の(?:情勢|現状|傾向)|情勢(?:を|に)(?:公表|発表|ついて)|(?:保険|補償)の[ごお]?案内|保険(?:に加入|へのご?加入)",
    r"|(?:脅威|リスク|手口)(?:は|、|の)[^。]{0,10}(?:首位|トップ|[0-9]位)|(?:脅威|リスク)[^。]{0,24}[0-9]{4}年版|[0-9]+(?:行|社|校|自治体|団体|病院|市町村?)(?:に|を)?(?:調査|アンケート)|フィッシング[^、。]{0,8}に[ごお]?注意|[0-9]年(?:間|で)?で?(?:倍増|[0-9]+倍)|ランキング|10大脅威|年次報告|白書|統計(?:$|[^デ局課室])|[0-9]割|検挙|[0-9]{4}年度?の[^、。]{0,16}(?:漏えい|漏洩|流出|被害|事故|攻撃|紛失)[^、。0-9]{0,8}[はが][0-9][0-9,万]*件|(?:半年|上半期|下半期|年間|四半期)(?:で|に|の)?[^。、|]{0,6}[0-9][0-9,万]*件|相談の(?:概要|状況)|(?:攻撃|被害|事故|漏えい|流出).{0,8}(?:倍増|急増|多発)|(?:報告|相談|件数|被害額)が.{0,12}(?:下回|上回|増|減|突破|急増)|(?:実態|意識|アンケート|緊急|年次|動向)調査(?:の?結果)?を(?:公開|発表|公表|実施)|調査を(?:公開|発表|実施)|(?:^|[^の])調査結果を(?:公開|発表|公表)|[がは]調査$|関連株|株(?:が|は)?(?:高|安|買|続伸|反発)",
    // Explanation and advice.
    r"|とは[?？]?(?:$|[^な])|わかりやすく|分かりやすく|を解説|(?:られ|でき|なり|され|あたり)ますか[?？]?$|仕組みと|基礎知識|入門|いまさら|今さら|チェックリスト|[0-9]+の(?:習慣|方法|ポイント|対策|心得)|を防ぐ|(?:防止|予防|セキュリティ|感染|流出|漏えい|漏洩)対策|の備え|心構え|コツ|で防ぐ|なくならない|ご用心|どう(?:守|防|備え)|の手口と|の原因となる|注意点|注意喚起|ご注意|に注意(?:$|[!。、])|犯罪[?？]",
    r"|(?:対応|解決|導入|活用)事例|書評|(?:【|^)(?:レビュー|攻略|書評|感想)|記入例|(?:漏れ|流出し|紛失し|なくし|遭っ)たら|(?:誰|だれ|どこ)に(?:報告|相談|連絡)|すべきこと|するべきこと",
    // Products and services.
    r"|提供(?:を)?開始|を発売|を販売開始|発売|機能を(?:追加|搭載)|新機能|新サービス|新製品|クラウド型|ソリューション(?:$|[^ズ株(])|無料(?:公開|配布|診断|セミナー)|守る(?:\||$|。)|起こさせない|受賞",
    // Tenders and openings.
    r"|プロポーザル|(?:一般競争|指名競争)?入札(?:公告|の実施|説明)|企画提案|公募型|職を募|を募ります|募集要項",
    // Drills.
    r"|訓練|演習|想定し",
);

/// Subjects of a title that are no incident, unless the title itself says that one happened.
const OTHER_SUBJECT: &str = "(?:モラル|防犯|安全|サイバー|セキュリティー?)[^、。]{0,4}教室|出前(?:授業|講座)|純利益|増益|減益|増収|減収|増配|株主総会|座談会|対談|採用|募集|求人|エントリー|先輩|社員インタビュー|方針|ポリシー|規程|規約|約款|メンテナンス|点検に伴う|セミナー|講座|研修会|講演会|説明会のお知らせ|催し|大会(?:$|[^事実運])|競技|コンテスト|選手権|脆弱性|Q&A|保護法|くらしの情報|失点|完敗|連敗|連勝|完封|準決勝|勝ち点|白星|黒星|優勝|を競(?:う|い|った)|腕(?:前)?を競|開幕戦|[0-9]回戦|広報[^課室担]|最多";

/// Words of the title that say that data got out, though not how.
const LEAK: &str = "流出|漏えい|漏洩|漏れ|盗まれ|持ち出し|閲覧可能|閲覧でき|公開状態|誤って|悪用";

static CUES: LazyLock<[Pattern; 4]> = LazyLock::new(|| [APOLOGY, GENERAL, OTHER_SUBJECT, LEAK].map(Pattern::new));

/// How many sentences that praise a product make a page one that sells it.
const SALES_TALK: usize = 3;

impl Genre {
    /// The genre of a post, whose sentences speak in `manners`.
    pub(super) fn of(reading: &Reading, manners: &InScope) -> Self {
        let [apology, general, other, leak] = &*CUES;
        let page = reading.page;
        let title = page.posts[reading.post].heading.as_deref().or(page.title.as_deref()).unwrap_or_default();
        let of_page = page.title.as_deref().filter(|_| page.posts.len() == 1).unwrap_or_default();
        // 北浜議会図書館, 選挙管理委員会: a name says nothing of what is written.
        let (unnamed, of_page_unnamed) = (without_names(reading, title), without_names(reading, of_page));
        let says = |cue: &Pattern| cue.is_match(&unnamed) || cue.is_match(&of_page_unnamed);
        if TEMPLATE.iter().any(|word| title.contains(word)) {
            Self::General
        } else if apology.is_match(title) {
            Self::Incident
        } else if says(general) {
            let told = warns(title) && tells_of_its_own(reading, manners);
            if told || (announces_figure(&unnamed, title) || tells_then_warns(title)) && tells_an_event(reading, leak) {
                Self::Incident
            } else {
                Self::General
            }
        } else if tells_an_event(reading, leak) {
            Self::Incident
        } else if says(other) || manners.all().filter(|&manner| manner == Manner::Sales).count() >= SALES_TALK {
            Self::General
        } else {
            Self::Open
        }
    }
}

/// Whether a title, of which `unnamed` is left without the names, names somebody and says how much of whose got out, whatever
/// it goes on to explain: 「青葉織物」の通販サイトでカード情報2,145件流出の可能性 手口とは.
fn announces_figure(unnamed: &str, title: &str) -> bool {
    static FIGURE: Pattern = Pattern::new(
        "(?:情報|名簿|データ|アドレス|会員|顧客)[^。]{0,8}[0-9][0-9,.万]*(?:件|人|名)(?:分)?[^。]{0,6}(?:流出|漏えい|漏洩|漏れ|盗まれ)",
    );
    static COUNTED: Pattern = Pattern::new("年間|上半期|下半期|四半期|最多|調査|ランキング|統計|[0-9]年(?:は|に|の)");
    (unnamed != title || title.contains('「')) && FIGURE.is_match(title) && !COUNTED.is_match(title)
}

/// Whether a title tells what happened before it warns: 市の端末が感染、不審メールに注意.
fn tells_then_warns(title: &str) -> bool {
    static EVENT: Pattern = Pattern::new(
        "(?:が|に|で|から|の)[^、。]{0,24}(?:感染|流出|漏えい|漏洩|不正アクセス|不正ログイン|乗っ取り|乗っ取られる?|改ざん|侵入)(?:し|か|される?)?[、。 ][^、。]{0,30}注意",
    );
    static TREND: Pattern = Pattern::new("相次|急増|多発|増加|全国|年末|[0-9]割");
    EVENT.is_match(title) && !TREND.is_match(title)
}

/// Whether a title warns the reader: 弊社を装ったメールにご注意ください.
fn warns(title: &str) -> bool {
    static WARNING: Pattern = Pattern::new("[ごお]?(?:注意|用心)(?:ください|下さい|喚起|のお願い|について)|ご注意$");
    WARNING.is_match(title)
}

/// Whether the text tells beside its warning what happened to the writer itself: 弊社社員のパソコンが感染し.
fn tells_of_its_own(reading: &Reading, manners: &InScope) -> bool {
    use AttackType::{AccountTakeover, Malware, Ransomware, UnauthorizedAccess};
    // 事務局のパソコンに…が入り込み: only the house itself speaks so of its own.
    static OWN_DEVICE: Pattern = Pattern::new(
        "^(?:また|この|なお|、)*(?:事務局|所内|社内|院内|学内|庁内|校内|園内|職員|教職員)(?:が使う|が使って|用|の)?[^、。装名]{0,8}(?:パソコン|端末|PC|アカウント)",
    );
    let text = reading.text;
    let of_its_own = |mention: &&Mention<Attack>| {
        matches!(mention.value.kind, Malware | Ransomware | UnauthorizedAccess | AccountTakeover)
            && text.sentence_at(mention.span).is_some_and(|index| {
                let start = text.sentences()[index].span.start();
                let speaker = reading.mentions.organizations.iter().find(|speaker| {
                    speaker.rule.as_str() == "org/stand-in/speaker"
                        && (start..mention.span.start()).contains(&speaker.span.start())
                });
                let feigned = |speaker: &Mention<Organization>| {
                    let between = &text.norm()[speaker.span.end()..mention.span.start().max(speaker.span.end())];
                    ["を装", "をかた", "を騙", "を名乗", "になりすま", "の名を"].iter().any(|words| between.contains(words))
                };
                let before = &text.norm()[start..mention.span.start().max(start)];
                (speaker.is_some_and(|speaker| !feigned(speaker)) || OWN_DEVICE.is_match(before))
                    && manners.of(index) == Some(Manner::Report)
                    && super::tells(text, index, mention.span, mention.value.modality)
            })
    };
    reading.mentions.attacks.iter().any(|mention| of_its_own(&mention))
}

/// A title without the names of organisations that the post's own title has.
fn without_names(reading: &Reading, title: &str) -> String {
    let Some(passage) = self::title(reading.text) else { return title.to_owned() };
    let mentions = &reading.mentions.organizations;
    let from = mentions.partition_point(|mention| mention.span.start() < passage.span.start());
    let in_title = mentions[from..].iter().take_while(|mention| mention.span.end() <= passage.span.end());
    let names = in_title.filter(|mention| !mention.value.stand_in).map(|mention| reading.text.slice(mention.span));
    names.filter(|name| name.chars().count() > 2).fold(title.to_owned(), |title, name| title.replace(name, "X"))
}

/// Whether a heading announces writing that speaks in general, such as advice between the incidents of a blog.
pub(super) fn is_general(heading: &str) -> bool {
    static ASIDE: Pattern = Pattern::new(concat!(
        "^[^一-龠ぁ-んァ-ヶA-Za-z]*(?:(?:今月|今週|今号|今回)の(?:点検|数字|論点|ひとこと|一言|言葉|用語|キーワード|統計)",
        "|編集後記|次号予告|用語解説|数字で見る|余談|宣伝)|でできること$|にできること$|(?:製品|サービス)の[ごお]?(?:紹介|案内)$",
    ));
    let [apology, general, ..] = &*CUES;
    !apology.is_match(heading) && (general.is_match(heading) || ASIDE.is_match(heading))
}

/// Whether a heading heads what an editor puts at the end of a digest: his own news, letters, what he read.
pub(super) fn is_postscript(heading: &str) -> bool {
    static POSTSCRIPT: Pattern = Pattern::new(concat!(
        "^[^一-龠ぁ-んァ-ヶA-Za-z]*(?:お知らせ$|編集部(?:から|より)|編集後記|取材(?:メモ|後記|ノート)|読み比べ|次回|次号|バックナンバー",
        "|プロフィール|(?:読者|会員)(?:から|より|の声)|訂正|今週の(?:一冊|本)|最後に$|おわりに$|もしもの)",
    ));
    POSTSCRIPT.is_match(heading)
}

/// Within how many passages a post's title stands: a line of navigation or a date may be left above it.
const TOP: usize = 5;

/// The passage that is the post's title.
#[must_use]
pub fn title(text: &Text) -> Option<&Passage> {
    text.passages().iter().take(TOP).find(|passage| matches!(passage.kind, BlockKind::Heading(_)))
}

/// What flows out that is no data.
const OTHER_FLOWS: [&str; 18] = [
    "土砂",
    "人材",
    "頭脳",
    "原油",
    "重油",
    "油",
    "汚染水",
    "化学物質",
    "資金",
    "若者",
    "人口",
    "選手",
    "主力",
    "溶岩",
    "預金",
    "貯金",
    "マネー",
    "資本",
];

/// Whether the post's title itself says that something happened.
fn tells_an_event(reading: &Reading, leak: &Pattern) -> bool {
    static COUNTED: Pattern = Pattern::new("[0-9万千百](?:匹|頭|羽|尾|トン|リットル|キロ|立方メートル|平方メートル)$");
    let text = reading.text;
    let Some(passage) = title(text) else { return false };
    let likely = |modality: Modality| matches!(modality, Modality::Asserted | Modality::Suspected);
    let attacks = &reading.mentions.attacks;
    let from = attacks.partition_point(|mention| mention.span.start() < passage.span.start());
    let mut attacks = attacks[from..].iter().take_while(|mention| mention.span.start() < passage.span.end());
    // 土砂流出, 人材の流出, 養殖マダイ8万匹流出: what gets out is no data.
    let words = text.slice(passage.span);
    let of_data = |found: &std::ops::Range<usize>| {
        let before = words[..found.start].trim_end_matches("の").trim_end_matches("海外");
        !OTHER_FLOWS.iter().any(|flow| before.ends_with(flow))
            && !words[..found.start].ends_with("海外")
            && !COUNTED.is_match(before)
    };
    let mut leaks = leak.find_all(words).into_iter().filter(of_data);
    attacks.any(|mention| likely(mention.value.modality))
        || leaks.any(|found| {
            let start = passage.span.start();
            likely(modality::of(text, Span::new(start + found.start, start + found.end)))
        })
}
