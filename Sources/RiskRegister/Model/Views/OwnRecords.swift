/// Which operational records are principal risks' own: one risk under two ids.
///
/// A line of the framework may name the record whose scores it takes. The line then *is* that record's
/// risk: counted, listed and asked about once, under the line's id, with the record's beside it. Who
/// lists, counts or asks goes through `RegisterView.counted`; who reads an export's own record, as the
/// balance and the checks do, goes through `risks`.
///
///     view.ownRecords.principal(of: "4150")     // "PR5"
///     view.ownRecords.record(of: "PR5")         // "4150"
package struct OwnRecords: Hashable, Sendable {
    private var principals: [String: String] = [:]
    private var records: [String: String] = [:]

    /// No record is a principal risk's own.
    package init() {}

    /// The pairs of a framework; where two lines name one record, it is the first one's.
    ///
    /// - Parameters:
    ///   - framework: The framework of the day; what it no longer lists has no record any more.
    ///   - isKnown: Whether the register holds a record on the day: what nobody exported is nobody's.
    package init(
        _ framework: AssuranceFramework?, isKnown: (String) throws -> Bool
    ) rethrows {
        for line in framework?.principalRisks ?? [] {
            guard let record = line.ownRecord, principals[record] == nil, try isKnown(record) else {
                continue
            }
            principals[record] = line.id
            records[line.id] = record
        }
    }

    /// No line names a record of its own.
    package var isEmpty: Bool { principals.isEmpty }

    /// The ids of the principal risks that have a record of their own.
    package var lines: Set<String> { Set(records.keys) }

    /// The principal risk whose own record an operational risk's is.
    package func principal(of record: String) -> String? { principals[record] }

    /// The record of a principal risk's own.
    package func record(of principal: String) -> String? { records[principal] }

    /// The key under which a risk is counted: the principal risk's, for its own record.
    package func counted(_ key: RiskKey) -> RiskKey {
        guard key.level == .operational, let principal = principals[key.id] else { return key }
        return RiskKey(organisation: key.organisation, level: .principal, id: principal)
    }

    /// The id under which an action's or a finding's risk is counted.
    package func counted(id: String) -> String { principals[id] ?? id }

    /// Leaves only the pairs whose principal risk somebody may know of.
    package mutating func keep(_ isKnown: (String) -> Bool) {
        for (record, principal) in principals where !isKnown(principal) {
            principals[record] = nil
            records[principal] = nil
        }
    }

    /// Findings as they are asked about: those of a principal risk's own record under its id, and what
    /// both halves have is asked once, of the line.
    ///
    /// - Parameter findings: As the checks give them, by risk.
    /// - Returns: The same in their order.
    package func once(_ findings: [Finding]) -> [Finding] {
        guard !isEmpty else { return findings }
        var asked: [RiskKey: Set<String>] = [:]
        // Who accepted it under the one id accepted it under the other.
        var accepted: [RiskKey: [String: Finding]] = [:]
        for finding in findings {
            guard case .risk(let key) = finding.subject else { continue }
            if records[key.id] != nil {
                asked[key, default: []].insert(finding.code)
            } else if principals[key.id] != nil, finding.acceptedUntil != nil {
                accepted[counted(key), default: [:]][finding.code] = finding
            }
        }
        return findings.compactMap { finding in
            var finding = finding
            switch finding.subject {
            case .risk(let key):
                let counted = counted(key)
                if finding.acceptedUntil == nil, let known = accepted[counted]?[finding.code] {
                    finding.acceptedUntil = known.acceptedUntil
                    finding.acceptedWhy = known.acceptedWhy
                }
                guard counted != key else { return finding }
                if asked[counted]?.contains(finding.code) == true { return nil }
                finding.subject = .risk(counted)
                finding.message = "record \(key.id): \(finding.message)"
            case .action(let id, let risk):
                finding.subject = .action(id, riskID: risk.map(self.counted(id:)))
            case .objective, .ruling, .extract, .file: break
            }
            return finding
        }
    }
}

