import RegisterReports
import RiskRegister

/// A small invented register, built by hand, with the troubles that papers must show.
enum SampleRegister {
    static let june = Day(number: 20_634)  // 2026-06-30
    static let may = june.adding(days: -30)

    /// The scale of the default policy.
    static let scale = ScoreScale(
        threshold: 15,
        grades: (1...25).map { score in
            switch score {
            case 1...3: "low"
            case 4...6: "moderate"
            case 8...12: "high"
            case 15...25: "extreme"
            default: nil
            }
        })

    static let rulebook = Rulebook(
        id: "sample", name: "Sample policy", version: "2", effectiveFrom: may,
        approvedBy: "Trust Board", sourceDocument: "Risk policy, section 4",
        digest: String(repeating: "ab", count: 32),
        registers: [
            RegisterDefinition(
                id: "HLRR", name: "High Level Risk Register", rank: 1, purpose: .highLevel,
                reviewer: "Executive Team", rhythm: "monthly"),
            RegisterDefinition(
                id: "BAF", name: "Board Assurance Framework", rank: 2,
                purpose: .assuranceFramework, reviewer: "Trust Board", rhythm: "each meeting"),
        ], decisions: RuleDecisions([:]), findingSettings: [:], mappings: [],
        shrinkLimitPercent: 20)

    /// The register on 30 June 2026, with everything that a paper can show.
    static func view() -> RegisterView {
        var view = RegisterView(
            asAt: june, knownAt: 7, knownAtTime: "2026-07-01T09:00:00Z", rulebook: rulebook)
        view.extracts = [extract(may, sequence: 3), extract(june, sequence: 6)]
        view.previous = view.extracts.first
        view.newest = view.extracts.last
        view.framework = framework
        view.frameworkDay = may
        view.actions = actions
        view.actionsDay = june
        view.risks = risks(june).sorted { $0.key < $1.key }
        view.principalRisks = principals().sorted { $0.key < $1.key }
        view.rulings = [
            Ruling(
                sequence: 5, subject: key("3302"), verb: .refuse, register: "BAF", by: "J Bloggs",
                role: "Chief Executive", meeting: "Executive Team", date: may,
                why: "no objective is affected", until: may.adding(days: 14), scoreSeen: 16)
        ]
        view.rulebooks = [
            AdoptedRulebook(
                sequence: 1, id: "sample", version: "2", effectiveFrom: may,
                digest: rulebook.digest, recordedAt: "2026-06-01T09:00:00Z")
        ]
        view.findings = findings
        view.notRun = [NotRun(code: "RT01", reason: "the export marks no register")]
        return view
    }

    /// The register a month before.
    static func earlier() -> RegisterView {
        var view = RegisterView(
            asAt: may, knownAt: 4, knownAtTime: "2026-06-01T09:00:00Z", rulebook: rulebook)
        view.extracts = [extract(may, sequence: 3)]
        view.newest = view.extracts.first
        view.framework = framework
        view.frameworkDay = may
        view.risks = risks(june).compactMap { state in
            guard let before = state.before else { return nil }
            return RiskState(
                key: state.key, record: before.record, standing: before.standing, lastSeen: may)
        }.sorted { $0.key < $1.key }
        view.principalRisks = principals().sorted { $0.key < $1.key }
        return view
    }

    /// A register in which nothing was imported but the rules.
    static func empty() -> RegisterView {
        RegisterView(
            asAt: june, knownAt: 1, knownAtTime: "2026-07-01T09:00:00Z", rulebook: rulebook)
    }

    static let papers: [(name: String, make: @Sendable (RegisterView, RegisterView?) -> Paper)] = [
        (
            "hlrr",
            { HLRRPaper.make(view: $0, earlier: $1, changes: changes($0, $1), scale: scale) }
        ),
        ("baf", { BAFPaper.make(view: $0, earlier: $1, changes: changes($0, $1), scale: scale) }),
        (
            "audit-committee",
            {
                AuditCommitteePaper.make(
                    view: $0, earlier: $1, changes: changes($0, $1), scale: scale)
            }
        ),
    ]

