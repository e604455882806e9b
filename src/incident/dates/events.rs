//! What the text says of each of its dates.

use std::sync::LazyLock;

use crate::pattern::Pattern;

use super::cast::{Cast, Subject};
use super::cues::{self, Cue, Strength};
use crate::edtf::Edtf;
use crate::extract::{Date, Mention};
use crate::incident::relevance::{Manner, manners};
use crate::incident::{DateRole, Scope};
use crate::page::BlockKind;
use crate::text::{Norm, Span, Text};

/// A date with something that happened on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Event<'s> {
    pub(super) role: DateRole,
    pub(super) date: &'s Mention<Date>,
    /// How sure the words are of it; more is surer.
    pub(super) weight: i32,
    /// The words that say it.
    pub(super) cue: Option<Span<Norm>>,
    /// Whether nothing between the date and these words names somebody else who did it.
    pub(super) is_own: bool,
}

/// How the words of a date are bound to what follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bond {
    /// 4月6日、…: with all that the rest of the sentence asserts.
    Loose,
    /// 4月6日に…: with the next predicate.
    Tight,
    /// 4月6日までに, 4月6日現在: with nothing that happened on the day.
    Bound,
}

/// The most text that a date governs, in bytes.
const LONGEST_REACH: usize = 720;

/// How many sentences an entry of a chronicle has.
const LONGEST_ENTRY: usize = 5;

/// How many dates before or after one of a sentence are looked at.
const NEIGHBOURS: usize = 16;

/// The weight of a strong cue, and of a weak one.
pub(super) const STRONG: i32 = 6;
const WEAK: i32 = 2;

/// What may stand between a date and the words that say what happened: a time of day, brackets.
const ASIDE: &str = r"^(?:(?:の?(?:午前|午後|正午|早朝|朝|未明|昼ごろ|昼|夕方|夕刻|夕|深夜|夜間|夜中|夜|日中|現地時間|日本時間)|[ ]|[0-9]{1,2}時(?:[0-9]{1,2}分|半)?(?:[0-9]{1,2}秒)?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|ごろ|頃|過ぎ|すぎ|付け?(?:で|の|けで)?|になって、?|の?(?:大引け後|引け後|取引終了後)|\([^()\n]{0,30}\)))*";

/// Between two dates that share what follows them.
const SHARED: &str = r"^(?:[、,・とや/() ]|及び|および|並びに|から|〜|-)*$";

/// Between a cue and one that takes it as its object: 感染したことが|判明.
const OBJECT: &str = r"(?:こと|事実|痕跡|形跡|旨|疑い|可能性|おそれ|恐れ|懸念|状態|模様|[たるいな]の|もの)(?:が|を|は|も|に|から|について|として|であると|だと)?[^、。]{0,14}$|との?[^、。]{0,14}$|として[^。]{0,20}$";

/// Before a date that a cue names as its own: 気付いたのは4月6日, 発表は4月6日, 発表(4月6日).
const CLEFT: &str = r"(?:(?:の(?:は|が)|日時?は)[、 ]*|(?:発表|公表|判明|発覚|発生|確認)(?:の(?:きっかけ|端緒))?(?:(?:は|が)[、 ]*| ?\()|(?:^|[、。\n:/ (])(?:発表|公表|判明|発覚|発生))(?:[^。、]{0,12}だった)?$";

/// Before a date that a relative clause describes: 連絡があった20日.
const DESCRIBED: &str = r"[^、。]{0,6}た$";

/// Before a stretch of time: 閲覧できる状態にあった期間は.
const PERIOD: &str = r"期間は、?$";

/// After a date with に, a relative clause that only says who acts: 6日に出社した社員が、….
const ACTOR: &str = r"^[^、。]{1,20}た[^、。たる]{1,14}(?:が|は)、";

/// What somebody sees when an attack strikes: it is noticed as it happens.
const SEEN: &str = "警告|脅迫|画面|表示|動かなく|応答しなく|異変";

/// Before a date that an attack or mishap is the topic of: 第三者からの接続は、4月6日から…
const SUBJECT: &str = r"(?:状態|不具合|トラブル|攻撃|侵入|接続|アクセス|ログイン|感染|流出|漏えい|転送|障害|停止|閲覧|投稿|公開|掲載|誤送信|紛失|改ざん)は、?(?:[^、。]{1,6}の)?$";

/// Nouns that label a date.
const LABELS: &[(DateRole, &str)] = &[
    (DateRole::AffectedPeriod, r"(?:対象|該当|利用|登録|契約|購入|注文)(?:の|となる)?期間"),
    (DateRole::Disclosed, r"第 ?[1一] ?報$|初報$|(?:公表|発表|公開|掲載|リリース|報道|開示)(?:日時?|年月日)?$"),
    (DateRole::Discovered, r"(?:発覚|判明|発見|検知|覚知|認知|確認|把握)(?:した|された)?(?:日時?|年月日|の?日時|時期|時刻)?$"),
    (
        DateRole::Occurred,
        r"(?:発生|紛失|盗難|流出|漏えい|漏洩|送信|送付|攻撃|障害|事故|事案|事件|被害|侵入|感染|不正アクセス|誤配|配布|交付|掲載|閲覧(?:可能|でき)[^、。]{0,8})(?:が)?(?:した|された|発生|のあった|があった)?(?:日時?|年月日|期間|時期|時刻|の?日時|日時・場所|日時及び場所)$|^(?:日時|期間|いつ)$",
    ),
];

