//! The rules by which a figure is one of the leak, with their examples.

use crate::extract::rule::CodeRule;

/// The rules by which a figure is one of the leak.
///
/// In their examples each line is a block of the page: a heading after `# `, an item of a list after `- `, else a paragraph.
pub const RULES: &[CodeRule] = &[STATED, CONTINUED, PART, HELD, CONCERNED, LISTED, ADDED, ONLY];

pub(super) const STATED: CodeRule = CodeRule {
    id: "leak/stated",
    says: "The sentence says that what the figure counts got out, was lost, sent to the wrong people or could be seen.",
    hit: &[
        "不正アクセスにより、会員の個人情報《約3万2千件》が流出した。",
        "顧客《1万2,345人分》の氏名と住所が漏えいした可能性がある。",
        "流出した可能性のあるカード番号は《最大4,603件》とのことです。",
        "生徒《86名》の成績が入ったUSBメモリを紛失した。",
        "参加者《53名》のメールアドレスが互いに見える状態で一斉送信した。",
        "海外から大量のログインがあり、《613人》のマイページが開かれてしまった。",
        "受講者《48人》が互いのアドレスを知るところとなった。",
        "問い合わせ文《2,898件》が他人の目に触れ得る状態でした。",
        "委員《4名》の名前が消されずに残っていた。",
        "介護保険の申請記録、《計1840件》は元に戻せないことが分かった。",
        "ユーザーの《46万1091件》のアカウントがログインを許した。",
        "ノートパソコン《2台》が盗まれた。",
        "攻撃者は《1.5TB》のデータを窃取したと主張している。",
        "元社員が顧客情報《900万件》を不正に持ち出していた。",
        "会員情報(《約18万件》)が漏洩した事実は確認されておりません。",
    ],
    miss: &[
        "情報の流出を受け、職員約3,000人に研修を行う。",
        "個人情報が流出したとして、約300件の問い合わせが寄せられた。",
        "流出したアカウントから迷惑メール1,523通が送られた。",
        "不正ログインは約19万件の試行のうち、ごく一部で成功した。",
        "個人情報が漏えいした青葉商事の従業員は約900人。",
        "第1報では流出は最大40,120件としておりました。",
        "情報の漏えいに備え、1件につき500円の保険を用意した。",
        "国内では昨年にも、別の会社で約125万件の情報が流出した。",
        "流出したカードの不正利用は197件が確認された。",
        "情報が流出し、初日だけで640件の電話があった。",
        "番号、有効期限、セキュリティコードの三点が第三者に送られた。",
        "名簿は2社に売られていた。",
    ],
};

pub(super) const CONTINUED: CodeRule = CodeRule {
    id: "leak/continued",
    says: "The text goes on to speak of the leak: this figure adds to one that stands close before it.",
    hit: &[
        "約3,000件の個人情報が流出した。ほかに取引先の担当者ら《約400人分》も。",
        "顧客の情報が流出した可能性がある。メールアドレスの数は《217件》。",
        "会員3,100人の氏名が漏えいした。合計は《4,341件》になる。",
        "個人情報約125万件が外部に流出した。\n- 基礎年金番号と氏名…《約3万1千件》",
        "情報の漏えいが確認された。口座情報は《1,638件》。",
        "顧客情報が流出した。《最大20万7,016件》。",
    ],
    miss: &[
        "約3,000件の個人情報が流出した。同社の従業員は約900人。",
        "約3,000件の個人情報が流出した。加盟店は約7万8000店に上る。",
        "約3,000件の個人情報が流出した。コールセンターには2日間で約500件の相談があった。",
        "約3,000件の個人情報が流出した。対策として、職員2名で読み合わせる。",
        "約3,000件の個人情報が流出した。同社の会員数は約15万人。",
        "約3,000件の個人情報が流出した。通知は7月28日に受給者612人の保護者あてに発送した。",
        "約3,000件の個人情報が流出した。対象の方への通知は、郵送が8,000通、メールが3,200通となる。",
    ],
};

pub(super) const PART: CodeRule = CodeRule {
    id: "leak/part",
    says: "The figure is a part (うち, 内訳) of one that leaked.",
    hit: &[
        "個人情報29万2,707件が漏えいした可能性がある。うちカード情報は《7万1,943件》。",
        "生徒490人の氏名が閲覧された。このうち《396人》は住所もわかる。",
        "合計25万4241人分が流出した。このうち、在校生や保護者らが《18万6269人》を占める。",
        "顧客1,200人の情報が流出した。内訳は北部支店が《700人》、南部支店が《500人》。",
        "約900万件の顧客情報が流出した。うち《81件》にはカード情報も含まれる。",
    ],
    miss: &[
        "1,200人の情報が流出した。対象者には文書で連絡する。うち3人は連絡先が分からない。",
        "記録を調べた60台のうち、1台が侵入を受けた。",
        "従業員62人のうち、昨年4月以降に6人が会社を去った。",
        "アクセス数は1日130件。うち100件は社内からだった。",
        "応募のうち、12件を採用した。",
    ],
};