    static func paper(_ name: String) -> Paper {
        for paper in papers where paper.name == name { return paper.make(view(), earlier()) }
        preconditionFailure("no paper \(name)")
    }

    @Sendable private static func changes(
        _ view: RegisterView, _ earlier: RegisterView?
    ) -> [Change] {
        Changes.between(earlier, view)
    }

    // MARK: - Risks

    static func key(_ id: String, _ level: RiskLevel = .operational) -> RiskKey {
        RiskKey(organisation: "NBC", level: level, id: id)
    }

    /// What a risk of the sample is made of; nil for what does not matter.
    private struct Sketch {
        var id: String
        var title: String
        var pair: (Int, Int)?
        var printed: Int?
        var before: Int?
        var objectives: [String] = []
        var status = RiskStatus.open
        var approval = Approval.approved
        var proposals: [Proposal.Kind] = []
        var owner = "Head of Community Nursing"
        var isNew = false
    }

    private static func risks(_ day: Day) -> [RiskState] {
        var all = [
            Sketch(
                id: "2101", title: "Staff shortage in the night service", pair: (3, 4),
                printed: 12, before: 16, objectives: ["SO5"], proposals: [.deescalate]),
            Sketch(
                id: "2102", title: "The boiler of Northbridge House fails", pair: (5, 3),
                printed: 15, before: 20, proposals: [.question]),
            Sketch(
                id: "3301", title: "Deterioration is missed in out-of-hours visits", pair: (5, 4),
                printed: 20, before: 20, objectives: ["SO2"]),
            Sketch(
                id: "3302", title: "The telephone system of the contact centre fails",
                pair: (4, 4), printed: 16, before: nil, proposals: [.question], isNew: true),
            Sketch(
                id: "3303",
                title: "Training lapses <script>alert(1)</script> & \"quotes\" for bank staff",
                pair: (4, 4), printed: 16, before: 16, objectives: ["WF3"],
                owner: "Jane Doe, Head of Learning"),
            Sketch(
                id: "3304", title: "=cmd|'/c calc'!A1", pair: (3, 4), printed: 12, before: 12,
                objectives: ["SO1"]),
            Sketch(
                id: "4403", title: "A score that no matrix gives", printed: 14, before: 14),
            Sketch(
                id: "4404", title: "Children wait too long for therapy", before: nil,
                objectives: ["SO2"]),
            Sketch(
                id: "4405", title: "The transport contract ends without a successor", printed: 18,
                before: 18, objectives: ["SO2"], proposals: [.confirm]),
            Sketch(
                id: "4406", title: "Agency staff cannot see the record", pair: (5, 4),
                printed: 20, before: 20, objectives: ["SO2"], approval: .awaiting),
            Sketch(
                id: "4407", title: "Rejected at the threshold", pair: (4, 4), printed: 16,
                before: 16, approval: .rejected),
            Sketch(
                id: "4408", title: "Closed this month", pair: (4, 4), printed: 16, before: 16,
                status: .closed, proposals: [.close]),
            Sketch(
                id: "4409", title: "Missing from the June extract", pair: (4, 5), printed: 20,
                before: 20, status: .vanished, proposals: [.deescalate]),
            Sketch(
                id: "4410", title: "A pair that only the product tells", printed: 16, before: 16),
        ].map(state)
        for index in all.indices where all[index].key.id == "3301" {
            all[index].record.principalRisk = "PR3"
        }
        return all
    }