/// What people or data did in a stretch of time that an incident is about: 〜の間にカード決済を利用された方.
const USED: &str = r"^(?:まで|迄|の間|の期間|にかけて|の?期間中|の|に|中)*[、]?[^、。]{0,44}?(?:利用|購入|注文|登録|契約|申し?込み?|応募|決済|入力|受講|在籍|予約|宿泊|来店|受診|加入|回答|購読|入会|寄付|寄附|使っ|使用|担任|変更|申請)(?:を|が|に|し)?(?:され|さ|し|いただ|頂|の|だっ|あっ)?[^、。]{0,4}?(?:た|の|する|した|予定)[^、。]{0,24}?(?:方|人|お客|会員|顧客|利用者|ユーザ|件|情報|名|者|データ|分|児童|生徒|学生)";

/// After a cue that only describes a noun: 誤って送った全員に.
const ADNOMINAL: &str =
    r"^[^、。]{0,8}?た(?:方|お客|全員|人|件|[0-9]|メール|書類|会員|顧客|利用者|対象|ファイル|データ|名簿|生徒|児童|情報)";

/// After a cue, what makes it a state that somebody finds: 暗号化されているの(を確認した).
const GOES_ON: &str = r"^(?:[^、。]{0,6}て(?:い|お)(?:る|り|ます)|[^、。]{0,8}ない)[^、。]{0,4}(?:こと|の|旨|状態)(?:を|が|に)";

/// Before a predicate of finding, what makes the words before it the thing that was found.
const INSIDE: &str = r"(?:た|[^いお]る)(?:こと|の|旨|もの|おそれ|可能性)(?:が|を|に|と|の)[^、。]{0,10}$";

/// Nouns of a state that is noticed: what was noticed on that day was so on that day.
const SYMPTOM: &str = r"なくなっ|持ち去|盗まれ|感染|暗号化|障害|攻撃|侵入|改ざん|不正アクセス|乗っ取|つなが|使えな|利用でき";

/// The end of a clause that tells of something past.
const PAST: &str = r"(?:[^ ]た|んだ|いだ)(?:[。」』)]|$|(?:の|もの|ん)(?:です|だ)|と(?:いう|いい|みられ|のこと|され)|ところ|そう|らしい|とき)|のこと(?:です|だ|でし)?[。]|のこと$";

/// What is done after an incident, or has nothing to do with it.
const AFTERMATH: &str = r"対策|防止|再発|研修|会議|委員会|審議|議会|説明会|保護者会|窓口|相談室|設置|開設|導入|発売|契約|就任|入社|入学|卒業|退職|退任|辞任|設立|創業|創立|開業|開園|開校|上場|買収|合併|予定|逮捕|起訴|送検|判決|公判|処分|懲戒|免職|停職|提訴|訴え|決算|株価|終値|修正|見直|返金|補償|返送|返却|回収|訪問|おわび|お詫び|謝罪|案内|注意|要請|指導|命令|勧告|始め[たま]|始まっ|始まり|スタート|開始し|改め|戻っ|戻し|直し[たま]|対応|切り替え|公開し|公表|発表|報じ|掲載|更新|配信|終わっ|終了|完了|依頼|交換|変更|廃止|施行|改正|記者|取材|警察|警視庁|県警|届け|報告|調査|解析|鑑定|検証|再開|復旧|回復|停止|遮断|止め[たて]|防い|捕まっ|認め[たま]|開い[たて]|開催|会見|支払|入手|購入|買っ|書い[たて]|読ん|載せ|載っ|参加|受講|セミナー|出席|運用|サービス|稼働|開幕|続報|を出し[たて]|閉じ|閉め|消し[たて]|削除|外し|やめ|[0-9](?:件|社|校|回)(?:で|だっ|に)";

/// Between two predicates, what begins a new clause of its own: 障害が発生し、調査の結果、…を確認した.
const RESUMED: &str = r"、(?:その後の?)?(?:調査|調べ|確認したところ|原因を|その後|直ちに|ただちに|すぐに|翌|同日)";

/// After a date, what makes it the beginning of a stretch of time: 6日午前2時から11時までの間.
const STRETCH: &str = r"^(?:から|より)[^。、]{0,24}(?:まで|にかけ)|^以降";

/// Before a date that all began on: 発端は4月6日.
const BEGINNING: &str = r"(?:発端|始まり|発生)は、?$";

/// Words for somebody else than the writer.
const OTHERS: &str =
    "[同各他子]社|[同各他]行|同[会院校市県]|[^当弊本自]社(?:は|が|より|から)|各社|委託先|業者|警察|同サイト|メーカー";

/// After a date, a document of that day: 4月6日付「不正アクセスに関するお知らせ」.
const DOCUMENT: &str = "^(?:適時開示|(?:プレス)?リリース|公表資料|発表資料|公表文|お知らせ|告知)(?:に|で|から)|^(?:付け?)?(?:の|で|に)?(?:公表|掲載|発表|開示|公開|お知らせ)?(?:の|した|しました|いたしました)?、?「[^」]{2,60}(?:お知らせ|ご?報告|お詫び|おわび|について|に関して|の件)[^」]{0,30}」(?:及び|および|並びに|、|で|にて|を(?:公表|発表|掲載|リリース|開示|出|公開)|と題|という(?:リリース|お知らせ))";

/// A label whose words say what happened at the time beside it: 見当たらなくなった時期, 改ざんされていた期間.
const SAYS_WHEN: &str =
    "(?:た|発覚の|判明の|検知の|侵入の|攻撃の|感染の)(?:日時?|時期|期間|時刻|きっかけ|経緯|端緒)$|^(?:発覚|判明|検知)$";

/// How a sentence without a date begins or goes on that tells of the day that was mentioned last.
const SAME_DAY: &str = "^(?:[^、。]{0,12}(?:に)?(?:戻(?:る|った)|帰(?:る|宅)|着いて|到着)|その場で|直後|すぐに|まもなく|間もなく|しばらく|数(?:分|時間)後|[0-9]+(?:分|時間)(?:ほど|余り)?後|(?:午前|午後)?[0-9]{1,2}(?:時|:[0-9])|(?:午前|午後)[0-9]|夕方|夜に|朝に|昼)|(?:同じ日|その日|当日|同日)(?:の|中|、|に)|[、は](?:午前|午後)?[0-9]{1,2}時";

