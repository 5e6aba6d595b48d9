/// What a check sees: the register on a day, some indexes over it, and its own setting.
package struct CheckContext: Sendable {
    /// The register.
    package let view: RegisterView
    /// Indexes that several checks share.
    let index: CheckIndex
    /// The check that runs.
    let check: Check
    /// How the rulebook sets it.
    let setting: FindingSetting
    /// What the checks before it found; rulings are checked last, and look at these.
    let raised: [Finding]

    /// The day the answers speak for.
    var asAt: Day { view.asAt }
    /// The check's limit, as the rulebook sets it; a check that counts something does not run without.
    var limit: Int { setting.limit ?? 0 }
    /// The rulebook's high level register.
    var highLevel: RegisterDefinition? { view.rulebook.register(for: .highLevel) }
    /// The rulebook's assurance framework.
    var assuranceFramework: RegisterDefinition? { view.rulebook.register(for: .assuranceFramework) }

    /// A finding about a risk, in the check's code, severity and advice.
    func finding(_ state: RiskState, _ message: String, field: String? = nil) -> Finding {
        finding(
            about: .risk(state.key), message, field: field, owner: index.owner(of: state))
    }

    /// A finding about anything, in the check's code, severity and advice.
    func finding(
        about subject: FindingSubject, _ message: String, field: String? = nil,
        owner: String? = nil
    ) -> Finding {
        Finding(
            code: check.code, severity: setting.severity, subject: subject, message: message,
            advice: check.advice, field: field, owner: owner)
    }

    /// The id of a risk to print in a message.
    func label(_ key: RiskKey) -> String { view.label(key) }
}

/// Indexes over a register that several checks share.
struct CheckIndex: Sendable {
    /// Risks of both levels by key.
    let all: [RiskState]
    /// Open risks that are not waiting for approval or rejected, by key.
    let live: [RiskState]
    /// Operational risks that name a principal risk, or that it names, by the principal risk's id.
    let linked: [String: [RiskState]]
    /// All actions, of the actions file and of the framework, by risk and id.
    let actions: [ActionRecord]
    /// Open actions by the id of their risk.
    let openActions: [String: [ActionRecord]]
    /// The rulebook's grades of the scores of the matrix, in order of score, folded.
    let grades: [String]
    private let byID: [String: RiskState]
    private let framework: AssuranceFramework?

    init(_ view: RegisterView) {
        all = view.allRisks
        framework = view.framework
        live = all.filter(CheckIndex.isLive)
        byID = Dictionary(all.map { ($0.key.id, $0) }, uniquingKeysWith: { first, _ in first })
        linked = RiskLinks(live, framework: view.framework).byPrincipal
        let framework = view.framework?.principalRisks ?? []
        let own = framework.flatMap { line in
            line.actions.map { action in
                var action = action
                action.riskID = action.riskID ?? line.id
                return action
            }
        }
        actions = ((view.actions ?? []) + own).sorted { left, right in
            let (first, second) = (left.riskID ?? "", right.riskID ?? "")
            return first != second
                ? RiskKey.precedes(first, second)
                : RiskKey.precedes(left.id ?? "", right.id ?? "")
        }
        openActions = Dictionary(
            grouping: actions.filter { $0.riskID != nil && $0.isOpen }, by: { $0.riskID ?? "" })
        grades = ScoreEntry.products.sorted().reduce(into: []) { grades, score in
            var facts = FactValues()
            facts[.score] = .integer(score)
            let grade = view.rulebook.decisions.grade(facts)?.folded
            if let grade, !grades.contains(grade) { grades.append(grade) }
        }
    }

    private static func isLive(_ state: RiskState) -> Bool {
        switch state.outcome.routing {
        case .closed, .unapproved: false
        case .routed, .belowThreshold, .unroutable: state.status == .open
        }
    }

    /// The risk of an id.
    func risk(_ id: String) -> RiskState? { byID[id] }

    /// The open actions of a risk, its own record's and its linked risks' included.
    func openActions(of state: RiskState) -> [ActionRecord] {
        let ids = [state.key.id] + (linked[state.key.id] ?? []).map(\.key.id)
        return ids.flatMap { openActions[$0] ?? [] }
    }

    /// Who should act on a risk, as recorded: its owner, else the lead executive.
    func owner(of state: RiskState) -> String? {
        [
            state.record.owner, state.record.leadExecutive,
            framework?.executiveRole(state.principal?.leadExecutive),
        ].compactMap { $0?.trimmed }.first { !$0.isEmpty }
    }
}

extension String {
    /// Without outer space.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }

    /// At most so many characters, with an ellipsis when cut.
    func clipped(to length: Int) -> String {
        count <= length ? self : prefix(length) + "…"
    }
}

/// Words as a sentence lists them.
enum Wording {
    /// "HLRR", "HLRR and BAF", "HLRR, CRR and BAF".
    static func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }

    /// "1 day", "2 days".
    static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
        number == 1 ? "1 \(noun)" : "\(number) \(plural ?? noun + "s")"
    }

    /// "the Executive Team"; a name that brings its own article keeps it.
    static func body(_ name: String) -> String {
        name.isEmpty || name.folded.hasPrefix("the ") ? name : "the \(name)"
    }
}
