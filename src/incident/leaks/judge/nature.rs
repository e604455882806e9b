//! What kind of incident it is, as far as that decides about its figures.

use super::claims::Claim;
use crate::extract::AttackType;
use crate::extract::modality::Modality;
use crate::incident::LeakCertainty;

/// What kind of incident it is, as far as it decides how certain its figures are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nature {
    /// A thing was lost or stolen: its figures are certain.
    Gone,
    /// Somebody took data, sent it to the wrong people or put it on a page: its figures are certain, unless a sentence says
    /// otherwise.
    Mistaken,
    /// Something stood open that may have been seen.
    Open,
    /// Anything else.
    Other,
}

impl Nature {
    /// The nature of an incident of these kinds.
    pub(super) fn of(kinds: &[AttackType]) -> Self {
        use AttackType::{
            Insider, Loss, Misconfiguration, Misdelivery, PublishingError, SupplyChain, SystemFailure, Theft, UnauthorizedAccess,
        };
        let all =
            |known: &[AttackType]| !kinds.is_empty() && kinds.iter().all(|kind| known.contains(kind) || *kind == SupplyChain);
        let any = |known: &[AttackType]| kinds.iter().any(|kind| known.contains(kind));
        if all(&[Loss, Theft]) {
            Self::Gone
        } else if all(&[Loss, Theft, Misdelivery, Insider, PublishingError])
            || all(&[Loss, Theft, Misdelivery, Insider, PublishingError, Misconfiguration])
                && any(&[Loss, Theft, Misdelivery, Insider])
        {
            Self::Mistaken
        } else if all(&[Misconfiguration, SystemFailure, UnauthorizedAccess]) && !all(&[UnauthorizedAccess]) {
            Self::Open
        } else {
            Self::Other
        }
    }

    pub(super) fn is_certain(self) -> bool {
        matches!(self, Self::Gone | Self::Mistaken)
    }
}

/// How certain a leak is of which nothing nearer says so, by all that a page says became of data: what stood open (the nature
/// `Open`) may have been seen by nobody.
pub(super) fn default_certainty(is_doubted: bool, said: &[&Claim], nature: Nature, is_intrusion: bool) -> LeakCertainty {
    let is_established = said.iter().any(|claim| claim.is_established);
    // Where strangers got in and nobody says that data got out, it may have stayed where it was.
    let is_said = !is_intrusion || said.iter().any(|claim| claim.modality == Modality::Asserted);
    if (is_doubted || !is_said || nature == Nature::Open) && !is_established {
        LeakCertainty::Possible
    } else {
        LeakCertainty::Confirmed
    }
}

/// Whether strangers get in by such an incident, and may leave it at that.
pub(super) fn is_intrusion(kind: AttackType) -> bool {
    use AttackType::{Ransomware, SupportScam, UnauthorizedAccess, VulnerabilityExploit};
    matches!(kind, Ransomware | SupportScam | UnauthorizedAccess | VulnerabilityExploit)
}

/// Whether data is what such an incident touches, and not machines or the web site alone.
pub(super) fn touches_data(kind: AttackType) -> bool {
    use AttackType::{CyberAttack, Ddos, Defacement, Ransomware, SpamRelay, SystemFailure};
    !matches!(kind, CyberAttack | Ddos | Defacement | Ransomware | SpamRelay | SystemFailure)
}
