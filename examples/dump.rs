//! dump
use jikenbo::{
    dict::Tables,
    pipeline::{Known, Pipeline},
};
fn main() {
    let p = Pipeline::new(&Tables::embedded()).unwrap();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap();
        let Ok(a) = p.article(&bytes, &Known::default()) else {
            println!("{path}: ERR");
            continue;
        };
        println!("##### {path} published={:?}", a.page.published.map(|d| d.to_string()));
        for (i, t) in a.texts.iter().enumerate() {
            println!("--- post {i} date={:?} heading={:?}", a.page.posts[i].date.map(|d| d.to_string()), a.page.posts[i].heading);
            let mut at = 0;
            let n = t.norm();
            let mut out = String::new();
            for m in &a.mentions[i].dates {
                out.push_str(&n[at..m.span.start()]);
                out.push_str(&format!(
                    "【{}|{}{}】",
                    t.slice(m.span),
                    m.value.edtf,
                    match m.value.year_from {
                        jikenbo::extract::YearFrom::Text => "",
                        jikenbo::extract::YearFrom::Page => "p",
                        _ => "c",
                    }
                ));
                at = m.span.end();
            }
            out.push_str(&n[at..]);
            println!("{out}");
        }
        for inc in &a.incidents {
            println!("INC {} | {:?}", inc.title, inc.victim.as_ref().map(|v| &v.name));
            for d in &inc.dates {
                println!(
                    "   {:?} {} {:?}",
                    d.role,
                    d.edtf,
                    d.evidence
                        .iter()
                        .map(|e| (a.texts[inc.post].slice(e.span).to_string(), e.rule.to_string()))
                        .collect::<Vec<_>>()
                );
            }
        }
    }
}
