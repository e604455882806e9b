//! What a clause does with what it says: asserts, suspects, denies it, supposes it, or speaks in general.
//!
//! The cues are grammar and set phrases, not terms of a field, so they stand here and in no table.

mod clause;

use crate::pattern::Pattern;

use super::rule::CodeRule;
use crate::text::{Norm, Span, Text};

/// How far a text stands behind something that it mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Modality {
    /// It happened.
    Asserted,
    /// It may have happened: 可能性, おそれ, とみられる
    Suspected,
    /// It did not happen, or was not found: 確認されていない, 事実はない
    Denied,
    /// It might happen, or is guarded against: した場合, 防ぐため, 対策
    Hypothetical,
    /// It is explained, counted in statistics, or named in passing: とは, などの手口
    General,
}

/// What each modality is read from. In these rules the marked words of a `miss` sentence are the ones that must not be
/// read so.
pub const RULES: &[CodeRule] = &[SUSPECTED, DENIED, HYPOTHETICAL, GENERAL];

/// See [`Modality::Suspected`].
const SUSPECTED: CodeRule = CodeRule {
    id: "modality/suspected",
    says: "The clause calls it possible, feared or suspected (可能性, おそれ, 疑い, とみられる, かもしれない), or says that it \
           cannot be ruled out.",
    hit: &[
        "顧客情報が《流出》した可能性がある。",
        "個人情報の《漏えい》のおそれがあることがわかった。",
        "《不正アクセス》の疑いがあり、調査している。",
        "従業員が《持ち出し》たとみられる。",
        "外部へ《流出》した可能性は否定できない。",
        "《漏えい》がなかったとは言い切れない。",
        "書類は《誤廃棄》した可能性が高い。",
        "最大で《1万人》分の個人情報が流出した恐れがある。",
        "流出した可能性のある個人情報は《2345件》です。",
        "3万件の個人情報が《漏えい》した可能性があると発表した。",
        "サーバーに《侵入》されたとみて調べている。",
        "サイトに《サイバー攻撃》か、一時閲覧できず",
    ],
    miss: &[
        "《不正アクセス》を受け、個人情報が流出した可能性がある。",
        "《不正アクセス》により個人情報が流出した可能性がある。",
        "《流出》した可能性は極めて低い。",
        "《紛失》した書類が悪用される恐れがある。",
        "USBメモリを《紛失》したが、盗まれた可能性もある。",
        "お手数をおかけし恐れ入りますが、《誤送信》したメールの削除をお願いします。",
    ],
};

/// See [`Modality::Denied`].
const DENIED: CodeRule = CodeRule {
    id: "modality/denied",
    says: "The clause says that it did not happen, that there is no sign of it (確認されていない, 形跡はない, 事実はない), or \
           that something else did (ではない).",
    hit: &[
        "個人情報の《流出》は確認されていない。",
        "現時点で情報の《漏えい》は確認されておりません。",
        "外部へ《流出》した事実はない。",
        "データが《持ち出さ》れた形跡は見つからなかった。",
        "《サイバー攻撃》によるものではない。",
        "カード情報の《流出》はありません。",
        "情報の《流出》 なし",
        "情報は《流出》していないと説明している。",
        "《流出》した可能性は極めて低い。",
        "《不正アクセス》の痕跡は見つかっていない。",
        "外から《侵入》された跡は見つかっていないという。",
        "《サイバー攻撃》の可能性は否定した。",
        "《サイバー攻撃》は否定。",
        "《300件》の口座情報は含まれておりません。",
        "ウイルスでも《不正アクセス》でもなく、入れ替えの失敗だった。",
        "《サイバー攻撃》の可能性について、同社は「ない」と明確に否定した。",
        "《サイバー攻撃》を受けたわけではないという。",
        "外から《侵入》された跡は残っておらず、原因は分からない。",
        "《漏れた》個人情報があるとの話は県に入っていない。",
        "《サイバー攻撃》の痕跡は認められず、老朽化が原因とみている。",
        "同市は《サイバー攻撃》説を打ち消した。",
        "《不正アクセス》の線は薄いとみている。",
        "《ウイルス感染》などは関係していないという。",
        "《ランサムウェア》による被害もない。",
        "《マルウェア》感染による被害は確認されておりません。",
    ],
    miss: &[
        "《紛失》した書類は見つかっていない。",
        "《虚偽の送金指示》に従い、会社が本来の振込先ではない口座に代金を払った。",
        "《不正アクセス》に気付かなかった。",
        "《不正アクセス》の原因は判明していない。",
        "《不正アクセス》を受けたが、情報の流出は確認されていない。",
        "《誤送信》した際、宛先を確認していなかった。",
        "《流出》していないとは言い切れない。",
        "《ランサムウェア》による攻撃を防げなかった。",
        "《ランサムウェア》による被害は小さくない。",
    ],
};