    private static func state(_ sketch: Sketch) -> RiskState {
        var record = record(sketch, score: sketch.printed, pair: sketch.pair)
        record.isClosed = sketch.status == .closed
        if record.isClosed { record.closed = .day(june.adding(days: -9)) }
        let isAtThreshold = (sketch.printed ?? 0) >= 15
        var standing = Standing(firstSeen: sketch.isNew ? june : may)
        standing.status = sketch.status
        standing.outcome = outcome(sketch, record, score: sketch.printed)
        standing.scoreSince = sketch.before == sketch.printed ? may.adding(months: -5) : june
        if sketch.approval == .awaiting { standing.awaitingSince = may }
        if sketch.status == .vanished { standing.lostAfter = may }
        let isOn = sketch.status != .closed && sketch.approval == .approved
        let wasAtThreshold = (sketch.before ?? 0) >= 15
        if isOn, isAtThreshold || wasAtThreshold {
            let kept = !isAtThreshold || sketch.status == .vanished
            standing.memberships.append(
                Membership(
                    register: "HLRR", basis: kept ? .kept : .rule, since: sketch.isNew ? june : may,
                    reason: kept ? "score is below the threshold" : "score of 15 or more",
                    row: kept ? "" : "REG-01"))
            if standing.outcome.objectives.counts {
                standing.memberships.append(
                    Membership(
                        register: "BAF", basis: kept ? .kept : .rule, since: may,
                        reason: "and a strategic objective", row: kept ? "" : "REG-02"))
            }
        }
        standing.proposals = sketch.proposals.flatMap { kind in
            let isStepDown = kind == .deescalate
            let registers =
                isStepDown
                ? standing.memberships.map(\.register) : [kind == .close ? "HLRR" : "BAF"]
            return registers.map {
                Proposal(
                    kind: kind, register: $0, since: isStepDown || kind == .close ? june : may,
                    needs: "Executive Team", reason: "so that people decide")
            }
        }
        var state = RiskState(
            key: key(sketch.id), record: record, standing: standing,
            lastSeen: sketch.status == .vanished ? may : june)
        guard !sketch.isNew else {
            state.movement = .new
            return state
        }
        state.before = before(sketch)
        state.movement =
            switch (sketch.before, sketch.printed) {
            case (let old?, let new?): new > old ? .up : new < old ? .down : .same
            case (nil, _?), (_?, nil), (nil, nil): .same
            }
        return state
    }

    private static func before(_ sketch: Sketch) -> RiskState.Before {
        var then = sketch
        then.status = .open
        then.printed = sketch.before
        if sketch.before != sketch.printed { then.pair = sketch.before == 16 ? (4, 4) : (5, 4) }
        if sketch.before == nil { then.pair = nil }
        let record = record(then, score: sketch.before, pair: then.pair)
        var standing = Standing(firstSeen: may)
        standing.outcome = outcome(then, record, score: sketch.before)
        if sketch.approval == .approved, (sketch.before ?? 0) >= 15 {
            standing.memberships.append(
                Membership(
                    register: "HLRR", basis: .rule, since: may, reason: "score of 15 or more",
                    row: "REG-01"))
            if standing.outcome.objectives.counts {
                standing.memberships.append(
                    Membership(
                        register: "BAF", basis: .rule, since: may,
                        reason: "and a strategic objective", row: "REG-02"))
            }
        }
        return RiskState.Before(record: record, standing: standing)
    }

    private static func record(_ sketch: Sketch, score: Int?, pair: (Int, Int)?) -> RiskRecord {
        var record = RiskRecord()
        record.sourceID = sketch.id
        record.reference = "R/\(sketch.id)"
        record.title = sketch.title
        record.description =
            "Cause, event and effect of \(sketch.id).\r\nA second line.\u{B}\u{202E}"
        record.approval = sketch.approval
        record.initial = ScoreEntry(likelihood: 5, consequence: 4, printed: PrintedScore(20))
        record.current = ScoreEntry(
            likelihood: pair?.0, consequence: pair?.1, printed: score.map { PrintedScore($0) })
        record.target = ScoreEntry(likelihood: 2, consequence: 4, printed: PrintedScore(8))
        record.objectives = sketch.objectives
        record.owner = sketch.owner
        record.directorate = sketch.id.hasPrefix("2") ? "Estates" : "Adults"
        record.domain = "quality"
        record.opened = .day(june.adding(days: -41))
        record.lastReview = .day(may.adding(days: -9))
        record.reviewDue = .day(
            sketch.id == "3301" ? june.adding(days: -10) : june.adding(days: 46))
        record.targetDate =
            sketch.id == "3303" ? .month(lastDay: may) : .day(june.adding(months: 9))
        record.controls = "Rota of senior nurses"
        return record
    }

