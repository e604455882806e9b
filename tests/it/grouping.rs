//! Which parts of a page become which records.

use jikenbo::dict::Tables;
use jikenbo::pipeline::{Known, Pipeline};

/// The names of the victims of the records of a page with this body, in order.
#[track_caller]
fn check(body: &str, expect: &[&str]) {
    let pipeline = Pipeline::new(&Tables::embedded()).unwrap();
    let html =
        format!("<!DOCTYPE html><html lang=ja><meta charset=utf-8><title>記事</title><body><main>{body}</main></body></html>");
    let article = pipeline.article(html.as_bytes(), &Known::default()).unwrap();
    let victims: Vec<&str> =
        article.incidents.iter().map(|incident| incident.victim.as_ref().map_or("", |victim| &victim.name)).collect();
    assert_eq!(victims, expect);
}

#[test]
fn an_article_with_subheadings_is_one_record() {
    check(
        "<h1>青葉商事、不正アクセスで顧客情報が流出か</h1>
         <p>青葉商事株式会社は5月12日、同社のサーバーが不正アクセスを受け、顧客の個人情報1,200件が流出した可能性があると発表した。</p>
         <h2>経緯</h2><p>5月2日に不審な通信を検知し、調査を進めていた。</p>
         <h2>流出した可能性のある情報</h2><p>氏名、住所、電話番号。クレジットカード情報は含まれない。</p>
         <h2>今後の対応</h2><p>同社は外部の専門会社と原因の調査を続ける。</p>",
        &["青葉商事株式会社"],
    );
}

#[test]
fn a_section_whose_heading_names_nobody_goes_on_with_the_organisation_of_the_title() {
    check(
        "<h1>青葉コイン、320億円相当の流出で指示役は誰か</h1>
         <p>青葉コイン株式会社は5月31日、不正アクセスを受けて暗号資産が流出したと発表した。</p>
         <h2>入り口は一通のメッセージ</h2>
         <p>みなとウォレットは、社員のパソコンがマルウェアに感染し、システムに不正アクセスされたことを3月に確認したと公表した。</p>",
        &["青葉コイン株式会社"],
    );
}

#[test]
fn a_digest_under_headings_is_a_record_each() {
    check(
        "<h1>今週の情報漏えい事故</h1><p>今週公表された事故をまとめました。</p>
         <h2>みなと中央銀行でUSBメモリ紛失</h2>
         <p>みなと中央銀行は6月3日、顧客320人分の情報を保存したUSBメモリを紛失したと発表した。</p>
         <h2>北浜市がメールを誤送信</h2>
         <p>北浜市は6月4日、講座の受講者48人にメールを送る際、アドレスが見える状態で誤送信したと発表した。</p>
         <h2>株式会社あさひ精工がランサムウェア被害</h2>
         <p>株式会社あさひ精工は6月5日、サーバーがランサムウェアに感染したと公表した。</p>
         <h2>まとめ</h2><p>ランサムウェアの被害は増えています。バックアップを取りましょう。</p>",
        &["みなと中央銀行", "北浜市", "株式会社あさひ精工"],
    );
}

#[test]
fn a_row_beside_incidents_is_one_in_whatever_words_it_tells() {
    check(
        "<h1>2024年5月の事故一覧</h1>
         <table><tr><th>発表</th><th>どこで</th><th>何が</th></tr>
         <tr><td>5月9日</td><td>青葉商事株式会社</td><td>サーバーがランサムウェアに感染した。</td></tr>
         <tr><td>5月14日</td><td>北浜市</td><td>講座の受講者48人にメールを誤送信した。</td></tr>
         <tr><td>5月20日</td><td>みなと中央銀行</td><td>明細の裏に隣の人の残高が刷られていた。</td></tr></table>",
        &["青葉商事株式会社", "北浜市", "みなと中央銀行"],
    );
    // One organisation's own chronology names others and their days, too.
    check(
        "<h1>青葉商事、不正アクセスの経過</h1><p>青葉商事株式会社はサーバーへの不正アクセスで顧客120人の情報が流出したと発表した。</p>
         <table><tr><td>5月9日</td><td>サーバーへの不正アクセスを検知。</td></tr>
         <tr><td>5月10日</td><td>北浜市に報告。</td></tr><tr><td>5月14日</td><td>みなと中央銀行が口座を止めた。</td></tr></table>",
        &["青葉商事株式会社"],
    );
}