/// See [`Modality::Hypothetical`].
const HYPOTHETICAL: CodeRule = CodeRule {
    id: "modality/hypothetical",
    says: "The clause supposes it (した場合, すれば, 万が一), guards against it (防ぐため, 対策, 備え, 注意) or rehearses it (訓練).",
    hit: &[
        "《不正アクセス》対策を強化する。",
        "《情報漏えい》を防ぐため、暗号化を進める。",
        "《紛失》した場合は、速やかに届け出てください。",
        "万が一《ウイルス》に感染しても復旧できる。",
        "《サイバー攻撃》に備えた訓練を行った。",
        "《フィッシング》にご注意ください。",
        "《誤送信》防止のシステムを導入する。",
        "《ランサムウェア》に感染すると、データが暗号化される。",
        "《不正アクセス》、紛失、改ざんを防ぐため、安全管理の措置を講じます。",
        "《フィッシング》に遭わないための使い方を学ぶ。",
        "《フィッシング》メールを受け取った際の対処を周知した。",
        "番号を《誰でも見られる状態》で渡す必要があったのでしょうか。",
        "《ウイルス》を検出するソフトを入れた。",
        "《情報漏えい》を未然に遮断する機能が付く。",
        "二段階認証で《不正ログイン》の多くは防げると言われる。",
        "更新を怠らなければ《感染》は避けられます。",
        "カードの《紛失》の際は、下記へご連絡ください。",
        "《盗難》時の補償が付く。",
        "《紛失》したときは遠隔でデータを消せます。",
        "定期券の《紛失》は、駅の窓口で受け付けている。",
        "落とし物の《紛失》届は、本部のテントで30件を受け付けた。",
        "名簿を《持ち出》せば罰せられる。",
        "報告が必要な事態(例:《不正アクセス》により名簿が流出した)を定める。",
        "先月の《不正ログイン》の件と関係がありますか?",
        "個人情報は《流出》しましたか?",
        "《盗難》の被害はありませんでしたか?",
    ],
    miss: &[
        "《不正アクセス》を受け、対策を強化した。",
        "《不正アクセス》を受けて再発防止策をまとめた。",
        "《誤送信》したメールの削除を依頼した。",
        "《紛失》したことを受け、注意を呼びかけた。",
        "氏名などが《閲覧でき》る場合があった。",
        "《不正アクセス》を検知したシステムから通報があった。",
        "《不正アクセス》を検知し、システムを止めた。",
        "USBメモリを《紛失》したときは酒に酔っていた。",
        "《紛失》の際の状況を聞き取っている。",
        "《攻撃》を防げなかった。",
        "《流出》は、委託先からの連絡で分かった。",
        "なぜ《不正アクセス》を許しましたか?",
        "《流出》したのはいつですか?",
    ],
};

/// See [`Modality::General`].
const GENERAL: CodeRule = CodeRule {
    id: "modality/general",
    says: "The clause explains it (とは), counts it (件数, 増えている, 相次いでいる) or names it as a kind of threat (などの手口).",
    hit: &[
        "《フィッシング》とは、偽のサイトに誘導する詐欺である。",
        "《フィッシング》メールというのは、偽のサイトに誘導する手段だ。",
        "《不正アクセス》の件数は前年より増えた。",
        "《ランサムウェア》による被害が増えている。",
        "《誤送信》が最も多く、全体の3割を占めた。",
        "《サポート詐欺》の手口を解説する。",
        "《サイバー攻撃》を受ける企業が後を絶たない。",
        "世界の取引所で《不正アクセス》が繰り返されてきた。",
        "公共料金を装う《フィッシング》メールが出回っており、注意が呼びかけられている。",
        "《サイバー攻撃》と見分けがつきにくい誤作動が起きた。",
        "《サプライチェーン攻撃》への懸念が広がる。",
        "サーバー攻撃とは、《大量の通信を送りつけ》て止める攻撃のことだ。",
        "一般論として、《マルウェア》に感染した端末からパスワードが盗まれる。",
        "パスワードの使い回しは、《不正ログイン》の元だ。",
        "昨今の《サイバー攻撃》をはじめとする手口の高度化に備える。",
        "近年の巧妙な《フィッシング》に対応するため、窓口を設けた。",
    ],
    miss: &[
        "《不正アクセス》を受けた企業は、登録者が増えていた。",
        "当初の《流出》とは別の件です。",
        "《不正アクセス》があったと発表した。",
        "《総当たり》の手口でパスワードを割り出した。",
        "昨今の報道にもある通り、当社は《不正アクセス》を受けた。",
    ],
};

