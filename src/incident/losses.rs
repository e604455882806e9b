//! How much money was lost or demanded.
//!
//! A page tells of one loss in many sums: the first estimate and the final one, the whole and its parts, the same in
//! another currency. The record has the ransom that was demanded or paid, and one sum for what was lost.

use std::sync::LazyLock;

use crate::pattern::Pattern;

use super::{Evidence, LeakCertainty, Loss, LossKind, Scope, elsewhere};
use crate::extract::rule::CodeRule;
use crate::extract::{Bound, Currency, Mention, Money};

/// The rules by which a sum is a loss of the incident.
pub const RULES: &[CodeRule] = &[RANSOM, FRAUD, THEFT, BOOKED];

const RANSOM: CodeRule = CodeRule {
    id: "loss/ransom",
    says: "A ransom that was demanded or paid.",
    hit: &[
        "攻撃者は身代金として《75BTC》を要求した。",
        "《300万ドル》の支払いを要求する文書が残されていた。",
        "サーバーが暗号化され、復号の対価に《約5000万円》を要求された。",
        "病院は身代金《約3,000万円》を支払った。",
        "身代金は《10億円》とされる。",
        "犯人の要求は《3,000ドル》だった。",
        "攻撃者は復号の見返りに《50万ユーロ》を求めてきた。",
        "ファイルが暗号化され、金銭を要求する文書が残された。請求額は米ドルで《150万ドル》だった。",
    ],
    miss: &[
        "身代金の要求には応じず、業績への影響はない。売上高は30億円。",
        "ランサムウェアの被害を受けた。資本金は1億円。",
        "予算として5億円を要求した。",
        "再発防止に2億円を投じる。",
        "復旧の費用は未定です。",
    ],
};

const FRAUD: CodeRule = CodeRule {
    id: "loss/fraud",
    says: "Money that was obtained by deceit: 詐取, だまし取られ, or sent to a false account.",
    hit: &[
        "虚偽の指示に従い、《約380万ドル》を送金していた。",
        "《5億円》を詐取された。",
        "偽のメールにだまされ、《約3億8,400万円》を振り込んでいたと公表した。",
        "指定の口座へ《約50百万円》を送金いたしました。",
        "社長のなりすましにだまされた担当者が、《980万円》を2回に分けて送った。",
        "社長を名乗る人物に言われるまま、海外の口座に《合わせて約92万ユーロ》(約1億2千万円)を送金。",
        "偽の当選の知らせを受けた3人が、《計9万円》分を送ってしまった。",
        "《合わせて1000万円》が個人名義の口座に送られていた。",
    ],
    miss: &[
        "詐欺の被害を受けた青葉商事の売上高は500億円。",
        "100万円以上の送金は2人で確認する。",
        "振り込みの手数料は330円です。",
        "被害は全国で年間441億円に上る。",
        "社長を名乗る者から300万円を振り込むよう言われたが、応じなかった。",
        "虚偽の送金指示を受けたが、被害はなかった。月額980円の会計ソフト。",
        "電子マネー5万円分を購入するよう求められたが、不審に思って電話を切った。",
    ],
};

const THEFT: CodeRule = CodeRule {
    id: "loss/theft",
    says: "Money, points or virtual currency that was taken: 不正送金, 引き出され, 盗まれ, 不正使用.",
    hit: &[
        "顧客の口座から《計9864万円》が不正に引き出された。",
        "《約35億円》相当の仮想通貨が不正に流出した。",
        "カードの不正使用は197件、《約630万円》が確認された。",
        "金庫から現金《12万円》が盗まれた。",
        "会員のポイント(《合計 約12万7千円》相当)が交換された。",
        "口座から《約1億円》が何者かの口座へ移されていた。",
        "判明した悪用は197件、《およそ630万円》分にのぼる。",
        "攻撃で失った資金は《58億円》。",
        "空き巣に入られ、時計と現金《約6万円》がなくなった。",
    ],
    miss: &[
        "会員の情報が流出したため、500円の金券を配る。",
        "流出を受け、株価は12円安の982円となった。",
        "不正使用の補償には上限300万円の保険がある。",
        "盗難保険は月額500円です。",
        "1人当たり3000円を不正に引き出せる仕組みだった。",
        "仮想通貨が盗まれた後、親会社から調達した320億円で顧客に補償した。",
        "口座に不正にログインされたシステムの費用は9億円を超えた。",
    ],
};

