//! Names of foreign companies, whole up to their legal form: Aoba Trading (Thailand) Co., Ltd.

use super::near;
use super::{Organization, OrganizationKind, Part};
use crate::extract::Mention;
use crate::extract::rule::CodeRule;
use crate::pattern::Pattern;
use crate::text::{Span, Text};

const FOREIGN: CodeRule = CodeRule {
    id: "org/foreign",
    says: "A name in Latin letters that ends in a foreign legal form: X Co., Ltd., X, Inc., X GmbH.",
    hit: &[
        "連結子会社である《Aoba Trading (Thailand) Co., Ltd.》において",
        "米国子会社《Aoba Denshi America, Inc.》のサーバー",
        "《Aoba Europe GmbH》が感染した。",
    ],
    miss: &["Copyright 2020 Aoba Trading Co., Ltd.", "(C) Aoba Trading Inc. 2020", "Incident Report"],
};

/// The rules of this module.
pub(super) const RULES: &[CodeRule] = &[FOREIGN];

static NAME: Pattern = Pattern::new(concat!(
    r"[A-Z][A-Za-z0-9&.'-]*(?: (?:&|of|and|de|[A-Z(][A-Za-z0-9&.'()-]*)){0,6},? ?",
    r"(?:Co[.], ?Ltd[.]?|CO[.], ?LTD[.]?|Inc[.]|INC[.]|Pte[.] Ltd[.]|Pty Ltd[.]?|Ltd[.]|Limited|LLC|GmbH|Corp[.]|B[.]V[.]|N[.]V[.]|Sdn[.] Bhd[.])",
));

/// The names in `text`, in order.
pub(super) fn names(text: &Text) -> Vec<Mention<Organization>> {
    let norm = text.norm();
    let whole = Span::new(0, norm.len());
    let matches = NAME.groups(norm).into_iter().filter_map(|groups| groups.into_iter().next().flatten());
    let alone = |range: &std::ops::Range<usize>| {
        let before = norm[..range.start].chars().next_back();
        let after = norm[range.end..].chars().next();
        let glued = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let line = near::before(text, whole, range.start).rsplit('\n').next().unwrap_or_default();
        let owns = norm[range.clone()].starts_with("Copyright")
            || ["Copyright", "©", "(C)", "(c)"].iter().any(|sign| line.contains(sign));
        !glued(before) && !glued(after) && !owns
    };
    matches
        .filter(alone)
        .map(|range| {
            let value = Organization {
                name: Some(norm[range.clone()].to_owned()),
                kind: OrganizationKind::Company,
                stand_in: false,
                part: Part::Any,
                anonymous: false,
                securities_code: None,
            };
            Mention { value, span: Span::new(range.start, range.end), rule: FOREIGN.id.into() }
        })
        .collect()
}