/// After a date that tells which data are meant (4・5月使用分), or when the same happened before (昨年2月にも).
const PORTION: &str = "^(?:の)?(?:使用|検針|請求|利用|給与|支給|納付|課税|支払)?分(?:の|に|を|は|が|で|\\(|、|。)|^に?も(?:、|[^、。]{0,30}(?:同様|相次|起き|発生|あっ|問題|明らか|いる|被害))|^(?:現在|時点)";

/// After a date, a subject set apart by a comma: 6日には青葉商事が、…と発表した.
const SPEAKER: &str = "^(?:に(?:は|も)?|、)?[^、。「」(た]{2,24}(?:が|は)、";

/// After a predicate, the noun that it describes: 検知した侵入.
const RELATIVE: &str = "^[^、。]{0,6}?た(?:[一二三四五六七八九十]|[丁-龠々ァ-ヴA-Z])";

/// After a date with に, a relative clause: 6日に退職した職員.
const OF_NOUN: &str = "^(?:に|から|より)[^、。]{0,20}?た(?:[一二三四五六七八九十]|[丁-龠々ァ-ヴ])";

/// After a date with に, a relative clause about somebody's office or something's founding: 6日に就任した社長.
const OF_OFFICE: &str =
    "^(?:に|から|で)[^、。]{0,12}?(?:就任|着任|退職|退任|入社|異動|採用|設立|発売|開設|開業|施行|改正)[^、。]{0,6}?た";

/// Before a date, what was published on it: 第一報を4月6日に出した.
const PUBLICATION: &str = "(?:第 ?[1一] ?報|お知らせ|リリース|お詫び|おわび|声明|公表文)(?:を|は)、?$";

/// A time of day.
const HOUR: &str = "(?:午前|午後)[0-9]{1,2}時";

struct Patterns {
    hour: Pattern,
    relative: Pattern,
    of_noun: Pattern,
    of_office: Pattern,
    publication: Pattern,
    speaker: Pattern,
    portion: Pattern,
    says_when: Pattern,
    same_day: Pattern,
    document: Pattern,
    others: Pattern,
    past: Pattern,
    beginning: Pattern,
    resumed: Pattern,
    stretch: Pattern,
    aftermath: Pattern,
    aside: Pattern,
    shared: Pattern,
    object: Pattern,
    cleft: Pattern,
    used: Pattern,
    symptom: Pattern,
    adnominal: Pattern,
    goes_on: Pattern,
    apology: Pattern,
    news: Pattern,
    fact: Pattern,
    leaked: Pattern,
    seen: Pattern,
    actor: Pattern,
    period: Pattern,
    described: Pattern,
    inside: Pattern,
    subject: Pattern,
    labels: Vec<(DateRole, Pattern)>,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let compile = |pattern: &'static str| Pattern::new(pattern);
    Patterns {
        hour: compile(HOUR),
        relative: compile(RELATIVE),
        of_noun: compile(OF_NOUN),
        of_office: compile(OF_OFFICE),
        publication: compile(PUBLICATION),
        speaker: compile(SPEAKER),
        portion: compile(PORTION),
        says_when: compile(SAYS_WHEN),
        same_day: compile(SAME_DAY),
        document: compile(DOCUMENT),
        others: compile(OTHERS),
        past: compile(PAST),
        beginning: compile(BEGINNING),
        resumed: compile(RESUMED),
        stretch: compile(STRETCH),
        aftermath: compile(AFTERMATH),
        aside: compile(ASIDE),
        shared: compile(SHARED),
        object: compile(OBJECT),
        cleft: compile(CLEFT),
        used: compile(USED),
        symptom: compile(SYMPTOM),
        adnominal: compile(ADNOMINAL),
        goes_on: compile(GOES_ON),
        news: compile(r"ことが(?:分か|わか|判明|明らかにな)[^。]{0,6}。?$"),
        fact: compile(r"(?:こと|事実)(?:が|を)[^、。]{0,6}$"),
        leaked: compile("流出|漏|送信|窃取|転送"),
        seen: compile(SEEN),
        actor: compile(ACTOR),
        period: compile(PERIOD),
        described: compile(DESCRIBED),
        apology: compile(r"(?:お詫び|おわび|謝罪|説明|お願い|案内)[^。]{0,24}$"),
        inside: compile(INSIDE),
        subject: compile(SUBJECT),
        labels: LABELS.iter().map(|(role, pattern)| (*role, compile(pattern))).collect(),
    }
});

/// The events of the scope, in the order of the text.
pub(super) fn events<'s>(scope: &'s Scope, cast: &Cast) -> Vec<Event<'s>> {
    let dates: Vec<&Mention<Date>> = scope.only(&scope.reading.mentions.dates).collect();
    let manners = manners(scope);
    let mut events = Vec::new();
    for index in 0..dates.len() {
        let Some(sentence) = scope.sentence_of(dates[index].span) else { continue };
        let place = scope.sentences.binary_search(&sentence).unwrap_or_default();
        let is_aside = manners[place] == Manner::OtherCase
            && scope.text().slice(scope.text().sentences()[sentence].span).starts_with("ちなみに");
        if (manners[place] != Manner::Report && !is_aside) || is_no_day(dates[index]) {
            continue;
        }
        let view = View { scope, text: scope.text(), dates: &dates, index, sentence };
        let known = events.len();
        view.read(&mut events);
        match cast.subject(scope, view.sentence_span(), dates[index].span) {
            Subject::Own => {}
            Subject::Another => events.truncate(known),
            Subject::Speaker => {
                let told = events.split_off(known);
                events.extend(told.into_iter().filter(|event| event.role == DateRole::Disclosed));
            }
        }
    }
    carry(scope, &manners, &dates, &mut events);
    events
}

