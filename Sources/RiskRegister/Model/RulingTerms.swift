/// What a ruling says besides its verb and reason: the body that decided, its minute, and what the verb takes.
package struct RulingTerms: Hashable, Sendable {
    /// The body that decided, by its name.
    package var body: String?
    /// The body that the rules asked for when it was recorded.
    package var needs: String?
    /// How the one stood to the other then.
    package var authority: RulingAuthority?
    /// The minute's reference.
    package var minute: String?
    /// Who recorded it, where that is told apart from who chaired.
    package var recordedBy: String?

    /// Of `place`: the principal risk.
    package var under: String?
    /// Of `askAction`: the role that is asked.
    package var owner: String?
    /// Of `askAction`: the day by which.
    package var due: Day?
    /// Of `mark`: the field that is marked; nil for the whole risk.
    package var field: String?
    /// Of `mark`: the exemption that a part or all is withheld under ("FOIA s38").
    package var exemption: String?
    /// Of `mark`: the digest of the text that was marked; another text is undecided again.
    package var textSeen: String?
    /// Of `ratify`: the sequence of the ruling that is ratified.
    package var ratifies: Int?
    /// It is one of the rulings by which a body accepted its opening position as a whole.
    package var isOpening = false

    /// Nothing said.
    package init() {}

    /// The fields of a risk that can be marked for publication on their own.
    package static let fields = [
        "title", "description", "owner", "leadExecutive", "directorate", "objectives", "controls",
        "gapsInControl", "assurance", "gapsInAssurance", "progress", "actions",
    ]

    /// What a ruling with these terms concerns, in words.
    package func concern(_ verb: Ruling.Verb, _ register: String, score: Int?) -> String {
        var parts = register.isEmpty ? [] : [register]
        switch verb {
        case .agree, .refuse, .hold, .release, .acceptFinding, .notStrategic, .note: break
        case .acceptRisk: parts += score.map { ["at \($0)"] } ?? []
        case .place: parts += under.map { ["under \($0)"] } ?? []
        case .askAction:
            parts += [owner, due.map { "due \($0.inWords)" }].compactMap { $0 }
        case .mark: parts += [field, exemption].compactMap { $0 }
        case .ratify: parts += ratifies.map { ["entry \($0)"] } ?? []
        }
        if isOpening { parts.append("opening position") }
        return parts.joined(separator: ", ")
    }
}

/// How the body that ruled stands to the one that the rules ask for.
package enum RulingAuthority: String, Hashable, Sendable, CaseIterable {
    /// It is that body.
    case body
    /// It stands in for that body when it cannot meet.
    case deputy
    /// That body has delegated the decision to it.
    case delegate
    /// Whoever chairs that body acted between its meetings.
    case chairsAction = "chair's action"
    /// None of these: the body that was asked for has yet to ratify it.
    case other
}
