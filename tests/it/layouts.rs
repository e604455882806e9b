//! The same facts in every layout in which authors set them: what a page says does not hang on its tags.

use jikenbo::dict::Tables;
use jikenbo::incident::DateRole;
use jikenbo::pipeline::{Known, Pipeline};

/// The four cases that a register tells in each layout: who, on which day of February 2017, what.
const REGISTER: [(&str, u8, &str); 4] = [
    ("北浜市", 13, "職員が健診を受けた86人の結果などを保存したUSBメモリを紛失した"),
    ("株式会社ヨルノート", 15, "通販サイトが不正アクセスを受け、会員1,204人の氏名や住所が流出した"),
    ("学校法人みはる学園", 21, "案内メールを誤送信し、受信者112人のメールアドレスが漏えいした"),
    ("北浜総合病院", 25, "サーバーがランサムウェアに感染し、患者3,511人の情報が外部に流出した"),
];

/// Layouts of a register, with the place of the name as `{name}`, of the day as `{day}` and of what befell as `{what}`: what
/// stands before the cases, each case, and what stands behind them.
const LAYOUTS: [(&str, &str, &str); 17] = [
    ("", "<h2>【2/{day}】{name}</h2><p>{what}。</p>", ""),
    ("", "<h2>2月{day}日</h2><p>{name}は、{what}と発表した。</p>", ""),
    ("", "<h3>{name}</h3><p>2月{day}日発表。{what}。</p>", ""),
    ("", "<dl><dt>2月{day}日 {name}</dt><dd>{what}。</dd></dl>", ""),
    (
        "<table><tr><th>公表日</th><th>組織</th><th>概要</th></tr>",
        "<tr><td>2/{day}</td><td>{name}</td><td>{what}</td></tr>",
        "</table>",
    ),
    (
        "<table><tr><th>組織</th><th>内容</th><th>発表</th></tr>",
        "<tr><td>{name}</td><td>{what}</td><td>2/{day}</td></tr>",
        "</table>",
    ),
    (
        "",
        "<table><tr><th>組織名</th><td>{name}</td></tr><tr><th>公表日</th><td>2月{day}日</td></tr><tr><th>概要</th><td>{what}</td></tr></table>",
        "",
    ),
    ("<ul>", "<li>2月{day}日 {name}:{what}。</li>", "</ul>"),
    ("<ol>", "<li>{name}(2月{day}日) {what}。</li>", "</ol>"),
    ("<ul>", "<li>{name} {what}(2/{day})</li>", "</ul>"),
    ("<ul>", "<li><strong>{name}</strong><ul><li>発表日:2月{day}日</li><li>内容:{what}。</li></ul></li>", "</ul>"),
    ("<h2>2月</h2><ul>", "<li>{day}日 {name} {what}</li>", "</ul>"),
    ("", "<p><b>2/{day} {name}</b><br>{what}。</p>", ""),
    ("", "<p>{name}<br>2月{day}日<br>{what}。</p>", ""),
    ("", "<div><div>2017.02.{day}</div><div>{name}</div><div>{what}。</div></div>", ""),
    ("<p>", "・2/{day} {name} {what}<br>", "</p>"),
    ("<pre>", "02/{day}  {name}  {what}\n", "</pre>"),
];