const BOOKED: CodeRule = CodeRule {
    id: "loss/booked",
    says: "A loss that was booked, expected or summed up: 特別損失, 被害額, 損害額.",
    hit: &[
        "調査費用など《7億5,000万円》を特別損失に計上する。",
        "被害額は《約2億円》。",
        "特別損失は通期で《36億円》を見込む。",
        "応援の手配などに、《少なくとも2億円》の費用を見込む。",
        "回収できなければ《最大で約5億円》の損失となる。",
        "被害総額は《約136万USドル》であります。",
        "1.流出した金額\n《約118百万円》(3,200万バーツ)",
        "名簿の流出を受け、対応のために《およそ40億円》の損が出た。",
        "通信障害のおわびとして全員に一律300円を返金し、総額は《48億円》となる。",
    ],
    miss: &[
        "純利益は10.1%減の34億5400万円だった。",
        "業績への影響は軽微で、売上高1,500億円の予想を据え置く。",
        "店舗の閉鎖に伴う減損損失2億2000万円を計上した。",
        "損失額は精査中です。資本金は1億円。",
        "全国の被害額は253億円に上る。",
        "昨年1年間の法人の被害は約11億円に上った。",
        "捜査局(FBI)によると、16年6月から今年7月までに世界で約16万6千件、計262億ドルの被害が出た。",
        "1件の流出の損害を仮に3万円とすると、1,000件で3,000万円の損失になる。",
        "暗号資産の流出額は、2018年の別の会社(約580億円)に次ぐ。",
        "過去の例をもとに試算すると、2万件規模の流出で、300万円の損害になる。",
        "障害の後、利用者は料金200円の返金を求めた。",
        "商品の返金の総額は30億円で、前年の半分だった。",
    ],
};

/// How many bytes of its sentence before and after a sum speak of it.
const REACH: usize = 900;

/// The least loss in yen.
const LEAST: u64 = 100;

/// A sum that the page calls a loss.
#[derive(Debug, Clone, Copy)]
struct Candidate<'s> {
    mention: &'s Mention<Money>,
    kind: LossKind,
    rule: &'static CodeRule,
    certainty: LeakCertainty,
    /// How much its words say that it is the whole, and the last word on it.
    weight: u8,
}

impl Candidate<'_> {
    /// Whether `other` gives the sum of this one, but rounded.
    fn is_rounded_to(&self, other: &Self) -> bool {
        let (precise, rough) = (self.mention.value, other.mention.value);
        let mut place: u64 = 1;
        while rough.amount > 0 && place.checked_mul(10).is_some_and(|next| rough.amount.is_multiple_of(next)) {
            place *= 10;
        }
        precise.currency == rough.currency
            && self.kind != LossKind::RansomDemand
            && precise.amount % place != 0
            && rough.amount >= place.saturating_mul(10)
            && precise.amount.abs_diff(rough.amount) < place
    }
}

/// The sums of the incident, in the order of the text, each once.
#[must_use]
pub fn of(scope: &Scope) -> Vec<Loss> {
    let candidates: Vec<Candidate> =
        scope.only(&scope.reading.mentions.money).filter_map(|mention| candidate(scope, mention)).collect();
    let is_ransom = |candidate: &&Candidate| matches!(candidate.kind, LossKind::RansomDemand | LossKind::RansomPaid);
    let (ransoms, others): (Vec<&Candidate>, Vec<&Candidate>) = candidates.iter().partition(is_ransom);
    let (ransom, whole) = (heaviest(&ransoms), heaviest(&others));
    // A headline rounds.
    let whole = whole.map(|whole| candidates.iter().find(|other| other.is_rounded_to(whole)).unwrap_or(whole));
    let mut chosen: Vec<&Candidate> = ransom.into_iter().chain(whole).collect();
    chosen.sort_by_key(|candidate| candidate.mention.span);
    chosen.into_iter().map(|candidate| loss(candidate, &candidates)).collect()
}

