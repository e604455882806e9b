//! The signs' own examples, and who is taken for the one that was hit.

use std::sync::LazyLock;

use super::*;
use crate::dict::Tables;
use crate::extract::{Context, Extractors};
use crate::incident::relevance::Manners;
use crate::page::{self, Block, Hints, Page, Post};
use crate::text::Tokenizer;

static EXTRACTORS: LazyLock<(Tokenizer, Extractors)> =
    LazyLock::new(|| (Tokenizer::new(), Extractors::new(&Tables::embedded()).unwrap()));

/// The signs around the mention of `name` in a text of one paragraph.
fn signs_of(text: &str, name: &str) -> Vec<&'static str> {
    let (tokenizer, extractors) = &*EXTRACTORS;
    let text = Text::plain(tokenizer, text);
    let mentions = extractors.mentions(&text, &Context::default());
    let page = Page { posts: vec![Post { blocks: Vec::<Block>::new(), ..Post::default() }], ..Page::default() };
    let reading = Reading { page: &page, post: 0, text: &text, mentions: &mentions, manners: &Manners::new(&text) };
    let sentences: Vec<usize> = (0..text.sentences().len()).collect();
    let view = View::new(&reading, &sentences);
    let mention = view.mentions.iter().find(|mention| text.slice(mention.span) == name);
    mention.map(|mention| view.signs(mention).iter().map(|sign| sign.rule.id).collect()).unwrap_or_default()
}