    private static func outcome(
        _ sketch: Sketch, _ record: RiskRecord, score: Int?
    ) -> Outcome {
        var outcome = Outcome()
        outcome.score = score
        outcome.computedScore = record.current.computed
        outcome.scoreBasis =
            score == nil ? .none : record.current.computed == nil ? .printed : .both
        if let inferred = record.current.inferredPair {
            (outcome.likelihood, outcome.consequence) = inferred
            outcome.pairIsInferred = true
        } else {
            outcome.likelihood = record.current.likelihood
            outcome.consequence = record.current.consequence
        }
        outcome.grade = score.flatMap(scale.grade)
        outcome.isAtThreshold = (score ?? 0) >= 15
        outcome.objectives = ObjectiveStanding(
            codes: sketch.objectives, framework: framework, on: june)
        outcome.routing =
            sketch.status == .closed
            ? .closed
            : sketch.approval != .approved
                ? .unapproved
                : score == nil ? .unroutable : outcome.isAtThreshold ? .routed : .belowThreshold
        if outcome.routing == .routed {
            outcome.entitlements.append(
                Entitlement(
                    register: "HLRR", reason: "score of 15 or more", basis: .rule, row: "REG-01"))
            if outcome.objectives.counts {
                outcome.entitlements.append(
                    Entitlement(
                        register: "BAF", reason: "and a strategic objective", basis: .rule,
                        row: "REG-02"))
            }
        }
        return outcome
    }

    // MARK: - The framework

    private static func principals() -> [RiskState] {
        framework.principalRisks.map { line in
            let sketch = Sketch(
                id: line.id, title: line.record.title,
                pair: line.id == "PR3" ? (3, 4) : (2, 3), printed: line.id == "PR3" ? 12 : 6,
                before: line.id == "PR3" ? 12 : 6, objectives: line.record.objectives)
            var record = record(sketch, score: sketch.printed, pair: sketch.pair)
            record.owner = nil
            var standing = Standing(firstSeen: may)
            standing.outcome = outcome(sketch, record, score: sketch.printed)
            standing.scoreSince = may.adding(months: -14)
            let basis: Membership.Basis = line.basis == .theme ? .theme : .held
            standing.memberships = [
                Membership(
                    register: "BAF", basis: basis, since: may,
                    reason: "held by the board, whatever its score", row: "REG-03")
            ]
            var state = RiskState(
                key: key(line.id, .principal), record: record, standing: standing, lastSeen: may)
            state.principal = line
            state.before = RiskState.Before(record: record, standing: standing)
            state.movement = .same
            return state
        }
    }

    static let framework: AssuranceFramework = {
        var framework = AssuranceFramework()
        framework.organisation = "NBC"
        framework.organisationName = "Northbridge Community NHS Trust"
        framework.objectives = [
            objective("SO1", "Help people to stay well at home"),
            objective("SO2", "Give safe and effective care"),
            objective("SO4", "Live within our means"),
            objective("SO5", "Be a good place to work"),
            objective("WF3", "Every member of staff has an appraisal", .other("workforce")),
        ]
        var director = AssuranceFramework.Executive()
        (director.id, director.role) = ("CN", "Director of Nursing")
        framework.executives = [director]
        var committee = AssuranceFramework.Committee()
        (committee.id, committee.name) = ("QC", "Quality Committee")
        framework.committees = [committee]
        var appetite = AssuranceFramework.Appetite()
        (appetite.domain, appetite.word) = ("Quality", "cautious")
        (appetite.appetite, appetite.tolerance) = (8, 12)
        framework.appetites = [appetite]
        framework.principalRisks = [careLine, estateLine]
        return framework
    }()

    private static func objective(
        _ id: String, _ text: String, _ kind: AssuranceFramework.ObjectiveKind = .strategic
    ) -> AssuranceFramework.Objective {
        var objective = AssuranceFramework.Objective()
        (objective.id, objective.text, objective.kind) = (id, text, kind)
        return objective
    }

