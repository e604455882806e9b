//! The names of those who attacked.
//!
//! A group is told by what stands right beside its name: a word for a gang of criminals before it (攻撃グループ「X」), or
//! behind it that it names itself so, claims the deed or is said to have done it. So the sentence is searched for those
//! words, and the name read off beside them.

use std::ops::Range;

use crate::pattern::Pattern;

/// Words behind the name of a group.
static BEHIND: Pattern = Pattern::new(concat!(
    "[をと](?:名乗|自称|称)(?:る|す|し|っ)[^。「」]{0,14}(?:集団|グループ|組織|一味|連中|ギャング|者|人物|犯|名が|脅迫|脅し|声明)",
    "|(?:という|と呼ばれる|と称する|なる)[^。、「]{0,8}(?:集団|グループ|組織|一味|連中|ギャング)",
    "|の(?:仕業|犯行|一味|一員|リークサイト|暴露サイト)|による(?:犯行|ものと(?:断定|特定|判断))|が(?:自分たちの仕業|名乗り(?:を上げ|出))",
    "|[がは](?:[0-9年月日、は]{0,14}|[^。、]{0,12})(?:犯行声明|犯行を(?:主張|認め|ほのめか))|の名で(?:犯行|脅迫|声明)",
));

/// Words before the name of a group.
static AHEAD: Pattern = Pattern::new(concat!(
    "(?:攻撃|犯罪|犯行|犯人|ハッカー|ハッキング|ハクティビスト|ランサムウ[ェエ]ア|ランサム|サイバー|脅迫)[^、。「」はがを]{0,6}",
    "(?:グループ|集団|組織|ギャング|一味)(?:である|とされる|とみられる|として知られる|の|、)*",
    "|集団(?:である|とされる|の)?|犯行声明を出した(?:のは)?、?",
    "|(?:ロシア|北朝鮮|中国|イラン|東欧)系(?:とされる|とみられる|といわれる|の)?",
));

/// Words before the name of a group that is named as the one who did it, if what follows says so: 犯行は「X」とされ.
static CULPRIT: Pattern = Pattern::new(concat!(
    "(?:犯行|犯人|攻撃者|犯行主体|首謀者|差出人)(?:側)?[はがを]、?[^。、「」]{0,4}",
    "|(?:脅迫文|脅迫状|脅迫メッセージ|要求文|犯行声明|身代金を求める文書)[^、。「」]{0,8}に(?:は|も)?、?",
));

/// What says behind a name that it is that of the culprit.
static IS_CULPRIT: Pattern = Pattern::new(
    "^(?:とされ|とみられ|と見られ|とみて|だと(?:さ|み|言)|と(?:断定|特定|判明)|[をと](?:名乗|自称|称)|か|の(?:名|署名|記載)|と(?:あり|あっ|記さ|書か))",
);

/// What every sentence that names a group has one of.
static GROUPS: Pattern = Pattern::new(
    "グループ|集団|組織|ギャング|一味|連中|[をと](?:名乗|自称|称)|の仕業|犯|リークサイト|暴露サイト|攻撃者|声明|系(?:とされる|とみられる|といわれる|の)?「|脅迫|要求文|身代金",
);

