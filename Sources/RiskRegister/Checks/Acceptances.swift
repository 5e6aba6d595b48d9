/// What was found so far, for checks that look at it: by code, and by what a ruling can accept.
struct RaisedFindings: Sendable {
    /// The codes found.
    let codes: Set<String>
    private let findings: [Finding]
    private let places: [AcceptedThing: [Int]]

    /// - Parameters:
    ///   - findings: What was found, in order.
    ///   - areAccepted: Rulings will be looked up, so the index is worth its walk.
    init(_ findings: [Finding], areAccepted: Bool = false) {
        self.findings = findings
        codes = Set(findings.lazy.map(\.code))
        var places: [AcceptedThing: [Int]] = [:]
        if areAccepted {
            for place in findings.indices {
                for thing in AcceptedThing.all(of: findings[place]) {
                    places[thing, default: []].append(place)
                }
            }
        }
        self.places = places
    }

    /// The findings that a ruling accepts, whether or not it is in force.
    func findings(acceptedBy ruling: Ruling) -> [Finding] {
        (places[AcceptedThing(ruling)] ?? []).map { findings[$0] }.filter(ruling.accepts)
    }
}

/// Acceptances in force on a day, by what they accept.
struct Acceptances: Sendable {
    private var byThing: [AcceptedThing: [Ruling]] = [:]

    init(_ rulings: [Ruling], on day: Day) {
        for ruling in rulings where ruling.verb == .acceptFinding && ruling.counts(on: day) {
            byThing[AcceptedThing(ruling), default: []].append(ruling)
        }
    }

    /// Marks the findings that people have accepted with the reason and the last day.
    func mark(_ findings: inout [Finding]) {
        guard !byThing.isEmpty else { return }
        for place in findings.indices {
            guard let ruling = latest(for: findings[place]) else { continue }
            findings[place].acceptedUntil = ruling.until
            findings[place].acceptedWhy = ruling.why
        }
    }

    /// The last ruling, by date and sequence as the view has them, that accepts a finding.
    private func latest(for finding: Finding) -> Ruling? {
        let things = AcceptedThing.all(of: finding)
        let rulings = things.compactMap { byThing[$0]?.last(where: { $0.accepts(finding) }) }
        return rulings.max { ($0.date, $0.sequence) < ($1.date, $1.sequence) }
    }
}

/// A code and an id: what a ruling accepts names both.
private struct AcceptedThing: Hashable {
    let code: String
    let id: String

    init(_ ruling: Ruling) {
        (code, id) = (ruling.register.folded, ruling.subject.id)
    }

    private init(code: String, id: String) {
        (self.code, self.id) = (code, id)
    }

    /// Under which names a finding can be accepted: its own, and for an action that of its risk.
    static func all(of finding: Finding) -> [AcceptedThing] {
        let code = finding.code.folded
        var ids = [finding.subject.id]
        if case .action(let id, let riskID?) = finding.subject, riskID != id { ids.append(riskID) }
        return ids.map { AcceptedThing(code: code, id: $0) }
    }
}

extension Ruling {
    /// The ruling accepts a finding: same code, and same subject or the risk it belongs to.
    func accepts(_ finding: Finding) -> Bool {
        guard verb == .acceptFinding, register.folded == finding.code.folded else { return false }
        return switch finding.subject {
        case .risk(let key): key == subject
        case .action(let id, let riskID): subject.id == riskID || subject.id == id
        case .objective, .ruling, .extract, .file: subject.id == finding.subject.id
        }
    }
}
