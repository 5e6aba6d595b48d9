extension Checks {
    /// Findings by severity, code, subject and message.
    package static func sorted(_ findings: [Finding]) -> [Finding] {
        let keyed = findings.map { (place: Place($0.subject), finding: $0) }
        return keyed.sorted { left, right in
            let (one, two) = (left.finding, right.finding)
            if one.severity != two.severity { return one.severity < two.severity }
            if one.code != two.code { return one.code < two.code }
            if left.place != right.place { return left.place < right.place }
            return one.message < two.message
        }.map(\.finding)
    }

    /// Where a subject stands in the order of findings.
    private struct Place: Comparable {
        let family: Int
        let organisation: String
        let level: Int
        let id: String
        let second: String

        init(_ subject: FindingSubject) {
            switch subject {
            case .risk(let key):
                family = 0
                organisation = key.organisation
                level = key.level == .operational ? 0 : 1
            case .action: (family, organisation, level) = (1, "", 0)
            case .objective: (family, organisation, level) = (2, "", 0)
            case .ruling: (family, organisation, level) = (3, "", 0)
            case .extract: (family, organisation, level) = (4, "", 0)
            case .file: (family, organisation, level) = (5, "", 0)
            }
            if case .action(let action, let riskID) = subject {
                (id, second) = (riskID ?? "", action)
            } else {
                (id, second) = (subject.id, "")
            }
        }

        static func < (left: Place, right: Place) -> Bool {
            if left.family != right.family { return left.family < right.family }
            if left.organisation != right.organisation {
                return left.organisation < right.organisation
            }
            if left.level != right.level { return left.level < right.level }
            if left.id != right.id { return RiskKey.precedes(left.id, right.id) }
            return RiskKey.precedes(left.second, right.second)
        }
    }
}
