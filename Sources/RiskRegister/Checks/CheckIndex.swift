/// Indexes over a register that several checks share; none costs more than one walk of the view.
struct CheckIndex: Sendable {
    /// What is asked about.
    let subjects: CheckSubjects
    /// Risks of both levels by key.
    let all: [RiskState]
    /// Of these the ones asked about.
    let asked: [RiskState]
    /// Their ids, which is how actions name them.
    let askedIDs: Set<String>
    /// Open risks that are not waiting for approval or rejected, by key.
    let live: [RiskState]
    /// Operational risks that name a principal risk, or that it names, by the principal risk's id.
    let linked: [String: [RiskState]]
    /// All actions, of the actions file and of the framework, in no order.
    let actions: [ActionRecord]
    /// The ids of all actions, where a risk asked about has gaps that may name them.
    let actionIDs: Set<String>
    /// Open actions by the id of their risk.
    let openActions: [String: [ActionRecord]]
    /// The rulebook's grades of the scores of the matrix, in order of score, folded, where a risk asked
    /// about prints a band to compare.
    let grades: [String]
    /// The sequences of rulings that were ratified.
    let ratified: Set<Int>
    /// Appetite and tolerance by domain, folded.
    let appetites: [String: AssuranceFramework.Appetite]
    /// The persons whom the organisation's records name.
    let people: NamedPeople
    /// What is known of the organisation as a whole, where the view does not hold all of it.
    let facts: OrganisationFacts?
    private let sharing: [ReferenceName: [RiskKey]]
    private let places: [RiskKey: Int]
    private let placesByID: [String: Int]
    private let latestRulings: [RuledThing: Ruling]
    private let framework: AssuranceFramework?
    private let halves: OwnRecords

    init(_ view: RegisterView, about subjects: CheckSubjects, facts: OrganisationFacts?) {
        self.subjects = subjects
        self.facts = facts
        people = facts?.people ?? OrganisationFacts.people(of: view)
        let all = view.allRisks
        self.all = all
        asked = CheckIndex.asked(subjects, of: all)
        askedIDs = Set(asked.lazy.map(\.key.id))
        framework = view.framework
        halves = view.ownRecords
        live = all.filter(CheckIndex.isLive)
        // Places, not states: a state is large to copy.
        places = Dictionary(
            all.indices.lazy.map { (all[$0].key, $0) }, uniquingKeysWith: { first, _ in first })
        placesByID = Dictionary(
            all.indices.lazy.map { (all[$0].key.id, $0) }, uniquingKeysWith: { first, _ in first })
        sharing = Dictionary(
            grouping: live.compactMap { state in
                ReferenceName(state).map { (name: $0, key: state.key) }
            }, by: \.name
        ).mapValues { $0.map(\.key) }
        linked = RiskLinks(live, framework: view.framework).byPrincipal
        actions = (view.actions ?? []) + CheckIndex.ownActions(of: view.framework)
        let namesActions = asked.contains { !($0.principal?.gaps.isEmpty ?? true) }
        actionIDs = namesActions ? Set(actions.lazy.compactMap(\.id)) : []
        openActions = Dictionary(
            grouping: actions.filter { $0.riskID != nil && $0.isOpen }, by: { $0.riskID ?? "" })
        let hasBands = asked.contains { $0.record.current.band != nil }
        grades = hasBands ? CheckIndex.grades(of: view.rulebook) : []
        appetites = Dictionary(
            (view.framework?.appetites ?? []).map { ($0.domain.folded, $0) },
            uniquingKeysWith: { first, _ in first })
        ratified = Set(view.rulings.compactMap(\.terms.ratifies))
        latestRulings = Dictionary(
            view.rulings.map { (RuledThing($0), $0) }, uniquingKeysWith: { _, last in last })
    }

    /// Open, and neither waiting for approval nor rejected.
    static func isLive(_ state: RiskState) -> Bool {
        state.isLive
    }

    /// The actions of the framework's own lines, which belong to the line where they name no risk.
    private static func ownActions(of framework: AssuranceFramework?) -> [ActionRecord] {
        (framework?.principalRisks ?? []).flatMap { line in
            line.actions.map { action in
                var action = action
                action.riskID = action.riskID ?? line.id
                return action
            }
        }
    }

    /// The grades that the rulebook gives the scores of the matrix, in order of score, folded.
    private static func grades(of rulebook: Rulebook) -> [String] {
        rulebook.matrix.size.products.reduce(into: []) { grades, score in
            var facts = FactValues()
            facts[.score] = .integer(score)
            let grade = rulebook.decisions.grade(facts)?.folded
            if let grade, !grades.contains(grade) { grades.append(grade) }
        }
    }

    /// The risk of an id.
    func risk(_ id: String) -> RiskState? { placesByID[id].map { all[$0] } }

    /// The risk of a key.
    func state(of key: RiskKey) -> RiskState? { places[key].map { all[$0] } }

    /// The live risks of a risk's level that have its local reference, itself among them, by key.
    func sharing(referenceOf state: RiskState) -> [RiskKey] {
        ReferenceName(state).flatMap { sharing[$0] } ?? []
    }

    /// The open actions of a risk, its other half's and its linked risks' included.
    func openActions(of state: RiskState) -> [ActionRecord] {
        let line = state.key.level == .operational ? halves.principal(of: state.key.id) : nil
        let others = [line].compactMap { $0 } + (linked[state.key.id] ?? []).map(\.key.id)
        return ([state.key.id] + others).flatMap { openActions[$0] ?? [] }
    }

    /// The actions asked about, by risk and id.
    func sortedAskedActions() -> [ActionRecord] {
        actions.filter { asks(about: .action($0.id ?? "?", riskID: $0.riskID)) }
            .sorted { left, right in
                let (first, second) = (left.riskID ?? "", right.riskID ?? "")
                return first != second
                    ? RiskKey.precedes(first, second)
                    : RiskKey.precedes(left.id ?? "", right.id ?? "")
            }
    }

    /// No later ruling says something else of the same thing.
    func isLatest(_ ruling: Ruling) -> Bool { latestRulings[RuledThing(ruling)] == ruling }

    /// Who should act on a risk, as recorded: its owner, else the lead executive.
    func owner(of state: RiskState) -> String? {
        [
            state.record.owner, state.record.leadExecutive,
            framework?.executiveRole(state.principal?.leadExecutive),
        ].compactMap { $0?.trimmed }.first { !$0.isEmpty }
    }
}

/// A local reference as it is compared; a blank one is none.
private struct ReferenceName: Hashable {
    let level: RiskLevel
    let reference: String

    init?(_ state: RiskState) {
        guard let reference = state.record.reference?.folded, !reference.isEmpty else { return nil }
        level = state.key.level
        self.reference = reference
    }
}

/// What a ruling is on: of several on the same thing, the latest counts.
private struct RuledThing: Hashable {
    let subject: RiskKey
    let verb: Ruling.Verb
    let register: String

    init(_ ruling: Ruling) {
        subject = ruling.subject
        verb = ruling.verb
        register = ruling.register
    }
}
