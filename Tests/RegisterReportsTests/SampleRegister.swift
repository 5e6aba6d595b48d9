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
            of: "NBC", asAt: june, knownAt: 7, knownAtTime: "2026-07-01T09:00:00Z",
            rulebook: rulebook)
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
            of: "NBC", asAt: may, knownAt: 4, knownAtTime: "2026-06-01T09:00:00Z",
            rulebook: rulebook)
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
            of: "", asAt: june, knownAt: 1, knownAtTime: "2026-07-01T09:00:00Z", rulebook: rulebook)
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
}
