#![allow(missing_docs, clippy::all, clippy::pedantic, clippy::unwrap_used, clippy::print_stdout)]
use jikenbo::{
    dict::Tables,
    extract::{Context, Extractors},
    incident::{Reading, Scope, leaks, losses},
    page::*,
    text::{Text, Tokenizer},
};
fn main() {
    let tables = Tables::embedded();
    let ex = Extractors::new(&tables).unwrap();
    let tok = Tokenizer::new();
    let mut files: Vec<_> = std::fs::read_dir(std::env::args().nth(1).unwrap()).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    for f in files {
        if !matches!(f.extension().and_then(|e| e.to_str()), Some("html" | "txt" | "htm")) {
            continue;
        }
        let Ok((page, _)) = jikenbo::page::read(&std::fs::read(&f).unwrap(), &Hints::default()) else { continue };
        for (post, p) in page.posts.iter().enumerate() {
            let text = Text::new(&tok, &p.blocks);
            let m = ex.mentions(&text, &Context { published: p.date.or(page.published) });
            let reading = Reading { page: &page, post, text: &text, mentions: &m };
            if std::env::var_os("BLOCKS").is_some() {
                for b in &p.blocks {
                    eprintln!("{:?} {}", b.kind, b.text);
                }
            }
            let scope = Scope { reading: &reading, sentences: (0..text.sentences().len()).collect(), title: String::new() };
            for l in leaks::of(&scope) {
                let e = &l.evidence[0];
                let s = text.sentence_at(e.span).map(|i| text.slice(text.sentences()[i].span)).unwrap_or("");
                println!(
                    "{}",
                    serde_json::json!({"doc": f.file_stem().unwrap().to_str(), "count": l.count, "unit": l.unit.as_str(), "certainty": format!("{:?}", l.certainty).to_lowercase(), "rule": e.rule.as_str(), "quote": text.slice(e.span), "n": l.evidence.len(), "part": l.part_of, "bound": l.bound.as_str(), "data": l.data, "s": s})
                );
            }
            for l in losses::of(&scope) {
                let e = &l.evidence[0];
                let s = text.sentence_at(e.span).map(|i| text.slice(text.sentences()[i].span)).unwrap_or("");
                println!(
                    "{}",
                    serde_json::json!({"doc": f.file_stem().unwrap().to_str(), "amount": l.amount, "currency": l.currency.as_str(), "certainty": format!("{:?}", l.certainty).to_lowercase(), "kind": format!("{:?}", l.kind), "rule": e.rule.as_str(), "quote": text.slice(e.span), "s": s})
                );
            }
            for q in &m.quantities {
                let s = text.sentence_at(q.span).map(|i| text.slice(text.sentences()[i].span)).unwrap_or("");
                println!(
                    "{}",
                    serde_json::json!({"doc": f.file_stem().unwrap().to_str(), "q": q.value.count, "unit": q.value.unit.as_str(), "quote": text.slice(q.span), "s": s})
                );
            }
        }
    }
}