/// Adds what the sentences without a date say happened on the day that the sentence before them tells of.
fn carry<'s>(scope: &'s Scope, manners: &[Manner], dates: &[&'s Mention<Date>], events: &mut Vec<Event<'s>>) {
    let text = scope.text();
    let mut known = events.clone().into_iter().peekable();
    let mut dates = dates.iter().peekable();
    let mut day: Option<(Event<'s>, usize)> = None;
    for (place, &index) in scope.sentences.iter().enumerate() {
        let sentence = &text.sentences()[index];
        let mut has_date = false;
        while dates.next_if(|date| date.span.start() < sentence.span.end()).is_some() {
            has_date = true;
        }
        let mut of_sentence = None;
        while let Some(event) = known.next_if(|event| event.date.span.start() < sentence.span.end()) {
            let tells = matches!(event.role, DateRole::Occurred | DateRole::Discovered | DateRole::Contained);
            let is_day = matches!(event.date.value.edtf, Edtf::Date(day) if day.day().is_some());
            of_sentence = Some(event).filter(|_| tells && is_day);
        }
        if has_date {
            day = of_sentence.map(|event| (event, index));
            continue;
        }
        let near = day.filter(|(_, last)| {
            let follows = index - last <= 2 && text.sentences()[*last].passage == sentence.passage;
            // A time of day needs a day, even if it stands some passages above.
            let has_hour = index - last <= 8 && PATTERNS.hour.is_match(text.slice(sentence.span));
            (follows || has_hour) && manners[place] == Manner::Report
        });
        let words = text.slice(sentence.span);
        if let Some((event, _)) = near.filter(|_| PATTERNS.same_day.is_match(words)) {
            loose(words, &cues::find(&without_quotations(words)), true, &mut |cue, lower| {
                if matches!(cue.role, DateRole::Occurred | DateRole::Discovered) {
                    let cue_span = Some(Span::new(cue.start, cue.end).shift(sentence.span.start()));
                    let weight = weight(cue) - lower - CARRIED;
                    events.push(Event { role: cue.role, weight, cue: cue_span, ..event });
                }
            });
        }
    }
}

/// How much less sure it is that a sentence without a date tells of the day mentioned before it.
const CARRIED: i32 = 3;

/// Whether a mention says no day on which something can have happened.
fn is_no_day(date: &Mention<Date>) -> bool {
    let is_year = matches!(date.value.edtf, Edtf::Date(day) if day.month().is_none());
    let coarse = ["date/fiscal-year", "date/turn-of-year", "date/months-away", "date/some-days-away"];
    is_year || coarse.contains(&date.rule.as_str())
}

/// A date in its place.
struct View<'s, 'd> {
    scope: &'s Scope<'s>,
    text: &'s Text,
    dates: &'d [&'s Mention<Date>],
    index: usize,
    sentence: usize,
}