#[test]
fn a_register_is_read_in_every_layout() {
    let pipeline = Pipeline::new(&Tables::embedded()).unwrap();
    let expect: Vec<(String, String)> =
        REGISTER.iter().map(|(name, day, _)| ((*name).to_owned(), format!("2017-02-{day:02}"))).collect();
    let mut wrong = Vec::new();
    for (open, case, close) in LAYOUTS {
        let told = REGISTER
            .iter()
            .map(|(name, day, what)| case.replace("{name}", name).replace("{day}", &day.to_string()).replace("{what}", what));
        let title = "情報漏えい・紛失のまとめ 2017年2月";
        let html = format!(
            "<!DOCTYPE html><html lang=ja><meta charset=utf-8><title>{title}</title><body><main><h1>{title}</h1><p>公開日:2017年3月1日</p>\
             <p>2月に公表された主な事故をまとめました。日付は公表日です。</p>{open}{}{close}</main></body></html>",
            told.collect::<String>(),
        );
        let article = pipeline.article(html.as_bytes(), &Known::default()).unwrap();
        let found: Vec<(String, String)> = article
            .incidents
            .iter()
            .map(|incident| {
                let name = incident.victim.as_ref().map(|victim| victim.name.clone()).unwrap_or_default();
                let days = incident.dates.iter().filter(|date| date.role == DateRole::Disclosed);
                (name, days.map(|date| date.edtf.to_string()).collect::<Vec<_>>().join(" "))
            })
            .collect();
        if found != expect {
            wrong.push(format!("{case}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The course of one case: how a notice sets each of its days (`{day}`) and what happened then (`{what}`), with what stands
/// before and behind them.
const COURSES: [(&str, &str, &str); 10] = [
    ("<ul>", "<li>{day} {what}</li>", "</ul>"),
    ("<table>", "<tr><th>{day}</th><td>{what}</td></tr>", "</table>"),
    ("<table><tr><th>日時</th><th>内容</th></tr>", "<tr><td>{day}</td><td>{what}</td></tr>", "</table>"),
    ("<table><tr><th>事象</th><th>日付</th></tr>", "<tr><td>{what}</td><td>{day}</td></tr>", "</table>"),
    ("<dl>", "<dt>{day}</dt><dd>{what}</dd>", "</dl>"),
    ("<p>", "{day}:{what}<br>", "</p>"),
    ("", "<h3>{day}</h3><p>{what}。</p>", ""),
    ("", "<p>・{day} {what}</p>", ""),
    ("", "<p>■{day}</p><p>{what}。</p>", ""),
    ("<pre>", "{day}  {what}\n", "</pre>"),
];

#[test]
fn the_course_of_a_case_is_read_in_every_layout() {
    let pipeline = Pipeline::new(&Tables::embedded()).unwrap();
    let course = [
        ("6月5日", "サーバーが不正アクセスを受ける"),
        ("6月7日", "監視システムの警告により不正アクセスを確認、サーバーを停止"),
        ("6月8日", "専門会社に調査を依頼"),
    ];
    let expect = ["occurred 2023-06-05", "discovered 2023-06-07", "disclosed 2023-06-20"];
    let mut wrong = Vec::new();
    for (open, step, close) in COURSES {
        let told: String = course.iter().map(|(day, what)| step.replace("{day}", day).replace("{what}", what)).collect();
        let title = "不正アクセスによる個人情報漏えいの可能性に関するお知らせ";
        let html = format!(
            "<!DOCTYPE html><html lang=ja><meta charset=utf-8><title>{title}</title><body><main><h1>{title}</h1><p>2023年6月20日</p>\
             <p>ヨルノート株式会社</p><p>このたび、当社のサーバーが第三者による不正アクセスを受け、お客様2,345名の個人情報が漏えいした可能性が\
             あることが判明いたしました。深くお詫び申し上げます。</p><h2>経緯</h2>{open}{told}{close}</main></body></html>",
        );
        let article = pipeline.article(html.as_bytes(), &Known::default()).unwrap();
        let told = [("occurred", DateRole::Occurred), ("discovered", DateRole::Discovered), ("disclosed", DateRole::Disclosed)];
        let found: Vec<String> = told
            .iter()
            .flat_map(|(role, of)| {
                let dates = article.incidents.iter().flat_map(|incident| &incident.dates);
                dates.filter(move |date| date.role == *of).map(move |date| format!("{role} {}", date.edtf))
            })
            .collect();
        if article.incidents.len() != 1 || found != expect {
            wrong.push(format!("{step}: {} records, {found:?}", article.incidents.len()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// How diaries set an entry: its day (`{day}`), its heading (`{head}`) and its text (`{text}`), the newest first.
const ENTRIES: [&str; 11] = [
    "<h2>2017年2月{day}日</h2><h3>{head}</h3><p>{text}</p>",
    "<h2>{head}</h2><p>2017年02月{day}日</p><p>{text}</p>",
    "<article><h2>{head}</h2><time datetime=2017-02-{day}>2017.2.{day}</time><p>{text}</p></article>",
    "<dl><dt>2017/2/{day} {head}</dt><dd>{text}</dd></dl>",
    "<div class=entry><div>2017-02-{day}</div><div>{head}</div><div>{text}</div></div>",
    "<p>■2017年2月{day}日 {head}</p><p>{text}</p><hr>",
    "<h3>{head}</h3><p>{text}</p><p>2017年2月{day}日 21:10 | コメント(0)</p>",
    "<h3>{head}</h3><p>{text}</p><p>投稿者: 管理人 日時: 2017年2月{day}日</p>",
    "<h2>17/02/{day} {head}</h2><p>{text}</p>",
    "<h4>2017-02-{day}</h4><h5>[雑記] {head}</h5><p>{text}</p>",
    "<table><tr><th>2017/2/{day}</th><td><b>{head}</b><br>{text}</td></tr></table>",
];

#[test]
fn a_diary_is_read_in_every_layout() {
    let pipeline = Pipeline::new(&Tables::embedded()).unwrap();
    let mut cases = REGISTER;
    cases.reverse();
    let expect: Vec<String> = cases.iter().map(|(name, day, _)| format!("{name} 2017-02-{day}")).collect();
    let mut wrong = Vec::new();
    for entry in ENTRIES {
        let write = |day: u8, head: &str, text: &str| {
            entry.replace("{day}", &day.to_string()).replace("{head}", head).replace("{text}", text)
        };
        let mut told: Vec<String> = cases
            .iter()
            .map(|(name, day, what)| write(day + 1, &format!("{name}の件"), &format!("{name}がきのう発表。{what}という。")))
            .collect();
        told.insert(2, write(18, "梅が咲いた", "近所の公園の梅が三分咲き。おにぎりを2個食べた。"));
        let html = format!(
            "<!DOCTYPE html><html lang=ja><meta charset=utf-8><title>私の日記帳</title><body><h1>私の日記帳</h1><div>{}</div></body></html>",
            told.concat(),
        );
        let article = pipeline.article(html.as_bytes(), &Known::default()).unwrap();
        let found: Vec<String> = article
            .incidents
            .iter()
            .map(|incident| {
                let name = incident.victim.as_ref().map(|victim| victim.name.as_str()).unwrap_or_default();
                let days = incident.dates.iter().filter(|date| date.role == DateRole::Disclosed);
                days.fold(name.to_owned(), |told, date| format!("{told} {}", date.edtf))
            })
            .collect();
        if found != expect {
            wrong.push(format!("{entry}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