pub(super) const HELD: CodeRule = CodeRule {
    id: "leak/held",
    says: "The figure counts the data that the lost, stolen or exposed thing held.",
    hit: &[
        "教員がUSBメモリを紛失した。\nUSBメモリには児童《137名分》の成績が入っていた。",
        "車上荒らしでかばんが盗まれた。\n手帳には生徒《29人》の氏名を記した一覧表が挟まれていた。",
        "職員のパソコンが遠隔操作された。\nパソコンには利用者《612人》の住所が保存されていた。",
        "書類を紛失した。\n書類には顧客《15名》の氏名、住所が記載されている。",
        "ノートパソコンが盗難に遭った。\n学生《98名》の氏名の一覧が保存されていた。",
    ],
    miss: &[
        "サーバーが暗号化された。\nサーバーには約1,600人分の成績が保存されており、流出の有無は調査中である。",
        "書類を紛失した。\n再発防止のため、職員2名以上で確認する。",
        "USBメモリを紛失した。\n市内の小学校は19校ある。",
        "かばんが盗まれた。\n市内では今月、窃盗が6件起きている。",
        "USBメモリを紛失した。\n同校の生徒は330人である。",
    ],
};

pub(super) const CONCERNED: CodeRule = CodeRule {
    id: "leak/concerned",
    says: "The figure counts those whom the incident concerns (対象, 該当), or to whom the organisation apologised, or is made \
           known as the number of the data, or counts persons' data on a page that says that data got out.",
    hit: &[
        "個人情報が流出した可能性がある。\n# 対応\n対象のお客さまは《2,981名》です。",
        "顧客の情報が漏えいした。\n# 影響\n影響を受けたのは申込者《53名》。",
        "名簿が流出した。\n# 対応\n《301名》の方へお詫びの文書を発送した。",
        "情報が流出した。\n# 対象\n該当する《24名》の方には個別に連絡する。",
        "情報が流出した。\n# 会見\n同社は顧客情報の件数を《約3,504万件》と発表した。",
        "情報が流出した。\n# どのような情報か\n昨年度に申し込んだ《1,992名様》の氏名、住所、電話番号。",
    ],
    miss: &[
        "個人情報が流出した。\n# 対策\n全103店舗を対象に臨店指導を行う。",
        "個人情報が流出した。\n# 対策\n全職員約2,300人を対象に研修を行う。",
        "情報が流出した。\n# 会社概要\n加盟店は約5,000店。",
        "新しいサービスの対象は全国の会員123万人です。",
        "情報が流出した。\n# 対象外\n本来の対象者1697人には20日以降に送る。",
    ],
};

pub(super) const LISTED: CodeRule = CodeRule {
    id: "leak/listed",
    says: "The figure stands in a list or table whose heading, label or introduction says that it leaked.",
    hit: &[
        "# 流出した可能性のある情報\n- 会員さま 《2,187名》",
        "# 漏えいした個人情報\n- 氏名、住所 《1,194件》",
        "# 紛失した書類\n- 組合員さま 《620人分》",
        "# 閲覧可能となっていた情報\n- お取引先の方 《184名》",
        "# 流出した情報\n入力されたお客様《2,187名》のカード番号です。",
    ],
    miss: &[
        "# 会社概要\n- 従業員数 86名",
        "# 流出した情報\n- 従業員数 86名",
        "# 採用情報\n- 募集 2名程度",
        "# 人口\n- 83,214人",
        "# 情報流出の防止\n- 導入実績 累計1,200社",
    ],
};

pub(super) const ADDED: CodeRule = CodeRule {
    id: "leak/added",
    says: "The figure adds up with those right before or after it to one of the leak, or is the total of such figures.",
    hit: &[
        "顧客623名の情報を収めたUSBメモリを紛失した。\n最も多いのは契約者の方で《301名》、次いで見学された方が《322名》です。",
        "メールには個人情報が含まれ、学内の者が《723人》、学外の者が《1908人》の計2631人分。すべて見られたおそれがある。",
    ],
    miss: &[
        "顧客623名の情報を収めたUSBメモリを紛失した。\n窓口に来た方は301名、電話をかけた方は320名です。",
        "顧客5名の書類を紛失した。\n担当者は2名、上司は3名です。",
    ],
};

pub(super) const ONLY: CodeRule = CodeRule {
    id: "leak/only",
    says: "The text says that something became of data and gives no figure in the words of another rule: this one is what a \
           sentence says of its topic, or counts data by its own words.",
    hit: &[
        "入力画面が書き換えられ、カード情報が外に送られていた可能性がある。\nこの間に買い物をされたのは《1,094名様》。",
        "顧客の情報が流出した。\n# 量\n見立てでは《4,812名》です。",
    ],
    miss: &[
        "カード情報が流出した。\n# 会社概要\n従業員は312名です。",
        "情報が流出した。\n# 相談\n警察庁によると、昨年の摘発は過去最多の230件だった。",
        "新しい店の開店を知らせる。\nこの間に買い物をされたのは1,094名様です。",
    ],
};