impl<'s> View<'s, '_> {
    fn date(&self) -> &'s Mention<Date> {
        self.dates[self.index]
    }

    fn norm(&self) -> &'s str {
        self.text.norm()
    }

    fn has_day(&self) -> bool {
        self.date().value.edtf.start().day().is_some()
    }

    fn sentence_span(&self) -> Span<Norm> {
        self.text.sentences()[self.sentence].span
    }

    fn event(&self, role: DateRole, weight: i32, cue: Option<Span<Norm>>) -> Event<'s> {
        let (start, end) = (self.sentence_span().start(), cue.map_or(self.sentence_span().end(), Span::end));
        let start = clip_up(self.norm(), start.max(end.saturating_sub(LONGEST_REACH)).min(end));
        let is_own = !PATTERNS.others.is_match(&self.norm()[start.min(end)..end]);
        Event { role, date: self.date(), weight, cue, is_own }
    }

    fn read(&self, events: &mut Vec<Event<'s>>) {
        let mut add = |role, weight, cue| events.push(self.event(role, weight, cue));
        let is_interval = matches!(self.date().value.edtf, Edtf::Interval(..));
        if let Some((role, cue)) = self.label().filter(|(role, _)| !is_interval || *role != DateRole::Disclosed) {
            add(role, STRONG + 2, cue);
            return;
        }
        let (from, to) = self.reach();
        let patterns = &*PATTERNS;
        let aside = patterns.aside.find(&self.norm()[from..to]).map_or(0, |found| found.end);
        // The 朝 of 朝刊 is no time of day.
        let aside = if self.norm()[from + aside..to].starts_with('刊') { 0 } else { aside };
        let words = &self.norm()[from + aside..to];
        let at = |cue: &Cue| Some(Span::new(cue.start, cue.end).shift(from + aside));
        // 見られたおそれがあるのは6日から8日に利用した客: the stretch is that of the use.
        let is_of_use = is_interval && patterns.used.is_match(words) && self.before().1.trim_end_matches('、').ends_with("のは");
        if let Some(cue) = self.cleft().filter(|_| !is_of_use) {
            add(cue.0, STRONG + 1, Some(cue.1));
            if cue.0 == DateRole::Occurred && patterns.seen.is_match(self.text.slice(cue.1)) {
                add(DateRole::Discovered, STRONG, Some(cue.1));
            }
            return;
        }
        if let Some(cue) = self.announcement() {
            add(DateRole::Disclosed, STRONG, Some(cue));
            return;
        }
        if is_interval && patterns.used.is_match(words) {
            add(DateRole::AffectedPeriod, STRONG, None);
            // What was entered in that time leaked: so long the attack went on.
            if let Some(cue) = cues::find(words).iter().find(|cue| patterns.leaked.is_match(&words[cue.start..cue.end])) {
                add(DateRole::Occurred, WEAK - 1, at(cue));
            }
            return;
        }
        if let Some(found) = patterns.document.find(words) {
            add(DateRole::Disclosed, STRONG, Some(Span::new(found.start, found.end).shift(from + aside)));
            return;
        }
        let bond = bond(words, is_interval);
        if patterns.portion.is_match(words) {
            return;
        }
        if bond == Bond::Bound {
            return;
        }
        let mut cues = cues::find(&without_quotations(words));
        cues.retain(|cue| cue.strength == Strength::Strong || !patterns.apology.is_match(&words[..cue.start]));
        if self.heads_item() {
            add(DateRole::Disclosed, WEAK, None);
            return;
        }
        if cues.is_empty() && (self.stands_alone(words) || self.heads_entry()) {
            if !self.is_publication() {
                self.read_entry(&mut add);
            }
            return;
        }
        if cues.is_empty() && is_interval {
            add(DateRole::Occurred, WEAK - 1, None);
        } else if cues.is_empty() && self.has_day() && self.ends_item(words) {
            add(DateRole::Disclosed, WEAK - 1, None);
        }
        if cues.is_empty()
            && let Some(weight) = self.untold(words, is_interval)
        {
            add(DateRole::Occurred, weight, None);
        }
        let is_stretch = is_interval || patterns.stretch.is_match(words);
        let mut add = |cue: &Cue, lower: i32| {
            if is_stretch && cue.role == DateRole::Discovered {
                // 6日から7日にかけて試行を検知した: what goes on for a time is what was found.
                add(DateRole::Occurred, WEAK - lower, at(cue));
                return;
            }
            add(cue.role, weight(cue) - lower, at(cue));
            if cue.role == DateRole::Occurred && patterns.seen.is_match(&words[cue.start..cue.end]) {
                add(DateRole::Discovered, weight(cue) - lower - 1, at(cue));
            }
        };
        let (_, before) = self.before();
        if bond == Bond::Loose && self.is_in_digest() && before.trim().is_empty() && patterns.news.is_match(words) {
            events.push(self.event(DateRole::Disclosed, WEAK - 1, None));
            return;
        }
        match bond {
            Bond::Tight if !is_actor(words, &cues) => {
                let is_topical = self.has_day() && !is_interval && before.trim_end_matches('、').ends_with('は');
                tight(words, &cues, is_topical, add);
            }
            _ => {
                let is_moment = self.has_day() && !is_stretch;
                loose(words, &cues, is_moment, &mut add);
            }
        }
    }

    /// A date that is an entry of a chronicle: what happened stands in the passages after it.
    fn read_entry(&self, add: &mut impl FnMut(DateRole, i32, Option<Span<Norm>>)) {
        let next = self.dates.get(self.index + 1).map_or(self.norm().len(), |date| date.span.start());
        let place = self.scope.sentences.partition_point(|&sentence| sentence <= self.sentence);
        let mut left = LONGEST_ENTRY;
        for &sentence in &self.scope.sentences[place..] {
            let span = self.text.sentences()[sentence].span;
            if span.start() >= next || left == 0 {
                return;
            }
            left -= 1;
            let to = clip(self.norm(), span.start(), span.end().min(next).min(span.start() + LONGEST_REACH));
            let words = &self.norm()[span.start()..to];
            loose(words, &cues::find(&without_quotations(words)), true, &mut |cue, lower| {
                add(cue.role, weight(cue) - lower, Some(Span::new(cue.start, cue.end).shift(span.start())));
            });
        }
    }

    /// The text that the date governs: up to the next date of the sentence that does not share it.
    fn reach(&self) -> (usize, usize) {
        let end = self.sentence_span().end();
        let mut from = self.date().span.end();
        let mut to = end;
        for next in &self.dates[self.index + 1..] {
            if next.span.start() >= end {
                break;
            }
            if is_no_day(next) {
                continue;
            }
            if PATTERNS.shared.is_match(&self.norm()[from..next.span.start()]) {
                from = next.span.end();
            } else {
                to = next.span.start();
                break;
            }
        }
        let to = clip(self.norm(), from, to.min(from + LONGEST_REACH));
        (from, from + bracketed(&self.norm()[from..to]))
    }

    /// Whether another date follows in the sentence.
    fn has_later_date(&self) -> bool {
        self.dates.get(self.index + 1).is_some_and(|date| date.span.start() < self.sentence_span().end())
    }

    /// The words of the sentence before the date, as many as matter. Of 前日の20日 and 昨日(7日) the first date says the same.
    fn before(&self) -> (usize, &'s str) {
        let start = self.sentence_span().start();
        let mut to = self.date().span.start();
        for earlier in self.dates[..self.index].iter().rev() {
            if earlier.span.start() < start || !matches!(&self.norm()[earlier.span.end()..to], "の" | "(") {
                break;
            }
            to = earlier.span.start();
        }
        let from = clip_up(self.norm(), start.max(to.saturating_sub(240)));
        (from, &self.norm()[from..to])
    }

    /// The announcement at the end of the sentence, if the date says when its topic made it: 県は6日、…と発表した.
    fn announcement(&self) -> Option<Span<Norm>> {
        let (_, before) = self.before();
        let after = &self.norm()[self.date().span.end()..self.sentence_span().end()];
        let after = &after[PATTERNS.aside.find(after).map_or(0, |found| found.end)..];
        let is_topic = (before.ends_with(['は', 'も']) && after.starts_with(['、', 'に', 'ま']))
            || (before.ends_with('が') && after.starts_with(['、', 'に']))
            || ((before.is_empty() || before.ends_with('、')) && after.starts_with('、'))
            || (PATTERNS.speaker.is_match(after) && !self.has_later_date());
        if !is_topic {
            return None;
        }
        let end = self.sentence_span().end();
        let from = clip_up(self.norm(), self.date().span.end().max(end.saturating_sub(90)));
        let cue = cues::find(&self.norm()[from..end]).into_iter().rfind(|cue| cue.role == DateRole::Disclosed)?;
        let at = from + cue.start;
        // A later date may have the announcement for itself: 6日、…し、8日に公表した.
        let claimed = self.dates[self.index + 1..].iter().take_while(|date| date.span.end() <= at).last().is_some_and(|date| {
            let between = without_quotations(&self.norm()[date.span.end()..at]);
            // 12日に感染していたと公表した: the later date is of what is announced.
            let is_told = between.trim_end().ends_with("たと") || between.trim_end().ends_with("ると");
            between.chars().filter(|&c| c != ' ').count() <= 12 && !between.contains('、') && !is_told
        });
        // So may one that a later topic has: 病院が昨年11月に攻撃を受けた問題で、同病院は30日、…と公表した.
        let later = self.dates[self.index + 1..].iter().take(NEIGHBOURS);
        let topic_later = later.take_while(|date| date.span.end() <= at).any(|date| {
            let (before, after) = (&self.norm()[..date.span.start()], &self.norm()[date.span.end()..]);
            before.ends_with(['は', 'も']) && after.starts_with(['、', 'に', 'ま', '夕', '夜', '午'])
        });
        // An earlier date of the sentence has it already.
        let taken = self.dates[..self.index]
            .iter()
            .rev()
            .take(NEIGHBOURS)
            .take_while(|date| date.span.start() >= self.sentence_span().start())
            .any(|date| self.norm()[self.sentence_span().start()..date.span.start()].ends_with(['は', 'も', 'が']));
        let ends = self.norm()[from + cue.end..end].chars().count() <= 24;
        (!claimed && !topic_later && !taken && ends).then(|| Span::new(cue.start, cue.end).shift(from))
    }

    /// The words before the date that name it as the day of what they say.
    fn cleft(&self) -> Option<(DateRole, Span<Norm>)> {
        let (from, before) = self.before();
        if let Some(found) = PATTERNS.subject.find(before) {
            return Some((DateRole::Occurred, Span::new(from + found.start, from + found.end)));
        }
        if let Some(found) = PATTERNS.publication.find(before) {
            return Some((DateRole::Disclosed, Span::new(from + found.start, from + found.end)));
        }
        let begins = self.norm()[self.date().span.end()..].starts_with("から");
        if PATTERNS.period.is_match(before) && (begins || matches!(self.date().value.edtf, Edtf::Interval(..))) {
            let is_use = before.contains("対象") || before.contains("利用") || before.contains("該当");
            let role = if is_use { DateRole::AffectedPeriod } else { DateRole::Occurred };
            let at = from + before.rfind("期間").unwrap_or_default();
            return Some((role, Span::new(at, at + "期間".len())));
        }
        if let Some(said) = before.strip_suffix('(')
            && self.norm()[self.date().span.end()..].starts_with(')')
            && let Some(cue) = cues::find(said).into_iter().next_back()
            && said[cue.end..].chars().count() <= 4
        {
            return Some((cue.role, Span::new(cue.start, cue.end).shift(from)));
        }
        if let Some(found) = PATTERNS.described.find(before)
            && let Some(cue) = cues::find(before).into_iter().next_back()
            && cue.end > found.start
            && cue.end <= before.len()
            && matches!(cue.role, DateRole::Discovered | DateRole::Occurred)
            && cue.strength == Strength::Strong
        {
            return Some((cue.role, Span::new(cue.start, cue.end).shift(from)));
        }
        let found = PATTERNS.cleft.find(before)?;
        // 発生8/26 names the day, 発表翌日の株価 another one.
        let is_label = before.ends_with(['表', '明', '覚', '生']);
        if is_label && !self.text.slice(self.date().span).starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let own = self.dates[..self.index].iter().rev().find(|date| date.span.end() <= from + before.len());
        let own = own.map_or(from, |last| last.span.end().max(from));
        let words = without_quotations(&self.norm()[own..(from + found.end).max(own)]);
        let cue = cues::find(&words).into_iter().next_back().filter(|cue| cue.role != DateRole::Contained);
        let cue = cue.map(|cue| (cue.role, Span::new(cue.start, cue.end).shift(own)));
        cue.or_else(|| {
            let noun = ["発表", "公表", "判明", "発覚", "発生", "確認"]
                .into_iter()
                .find_map(|noun| before[found.clone()].find(noun).map(|at| (noun, at)));
            noun.map(|(noun, at)| {
                let role = match noun {
                    "発表" | "公表" => DateRole::Disclosed,
                    "発生" => DateRole::Occurred,
                    _ => DateRole::Discovered,
                };
                let start = from + found.start + at;
                (role, Span::new(start, start + noun.len()))
            })
        })
    }

    /// The role that a label beside the date gives it: 発生日時:, the heading of its row or column, the term before it.
    fn label(&self) -> Option<(DateRole, Option<Span<Norm>>)> {
        let patterns = &*PATTERNS;
        let role = |label: &str| {
            let label = label
                .trim()
                .trim_end_matches([':', ' ', '】', ')', '(', '〉', '>', '…', '―', '-', '」'])
                .trim_start_matches(|c: char| !c.is_alphabetic());
            let named = patterns.labels.iter().find(|(_, pattern)| pattern.is_match(label)).map(|(role, _)| *role);
            named.or_else(|| {
                let says = patterns.says_when.is_match(label) && label.chars().nth(20).is_none();
                cues::find(label).last().filter(|_| says).map(|cue| cue.role)
            })
        };
        let (from, before) = self.before();
        let passage_index = self.text.sentences()[self.sentence].passage;
        let passage = &self.text.passages()[passage_index];
        if let BlockKind::Cell(cell) = &passage.kind {
            // 日時 over a column heads a chronicle.
            let column = cell.column_heading.as_deref().filter(|heading| heading.trim() != "日時");
            if let Some(role) = [cell.row_heading.as_deref(), column].into_iter().flatten().find_map(role)
                && before.chars().count() <= 4
            {
                return Some((role, None));
            }
        }
        let line = before.rsplit(['\n', '。', '、']).next().unwrap_or_default();
        let is_label = line.trim_end().ends_with([':', '】', '〉', '>', '…', '('])
            || (line.chars().count() <= 16 && line.ends_with([' ', '日', '時', '間']));
        if is_label && line.chars().count() <= 24 {
            return role(line).map(|role| (role, Some(Span::new(from + before.len() - line.len(), from + before.len()))));
        }
        // A label in a block of its own: a term, a short heading.
        if before.trim().is_empty() && passage.span.start() + 12 >= self.date().span.start() {
            let above = self.text.passages().get(passage_index.checked_sub(1)?)?;
            let label = self.text.slice(above.span);
            let longest = if matches!(above.kind, BlockKind::Term | BlockKind::Heading(_)) { 20 } else { 10 };
            let is_label = label.chars().count() <= longest && !label.contains(['。', '、', 'を']);
            return role(label).filter(|_| is_label).map(|role| (role, Some(above.span)));
        }
        None
    }

    /// How sure it is that something past of which `words`, after the date, say nothing else is the incident itself.
    fn untold(&self, words: &str, is_interval: bool) -> Option<i32> {
        let patterns = &*PATTERNS;
        let (_, before) = self.before();
        if patterns.beginning.is_match(before) {
            return Some(STRONG);
        }
        let is_past = patterns.past.is_match(words) && !patterns.aftermath.is_match(words) && !patterns.of_noun.is_match(words);
        let before = before.trim_end_matches(['、', ' ']);
        let is_cleft = ["のは", "のが"].iter().any(|end| before.ends_with(end));
        (is_past && !is_interval && !is_cleft).then_some(WEAK - 3)
    }

    /// Whether the scope is one of several items of its post.
    fn is_in_digest(&self) -> bool {
        self.scope.sentences.len() < self.text.sentences().len()
    }

    /// Whether the date closes an item of a digest: 〇〇市 教諭がUSBメモリを紛失 2021年4月6日.
    fn ends_item(&self, words: &str) -> bool {
        let (_, before) = self.before();
        self.is_in_digest() && !words.contains(char::is_alphanumeric) && before.chars().nth(8).is_some()
    }

    /// Whether the date begins a heading: what stands below is told of that day.
    fn heads_entry(&self) -> bool {
        let (_, before) = self.before();
        let passage = &self.text.passages()[self.text.sentences()[self.sentence].passage];
        let is_heading = matches!(passage.kind, BlockKind::Heading(2..) | BlockKind::Term);
        is_heading && self.has_day() && !before.contains(char::is_alphanumeric)
    }

    /// Whether the date heads an item of a digest, before the one that it is about: 6月3日 北浜市立病院 書類の紛失.
    fn heads_item(&self) -> bool {
        let (_, before) = self.before();
        let words = &self.norm()[self.date().span.end()..self.sentence_span().end()];
        let is_heading = || {
            let passage = &self.text.passages()[self.text.sentences()[self.sentence].passage];
            matches!(passage.kind, BlockKind::Heading(_) | BlockKind::Term)
        };
        let names_one = || {
            let all = &self.scope.reading.mentions.organizations;
            let next = all.partition_point(|mention| mention.span.start() < self.date().span.end());
            all.get(next).is_some_and(|mention| self.sentence_span().contains(mention.span))
        };
        self.has_day()
            && self.is_in_digest()
            && !before.contains(char::is_alphanumeric)
            && words.starts_with([' ', ':', '/', '|', '】', ')', '-', '・'])
            && is_heading()
            && names_one()
    }

    /// Whether the date is the one on which the post or page was published.
    fn is_publication(&self) -> bool {
        let page = self.scope.reading.page;
        let post = page.posts[self.scope.reading.post].date;
        [post, page.published, page.modified].contains(&Some(self.date().value.edtf))
    }

    /// Whether nothing but the date stands in its passage up to `words`, the rest of its sentence.
    fn stands_alone(&self, words: &str) -> bool {
        let (_, before) = self.before();
        let is_bare = |words: &str| !words.contains(|c: char| c.is_alphanumeric());
        is_bare(words) && is_bare(before)
    }
}