    private static var careLine: AssuranceFramework.PrincipalRisk {
        var line = AssuranceFramework.PrincipalRisk()
        line.id = "PR3"
        line.record.title = "Care falls below the standards that we set"
        line.record.objectives = ["SO2"]
        line.basis = .held
        (line.leadExecutive, line.committee) = ("CN", "QC")
        var audit = AssuranceFramework.Assurance()
        (audit.line, audit.text, audit.source) = (3, "Review of records", "Internal audit")
        (audit.date, audit.result) = (.month(lastDay: may), "limited")
        var report = AssuranceFramework.Assurance()
        (report.line, report.text) = (2, "Quality report")
        (report.date, report.result) = (.day(may), "positive")
        var first = AssuranceFramework.Control()
        (first.id, first.text, first.owner) = ("C1", "Weekly case review", "CN")
        first.assurances = [audit, report]
        var second = AssuranceFramework.Control()
        (second.id, second.text) = ("C2", "Competency framework")
        line.controls = [first, second]
        var control = AssuranceFramework.Gap()
        (control.id, control.kind, control.text) = ("G1", .control, "No cover at weekends")
        control.actions = ["A1"]
        var evidence = AssuranceFramework.Gap()
        (evidence.id, evidence.kind, evidence.text) = ("G2", .assurance, "No audit of visits")
        line.gaps = [control, evidence]
        line.assuranceRating = "reasonable"
        return line
    }

    private static var estateLine: AssuranceFramework.PrincipalRisk {
        var line = AssuranceFramework.PrincipalRisk()
        line.id = "PR4"
        line.record.title = "The estate is used inefficiently"
        line.record.objectives = ["SO4"]
        line.basis = .theme
        line.note = "A secondary theme."
        return line
    }

    private static var actions: [ActionRecord] {
        var first = ActionRecord()
        (first.id, first.riskID, first.text) = ("A1", "3301", "Recruit to weekend shifts")
        (first.owner, first.due) = ("Operations Manager", .day(june.adding(days: -5)))
        var second = ActionRecord()
        (second.id, second.riskID, second.text) = ("A2", "2102", "@SUM(1+1) replace the boiler")
        (second.owner, second.due) = ("Sam Smith", .day(june.adding(days: 60)))
        var third = ActionRecord()
        (third.id, third.riskID, third.text) = ("A3", "3301", "Audit of visits")
        (third.due, third.done) = (.day(may), .day(may))
        return [first, second, third]
    }

    private static var findings: [Finding] {
        [
            Finding(
                code: "SC01", severity: .error, subject: .risk(key("4405")),
                message: "18 is not a product on a 5x5 matrix; may be a combined score",
                advice: "Ask the owner which likelihood and consequence are meant."),
            Finding(
                code: "SC01", severity: .error, subject: .risk(key("4403")),
                message: "14 is not a product on a 5x5 matrix", advice: "Ask the owner."),
            Finding(
                code: "SC04", severity: .error, subject: .risk(key("4404")),
                message: "no current score", advice: "Score the risk."),
            Finding(
                code: "RT07", severity: .warning, subject: .risk(key("2101")),
                message: "fell below the threshold; step-down not agreed", advice: "Decide."),
            Finding(
                code: "DT09", severity: .information, subject: .risk(key("3303")),
                message: "target date is a month only", advice: "Give a day."),
            Finding(
                code: "RT17", severity: .warning, subject: .risk(key("PR3", .principal)),
                message: "linked 3301 scores 20", advice: "Re-score one of them."),
        ]
    }

    private static func extract(_ day: Day, sequence: Int) -> ExtractSummary {
        var extract = ExtractSummary(
            asAt: day, organisation: "NBC", source: "datix", scope: .all)
        extract.sequence = sequence
        extract.hasRisks = true
        extract.recordedAt = "\(day.adding(days: 1))T09:00:00Z"
        extract.software = "baf 0.1"
        extract.files = [
            ExtractFile(
                name: "\(day).xml", sha256: String(repeating: "0f", count: 32), bytes: 1_234,
                kind: .risks, encoding: "UTF-8", mapping: String(repeating: "1e", count: 32),
                dateOrder: .dayFirst)
        ]
        extract.balance.records = 14
        extract.balance.routed = 7
        extract.balance.belowThreshold = 3
        extract.balance.closed = 1
        extract.balance.unapproved = 2
        extract.balance.unroutable = 1
        extract.balance.keptOnRegister = 2
        return extract
    }
}
