extension Checks {
    /// Findings by severity, code, subject and message.
    package static func sorted(_ findings: [Finding]) -> [Finding] {
        // Places in the list are sorted, not findings: these are large to move.
        let places = findings.map { Place($0.subject) }
        return findings.indices.sorted { first, second in
            if findings[first].severity != findings[second].severity {
                return findings[first].severity < findings[second].severity
            }
            if findings[first].code != findings[second].code {
                return findings[first].code < findings[second].code
            }
            if places[first] != places[second] { return places[first] < places[second] }
            return findings[first].message < findings[second].message
        }.map { findings[$0] }
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
