/// What auditors and boards look for in a register, run over a view of it.
///
///     let (findings, notRun) = Checks.run(on: view)
package enum Checks {
    /// Every check, a family at a time; codes are unique.
    package static let catalogue: [Check] =
        ScoreChecks.all + RoutingChecks.all + ObjectiveChecks.all + OwnerChecks.all
        + DateChecks.all + ActionChecks.all + ControlChecks.all + IdentityChecks.all
        + TextChecks.all + ReadingChecks.all + RulingChecks.all

    private static let byCode = Dictionary(
        catalogue.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

    /// The check of a code.
    package static func check(_ code: String) -> Check? { byCode[code] }

    /// What the checks find in a register, and which of them could not run.
    ///
    /// Findings raised while files were read are gathered, and set by the rulebook like the others.
    /// A finding that people have accepted carries the reason and the day until which it is accepted.
    ///
    /// - Parameter view: The register on a day.
    /// - Returns: Findings by severity, code and subject; checks that did not run, by code.
    package static func run(on view: RegisterView) -> (findings: [Finding], notRun: [NotRun]) {
        let index = CheckIndex(view)
        var notRun: [NotRun] = []
        var found = gathered(view, index)
        var eachLive:
            [(context: CheckContext, look: @Sendable (CheckContext, RiskState) -> [Finding])] = []
        var eachRisk = eachLive
        var whole: [(context: CheckContext, look: @Sendable (CheckContext) -> [Finding])] = []
        for check in catalogue {
            let setting = view.rulebook.setting(check.code, default: check.severity)
            guard setting.isOn else {
                notRun.append(NotRun(code: check.code, reason: "switched off by the rulebook"))
                continue
            }
            let missing = check.needs.lazy.compactMap { lack(of: $0, in: view) }.first
            if let missing {
                notRun.append(NotRun(code: check.code, reason: missing.reason))
                if !missing.runsInPart { continue }
            }
            // The shrink limit has a place of its own in the rulebook.
            if check.limit != nil, setting.limit == nil, check.code != "RT18" {
                notRun.append(NotRun(code: check.code, reason: "the rulebook sets no limit"))
                continue
            }
            let context = CheckContext(
                view: view, index: index, check: check, setting: setting, raised: [])
            switch check.run {
            case .live(let look): eachLive.append((context, look))
            case .everyRisk(let look): eachRisk.append((context, look))
            case .register(let look): whole.append((context, look))
            case .reading: break
            }
        }
        // A risk at a time, so that a large register is walked once, not once a check.
        for state in index.all {
            for (context, look) in eachRisk { found += look(context, state) }
        }
        for state in index.live {
            for (context, look) in eachLive { found += look(context, state) }
        }
        for (context, look) in whole {
            let context = CheckContext(
                view: view, index: index, check: context.check, setting: context.setting,
                raised: found)
            found += look(context)
        }
        accept(&found, by: view.rulings, on: view.asAt)
        return (sorted(found), notRun.sorted { $0.code < $1.code })
    }

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

    // MARK: - What reading found

    /// What was found while files were read: newest extracts, records, actions and framework.
    private static func gathered(_ view: RegisterView, _ index: CheckIndex) -> [Finding] {
        var raw: [Finding] = newestExtracts(view).flatMap(\.findings)
        for state in index.all where state.status != .closed && state.lastSeen <= view.asAt {
            for finding in state.record.findings {
                var finding = finding
                // A record names no organisation, and none at all when it has no id.
                finding.subject = .risk(state.key)
                finding.owner = finding.owner ?? index.owner(of: state)
                raw.append(finding)
            }
        }
        raw += (view.actions ?? []).flatMap(\.findings)
        raw += view.framework?.findings ?? []
        var seen = Set<Finding>()
        return raw.compactMap { finding in
            var finding = finding
            if let check = byCode[finding.code] {
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

    // MARK: - What is missing

    private struct Lack {
        var reason: String
        var runsInPart = false
    }

    private static func lack(of need: Check.Need, in view: RegisterView) -> Lack? {
        let lines = view.framework?.principalRisks ?? []
        switch need {
        case .actions:
            if view.actions != nil { return nil }
            return lines.contains { !$0.actions.isEmpty }
                ? Lack(
                    reason: "no actions file: only the framework's own actions were checked",
                    runsInPart: true)
                : Lack(reason: "no actions file")
        case .framework: return view.framework == nil ? Lack(reason: "no assurance framework") : nil
        case .history: return view.previous == nil ? Lack(reason: "no earlier extract") : nil
        case .highLevelMarks: return lackOfMarks(view.rulebook.register(for: .highLevel), view)
        case .frameworkMarks:
            return lackOfMarks(view.rulebook.register(for: .assuranceFramework), view)
        case .appetite:
            if view.framework == nil { return Lack(reason: "no assurance framework") }
            let isSet = view.framework?.appetites.contains {
                $0.appetite != nil || $0.tolerance != nil
            }
            return isSet == true ? nil : Lack(reason: "the framework sets no appetite in numbers")
        case .controls:
            if view.framework == nil { return Lack(reason: "no assurance framework") }
            return lines.contains { !$0.controls.isEmpty }
                ? nil : Lack(reason: "the framework lists no controls")
        case .assurances:
            if view.framework == nil { return Lack(reason: "no assurance framework") }
            let isListed = lines.contains { line in
                !line.assurances.isEmpty || line.controls.contains { !$0.assurances.isEmpty }
            }
            return isListed ? nil : Lack(reason: "the framework lists no assurances")
        case .gaps:
            if view.framework == nil { return Lack(reason: "no assurance framework") }
            return lines.contains { !$0.gaps.isEmpty }
                ? nil : Lack(reason: "the framework lists no gaps")
        }
    }

    private static func lackOfMarks(
        _ register: RegisterDefinition?, _ view: RegisterView
    ) -> Lack? {
        guard let register else { return Lack(reason: "the rulebook has no such register") }
        // An export that marks nothing may not have the field at all: better not run than all wrong.
        let isMarked = view.risks.contains { $0.record.marks(register.id) }
        return isMarked ? nil : Lack(reason: "the export marks no risk as on the \(register.id)")
    }

    // MARK: - What people accepted

    private static func accept(_ findings: inout [Finding], by rulings: [Ruling], on day: Day) {
        let inForce = rulings.filter { $0.verb == .acceptFinding && $0.counts(on: day) }
        guard !inForce.isEmpty else { return }
        for place in findings.indices {
            let finding = findings[place]
            guard let ruling = inForce.last(where: { $0.accepts(finding) }) else { continue }
            findings[place].acceptedUntil = ruling.until
            findings[place].acceptedWhy = ruling.why
        }
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

extension Finding {
    /// A finding of the catalogue, with the severity and advice that the catalogue gives its code.
    ///
    /// For readers of files, which raise the codes RD01 and on, and ID01.
    ///
    /// - Parameters:
    ///   - code: A code of `Checks.catalogue`; an unknown one is a warning without advice.
    ///   - subject: What it is about.
    ///   - message: What is wrong, with the values, as one sentence without the id.
    ///   - field: The field to look at.
    ///   - line: The line of the file; 0 when unknown.
    package init(
        _ code: String, about subject: FindingSubject, _ message: String, field: String? = nil,
        line: Int = 0
    ) {
        let check = Checks.check(code)
        self.init(
            code: code, severity: check?.severity ?? .warning, subject: subject, message: message,
            advice: check?.advice ?? "", field: field, line: line)
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

extension RiskRecord {
    /// The export itself marks the risk as on a register.
    func marks(_ register: String) -> Bool {
        markedRegisters?.contains { $0.folded == register.folded } ?? false
    }
}
