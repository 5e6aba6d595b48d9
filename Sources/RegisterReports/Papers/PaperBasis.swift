import RiskRegister

/// What every paper starts from: the view, the view it is compared with, and lookups over both.
struct PaperBasis {
    let view: RegisterView
    let earlier: RegisterView?
    let changes: [Change]
    let scale: ScoreScale
    /// The rulebook's high level register.
    let highLevel: RegisterDefinition?
    /// The rulebook's assurance framework.
    let assurance: RegisterDefinition?
    /// Risks of both levels by key, their movement measured from the view compared with.
    let all: [RiskState]
    /// The earlier view's risks by key.
    let before: [RiskKey: RiskState]
    let roles: RoleNames
    /// Open actions by the id of their risk, by due day.
    let openActions: [String: [ActionRecord]]
    /// What the checks found, each risk's once: a principal risk's own record's under its id.
    let allFindings: [Finding]
    /// Those that nobody has accepted.
    let openFindings: [Finding]
    /// The same by the id of their risk.
    let findings: [String: [Finding]]
    /// The principal risks in the framework's order, then those that only an earlier framework holds.
    let principals: [RiskState]
    /// Operational risks by the id of the principal risk that either side links them to, by key.
    private let links: RiskLinks
    /// Where the principal risks stand among `principals` that a risk is linked to.
    private let homes: [RiskKey: [Int]]
    private let byID: [String: RiskState]
    private let byKey: [RiskKey: RiskState]
    /// The financial year that is looked back on, with its opening position.
    var opening: YearOpening?