/// The modality of the clause that governs the words at `span`.
#[must_use]
pub fn of(text: &Text, span: Span<Norm>) -> Modality {
    let clause = clause::around(text, span);
    let cues = &CUES;
    if cues.definition.is_match(clause.words) || cues.generality.is_match(clause.before) || is_explained(text, span) {
        Modality::General
    } else if cues.precaution.is_match(clause.words)
        || cues.condition.is_match(clause.words)
        || cues.supposition.is_match(clause.before)
        || cues.question.is_match(clause.words) && !cues.asks_more.is_match(sentence_around(text, span))
    {
        Modality::Hypothetical
    } else if cues.doubt.is_match(clause.claim) {
        Modality::Suspected
    } else if cues.denial.is_match(clause.claim) || cues.no_harm.is_match(after_in_sentence(text, span)) {
        Modality::Denied
    } else if cues.suspicion.is_match(clause.claim) || cues.bare.is_match(clause.words) && cues.suspicion.is_match(clause.before)
    {
        Modality::Suspected
    } else if cues.trend.is_match(clause.words) {
        Modality::General
    } else {
        Modality::Asserted
    }
}

/// The sentence in which `span` stands.
fn sentence_around(text: &Text, span: Span<Norm>) -> &str {
    text.sentence_at(span).map_or("", |index| text.slice(text.sentences()[index].span))
}

/// The words of the sentence of `span` after it.
fn after_in_sentence(text: &Text, span: Span<Norm>) -> &str {
    let end = text.sentence_at(span).map_or(span.end(), |index| text.sentences()[index].span.end());
    &text.norm()[span.end().min(end)..end]
}

/// Whether the sentence explains something and the mention at `span` is part of that: Xとは、…のことだ.
fn is_explained(text: &Text, span: Span<Norm>) -> bool {
    let sentence = text.sentence_at(span).map(|index| text.sentences()[index].span);
    sentence.is_some_and(|sentence| {
        text.norm()[sentence.start()..span.start()].contains("とは、") && CUES.defined.is_match(text.slice(sentence))
    })
}

/// The set phrases that decide, compiled once.
struct Cues {
    /// The mention is what the clause explains.
    definition: Pattern,
    /// The end of a sentence that explains something: のことだ.
    defined: Pattern,
    /// A word before it says that what follows holds of many, or of the times.
    generality: Pattern,
    /// It is guarded against, warned of or rehearsed.
    precaution: Pattern,
    /// It is a condition.
    condition: Pattern,
    /// An adverb before it announces a supposition.
    supposition: Pattern,
    /// It is asked whether it happened, or whether something has to do with it.
    question: Pattern,
    /// More is asked of what happened: when, why, what.
    asks_more: Pattern,
    /// A denial is itself denied.
    doubt: Pattern,
    /// It did not happen, or no sign of it was found.
    denial: Pattern,
    /// Nobody was harmed by it: による被害もない.
    no_harm: Pattern,
    /// It is possible or feared.
    suspicion: Pattern,
    /// Nothing but a copula follows: the predicate stands before the mention (流出した可能性があるのは2万件です).
    bare: Pattern,
    /// It is counted, compared or called frequent.
    trend: Pattern,
}