/// The places in a sentence where the name of an attacking group stands, as byte ranges.
pub(super) fn attackers(sentence: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    if !GROUPS.is_match(sentence) {
        return found;
    }
    let behind = BEHIND.find_all(sentence).into_iter().filter_map(|cue| name_before(sentence, cue.start));
    let ahead = AHEAD.find_all(sentence).into_iter().filter_map(|cue| {
        let quoted = sentence[cue.end..].starts_with(['「', '『']);
        // A bare word behind 集団 alone is of the sentence: 集団Xは would be read as a crowd. Whom only a country is told of did it
        // by what follows.
        let by_quotes = sentence[cue.clone()].starts_with("集団");
        let by_country = sentence[cue.clone()].contains("系");
        let did_it = |name: &Range<usize>| {
            !by_country
                || quoted
                    && beyond_name(&sentence[name.end..]).starts_with("による")
                    && !beyond_name(&sentence[name.end..]).starts_with("によると")
                    && sentence.contains("攻撃")
        };
        name_after(sentence, cue.end)
            .filter(|_| quoted || !by_quotes)
            .filter(did_it)
            .filter(|name| !is_of_place(sentence, name.end))
    });
    let culprits = CULPRIT.find_all(sentence).into_iter().filter_map(|cue| {
        let name = name_after(sentence, cue.end)?;
        IS_CULPRIT.is_match(beyond_name(&sentence[name.end..])).then_some(name)
    });
    for name in behind.chain(ahead).chain(culprits) {
        let is_known = found.iter().any(|known| known.start < name.end && name.start < known.end);
        if !is_known && is_group(&sentence[name.clone()]) {
            found.push(name);
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

/// How many bytes the name of a group has at most.
const LONGEST: usize = 72;

/// The name that ends before the byte `end`, where its quotation marks and what explains it in brackets may stand between.
fn name_before(sentence: &str, end: usize) -> Option<Range<usize>> {
    let (from, _) = sentence[..end].char_indices().rev().take(LONGEST).last()?;
    let mut words = &sentence[from..end];
    let mut quoted = false;
    loop {
        if let Some(inner) = words.strip_suffix(['」', '』']) {
            (words, quoted) = (inner, true);
        } else if let Some(open) = words.strip_suffix(')').and_then(|inner| inner.rfind('(')) {
            words = &words[..open];
        } else {
            break;
        }
    }
    let length = |own: &str| own.chars().rev().take_while(|&c| is_of_name(c)).map(char::len_utf8).sum::<usize>();
    let start = words.len() - length(words);
    let own = words[start..].trim_start_matches([' ', '-', '.', '・', 'ー']);
    let (start, end) = (words.len() - own.len(), words.len());
    // A bare word in katakana before を名乗る may be anybody's.
    let opens = words[..start].ends_with(['「', '『']);
    (own.len() <= LONGEST && (quoted && opens || own.is_ascii())).then_some(from + start..from + end)
}

/// The name that begins at the byte `start`, where an opening quotation mark may stand before it.
fn name_after(sentence: &str, start: usize) -> Option<Range<usize>> {
    let rest = &sentence[start..];
    let words = rest.strip_prefix(['「', '『']).unwrap_or(rest);
    let from = sentence.len() - words.len();
    let latin = words.starts_with(|c: char| c.is_ascii_alphanumeric());
    let of_script = |c: &char| if latin { c.is_ascii() && is_of_name(*c) } else { is_of_name(*c) && !c.is_ascii() };
    let length = words.chars().take_while(of_script).map(char::len_utf8).sum::<usize>();
    let own = words[..length].trim_end_matches([' ', '-', '.']);
    (!own.is_empty() && own.len() <= LONGEST).then(|| from..from + own.len())
}

/// What follows a name, without the end of its quotation marks and the brackets that explain it.
fn beyond_name(after: &str) -> &str {
    let after = match after.strip_prefix('(').and_then(|inside| inside.split_once(')')) {
        Some((_, rest)) => rest,
        None => after,
    };
    after.strip_prefix(['」', '』']).unwrap_or(after)
}

/// Whether what stands behind a name makes it that of a place on the net where a group writes: 攻撃グループのXチャンネル.
fn is_of_place(sentence: &str, end: usize) -> bool {
    let after = beyond_name(&sentence[end..]);
    ["チャンネル", "サイト", "アカウント", "サーバ", "上に", "上で", "サービス", "対策"]
        .iter()
        .any(|word| after.starts_with(word))
}

/// Whether `c` may stand in the name of a group: Latin letters, digits, katakana and what joins them.
fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '.' | '・' | 'ー' | 'ァ'..='ヺ')
}

/// Whether a name may be that of a group: USB and 2FA are none, nor is a word in small letters or one for a thing.
fn is_group(name: &str) -> bool {
    const THINGS: [&str; 12] = [
        "ランサムウェア",
        "ランサムウエア",
        "ハッカー",
        "サイバー",
        "マルウェア",
        "ウイルス",
        "ダークウェブ",
        "ダークウエブ",
        "リークサイト",
        "グループ",
        "メンバー",
        "ハクティビスト",
    ];
    let has_capital = name.contains(|c: char| c.is_ascii_uppercase()) || !name.is_ascii();
    let has_letter = name.contains(|c: char| c.is_ascii_alphabetic() || matches!(c, 'ァ'..='ヺ'));
    has_capital && has_letter && name.chars().count() > 3 && !THINGS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_named_in_many_ways() {
        let told = [
            "攻撃グループ「《DarkWisteria》」が犯行を主張した。",
            "北方のサイバー攻撃集団「《WisteriaTraitor》(ウィステリアトレイター)」の犯行だったと発表した。",
            "攻撃グループ「《WisteriaTraitor》」(ウィステリアトレイター)の一員が採用担当者になりすました。",
            "犯行声明を出した「《WisteriaHouse》(ウィステリアハウス)」は1.1テラバイトを盗んだと主張していた。",
            "犯行は「《DarkWisteria》」とされ、グループの暴露サイトに書き込みがあった。",
            "「《7WIST》」を名乗る連中が盗んだと言っている。",
            "犯人は「《Wisteria》」を名乗る連中だ。",
            "《Wisteria 2.0》を名乗る集団からの脅し状が見つかった。",
            "「《Wisteria》」を自称する攻撃者集団が書き込みを行った。",
            "なお犯行グループ「《Underwist》」は暴露サイトで豪語している。",
            "国際的なハッカー集団《ウィステリアス》を名乗る者が書き込んだ。",
            "《WisteriaTraitor》による犯行と特定した。",
            "「《DarkWisteria》(ダークウィステリア)」を名乗る集団の脅迫文が残されていた。",
            "ハッカー集団「《WILLNET》(ウィルネット)」が攻撃をほのめかした。",
            "「《DarkWisteria》」が自分たちの仕業だと載せている。",
            "ロシア系とされる「《DarkWisteria》」によるランサムウェア攻撃で、電子カルテが止まった。",
            "脅迫文には「《DarkWisteria》」の名があり、連絡を求めていた。",
            "残された身代金を求める文書には「《DarkWisteria》」と記されていた。",
        ];
        for sentence in told {
            let name = sentence.split(['《', '》']).nth(1).unwrap();
            let plain = sentence.replace(['《', '》'], "");
            let found: Vec<&str> = attackers(&plain).into_iter().map(|range| &plain[range]).collect();
            assert!(found.contains(&name), "{name} is not in {found:?}: {sentence}");
        }
    }

    #[test]
    fn others_are_no_groups() {
        for sentence in [
            "攻撃グループは特定されていない。",
            "「お知らせ」と名乗るメール。",
            "「BankMail」を名乗るメールが届いた。",
            "グループウェア「DeskPlan」が止まった。",
            "攻撃グループのWISTチャンネルに載った。",
            "攻撃者はVPN機器を使った。",
            "ランサムウェアによる攻撃とみられる。",
            "DeskPlanは3日、捜査に協力するとの声明を出した。",
            "グループ会社のDeskPlanが感染した。",
            "社内の組織「DX推進室」が担当した。",
            "中国系の「DeskPlan」によると、攻撃はなかった。",
            "脅迫文には「BTC」での支払いを求める文があった。",
        ] {
            let found = attackers(sentence);
            assert!(found.is_empty(), "{found:?} in {sentence}");
        }
    }
}