    init(
        view: RegisterView, earlier: RegisterView?, changes: [Change], scale: ScoreScale?
    ) {
        self.view = view
        self.earlier = earlier
        self.changes = changes
        self.scale = scale ?? ScoreScale(view.rulebook)
        highLevel = view.rulebook.register(for: .highLevel)
        assurance = view.rulebook.register(for: .assuranceFramework)
        // Own records stand behind their lines, for lines that have newly come to have one.
        let before = Dictionary(
            ((earlier?.counted ?? []) + (earlier?.risks ?? [])).map { ($0.key, $0) },
            uniquingKeysWith: { first, _ in first })
        self.before = before
        let states = view.counted
        all = states.map { PaperBasis.compared($0, with: before, earlier: earlier, view: view) }
        byID = Dictionary(all.map { ($0.key.id, $0) }, uniquingKeysWith: { first, _ in first })
        byKey = Dictionary(all.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let links = RiskLinks(all, framework: view.framework, placements: view.placements)
        self.links = links
        let principals = PaperBasis.principals(view, all: all)
        self.principals = principals
        homes = PaperBasis.homes(of: principals, links)
        roles = RoleNames(view)
        openActions = PaperBasis.openActions(view)
        allFindings = view.countedFindings
        openFindings = allFindings.filter { $0.acceptedWhy == nil }
        findings = Dictionary(grouping: openFindings) { $0.subject.riskID ?? "" }
    }

    var asAt: Day { view.asAt }
    /// The matrix of the rules at the day compared with, where it is another: no score is compared then.
    var sizeBefore: ScoreSize? {
        guard let size = earlier?.rulebook.matrix.size, size != scale.size else { return nil }
        return size
    }

    /// The risk on the day compared with; for a line with a record newly its own, that record.
    func earlierState(of state: RiskState) -> RiskState? {
        before[state.key] ?? state.own.flatMap { before[$0.key] }
    }

    /// The score at the day compared with; nil when there was none, or it stood on another matrix.
    func earlierScore(of state: RiskState) -> Int? {
        guard let was = earlierState(of: state), was.outcome.size == state.outcome.size else {
            return nil
        }
        return was.score
    }

    /// The day compared with; nil when there is nothing to compare with.
    var earlierDay: Day? { earlier?.asAt ?? view.previous?.asAt }

    /// The id to print: with the organisation when the register holds more than one.
    func label(_ key: RiskKey) -> String { view.label(key) }

    /// The id with that of its own record beside it, for lists and sentences: "PR5 (4150)".
    func name(_ state: RiskState) -> String { view.name(state.key) }

    /// The ids of some risks, as a cell lists them.
    func names(_ risks: [RiskState]) -> String { risks.map(name).joined(separator: ", ") }

    /// The id of a principal risk's own record.
    func record(_ state: RiskState) -> Cell {
        .text(orAbsent: state.own.map { label($0.key) })
    }

    /// The risk of an id that a framework, an action or a finding names.
    func risk(_ id: String?) -> RiskState? { id.flatMap { byID[view.ownRecords.counted(id: $0)] } }

    /// The risk of a key.
    func risk(_ key: RiskKey) -> RiskState? { byKey[key] }

    /// Without a score first, never last; then by score, then by key.
    static func gravestFirst(_ risks: [RiskState]) -> [RiskState] {
        risks.sorted { left, right in
            let (first, second) = (left.score ?? Int.max, right.score ?? Int.max)
            return first != second ? first > second : left.key < right.key
        }
    }

    /// The name by which sentences know a register: its id, or the purpose when the rulebook has none.
    func name(_ register: RegisterDefinition?, _ purpose: String) -> String {
        register?.id ?? purpose
    }

    // MARK: - What several papers say of a risk

    /// The days that an unapproved risk has waited.
    ///
    /// One that has waited since it was first seen has waited since it was opened.
    func daysWaited(_ state: RiskState) -> Int? {
        guard let since = waitingSince(state) else { return nil }
        return max(0, since.days(to: asAt))
    }

    /// It has waited since before anything of it is known: for want of the day it was opened, "at least".
    func waitsAtLeast(_ state: RiskState) -> Bool {
        waitingSince(state).map(state.reachesBaseline) ?? false
    }

    /// "5 days", "at least 5 days"; nil where nothing is known of the wait.
    func waitInWords(_ state: RiskState) -> String? {
        daysWaited(state).map { (waitsAtLeast(state) ? "at least " : "") + Count.of($0, "day") }
    }

    func waitingSince(_ state: RiskState) -> Day? {
        guard let since = state.standing.awaitingSince else {
            return state.record.opened?.latest
        }
        guard since == state.standing.firstSeen, let opened = state.record.opened?.latest,
            opened < since
        else { return since }
        return opened
    }

    /// There is a list of actions, of an actions file or of the framework's own.
    var hasActions: Bool { view.actions != nil }

    /// The operational risks linked to a principal risk, by either side.
    func linked(to principal: RiskState) -> [RiskState] {
        links.risks(under: principal.key.id)
    }

    /// The principal risks that cover objectives: open, and on the assurance framework.
    var covering: [RiskState] {
        principals.filter { $0.status == .open && $0.isOn(assurance?.id ?? "") }
    }

    /// The codes of objectives that a risk bears: those recorded, and those that they were carried over to.
    func objectives(of state: RiskState) -> [String] {
        state.record.objectives + state.outcome.objectives.carried.map(\.to)
    }

    /// The principal risks that an operational risk is linked to, in order.
    func principals(of state: RiskState) -> [RiskState] {
        (homes[state.key] ?? []).map { principals[$0] }
    }

    /// The score aimed for.
    func target(_ state: RiskState) -> Int? { state.record.target.highest }

    /// Why a risk is not on a register, in words.
    func reasonNotOn(_ register: RegisterDefinition, _ state: RiskState) -> String {
        switch state.status {
        case .closed: return "closed in the source"
        case .vanished:
            return "missing from the newest extract, \(state.lastSeenInWords)"
        case .open: break
        }
        if state.outcome.routing == .unapproved {
            let days = waitInWords(state).map { ", waiting \($0)" } ?? ""
            return switch state.record.approval {
            case .rejected: "rejected in the approval workflow"
            case .awaiting, .approved, .unknown: "awaiting final approval\(days)"
            }
        }
        if state.outcome.entitlements.contains(where: { $0.register == register.id }) {
            return "entry refused by a ruling"
        }
        if let stay = highLevel.flatMap({ state.standing.membership(of: $0.id) }),
            stay.basis == .kept
        {
            return stay.reason
        }
        if register.id == assurance?.id, state.outcome.isAtThreshold,
            !state.outcome.objectives.counts
        {
            return state.objectiveSentence
        }
        let explanation = Explanation(of: state, in: view)
        return explanation.notOn.first { $0.register == register.id }?.sentence
            ?? "the rules do not put it there"
    }

    // MARK: - Preparation

    /// The risk with its movement measured from the earlier view, when that is not the extract before.
    private static func compared(
        _ state: RiskState, with before: [RiskKey: RiskState], earlier: RegisterView?,
        view: RegisterView
    ) -> RiskState {
        guard let earlier, earlier.asAt != view.previous?.asAt else { return state }
        var state = state
        guard let was = before[state.key] ?? state.own.flatMap({ before[$0.key] }) else {
            state.before = nil
            state.movement = state.standing.firstSeen > earlier.asAt ? .new : state.movement
            return state
        }
        state.before = RiskState.Before(record: was.record, standing: was.standing)
        if was.status != .open, state.status == .open {
            state.movement = .returned
        } else if state.isRescaled {
            state.movement = nil
        } else {
            switch (was.score, state.score) {
            case (let old?, let new?):
                state.movement = new > old ? .up : new < old ? .down : .same
            case (nil, _?): state.movement = .up
            case (_?, nil): state.movement = .down
            case (nil, nil): state.movement = .same
            }
        }
        return state
    }

    private static func principals(_ view: RegisterView, all: [RiskState]) -> [RiskState] {
        let order = Dictionary(
            (view.framework?.principalRisks ?? []).enumerated().map { ($1.id, $0) },
            uniquingKeysWith: { first, _ in first })
        // A closed line that is still on a register is on its paper too, as the lists have it.
        return all.filter { state in
            state.key.level == .principal
                && (state.status != .closed || !state.standing.memberships.isEmpty)
        }
        .sorted { left, right in
            let (first, second) = (
                order[left.key.id] ?? Int.max, order[right.key.id] ?? Int.max
            )
            return first != second ? first < second : left.key < right.key
        }
    }

    private static func homes(
        of principals: [RiskState], _ links: RiskLinks
    ) -> [RiskKey: [Int]] {
        var homes: [RiskKey: [Int]] = [:]
        for (index, principal) in principals.enumerated() {
            for state in links.risks(under: principal.key.id) {
                homes[state.key, default: []].append(index)
            }
        }
        return homes
    }

    private static func openActions(_ view: RegisterView) -> [String: [ActionRecord]] {
        let own = (view.framework?.principalRisks ?? []).flatMap { line in
            line.actions.map { action in
                var action = action
                action.riskID = action.riskID ?? line.id
                return action
            }
        }
        let open = ((view.actions ?? []) + own).filter(\.isOpen)
        return Dictionary(grouping: open) {
            view.ownRecords.counted(id: $0.riskID ?? "")
        }.mapValues { actions in
            actions.sorted { left, right in
                switch (left.due?.latest, right.due?.latest) {
                case (let one?, let two?) where one != two: one < two
                case (_?, nil): true
                case (nil, _?): false
                case (_?, _?), (nil, nil):
                    left.id != right.id
                        ? RiskKey.precedes(left.id ?? "", right.id ?? "")
                        : left.text < right.text
                }
            }
        }
    }
}