#[test]
fn clients_reached_through_the_service_of_the_titles_organisation_are_of_its_incident() {
    check(
        "<h1>青葉システムも 不正アクセスで情報流出</h1>
         <p>今度は青葉システム株式会社。同社の情報共有ツールが不正アクセスを受け、複数の顧客の情報が流出したと5月25日に発表した。</p>
         <h2>北浜空港会社</h2><p>北浜空港会社は5月20日、同ツールから運航に関する情報が外部に流出したと発表した。不正アクセスは5月17日に発生したという。</p>
         <h2>役所も</h2><p>みなと市は5月26日、不正アクセスで機器の情報が流出したと発表した。業務を委託する青葉システムから報告があったという。</p>",
        &["青葉システム株式会社"],
    );
    // A service that is only of the same kind is another case.
    check(
        "<h1>青葉システム、不正アクセスで情報流出</h1>
         <p>青葉システム株式会社は5月25日、サーバーが不正アクセスを受け、顧客120人の情報が流出したと発表した。</p>
         <h2>北浜市も誤送信</h2><p>北浜市は5月26日、講座の受講者48人にメールを誤送信し、アドレスが流出したと発表した。</p>",
        &["青葉システム株式会社", "北浜市"],
    );
}

#[test]
fn a_paragraph_may_turn_to_another_organisation_in_its_second_sentence() {
    check(
        "<h1>港の次は大学、そして市役所</h1><p>似た話が続いている。</p>
         <p>最初は北浜大学である。6月22日、事務用のパソコンがウイルスに感染し、学生308人分の個人情報が漏れたと公表した。</p>
         <p>次にみどり学園。7月16日の発表によれば、業務用のパソコンが感染し、最大3,600件の情報が流れ出た可能性がある。</p>
         <p>役所にも及ぶ。青葉市は7月20日、市のサーバーが不正アクセスを受けたと発表した。</p>",
        &["北浜大学", "みどり学園", "青葉市"],
    );
}

#[test]
fn a_digest_in_a_table_is_a_record_each() {
    check(
        "<h1>2024年5月のサイバー被害一覧</h1>
         <table><tr><th>公表日</th><th>組織</th><th>種別</th><th>概要</th></tr>
         <tr><td>5月9日</td><td>青葉商事</td><td>ランサムウェア</td><td>社内のサーバーが暗号化され、一部の業務が停止した。</td></tr>
         <tr><td>5月14日</td><td>北浜市立総合病院</td><td>不正アクセス</td><td>予約サイトに不正アクセスがあり、患者410人の情報が流出した。</td></tr></table>",
        &["青葉商事", "北浜市立総合病院"],
    );
}

#[test]
fn a_digest_in_a_list_is_a_record_each() {
    check(
        "<h1>大学で続く情報流出</h1><p>この春、大学で情報の流出が続いた。</p>
         <ul><li>青葉工業大学 ― 4月8日、教員のアカウントが乗っ取られ、メール120件が流出したと発表した。</li>
         <li>北浜女子大学 ― 学生82人の名簿が入ったパソコンが盗まれたと4月19日に発表した。</li></ul>",
        &["青葉工業大学", "北浜女子大学"],
    );
}

#[test]
fn a_second_organisation_in_a_paragraph_of_its_own_is_a_record() {
    check(
        "<h1>県内で誤送信相次ぐ</h1>
         <p>北浜市は7月1日、市民向けの案内メールを送る際に宛先を誤り、55人のアドレスを流出させたと発表した。</p>
         <p>一方、西野町は2日、補助金の通知書を別人に誤送付したと発表した。対象は3人で、町は書類を回収した。</p>",
        &["北浜市", "西野町"],
    );
}

