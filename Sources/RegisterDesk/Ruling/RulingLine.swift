package import RiskRegister

/// A ruling; its fields are part of the public interface.
package struct RulingLine: Codable, Hashable, Sendable {
    package var sequence: Int
    /// The risk's id.
    package var id: String
    package var verb: Ruling.Verb
    /// The register; of an accepted finding its code, of a mark the mark.
    package var register: String
    package var by: String
    package var role: String
    package var meeting: String
    package var date: Day
    package var why: String
    package var until: Day?
    package var scoreSeen: Int?
    package var sawSequence: Int
    /// The body that decided.
    package var body: String?
    /// The body that the rules asked for.
    package var needs: String?
    /// How the one stands to the other.
    package var authority: RulingAuthority?
    /// The minute's reference.
    package var minute: String?
    /// Who recorded it.
    package var recordedBy: String?
    /// Of `place`: the principal risk.
    package var under: String?
    /// Of `ask-action`: the role that is asked.
    package var owner: String?
    /// Of `ask-action`: the day by which.
    package var due: Day?
    /// Of `mark`: the field; null for the whole risk.
    package var field: String?
    /// Of `mark`: the exemption under which it is withheld.
    package var exemption: String?
    /// Of `ratify`: the entry that is ratified.
    package var ratifies: Int?
    /// It is one of the rulings by which a body accepted its opening position.
    package var opening: Bool

    init(_ ruling: Ruling, in view: RegisterView) {
        sequence = ruling.sequence
        id = view.label(ruling.subject)
        verb = ruling.verb
        register = ruling.register
        by = ruling.by
        role = ruling.role
        meeting = ruling.meeting
        date = ruling.date
        why = ruling.why
        until = ruling.until
        scoreSeen = ruling.scoreSeen
        sawSequence = ruling.sawSequence
        body = ruling.terms.body
        needs = ruling.terms.needs
        authority = ruling.terms.authority
        minute = ruling.terms.minute
        recordedBy = ruling.terms.recordedBy
        under = ruling.terms.under
        owner = ruling.terms.owner
        due = ruling.terms.due
        field = ruling.terms.field
        exemption = ruling.terms.exemption
        ratifies = ruling.terms.ratifies
        opening = ruling.terms.isOpening
    }

    /// What it concerns, in words: "HLRR", "BAF, under PR3".
    package var concern: String {
        var terms = RulingTerms()
        (terms.under, terms.owner, terms.due) = (under, owner, due)
        (terms.field, terms.ratifies, terms.isOpening) = (field, ratifies, opening)
        terms.exemption = exemption
        return terms.concern(verb, register, score: scoreSeen)
    }

    /// What was ruled, in words: "agree HLRR", "place BAF, under PR3".
    package var deed: String {
        concern.isEmpty ? verb.rawValue : "\(verb.rawValue) \(concern)"
    }
}
