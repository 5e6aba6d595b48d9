import FEEL
import RegisterReports
import RiskRegister

/// The answer to `baf risks`: the fixed fields of every risk that was asked for.
struct RisksAnswer {
    let states: [RiskState]
    let view: RegisterView
    /// How many risks of the other level meet the same questions: a register holds both levels.
    let otherLevelCount: Int
    private let codes: [RiskKey: [String]]

    /// The risks of a view at a level, on a register or on any, perhaps only those that wait for a person.
    init(view: RegisterView, level: LevelChoice, register: String?, onlyWaiting: Bool) {
        self.view = view
        let all =
            switch level {
            case .operational: view.risks
            case .principal: view.principalRisks
            case .all: view.allRisks
            }
        func isAsked(_ state: RiskState) -> Bool {
            (register.map(state.isOn) ?? true)
                && (!onlyWaiting || !state.standing.proposals.isEmpty)
        }
        states = all.filter(isAsked).sorted { $0.key < $1.key }
        otherLevelCount = view.allRisks.count(where: isAsked) - states.count
        var codes: [RiskKey: Set<String>] = [:]
        for finding in view.findings {
            if case .risk(let key) = finding.subject {
                codes[key, default: []].insert(finding.code)
            }
        }
        self.codes = codes.mapValues { $0.sorted() }
    }

    /// The JSON array; its fields are part of the public interface.
    var json: JSONValue { .array(states.map(object)) }

    private func object(_ state: RiskState) -> JSONValue {
        let (record, outcome) = (state.record, state.outcome)
        let framework = view.rulebook.register(for: .assuranceFramework)?.id
        let basis = framework.flatMap { state.standing.membership(of: $0)?.basis }
        return .object([
            ("id", .string(view.label(state.key))),
            ("level", .string(state.key.level.rawValue)),
            ("reference", .text(record.reference)),
            ("title", .string(record.title)),
            ("status", .string(state.status.rawValue)),
            ("approval", .string(record.approval.rawValue)),
            ("likelihood", .integer(outcome.likelihood)),
            ("consequence", .integer(outcome.consequence)),
            ("pairIsInferred", .boolean(outcome.pairIsInferred)),
            ("printedScore", .decimal(orNull: record.current.printed?.number?.description)),
            ("computedScore", .integer(outcome.computedScore)),
            ("score", .integer(outcome.score)),
            ("scoreBasis", .string(outcome.scoreBasis.rawValue)),
            ("grade", .text(outcome.grade)),
            ("routing", .string(outcome.routing.rawValue)),
            ("registers", .array(state.standing.registers.map(JSONValue.string))),
            ("bafBasis", .text(basis.map(bafBasis))),
            ("proposals", .array(state.standing.proposals.map(proposal))),
            ("owner", .text(record.owner)),
            ("directorate", .text(record.directorate)),
            ("objectives", .array(record.objectives.map(JSONValue.string))),
            ("reviewDue", .text(record.reviewDue?.description)),
            ("lastSeen", .string(state.lastSeen.description)),
            ("previousScore", .integer(state.previousScore)),
            ("movement", .text(state.movement?.rawValue)),
            ("findings", .array((codes[state.key] ?? []).map(JSONValue.string))),
        ])
    }

    /// A kept risk is still there by the rule that put it there.
    private func bafBasis(_ basis: Membership.Basis) -> String {
        switch basis {
        case .rule, .kept: "rule"
        case .held: "held"
        case .theme: "theme"
        }
    }

    private func proposal(_ proposal: Proposal) -> JSONValue {
        .object([
            ("kind", .string(proposal.kind.rawValue)), ("register", .string(proposal.register)),
            ("since", .string(proposal.since.description)), ("needs", .string(proposal.needs)),
        ])
    }

    /// What waits for whom: a row for each proposal.
    var decisions: OutputTable {
        OutputTable(
            columns: ["ID", "Title", "Score", "Wanted", "Register", "Of whom", "Since", "Because"],
            rows: states.flatMap { state in
                state.standing.proposals.map { proposal in
                    [
                        .text(view.label(state.key)), .text(state.record.title),
                        .number(orAbsent: state.score), .text(proposal.kind.rawValue),
                        .text(proposal.register), .text(proposal.needs), .day(proposal.since),
                        .text(proposal.reason),
                    ]
                }
            })
    }

    /// The table for a terminal or a spreadsheet.
    var table: OutputTable {
        OutputTable(
            columns: [
                "ID", "Title", "Score", "Was", "Grade", "Outcome", "Registers", "Movement",
                "Waits for",
            ],
            rows: states.map { state in
                [
                    .text(view.label(state.key)), .text(state.record.title),
                    .number(orAbsent: state.score), .number(orAbsent: state.previousScore),
                    .text(orAbsent: state.outcome.grade), .text(outcomeWord(state)),
                    .text(state.standing.registers.joined(separator: ", ")),
                    .text(orAbsent: state.movement?.rawValue),
                    .text(
                        state.standing.proposals.map { "\($0.kind.rawValue) \($0.register)" }
                            .joined(separator: ", ")),
                ]
            })
    }

    private func outcomeWord(_ state: RiskState) -> String {
        if state.status == .vanished { return "vanished" }
        switch state.outcome.routing {
        case .belowThreshold: return "below"
        case .routed, .closed, .unapproved, .unroutable: return state.outcome.routing.rawValue
        }
    }
}
