extension Checks {
    /// What was found while files were read: newest extracts, records, actions and framework.
    static func gathered(_ view: RegisterView, _ index: CheckIndex) -> [Finding] {
        var raw: [Finding] = newestExtracts(view).flatMap(\.findings)
        for state in index.asked where state.status != .closed && state.lastSeen <= view.asAt {
            for finding in state.record.findings {
                var finding = finding
                // A record names no organisation, and none at all when it has no id.
                finding.subject = .risk(state.key)
                finding.owner = finding.owner ?? index.owner(of: state)
                raw.append(finding)
            }
        }
        raw += (view.actions ?? []).lazy.flatMap(\.findings)
        raw += view.framework?.findings ?? []
        var seen = Set<Finding>()
        return raw.compactMap { finding in
            guard index.asks(about: finding.subject) else { return nil }
            var finding = finding
            if let check = check(finding.code) {
                let setting = view.rulebook.setting(check.code, default: check.severity)
                guard setting.isOn else { return nil }
                finding.severity = setting.severity
                if finding.advice.isEmpty { finding.advice = check.advice }
            }
            return seen.insert(finding).inserted ? finding : nil
        }
    }

    /// The newest extract of each organisation, source, scope and kind of content.
    static func newestExtracts(_ view: RegisterView) -> [ExtractSummary] {
        struct Slot: Hashable {
            var organisation, source: String
            var scope: ExtractScope
            var holds: [Bool]
        }
        var newest: [Slot: Int] = [:]
        for (place, extract) in view.extracts.enumerated() where extract.supersededBy == nil {
            let slot = Slot(
                organisation: extract.organisation, source: extract.source, scope: extract.scope,
                holds: [extract.hasRisks, extract.hasActions, extract.hasFramework])
            newest[slot] = place
        }
        return newest.values.sorted().map { view.extracts[$0] }
    }
}