fn weight(cue: &Cue) -> i32 {
    if cue.strength == Strength::Strong { STRONG } else { WEAK }
}

fn bond(words: &str, is_interval: bool) -> Bond {
    let bound = ["までに", "まで", "現在", "時点", "の時点", "以前"];
    if !is_interval && bound.iter().any(|word| words.starts_with(word)) {
        return Bond::Bound;
    }
    let tight = ["に", "から", "より", "の", "で", "を", "以降", "まで", "が", "付", "中に", "をもって", "と"];
    // 6日に、…: the comma sets the day before the whole of the clause.
    let apart = ["に、", "には、", "で、"];
    if tight.iter().any(|word| words.starts_with(word)) && !apart.iter().any(|word| words.starts_with(word)) {
        Bond::Tight
    } else {
        Bond::Loose
    }
}

/// The predicates that a date with に is bound to: the next one, rather a strong one of the same clause, and with less
/// weight those that are said along with it.
fn tight(words: &str, cues: &[Cue], is_topical: bool, mut add: impl FnMut(&Cue, i32)) {
    let patterns = &*PATTERNS;
    let Some(first) = cues.first() else { return };
    // 6日に就任した社長が会見した: the day is said of the noun.
    if patterns.of_office.find(words).is_some_and(|found| found.end <= first.start) {
        return;
    }
    let clause = words[first.end..].find(['、', '。']).map_or(words.len(), |at| first.end + at);
    // 暗号化されているのを確認した: what goes on has no day of its own; that it was found has.
    if patterns.goes_on.is_match(&words[first.end..clause])
        && let Some(outer) = cues[1..].iter().find(|cue| is_outer(cue) && cue.start < clause)
    {
        add(outer, 0);
        return;
    }
    // 動き出すよう仕組まれていたことが判明した: the day is of what was found.
    if is_outer(first) && patterns.inside.is_match(&words[..first.start]) {
        if !patterns.aftermath.is_match(&words[..first.start]) {
            add(&Cue { role: DateRole::Occurred, strength: Strength::Weak, ..*first }, 0);
        }
        return;
    }
    // 送信されたと発表した is about the announcement of another day.
    let is_own = |cue: &&Cue| cue.role != DateRole::Disclosed || !words[..cue.start].ends_with(['と', 'を']);
    let strong = cues.iter().filter(is_own).find(|cue| cue.strength == Strength::Strong && cue.start < clause);
    let main = strong.unwrap_or(first);
    add(main, 0);
    // 6日に検知した侵入について…公表した: the day is said of no more than the clause before the noun.
    if main.role == DateRole::Disclosed || patterns.relative.is_match(&words[main.end..]) {
        return;
    }
    for cue in cues.iter().filter(|cue| cue.start > main.end && cue.role != main.role && cue.strength == Strength::Strong) {
        let between = &words[main.end..cue.start];
        let is_object = is_outer(cue) && (patterns.object.is_match(between) || between.ends_with('と'));
        // 盗まれ、パソコンもなくなっていることに気付いた: what is noticed is the state, on the same day.
        let of_state = |last: &Cue| last.start > main.end && patterns.goes_on.is_match(&words[last.end..]);
        if is_object && cue.role == DateRole::Discovered && cues.iter().rfind(|last| last.end <= cue.start).is_some_and(of_state)
        {
            add(cue, 3);
        } else if is_object && is_topical && cue.role == DateRole::Discovered && patterns.fact.is_match(&words[..cue.start]) {
            // 当社は6日に侵入されたことを確認した: the topic and its day are of the one who found it.
            add(cue, -1);
        }
        if is_object || between.contains('。') {
            break;
        }
        add(cue, 3);
    }
}