/// The sum that is most called the whole. Of a sum in two currencies the one stated first counts.
fn heaviest<'c, 's>(candidates: &[&'c Candidate<'s>]) -> Option<&'c Candidate<'s>> {
    let weight = candidates.iter().map(|candidate| candidate.weight).max();
    let currency = candidates.iter().find(|candidate| Some(candidate.weight) == weight)?.mention.value.currency;
    let of_currency = candidates.iter().filter(|candidate| candidate.mention.value.currency == currency);
    of_currency.max_by_key(|candidate| (candidate.weight, candidate.mention.value.amount)).copied()
}

/// The loss that a candidate is, with every mention of its sum as evidence.
fn loss(chosen: &Candidate, candidates: &[Candidate]) -> Loss {
    let Money { amount, currency, bound } = chosen.mention.value;
    let same = candidates.iter().filter(|candidate| {
        candidate.mention.value.amount == amount && candidate.mention.value.currency == currency && candidate.kind == chosen.kind
    });
    let evidence = same.map(|candidate| Evidence { span: candidate.mention.span, rule: candidate.rule.id.into() }).collect();
    Loss { amount, currency, bound, kind: chosen.kind, certainty: chosen.certainty, evidence }
}

/// The loss that a sum may be, by the words of its sentence and by the heading above it.
fn candidate<'s>(scope: &Scope, mention: &'s Mention<Money>) -> Option<Candidate<'s>> {
    let text = scope.text();
    let index = scope.sentence_of(mention.span)?;
    let sentence = &text.sentences()[index];
    // One yen is sent to try an account out.
    if mention.value.currency == Currency::Jpy && mention.value.amount < LEAST {
        return None;
    }
    let (before, after) = text.beside(mention.span, REACH);
    let cues = &*CUES;
    let called_loss = cues.called_loss.is_match(after);
    if (cues.other_before.is_match(before) || cues.other_after.is_match(after)) && !called_loss || cues.superseded.is_match(after)
    {
        return None;
    }
    if cues.supposed_before.is_match(before) || cues.refused.is_match(after) {
        return None;
    }
    let words = text.slice(sentence.span);
    if elsewhere::is_other_case(words) || elsewhere::is_reckoned(words) || elsewhere::is_statistic(before) {
        return None;
    }
    let kind = kind(before, after).or_else(|| billed(scope, index, before));
    let kind = kind.or_else(|| kind_of_heading(scope, index)).or_else(|| cash(scope, index, before));
    let (kind, rule) = kind.or_else(|| kind_of_sentences_before(scope, index, mention))?;
    let possible = mention.value.bound == Bound::AtMost || cues.possible.is_match(after);
    let certainty = if possible { LeakCertainty::Possible } else { LeakCertainty::Confirmed };
    let part = cues.part.is_match(before);
    let total = cues.total_before.is_match(before)
        || cues.total_within.is_match(text.slice(mention.span))
        || cues.total_after.is_match(after);
    let heading = matches!(text.passages()[sentence.passage].kind, crate::page::BlockKind::Heading(_));
    let provisional = cues.provisional.is_match(before);
    let weight = 2 + 2 * u8::from(total) - u8::from(heading || provisional) - u8::from(part);
    Some(Candidate { mention, kind, rule, certainty, weight })
}