static CUES: Cues = Cues {
    definition: Pattern::new(
        r"^[」』]?(?:攻撃|被害|メール|サイト)?(?:というのは|とは(?:[、何い]|$|[^別異違無言い考関み]|いったい)|って[、何]|と(?:見分け|区別)|を(?:思わせ|連想)|に(?:似た|例え)|への(?:懸念|不安|危機感|関心))",
    ),
    defined: Pattern::new("(?:こと|もの|手口|攻撃|行為|手法|詐欺)(?:だ|である|です|を指す|を指します|をいう|をいいます)。?$"),
    generality: Pattern::new("^一般(?:に|論|的に)|(?:昨今|近年|巧妙化する|高度化する|年々増える)の?[^、。はがをの]{0,8}$"),
    precaution: Pattern::new(concat!(
        // Other things of the same kind may be named first: 不正アクセス、紛失、改ざんなどを防ぐ.
        r"^(?:(?:、|や|と|・|及び|および|又は|または)[^、。をはがにで]{1,12})*",
        r"(?:攻撃|被害|事故|事件|など|等|メール|サイト)*(?:の|への|に対する|を|に|にも|から|による[^、]{0,12}[をに])?",
        r"(?:[^、。をはがて]{0,8}[をへに])?(?:[ごお])?",
        r"(?:対策|防止|防ぐ|防ご|防御|予防|未然|備え|注意|警戒|回避|避け|警鐘|守る|守り|想定|模した|見破|見抜|訓練|演習|(?:検知|検出|判別|遮断)(?:する|サービス|システム|ソフト)|保険|診断|ブロック|の兆候|(?:受け(?:取っ)?た|届いた)際の対[処応]|対処|(?:遭|あ)わない(?:よう|ため)|(?:受け|され|し|起こさ|起き)ない(?:よう|ため))",
    )),
    condition: Pattern::new(concat!(
        r"^(?:の際|時)(?:は|には|の(?:連絡|対応|対処|補償|手続|窓口|手順))|とき(?:は|も|には|でも)[^。]{1,40}(?:ます|る|せる|ください|えば)(?:よい|いい|と安心)?(?:。|$)",
        r"|^(?:の(?:多く|大半|ほとんど|大部分|一部))?[はをが]?[^、。た]{0,6}(?:防げ(?:る|ま)|防ぐこと[がも]でき|避けられ(?:る|ま))",
        r"|^(?:届|届け|の届け出|の連絡|の相談)?(?:や[^、。]{1,8})?は[^。]{0,30}(?:受け付け|承り|承って|お?問い?合わせ)",
        r"|(?:でしょう|だろう)か|場合(?:[^が]|が[^あご]|$)|際には|[れせけめえ]ば|たら(?:[^しさ]|$)|なら(?:ば|、)|(?:する|れる|ある)と(?:、|$)|ても(?:、|$|[^よい良])",
    )),
    supposition: Pattern::new(r"もし[、も]?|仮に|万が?一|たとえ|例[:えば]|という設定"),
    question: Pattern::new(r"(?:(?:ます|ました|ません)か|ませんでしたか)[?。]?[」』]?$"),
    asks_more: Pattern::new(
        "(?:なぜ|どう(?:して|やって|いう)|どの|どんな|どれ|いくつ|いくら|(?:どこ|いつ|何|誰|だれ|なに)[^か])[^。]*か[?。]?",
    ),
    doubt: Pattern::new(r"(?:とは|とも)(?:限ら|言い切れ|言え|いえ|断定でき)|(?:否定|排除)(?:は|も)?(?:でき|し?きれ)"),
    denial: Pattern::new(concat!(
        r"^[」』 ]?(?:攻撃|被害|等|など)*(?:が|は|も|を|には?|へは?)?(?:し|さ)?(?:れ)?(?:て)?(?:は)?(?:い|おり|あり|ござい)?(?:ない|なかっ|なく(?:、|$)|なし|ませ[んぬ]|おらず)",
        r"|(?:確認|検知|検出|認め|認識|発見|把握|見つ|見受け|判明|報告|該当|存在|含ま|含め|至っ|特定され|事実|形跡|痕跡|兆候|可能性|おそれ|恐れ|被害|こと|もの)",
        r"[^、。なま]{0,8}(?:て|で|は|が|も|から|から|る|ら)?(?:は)?(?:い|おり|あり|ござい)?(?:ない|なかっ|なく|なし|無い|無く|ませ[んぬ]|おらず|低)",
        r"|(?:流出|漏えい|漏洩|漏れ|盗ま|持ち出|アクセス|侵入|送信|送付|閲覧|ダウンロード|感染|暗号化|取得|悪用|使用|利用|改ざん)",
        r"(?:し|さ)?(?:れ)?(?:て)?(?:は|が|も)?(?:い|おり|あり|ござい)?(?:ない|なかっ|なく(?:、|$)|なし|ませ[んぬ]|おらず)",
        r"|^[^、。]{0,12}では?も?な[いくか]|(?:もの|わけ|こと|せい|ため|原因|攻撃|たの|るの|被害)では?も?な[いくか]|でな[いく]|で[はも](?:ありませ|ございませ)|を否定|^(?:について)?[はも]否定|とは(?:異な|別|無関係|関係な)",
        // 可能性について「ない」と否定した, 攻撃説を打ち消した, 攻撃の線は薄い.
        r"|(?:可能性|との見方|との指摘|説)[^。]{0,24}(?:否定(?:し|する|さ|的|。|$)|打ち消)|[^、。]{0,20}「(?:ない|なかった|違う|ありません)」と",
        r"|の線は(?:薄|な[いく]|消え)|(?:形跡|痕跡|兆候|証拠)[^、。]{0,8}ず(?:、|。|$)|(?:確認|検知|検出|認め|発見)[さら]れず",
        r"|関[係与](?:(?:は|も)?(?:していな|しておら)|[はも](?:な[いくか]|ありませ|ございませ))|未遂|に(?:は)?(?:当た|該当し)らな",
        r"|を?把握していな|(?:形跡|痕跡|跡)[^、。]{0,4}残って(?:おら|いな|いませ)|との(?:話|報告|連絡|訴え|情報|相談|届け出)(?:は|も)[^、。]{0,12}(?:な[いくか]|おら|いませ|ありませ|いない)",
        r"|とする(?:投稿|書き込み|情報|話|うわさ|噂)は[^、。]{0,8}(?:誤り|デマ|事実では|うそ|嘘)",
    )),
    no_harm: Pattern::new(concat!(
        "^(?:攻撃|感染|など|等)*による(?:攻撃|感染)?(?:の)?被害(?:など)?(?:は|も|が)",
        "(?:な(?:い(?:$|[、。とこもよ])|く(?:、|$)|かっ)|あ(?:り|って)(?:ませ|はい)|ございませ|(?:確認|報告|発生|検知)[^、。]{0,6}(?:ない|なかっ|ませ|おらず))",
    )),
    suspicion: Pattern::new(concat!(
        r"^[^、。 ]{0,4}か(?:[、。 !?]|$)|可能性|おそれ(?:[^い入]|$)|恐れ(?:[^い入]|$)|虞|疑[いわう]|と[み見](?:られ|て|る)|と考え|と思われ|かもしれ|と推[定測察]|模様|らしい|よう(?:だ|で|です)",
        r"|懸念|公算|ではないか|と主張|か(?:どうか|否か)|有無|か調べ|危険性",
    )),
    bare: Pattern::new(
        r"^(?:分|程度|ほど|前後|など|等|の(?:個人)?情報|[)」])*(?:$|。|、|です|だ(?:。|$)|で(?:す|あ|、|$)|となり|となる|に(?:上|のぼ|及))",
    ),
    trend: Pattern::new(concat!(
        r"^(?:攻撃|被害|事故|事件|など|等|といった|や|の|による|を)*(?:[^、。をはがて]{0,6})?(?:件数|割合|手口(?:[^でにと]|$)|手法(?:[^でにと]|$)|脅威|リスク|仕組み|種類|特徴|定義|最前線|実態|動向|現状|違い|意味)",
        r"|の標的にな(?:る|り(?:やす|得|う))|(?:の|に遭う)(?:元|もと|温床|引き金)(?:だ|に|で|と)|増え|増加|相次|多発|出回|後を絶た|横行|(?:行われ|起き|発生し|繰り返され)て(?:きた|きまし)|最多|最も多|占め|頻発|目立",
    )),
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Tokenizer;

    /// The marked words of `sentence` and what they are read as.
    fn read(sentence: &str) -> (String, Modality) {
        let start = sentence.find('《').unwrap();
        let end = sentence.find('》').unwrap() - '《'.len_utf8();
        let plain = sentence.replace(['《', '》'], "");
        let text = Text::plain(&Tokenizer::new(), &plain);
        (plain, of(&text, Span::new(start, end)))
    }

    #[test]
    fn marked_words_are_read_as_their_rule_says() {
        let modalities = [Modality::Suspected, Modality::Denied, Modality::Hypothetical, Modality::General];
        let mut wrong = Vec::new();
        for (rule, modality) in RULES.iter().zip(modalities) {
            let hits = rule.hit.iter().map(|sentence| (sentence, true));
            for (sentence, expect) in hits.chain(rule.miss.iter().map(|sentence| (sentence, false))) {
                let (_, found) = read(sentence);
                if (found == modality) != expect {
                    wrong.push(format!("{}: {sentence} is {found:?}", rule.id));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