/// Whether the date only says when somebody acted who then did something else: 6日に出社した社員が、….
fn is_actor(words: &str, cues: &[Cue]) -> bool {
    let found = PATTERNS.actor.find(words);
    found.is_some_and(|found| cues.first().is_none_or(|cue| cue.start >= found.end))
}

/// Whether a predicate takes what was found or told as its object.
fn is_outer(cue: &Cue) -> bool {
    matches!(cue.role, DateRole::Discovered | DateRole::Disclosed)
}

/// All predicates that a date with a comma speaks of: those that are no object of another one.
fn loose(words: &str, cues: &[Cue], is_moment: bool, add: &mut impl FnMut(&Cue, i32)) {
    let patterns = &*PATTERNS;
    let announced =
        cues.iter().rposition(|cue| cue.role == DateRole::Disclosed && words[..cue.start].ends_with(['と', 'を', '旨']));
    let mut lower = 0;
    for (index, cue) in cues.iter().enumerate() {
        let is_object =
            cues[index + 1..].iter().take_while(|later| later.start < cue.end + 120).find(|later| is_outer(later)).is_some_and(
                |later| {
                    let between = &words[cue.end..later.start];
                    patterns.object.is_match(between) && !patterns.resumed.is_match(between)
                },
            );
        if announced.is_some_and(|announced| index < announced) || patterns.adnominal.is_match(&words[cue.end..]) {
            continue;
        }
        if is_object {
            let is_state = patterns.goes_on.is_match(&words[cue.end..]);
            let is_fact = || {
                cues[index + 1..]
                    .iter()
                    .find(|later| is_outer(later))
                    .is_some_and(|later| patterns.fact.is_match(&words[..later.start]))
            };
            if cue.role == DateRole::Occurred && !is_moment && !is_state && is_fact() {
                // 7月中旬、送金していたことが分かった: nothing is found in the course of a month, or from one hour to another.
                add(cue, 0);
                return;
            }
            // What is found to go on on a day went on on that day.
            if is_state && cue.role == DateRole::Occurred && patterns.symptom.is_match(&words[cue.start..cue.end]) {
                add(cue, STRONG - 1);
            }
            continue;
        }
        add(cue, lower);
        lower = (lower + 1).min(3);
    }
}

/// `words` with spaces for what stands in quotation marks: somebody's words, or a name.
fn without_quotations(words: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '」' | '』' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            out.push(c);
        } else {
            out.extend(std::iter::repeat_n(' ', c.len_utf8()));
        }
        match c {
            '「' | '『' => depth += 1,
            _ => {}
        }
    }
    out
}

/// How far `words` go before they close a bracket that was opened before them: (4月6日発表)….
fn bracketed(words: &str) -> usize {
    let mut depth = 0usize;
    for (at, c) in words.char_indices() {
        match c {
            '(' => depth += 1,
            // 金曜(19日)に: the bracket holds the date alone.
            ')' if depth == 0 && at > 0 => return at + 1,
            ')' if depth == 0 => {}
            ')' => depth -= 1,
            _ => {}
        }
    }
    words.len()
}

/// The largest offset up to `to` that is a character boundary, at least `from`.
fn clip(text: &str, from: usize, to: usize) -> usize {
    (from..=to).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(from)
}

/// The smallest offset from `from` on that is a character boundary.
fn clip_up(text: &str, from: usize) -> usize {
    (from..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}