/// What became of a sum, by the words around it: those after it in its sentence first, where the predicate stands.
fn kind(before: &str, after: &str) -> Option<(LossKind, &'static CodeRule)> {
    let cues = &*CUES;
    let ransom = cues.ransom.is_match(before) || cues.ransom.is_match(after);
    let ransom =
        ransom || cues.payment_demanded.is_match(after) || cues.paid_to_extorter.is_match(before) && cues.paid.is_match(after);
    let ransom = ransom || cues.demanded_before.is_match(before);
    let demand = cues.demand.is_match(after);
    if ransom || demand && [before, after].iter().any(|words| cues.extortion.is_match(words)) {
        let paid = ransom && cues.paid.is_match(after);
        return Some((if paid { LossKind::RansomPaid } else { LossKind::RansomDemand }, &RANSOM));
    }
    let found = |words: &str| {
        let nearest = [
            (&cues.fraud, LossKind::Fraud, &FRAUD),
            (&cues.theft, LossKind::Theft, &THEFT),
            (&cues.booked, LossKind::Other, &BOOKED),
        ];
        nearest.into_iter().find_map(|(cue, kind, rule)| cue.is_match(words).then_some((kind, rule)))
    };
    let is_deceived = cues.deceived.is_match(before) && cues.handed.is_match(after);
    found(after).or_else(|| found(before)).or(is_deceived.then_some((LossKind::Fraud, &FRAUD)))
}

/// What became of a sum, by the nearest heading above it in the scope, where the sum stands by itself.
fn kind_of_heading(scope: &Scope, sentence: usize) -> Option<(LossKind, &'static CodeRule)> {
    let text = scope.text();
    let place = scope.sentences.binary_search(&sentence).ok()?;
    let above = scope.sentences[..place].iter().rev().take(3).map(|&index| text.slice(text.sentences()[index].span));
    above.into_iter().find(|words| CUES.loss_heading.is_match(words)).map(|_| (LossKind::Other, &BOOKED))
}

/// What the sentences before say became of a sum that is named after them: だまされて送金した。金額は98万円.
fn kind_of_sentences_before(scope: &Scope, sentence: usize, sum: &Mention<Money>) -> Option<(LossKind, &'static CodeRule)> {
    let text = scope.text();
    let (before, after) = text.beside(sum.span, REACH);
    let cues = &*CUES;
    let names_sum = cues.sum_before.is_match(before)
        || cues.sum_after.is_match(after)
        || before.is_empty() && cues.total_within.is_match(text.slice(sum.span));
    let place = scope.sentences.binary_search(&sentence).ok().filter(|_| names_sum)?;
    let passage = text.sentences()[sentence].passage;
    let last = scope.sentences[..place].iter().rev().take(SENTENCES_BEFORE).map(|&index| &text.sentences()[index]);
    let last = last.take_while(|last| last.passage == passage);
    last.filter_map(|last| kind(text.slice(last.span), "")).find(|(kind, _)| *kind != LossKind::Other)
}

/// How many sentences a sum may follow what became of it.
const SENTENCES_BEFORE: usize = 3;

/// A bill that those present who locked the data, as the sentences before say.
fn billed(scope: &Scope, sentence: usize, before: &str) -> Option<(LossKind, &'static CodeRule)> {
    let text = scope.text();
    let place = scope.sentences.binary_search(&sentence).ok().filter(|_| CUES.billed_before.is_match(before))?;
    let mut near = scope.sentences[..=place].iter().rev().take(4).map(|&index| text.slice(text.sentences()[index].span));
    near.any(|words| CUES.locked.is_match(words)).then_some((LossKind::RansomDemand, &RANSOM))
}

/// Money that lay in what was stolen or lost, as the sentences before say.
fn cash(scope: &Scope, sentence: usize, before: &str) -> Option<(LossKind, &'static CodeRule)> {
    let text = scope.text();
    let place = scope.sentences.binary_search(&sentence).ok()?;
    let mut near = scope.sentences[..=place].iter().rev().take(4).map(|&index| text.slice(text.sentences()[index].span));
    (CUES.cash.is_match(before) && near.any(|words| CUES.gone.is_match(words))).then_some((LossKind::Theft, &THEFT))
}