#[test]
fn every_sign_hits_and_misses_as_its_examples_say() {
    let mut failures = Vec::new();
    for rule in signs::RULES {
        for (sentences, expect) in [(rule.hit, true), (rule.miss, false)] {
            for sentence in sentences {
                let name = sentence.split(['《', '》']).nth(1).unwrap();
                let found = signs_of(&sentence.replace(['《', '》'], ""), name);
                if found.contains(&rule.id) != expect {
                    failures.push(format!("{}: {found:?} at {name} in {sentence}", rule.id));
                }
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// Who is taken for the victim on a page with this body, or `-`.
fn victim(html: &str) -> String {
    let page = format!("<html><head><title>お知らせ</title></head><body>{html}</body></html>");
    let (page, _) = page::read(page.as_bytes(), &Hints::default()).unwrap();
    let (tokenizer, extractors) = &*EXTRACTORS;
    let text = Text::new(tokenizer, &page.posts[0].blocks);
    let mentions = extractors.mentions(&text, &Context { published: page.published });
    let reading = Reading { page: &page, post: 0, text: &text, mentions: &mentions, manners: &Manners::new(&text) };
    of(&Scope::of_post(&reading)).map_or("-".to_owned(), |victim| victim.name)
}

#[track_caller]
fn check(html: &str, expect: &str) {
    assert_eq!(victim(html), expect, "{html}");
}

#[test]
fn a_contractor_that_two_clauses_tell_of() {
    check(
        "<p>北浜製菓は3日、通販サイトの運用を青葉商事に委託していたが、同社の管理するサーバーに不正アクセスがあり、顧客情報が流出したと発表した。</p>",
        "青葉商事",
    );
    check("<p>青葉県病院局は3日、県立みなと病院の医師が患者の情報を紛失したと発表した。</p>", "県立みなと病院");
}

#[test]
fn the_one_who_announces_its_own_incident() {
    check("<p>青葉商事は10日、サーバーが不正アクセスを受け、顧客の個人情報が流出したと発表した。</p>", "青葉商事");
    check("<h1>北浜市、メールを誤送信</h1><p>同市は3日、市民のメールアドレスが流出したと公表した。</p>", "北浜市");
    check("<p>会見で謝罪したのは、北浜市商工会です。職員のパソコンが遠隔操作され、1000万円を送金しました。</p>", "北浜市商工会");
}

#[test]
fn the_contractor_and_not_the_client() {
    check(
        "<p>北浜市は10日、業務を委託しているゾルテック(本社・青嶺市)のサーバーがランサムウェアに感染し、市民の情報が流出したおそれがあると発表した。</p>",
        "ゾルテック",
    );
    check(
        "<p>北浜市は、委託している業者のシステムが不正アクセスを受けたと発表した。業者は青嶺市の健康管理会社「ヨルコー」。同社は10日に検知した。</p>",
        "ヨルコー",
    );
    check(
        "<p>弊会が利用している決済サービスの提供元、株式会社ネムリコ(以下「NM社」といいます)のデータベースが不正アクセスを受けました。弊会からの流出はございません。</p>",
        "株式会社ネムリコ",
    );
}

#[test]
fn the_subsidiary_and_not_the_parent() {
    check(
        "<h1>当社連結子会社における資金流出について</h1><p>当社の連結子会社であるゾルテック株式会社(青葉県青嶺市、以下「ゾルテック社」)におきまして、虚偽の送金指示を受け、資金が流出いたしました。</p><footer>© ネムリコ株式会社</footer>",
        "ゾルテック株式会社",
    );
    check("<p>青葉商事は3日、子会社の青葉フーズのサーバーが不正アクセスを受けたと発表した。</p>", "青葉フーズ");
}

#[test]
fn never_police_or_who_is_told_or_feigned() {
    check(
        "<p>青葉県警は不正アクセス禁止法違反の疑いで男を逮捕した。男は当時勤めていた北浜電機でデータを持ち出した。</p>",
        "北浜電機",
    );
    check("<p>みなと銀行を装うフィッシングメールが届き、青葉商事の社員が偽サイトに情報を入力した。</p>", "青葉商事");
    check("<p>青葉商事でUSBメモリーを紛失した。個人情報保護委員会に報告し、北浜警察署に届け出た。</p>", "青葉商事");
}

#[test]
fn a_named_school_and_not_its_board() {
    check(
        "<p>教員のアカウントに何者かが不正にログインしました。明らかにしたのは北浜市の教育委員会です。市立みどり中学校の生徒が担任に相談しました。同校は謝罪しました。</p>",
        "市立みどり中学校",
    );
}

#[test]
fn a_bare_prefecture_goes_by_that_word() {
    check("<p>県が、名簿を誤って第三者にメールで送っていたことがわかりました。県によりますと、送信先を間違えました。</p>", "県");
}

#[test]
fn the_first_named_where_nothing_else_tells() {
    check(
        "<p>青葉商事のシステムについて。社内に入られ、最大で100件の個人情報が流出した可能性。作ったのはヨルコー株式会社。北浜銀行も使う。</p>",
        "青葉商事",
    );
}

#[test]
fn a_short_form_and_the_name_are_one() {
    check(
        "<p>北浜証券取引所の社長らは会見し、システム障害を受けて陳謝した。北証によると、機器が故障した。装置を納めた東雲電機はコメントを出した。</p>",
        "北浜証券取引所",
    );
}

#[test]
fn nobody_where_nobody_is_named() {
    check("<p>不正アクセスにより個人情報が流出した。</p>", "-");
}

#[test]
fn briefs_of_the_trade_press() {
    for (text, expect) in [
        (
            "青葉工科大学は、教員がフィッシング攻撃を受け、メールアカウントに不正アクセスがあったことを明らかにした。",
            "青葉工科大学",
        ),
        ("北浜市は、委託事業者において個人情報を含むUSBメモリが紛失したことを明らかにした。", "北浜市"),
        (
            "家具の通信販売を展開するゾルテックは、同社サイトが不正アクセスを受け、顧客情報が流出した可能性があることを明らかにした。",
            "ゾルテック",
        ),
        ("東雲電機の海外子会社がランサムウェアによる攻撃を受けたことがわかった。同社が発表した。", "東雲電機"),
        (
            "オンラインショップ「つむぎ屋」が不正アクセスを受け、クレジットカード情報が流出した可能性があることがわかった。同サイトを運営する北浜物産によれば、脆弱性が悪用されたという。",
            "北浜物産",
        ),
        ("北浜市民病院は、患者情報を記録したUSBメモリの紛失について発表した。", "北浜市民病院"),
        (
            "銀行の間の送金を担う「全国送金データ網」(全送網)が12日、平常の運転に戻った。運営する株式会社青葉商事(青商)によると、10日に大規模なシステム障害が起き、約500万件の振り込みに遅れが出た。",
            "株式会社青葉商事",
        ),
        (
            "株式会社青葉商事は2月3日、同社が運営する「ひだまりショップ」への不正アクセスによる個人情報漏えいについて発表した。",
            "株式会社青葉商事",
        ),
        (
            "ゾルテック株式会社は4月1日、同社グループ会社のネムリコ株式会社へのランサムウェア攻撃について発表した。",
            "ネムリコ株式会社",
        ),
        ("一般財団法人北浜観光協会は4月1日、メールの誤送信について発表した。", "一般財団法人北浜観光協会"),
        ("ヨルコーは、ウェブサイトが改ざんされ、閲覧者が不正なサイトに誘導されるおそれがあったことを公表した。", "ヨルコー"),
        ("青葉信用金庫は、顧客情報が記載された書類が所在不明になっていることを明らかにした。", "青葉信用金庫"),
        ("東雲労働局は、事業所に送付すべき書類を別の事業所に誤送付したと発表した。", "東雲労働局"),
        ("青葉県は、県が運用するメール配信システムで、メールアドレスが流出したと発表した。", "青葉県"),
        ("国立研究開発法人海洋技術研究所は、サーバーが不正アクセスを受けたと発表した。", "国立研究開発法人海洋技術研究所"),
        ("NORTHBAYは、従業員のパソコンがEmotetに感染し、不審なメールが送信されたことを明らかにした。", "NORTHBAY"),
    ] {
        check(&format!("<p>{text}</p>"), expect);
    }
}

#[test]
fn newspapers_and_broadcasters() {
    for (text, expect) in [
        ("大手住宅設備メーカーのヨルコーは、サイバー攻撃を受けてシステム障害が起きたと発表しました。", "ヨルコー"),
        ("自動車部品大手の東雲精機(本社・青嶺市)がランサムウェアの攻撃を受けたことが3日、関係者への取材で分かった。", "東雲精機"),
        ("北浜市は3日、市民課の職員が住民票を誤って別人に交付したと発表した。市によると、窓口で取り違えたという。", "北浜市"),
        ("青葉県警青葉署は3日、捜査資料を紛失したと発表した。", "青葉県警青葉署"),
        ("青葉県教委は3日、県立北浜高校の教諭が生徒の成績を記録したUSBメモリーを紛失したと発表した。", "県立北浜高校"),
        (
            "東雲グループの青葉ホテルズは3日、予約サイトが不正アクセスを受けたと発表した。東雲グループは影響を調べている。",
            "青葉ホテルズ",
        ),
        ("学校法人朝霧学園は3日、運営する幼稚園の園児の名簿を紛失したと発表した。", "学校法人朝霧学園"),
        ("北浜農業協同組合は3日、組合員の情報が入ったパソコンを盗まれたと発表した。青葉署に被害届を出した。", "北浜農業協同組合"),
        ("北浜市消防本部は3日、救急隊員が患者の個人情報をSNSに投稿したと発表した。", "北浜市消防本部"),
        ("衣料品通販のネムリコは3日、元社員が顧客情報を不正に持ち出したと発表した。青葉県警が捜査している。", "ネムリコ"),
    ] {
        check(&format!("<p>{text}</p>"), expect);
    }
}

#[test]
fn who_runs_speaks_or_employs() {
    for (body, expect) in [
        (
            "<title>交差点に名簿が散乱 市が謝罪 | ミナト放送</title><h1>交差点に名簿が散乱 市が謝罪</h1><p>おととい午前、朝霧浜市の市道で、通りかかった人から紙が飛んでいると通報がありました。</p><p>市によりますと、散らばったのは市民38人の名前や病名が書かれた書類で、運搬を任された業者の従業員が箱を落としたということです。</p><p>「市民の信頼を損ない、心よりおわび申し上げます」</p><p>きょうの会見で部長はこのように述べました。</p>",
            "朝霧浜市",
        ),
        (
            "<h1>会員制サイト「みずべ倶楽部」の情報漏えいについて</h1><p>「みずべ倶楽部」の登録フォームの設定に誤りがあり、会員の名前が第三者から閲覧できる状態でした。運営する碧水社は6月14日、対象が327人に上ると発表しました。</p>",
            "碧水社",
        ),
        (
            "<h1>営業秘密を持ち出した疑い 青嶺物産の元社員を逮捕</h1><p>警視庁は、青嶺物産の元社員の男を逮捕した。同業の東雲物産で働いていた際に、東雲物産のサーバーから顧客の情報を不正に複製した疑い。男は東雲物産を退社し、青嶺物産に移っていた。</p>",
            "東雲物産",
        ),
        (
            "<h1>ある食品会社の被害に学ぶ</h1><p>関東に本社を置く食品メーカーA社では昨年6月、サーバーがランサムウェアに感染した。A社は納品を止めた。</p>",
            "A社",
        ),
        (
            "<h1>答案を紛失</h1><p>青葉県立高校の男性教諭が6日夜、帰宅途中の北鉄鉄道の電車内に鞄を置き忘れ、生徒の答案を紛失した。</p>",
            "青葉県立高校",
        ),
    ] {
        check(body, expect);
    }
}

#[test]
fn notices_in_the_first_person() {
    for (body, expect) in [
        (
            "<h1>不正アクセスによる個人情報漏えいに関するお詫びとお知らせ</h1><p>株式会社ひだまり</p><p>このたび、弊社が運営する「ひだまりショップ」が第三者による不正アクセスを受け、お客様の情報が流出した可能性があることが判明いたしました。</p>",
            "株式会社ひだまり",
        ),
        (
            "<h1>メール誤送信のお詫び</h1><p>平素は本学の教育研究にご理解を賜り、御礼申し上げます。本学において、メールの誤送信により個人情報が流出する事案が発生しました。</p><p>北浜工科大学 学長</p>",
            "北浜工科大学",
        ),
        (
            "<h1>個人情報を含む書類の紛失について</h1><p>当院において、患者様の個人情報を含む書類を紛失いたしました。深くお詫び申し上げます。</p><p>医療法人社団朝霧会 みどり中央病院 院長</p>",
            "医療法人社団朝霧会 みどり中央病院",
        ),
        (
            "<h1>サーバーへの不正アクセスについて</h1><p>東雲精機株式会社(以下、当社)は、当社サーバーが第三者による不正アクセスを受けたことをお知らせいたします。北浜警察署に相談し、個人情報保護委員会に報告しております。</p>",
            "東雲精機株式会社",
        ),
    ] {
        check(body, expect);
    }
}

#[test]
fn the_police_take_up_a_case_and_are_not_hit() {
    check(
        "<h1>携帯店の元副店長を逮捕 契約者情報を売却 青葉県警</h1><p>青葉県警は19日、不正競争防止法違反の疑いで、携帯電話販売店の元副店長を逮捕した。\
         県警によると、元副店長が勤めていたのは「みなとモバイル」(北浜市)が運営する店舗。みなとモバイルは同日夜に会見を開いた。</p>",
        "みなとモバイル",
    );
}

#[test]
fn the_one_from_whom_data_was_taken_to_another() {
    check(
        "<h1>みなと寿司社長を逮捕 競合の北浜寿司の仕入れ値など持ち出した疑い</h1><p>「北浜フーズ」の営業秘密を、転職先の「みなとフーズ」に持ち出したとして、\
         社長が逮捕された。</p>",
        "北浜フーズ",
    );
}

#[test]
fn a_shop_called_by_its_house_is_not_the_one_who_speaks() {
    let html = "<h1>「アオバ オンラインストア」における個人情報漏えいの可能性について</h1><p>弊社公式通販サイト「アオバ オンラインストア」への外部からの\
                不正アクセスにつきまして、調査が終わりました。ご心配をおかけし、深くお詫び申し上げます。</p><p>株式会社アオバコーヒーみなと</p>";
    let page = format!("<html><head><title>お知らせ - 株式会社アオバコーヒーみなと</title></head><body>{html}</body></html>");
    let (page, _) = page::read(page.as_bytes(), &Hints::default()).unwrap();
    assert!(page.owner.is_some(), "{page:?}");
    assert!(!victim(html).starts_with("アオバ "), "{}", victim(html));
}

#[test]
fn a_city_says_where_the_shop_is() {
    check("<p>北浜市のタオル屋さん「ヨルオリ」のネットショップに何者かが不正に侵入し、カードの情報が流出した。</p>", "ヨルオリ");
}

#[test]
fn a_provider_whose_server_was_entered_from_outside() {
    check(
        "<p>当財団がチケットの販売に利用しております予約サービス「席とりくん」の提供元、株式会社青葉システムズ(本社:北浜市、以下「T社」)のサーバーが外部から\
         不正に侵入され、会員の皆様の情報が閲覧された可能性のあることが分かりました。</p>",
        "株式会社青葉システムズ",
    );
}

#[test]
fn who_runs_the_site_as_a_bracket_says() {
    check(
        "<p>いつも使っている予約サイト「ヤマドリ」が休止中です。運営会社(北浜市のアオバプラン企画さん)のお知らせを読むと、パスワードを使い回している会員を狙った\
         大量のログインがあり、613人のページが開かれたそうです。小屋の北浜荘にも電話しました。</p>",
        "アオバプラン企画",
    );
}

#[test]
fn a_name_of_malware_is_nobody() {
    check("<h1>WannaCryと私の土日</h1><p>WannaCryに感染したのは、日立みなと工業のサーバーだった。</p>", "日立みなと工業");
}

#[test]
fn a_thing_that_the_text_shows_to_be_one_gives_way_to_its_house() {
    check(
        "<h1>ソラノキアプリに不正ログイン 約13万件</h1><p>家具販売の青葉商事は20日、スマートフォン向けの「ソラノキアプリ」に本人以外がログインした恐れがあると発表した。</p>",
        "青葉商事",
    );
    check(
        "<h1>ソラノキが戻ってくる</h1><p>先月6日、青葉映像株式会社の社内ネットワークに第三者が不正に侵入しました。「ミナモの海」「きらきら♡ソラノキ」など4作品の放送が止まりました。</p>",
        "青葉映像株式会社",
    );
    // The shop goes by its name where nobody else is told of.
    check("<p>通販サイト「ソラノキ」が不正アクセスを受け、顧客320人の情報が流出した。ソラノキは20日に発表した。</p>", "ソラノキ");
}

#[test]
fn a_provider_is_named_by_where_its_head_office_is() {
    check(
        "<p>予約サイトを運営する会社のサーバーに何者かが不正に侵入し、住民の情報が流出しました。侵入されたのは、北浜市に本社を置くソラノキ奥浜のサーバーです。\
         予約の受け付けを任せていた東浜市と西浜市が会見を開きました。</p>",
        "ソラノキ奥浜",
    );
}