extension RegisterView {
    /// Every risk once: a principal risk's own record is not listed beside it.
    ///
    /// Operational risks come first; principal ones are `joined` with their records.
    package var counted: [RiskState] {
        guard !ownRecords.isEmpty else { return allRisks }
        return risks.filter { ownRecords.principal(of: $0.key.id) == nil }
            + principalRisks.map(\.joined)
    }

    /// The findings as they are asked about: each risk's once.
    package var countedFindings: [Finding] { ownRecords.once(findings) }

    /// The id to print, with that of its own record beside it: "PR5 (4150)".
    package func name(_ key: RiskKey) -> String {
        guard key.level == .principal, let record = ownRecords.record(of: key.id) else {
            return label(key)
        }
        return "\(label(key)) (\(record))"
    }

    /// Two keys are of one risk.
    package func isOne(_ left: RiskKey, _ right: RiskKey) -> Bool {
        ownRecords.counted(left) == ownRecords.counted(right)
    }
}

extension RiskState {
    /// The one risk of a principal risk and its own record; itself, when it has none.
    ///
    /// Where the line stands is where the risk stands. A register on which the line has never been, and
    /// the record is, holds the risk too, with what waits there: a record that was kept on it when the
    /// framework first named it must not fall through. Its closure is asked of the line, in the doubt
    /// about its record.
    package var joined: RiskState {
        guard key.level == .principal, let own else { return self }
        var state = self
        state.standing = standing.joined(with: own.standing)
        if var before, let ownBefore = own.before {
            before.standing = before.standing.joined(with: ownBefore.standing)
            state.before = before
        }
        state.record.directorate = record.directorate ?? own.record.directorate
        return state
    }
}

extension RiskState {
    /// The line of a principal risk's own record in lists of records: it stands where the one risk does,
    /// and nothing is asked of it beside the principal risk.
    package var ownLine: RiskState? {
        guard var own else { return nil }
        own.standing.memberships = joined.standing.memberships
        own.standing.proposals = []
        return own
    }
}

extension Standing {
    /// The standing of a line with that of its own record, as `RiskState.joined` has it.
    package func joined(with own: Standing) -> Standing {
        var joined = self
        joined.take(sinceOf: own)
        return joined.withPlaces(of: own)
    }

    /// Since when something is so is the record's to say where it has been so for longer: a framework that
    /// names it makes nothing younger.
    private mutating func take(sinceOf own: Standing) {
        if own.outcome.hasScore(of: outcome) { scoreSince = min(scoreSince, own.scoreSince) }
        if let since = awaitingSince, let known = own.awaitingSince {
            awaitingSince = min(since, known)
        }
        for place in memberships.indices {
            guard let stay = own.membership(of: memberships[place].register) else { continue }
            memberships[place].since = min(memberships[place].since, stay.since)
        }
        for place in proposals.indices {
            let known = own.proposals.first {
                $0.register == proposals[place].register && $0.kind == proposals[place].kind
            }
            if let known { proposals[place].since = min(proposals[place].since, known.since) }
        }
    }

    private func withPlaces(of own: Standing) -> Standing {
        let places = own.memberships.filter { stay in
            membership(of: stay.register) == nil && !leftBefore.contains(stay.register)
        }
        let closures =
            proposals.isEmpty ? own.proposals.filter { $0.kind == .close && status != .closed } : []
        guard !places.isEmpty || !closures.isEmpty else { return self }
        var joined = self
        joined.memberships += places
        let registers = Set(places.map(\.register))
        joined.asFound += own.asFound.filter(registers.contains)
        joined.confirmed += own.confirmed.filter(registers.contains)
        joined.proposals +=
            own.proposals.filter { registers.contains($0.register) && $0.kind != .close } + closures
        return joined
    }
}