/// The set phrases that decide, compiled once.
struct Cues {
    ransom: Pattern,
    extortion: Pattern,
    demand: Pattern,
    payment_demanded: Pattern,
    paid_to_extorter: Pattern,
    demanded_before: Pattern,
    billed_before: Pattern,
    locked: Pattern,
    paid: Pattern,
    fraud: Pattern,
    deceived: Pattern,
    handed: Pattern,
    theft: Pattern,
    booked: Pattern,
    loss_heading: Pattern,
    sum_before: Pattern,
    sum_after: Pattern,
    cash: Pattern,
    gone: Pattern,
    called_loss: Pattern,
    possible: Pattern,
    part: Pattern,
    provisional: Pattern,
    total_before: Pattern,
    total_within: Pattern,
    total_after: Pattern,
    other_before: Pattern,
    other_after: Pattern,
    superseded: Pattern,
    supposed_before: Pattern,
    refused: Pattern,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let cue = |pattern: &'static str| Pattern::new(pattern);
    Cues {
        ransom: cue("身代金"),
        extortion: cue(
            "暗号化|ランサム|と引き換え|を名乗る|集団|グループ|脅迫|攻撃者|犯人|データを盗|盗んだデータ|ハッカー|恐喝|金銭|仮想通貨|ビットコイン|メッセージ|画面|脅|公表されたくなければ|買い取|口止め",
        ),
        demand: cue(r"^[^。]{0,30}?(?:要求|を求め|支払うよう|支払えと|払えと|払えば|払うよう|を払え)"),
        payment_demanded: cue(
            r"^(?:\([^()]*\))?(?:相当)?(?:分)?(?:の|を)?(?:支払い?|ビットコイン|仮想通貨|暗号資産)[^。、]{0,16}要求",
        ),
        paid_to_extorter: cue("(?:犯人|攻撃者|ハッカー|犯行グループ|攻撃グループ)(?:側)?(?:に|へ)[^。]*$"),
        demanded_before: cue("要求(?:額|金額|した額|された額)?(?:は|が|:)[^。、]{0,8}$"),
        billed_before: cue("(?:請求|提示)(?:額|金額|した額|された額)(?:は|が|:)[^。、]{0,8}$"),
        locked: cue("暗号化|身代金|ランサム|金銭の支払い?を求め|金銭を要求"),
        paid: cue(r"^[^。]{0,20}?(?:支払っ|支払い、|払っ)(?:[^たて]|た(?:。|と|こと|$)|て)"),
        fraud: cue(concat!(
            r"詐取|[だ騙]まし取|[だ騙]まされ[^。]{0,40}(?:送金|振り込|振込|支払)|口座(?:へ|に)(?:送|振)|^(?:\([^()]*\))?(?:余り|相当)?を(?:送金|振込)(?:。|$)|^(?:\([^()]*\))?分?を(?:送って|振り込んで|払って|渡して|支払って|送金して)しま|購入し[^。]{0,20}(?:コード|番号)を|購入するよう|(?:買わ|送ら|払わ|振り込ま)され|送金させられ|騙し取|詐欺|振り込(?:ん|み|ま)|振込(?:し|を行|みまし|済)|送金(?:し|を行|いたし|され|した|していた)|口座(?:に|へ)[^。]{0,12}送られ|(?:電子マネー|プリペイドカード|ギフトカード|ギフト券)(?:を|約|計)?$|",
            r"(?:支払|入金)(?:って|いまし|いま|い、|した|してしま)[^。]{0,8}",
        )),
        deceived: cue("[だ騙]まされ|信じ(?:て|込|た)|なりすま|偽|虚偽|装(?:う|った)|名乗る|かた(?:る|り)|指示どおり|指示に従"),
        handed: cue(
            "^(?:分|余り|程度|相当)?を[^。]{0,24}(?:送っ|送金し|振り込(?:ん|み|まさ)|振込|入金し|支払(?:っ|い、)|払っ|渡し)",
        ),
        theft: cue(concat!(
            r"不正(?:に|な)?[^。、]{0,8}?(?:引き出|出金|送金|交換|利用|使用|使われ|購入|流出|取得|移転|移さ|売却|操作)|悪用(?:は|が|され)|口座(?:に|へ)[^。、]{0,8}移さ|(?:抜(?:き取ら|か)れた|消えた|失われた|失った)[^。、]{0,8}(?:資金|資産|コイン|仮想通貨|暗号資産|金)|勝手に[^。、]{0,6}(?:使|利用|交換|購入|引き出)|使われ(?:た(?:金額|額|の)|てい|てし)|付け替え|(?:交換|使用|利用|引き出)された[^。、]{0,40}$|流出したのは|^分?(?:が|を)[^。、]{0,16}交換され|^(?:\([^()]*\))?(?:が|を)[^。、]{0,6}流出|交換され[^。]{0,40}相当|引き出され|窃取|盗まれ|盗難|盗んだ|盗み|",
            r"(?:仮想通貨|暗号資産|資金|資産|NEM|コイン)[^。]{0,12}流出|流出(?:額|した(?:仮想通貨|暗号資産|資金))|横領|着服|奪われ|^相当[^。]{0,60}(?:交換され|流出)|なくなって|引き落とされ|^(?:分|相当|余り)?(?:が|を)[^。、]{0,12}(?:抜か|抜き取|盗)|(?:第三者|何者か|他人)に[^。、]{0,4}使われ|^(?:分|相当|余り)?を(?:やられ|持って(?:い|行)かれ|取られ)",
        )),
        booked: cue(concat!(
            r"特別損失|特損|被害額|被害総額|被害金額|損害額|損失額|損失見込|損失の見込|(?:復旧|調査|対応|関連|補償|お詫び|総)(?:[^。、]{0,10})費用|費用(?:は|を|が|として)[^。、0-9]{0,12}$|引当金|^(?:ほど|程度|余り)?の(?:追加の?)?(?:費用|コスト|出費|支出)(?:を|が|に)[^。、]{0,10}(?:見込|かか|計上|要し|充て)|^[^。]{0,12}(?:の|を)?(?:損失|損害|被害)|^(?:余り|程度)?の損(?:を|が|に)|(?:障害|停止|流出|漏えい|不正|事故)[^。]{0,60}(?:返金|返還|払い戻し|減額)[^。]{0,40}総額(?:は|で|が)?[^。、0-9]{0,8}$|",
            r"(?:かかった|要した)(?:お金|費用|金額|額)?の?(?:は|が)[^。、0-9]{0,12}$|(?:損失|損害)(?:は|が|額は|見込み?額?は|として|を|の)|被害(?:は|が)[^。]{0,12}$",
        )),
        loss_heading: cue(
            r"^[^。]{0,12}(?:盗難|盗まれた|窃取|詐取)[^。]{0,12}$|^[^。]{0,25}(?:損失|損害|被害)(?:の)?(?:見込|予想|推定)?(?:額|金額|総額|見込)[^。]{0,12}$|^費用は?$|^[^。]{0,12}(?:使われた|交換された|換えられた|引き出された|送金された)[^。]{0,8}$|^[^。]{0,12}(?:流出|不正に(?:送金|出金|利用|使用))した(?:金額|資金|額|ポイント|総額)[^。]{0,8}$",
        ),
        sum_before: cue("(?:^|[^償還])(?:金額|総額|合計|被害|請求額?)(?:は|にして|で|、)[^。]{0,12}$|^合わせて$"),
        sum_after: cue("^(?:分)?相当"),
        cash: cue("(?:集金|募金|義援金|売上金|釣り銭|現金)(?:など)?(?:約|計|合わせて)?$"),
        gone: cue("盗|紛失|置き引き|車上荒らし|ひったく|持ち去|空き巣|泥棒"),
        called_loss: cue(
            "^(?:余り|程度|超|相当)?の(?:損害|損失|被害)|^(?:分|相当)?(?:が|を)[^。、]{0,8}(?:だまし取|騙し取|詐取|盗|奪|着服|横領)|^(?:余り|程度)?を[^。、0-9]{0,12}、?特別損失",
        ),
        possible: cue("^[^。]{0,30}?(?:可能性|おそれ|恐れ|見込|見通し|場合|かもしれ)"),
        part: cue(r"うち[^。0-9]{0,15}$|内訳[^。]{0,30}$|残る約?$|一つは[^。]*$|もう一つ[^。]*$"),
        provisional: cue("(?:暫定|ひとまず|当面|一部として)[^。]{0,12}$"),
        total_before: cue(r"(?:総額|合計|合わせて|あわせて|計|被害額|損害額|流出額|通期で|最終的に|確定)(?:は|が|を|:|で)?約?$"),
        total_within: cue("^(?:合計|総計|計|総額|合わせて|あわせて|全部)"),
        total_after: cue(r"^[^。]{0,20}?(?:に訂正|に修正|に確定|と確定|に上方修正)"),
        other_before: cue(concat!(
            r"(?:調達した|集めた|借り入れた)(?:約|計)?$|(?:(?:システム|整備|構築|事業|建設|開発|運用)の?費用|導入費|建設費|開発費|初期費用|総費用|投資額|(?:1年間|年間|昨年|去年|前年)の(?:[^。、]{0,8}の)?被害|売上高?|売上収益|営業利益|経常利益|純利益|利益|収益|減収|増収|赤字|黒字|資本金|年商|株価|終値|始値|予算|料金?|手数料|価格|定価|単価|月額|年額|時給|給料|月給|賞金|参加費|会費|",
            r"報酬|年俸|契約金|出資金|預金残高|残高|保険|保険料|時価総額|規模|市場|罰金|課徴金|慰謝料|弁護士費用|賠償(?:金|として)?|見舞金|お詫び|おわび|金券|クーポン|商品券|補助金|寄付金?|配当|純資産|総資産|負債|",
            r"減損損失|上限|(?:^|[^0-9])(?:1|一|ひと)(?:人|件|台|枚|口座|社)(?:当たり|あたり|につき)?|当たり|あたり|につき)(?:[^。、0-9とや]{0,8}?)(?:は|が|も|を|に|の|、|:|=|で|\(|（|予想|見込み|比|増|減|から|約| |[0-9.,%〜])*$",
        )),
        other_after: cue(concat!(
            r"^(?:分|相当|程度|台)?(?:の|を)?(?:金券|クーポン|商品券|ギフト|QUO|慰謝料|罰金|見舞|電子マネーを購入|保険|参加|講習|会計ソフト|減収|増収|黒字|売上|投資|予算|システム|補助|寄付)|",
            r"^(?:高|安)(?:の|。|、|で|だ|となり|$)|^\((?:税込|税別)|^(?:以上の|を超える)(?:送金|振込|預|取引|支払|お支払)|^以上(?:ご|の)?(?:預|送金|振込|は|お)|^以上を?(?:ご)?(?:預|送)|^[〜~-]|^×|^(?:分|相当|余り)?\)(?:に次|に続|が(?:国内|過去|世界)最|を(?:上回|下回|超))|^値(?:下|上)|^に引き(?:下げ|上げ)|^(?:余り)?を(?:調達|借り入れ|増資|投じ)|",
            r"^から[0-9].{0,12}円に(?:引|下方|上方)|^で(?:購入|販売|落札|買)|^\)?(?:の)?(?:請求|賃料|機器)|^の(?:価値|株)",
        )),
        supposed_before: cue("仮に|とすると|と仮定|とすれば|単純計算"),
        refused: cue(
            "^(?:分|相当)?(?:を|の)[^。]{0,30}(?:よう|と|を)(?:に)?(?:求め|言わ|迫|指示|要求|促)(?:ら|さ)?れたが[^。]{0,30}(?:応じ(?:な|ず|て(?:い|お))|断|切っ|支払わ|払わ|購入せ|買わ|不審|怪し|おかし|振り込ま)",
        ),
        superseded: cue(
            r"^[」』]?(?:程度|相当)?(?:だ|である)?(?:と|って)(?:し|され|発表|公表|説明|言|見|みて)[^。、]{0,14}?(?:ていた|ておりま|ていまし|てた|れていた)|^から[^。]{0,20}(?:に|へ)(?:訂正|修正|拡大|増|減)",
        ),
    }
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dict::Tables;
    use crate::extract::{Context, Extractors};
    use crate::incident::Reading;
    use crate::incident::relevance::Manners;
    use crate::page::{Block, BlockKind, Page, Post};
    use crate::text::{Text, Tokenizer};