#[test]
fn a_follow_up_on_the_same_page_is_the_same_record() {
    check(
        "<h1>不正アクセスに関するお知らせ(第2報)</h1>
         <h2>第2報(8月20日)</h2><p>株式会社あさひ精工は、8月2日に受けた不正アクセスについて、流出した個人情報が312件と判明したと公表した。</p>
         <h2>第1報(8月5日)</h2><p>株式会社あさひ精工は8月5日、同社のサーバーが不正アクセスを受けたと公表した。</p>",
        &["株式会社あさひ精工"],
    );
}

#[test]
fn a_past_case_named_in_passing_is_no_record() {
    check(
        "<h1>青葉商事でメール誤送信</h1>
         <p>青葉商事は9月3日、顧客向けのメールを誤送信し、95人のアドレスが流出したと発表した。</p>
         <p>誤送信を巡っては、昨年10月にも北浜市で、210人のアドレスが流出する事故が起きている。</p>",
        &["青葉商事"],
    );
}

#[test]
fn units_of_one_kind_are_a_case_each_even_where_nobody_is_recognised() {
    check(
        "<h1>名簿の紛失や流出、3月の一覧</h1><p>先月のニュースを振り返ります。</p>
         <h2>その1 消えた答案</h2><p>ある学校で3月3日、1年生38人分の答案がなくなりました。</p>
         <h2>その2 丸見えの名簿</h2><p>体育館の予約サイトで3月9日、ほかの利用者120人の氏名が見える状態になっていました。</p>
         <h2>その3 入れ違った封筒</h2><p>3月12日には、顧客45人の明細書を別の人に送っていたという発表もあった。</p>",
        &["", "", ""],
    );
}

#[test]
fn entries_under_marked_lines_are_a_record_each_and_other_entries_none() {
    check(
        "<h1>窓際日誌</h1>
         <p>■6月22日(水) 青葉商事の通販</p>
         <p>青葉商事は21日、通販サイトに不正アクセスがあり、会員1,204人の情報が流出したと発表した。</p>
         <p>■6月18日(土) 梅を漬ける</p>
         <p>梅を2キロ漬けた。カビの侵入を防ぐため瓶は熱湯で消毒。</p>
         <p>■6月9日(木) みなと銀行のUSB</p>
         <p>みなと銀行は8日、顧客320人分の情報を保存したUSBメモリーを紛失したと発表した。</p>",
        &["青葉商事", "みなと銀行"],
    );
}

#[test]
fn lines_that_only_date_a_page_or_name_a_side_part_nothing() {
    check(
        "<h1>会員サイトへの攻撃</h1><p>2024年6月3日 18:40 掲載</p>
         <p>青葉商事は6月3日、会員サイトが不正アクセスを受け、1,204人の情報が流出したと発表した。</p>
         <p>■経緯</p><p>5月28日、サーバーに侵入されたことを監視の会社が見つけた。</p>
         <p>■6月5日 追記</p><p>サーバーに侵入した者は特定されていない。</p>",
        &["青葉商事"],
    );
}

#[test]
fn a_list_reads_what_happened_in_its_lead() {
    check(
        "<h1>会報 第8号</h1>
         <p>この冬、ホームページの改ざんが相次いで公表されました。公表されたものを並べます。</p>
         <h2>●青葉商事</h2><ul><li>12月8日から22日まで。23日に公表</li><li>閲覧は約5万人</li></ul>
         <h2>●みなと銀行</h2><ul><li>1月5日から6日。採用のページが改ざんされていた</li></ul>
         <h2>●北浜市</h2><ul><li>1月9日に公表。市のサイトが書き換えられていた</li></ul>",
        &["青葉商事", "みなと銀行", "北浜市"],
    );
}