    static READER: LazyLock<(Tokenizer, Extractors)> =
        LazyLock::new(|| (Tokenizer::new(), Extractors::new(&Tables::embedded()).unwrap()));

    /// The losses of a page of paragraphs: the sums, and the words and rules of their evidence.
    fn found(paragraphs: &[&str]) -> Vec<(Loss, Vec<(String, String)>)> {
        let blocks: Vec<Block> =
            paragraphs.iter().map(|text| Block { kind: BlockKind::Paragraph, text: (*text).to_owned() }).collect();
        let text = Text::new(&READER.0, &blocks);
        let page = Page { posts: vec![Post { blocks, ..Post::default() }], ..Page::default() };
        let mentions = READER.1.mentions(&text, &Context::default());
        let reading = Reading { page: &page, post: 0, text: &text, mentions: &mentions, manners: &Manners::new(&text) };
        let scope = Scope::of_post(&reading);
        let quoted = |loss: &Loss| {
            let quotes = loss.evidence.iter();
            quotes.map(|words| (text.slice(words.span).to_owned(), words.rule.as_str().to_owned())).collect()
        };
        of(&scope).into_iter().map(|loss| (loss.clone(), quoted(&loss))).collect()
    }

    #[test]
    fn the_rules_find_what_their_sentences_mark_and_nothing_else() {
        let mut wrong = Vec::new();
        for rule in RULES {
            for sentence in rule.hit {
                let marked = sentence.split('《').nth(1).and_then(|part| part.split('》').next()).unwrap();
                let found = found(&[&sentence.replace(['《', '》'], "")]);
                if !found.iter().any(|(_, words)| words.contains(&(marked.to_owned(), rule.id.to_owned()))) {
                    wrong.push(format!("{}: {sentence}: {found:?}", rule.id));
                }
            }
            for sentence in rule.miss {
                let found = found(&[sentence]);
                if !found.is_empty() {
                    wrong.push(format!("{}: {sentence}: {found:?}", rule.id));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[track_caller]
    fn check(paragraphs: &[&str], expect: &[(u64, Currency, LossKind)]) {
        let found: Vec<_> = found(paragraphs).into_iter().map(|(loss, _)| (loss.amount, loss.currency, loss.kind)).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn the_whole_counts_and_not_its_parts() {
        check(
            &["偽の請求書にだまされ、計3200万円を振り込んだ。内訳は9月に2000万円、10月に1200万円を送金していた。"],
            &[(32_000_000, Currency::Jpy, LossKind::Fraud)],
        );
        check(
            &["被害総額は約136万ドル(約2億円)です。1件目は約86万ドルを偽の口座に支払いました。"],
            &[(1_360_000, Currency::Usd, LossKind::Other)],
        );
    }

    #[test]
    fn the_last_figure_counts() {
        check(
            &["約35億円相当の暗号資産が不正に流出した。", "同社は後日、被害額を約30億2000万円に訂正した。"],
            &[(3_020_000_000, Currency::Jpy, LossKind::Other)],
        );
        check(
            &["被害は808人、3,861万5,473円と説明している。最初は約5,500万円と言っていた。"],
            &[(38_615_473, Currency::Jpy, LossKind::Other)],
        );
    }

    #[test]
    fn a_ransom_stands_beside_the_loss() {
        check(
            &["攻撃者は身代金として175万ドルを要求した。", "復旧の費用を含め2億8000万円を特別損失に計上する。"],
            &[(1_750_000, Currency::Usd, LossKind::RansomDemand), (280_000_000, Currency::Jpy, LossKind::Other)],
        );
    }

    #[test]
    fn a_sum_under_the_heading_of_the_loss_is_one() {
        check(
            &["3.損失見込額", "最大で約2億5千万円(全額が回収できなかった場合)。"],
            &[(250_000_000, Currency::Jpy, LossKind::Other)],
        );
    }
}
