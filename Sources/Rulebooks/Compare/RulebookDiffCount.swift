package import DMN
package import RiskRegister

/// What changes of the rules do to the risks of a day: each alone, and all together.
///
///     let count = RulebookDiffCount(diff, over: view)
///     count.effect(of: diff.items[0])   // .moves: 34 risks join HLRR
///
/// The outcome of each risk is asked of both rulebooks: score used, grade, routing, registers and
/// review. What a person must agree is no outcome, so a fall below the threshold shows as leaving.
package struct RulebookDiffCount: Sendable {
    /// What one change, or all of them, does.
    package enum Effect: Sendable {
        /// It can decide nothing.
        case nothing
        /// It is asked only when a risk moves: counted with all others, by playing every day.
        case whenMoved
        /// Alone it gives rules that do not compile.
        case doesNotCompile(ModelProblem?)
        /// What happens to risks; `withAdditions` when it was counted with the inputs, types and
        /// requirements that are new beside it, without which it does not compile.
        case moves(Moves, withAdditions: Bool)
    }

    /// The risks that a change moves, by what of them changes; ids in order.
    package struct Moves: Hashable, Sendable {
        /// Every risk of which anything changes.
        package var risks: [String] = []
        /// The kinds of change that happen, most important first, with the risks of each.
        package var parts: [Part] = []
    }

    /// One kind of change, and the risks to which it happens.
    package struct Part: Hashable, Sendable {
        /// What happens ("joins", "leaves", "grade" ...).
        package let aspect: Aspect
        /// The register, or `from -> to` of a word; empty where each risk has its own.
        package let detail: String
        /// The ids, in order.
        package let risks: [String]
    }

    /// What of a risk changes.
    package enum Aspect: String, CaseIterable, Sendable {
        case joins, leaves, score, grade, routing
        case reason, review, finding
    }

    private let diff: RulebookDiff
    private let states: [RiskState]
    private let view: RegisterView
    private let before: [Outcome]
    private let findings: [RiskKey: [String]]?

    /// Asks the old rules about every risk of a view.
    package init(_ diff: RulebookDiff, over view: RegisterView) {
        self.diff = diff
        self.view = view
        states = view.counted.filter { $0.status != .vanished }
        before = RulebookDiffCount.outcomes(states, diff.old.rulebook, view)
        findings =
            diff.items.contains { item in
                diff.old.rulebook.decisions[.findings]?.file == item.file && item.canDecide
            } ? RulebookDiffCount.findings(view, diff.old.rulebook) : nil
    }

    /// How many risks were asked about.
    package var count: Int { states.count }

    /// What a change does alone.
    package func effect(of item: RulebookDiff.Item) -> Effect {
        guard item.canDecide else { return .nothing }
        let roles = diff.old.settings.roles.filter { $0.value.file == item.file }.map(\.key)
        let asksFindings = roles.contains(.findings)
        do {
            let rulebook = try trial([item])
            if roles == [.moves] { return .whenMoved }
            return .moves(
                moves(under: rulebook, withFindings: asksFindings), withAdditions: false)
        } catch {
            let additions = diff.items.filter(\.isAddition)
            guard !additions.isEmpty, let rulebook = try? trial(additions + [item]) else {
                return .doesNotCompile(error.first)
            }
            if roles == [.moves] { return .whenMoved }
            return .moves(
                moves(under: rulebook, withFindings: asksFindings), withAdditions: true)
        }
    }

    /// What all changes do together.
    package var together: Moves { moves(under: diff.new.rulebook, withFindings: true) }

    // MARK: - The rules with some changes

    /// The old rulebook with some of the changes made; what it was made of is as it was.
    private func trial(_ items: [RulebookDiff.Item]) throws(RulebookDiffProblems) -> Rulebook {
        var settings = diff.old.settings
        var models = diff.old.models.map { (file: $0.file, definitions: $0.model.definitions) }
        var touched: Set<String> = []
        for item in items {
            switch item.edit {
            case .nothing: break
            case .settings(let change): change(&settings)
            case .addedModel(let definitions):
                models.append((item.file, definitions))
                touched.insert(item.file)
            case .removedModel: models.removeAll { $0.file == item.file }
            case .model(let change):
                guard let index = models.firstIndex(where: { $0.file == item.file }) else {
                    continue
                }
                models[index].definitions = ModelDiff.applying(
                    change, to: models[index].definitions)
                touched.insert(item.file)
            }
        }
        var compiled: [LoadedRulebook.Model] = []
        for (file, definitions) in models.sorted(by: { $0.file < $1.file }) {
            if !touched.contains(file), definitions.imports.isEmpty,
                let model = diff.old.models.first(where: { $0.file == file })
            {
                compiled.append(model)
                continue
            }
            let others =
                definitions.imports.isEmpty
                ? [] : models.filter { $0.file != file }.map(\.definitions)
            do {
                compiled.append(
                    LoadedRulebook.Model(
                        file: file, model: try DecisionModel(definitions, imports: others)))
            } catch {
                throw RulebookDiffProblems(all: error.problems)
            }
        }
        var problems: [ModelProblem] = []
        let rulebook = RulebookFolder.rulebook(
            settings, diff.old.rulebook.mappings, models: compiled, broken: [], prefix: "",
            digest: "", problems: &problems)
        let errors = problems.filter { $0.severity == .error }
        guard errors.isEmpty, let rulebook else { throw RulebookDiffProblems(all: errors) }
        return rulebook
    }

    // MARK: - Outcomes

    private static func outcomes(
        _ states: [RiskState], _ rulebook: Rulebook, _ view: RegisterView
    ) -> [Outcome] {
        let assessor = Assessor(rulebook: rulebook, framework: view.framework, day: view.asAt)
        return states.map {
            assessor.outcome(of: $0.record, level: $0.key.level, basis: $0.principal?.basis)
        }
    }

    private func moves(under rulebook: Rulebook, withFindings: Bool) -> Moves {
        let after = RulebookDiffCount.outcomes(states, rulebook, view)
        var groups: [Place: [String]] = [:]
        var moved: [String] = []
        for (index, state) in states.enumerated() where before[index] != after[index] {
            let label = view.label(state.key)
            let places = RulebookDiffCount.places(before[index], after[index])
            if !places.isEmpty { moved.append(label) }
            for place in places { groups[place, default: []].append(label) }
        }
        if withFindings, let findings {
            let now = RulebookDiffCount.findings(view, rulebook)
            let known = Set(moved)
            for state in states where findings[state.key] != now[state.key] {
                let label = view.label(state.key)
                groups[Place(aspect: .finding, detail: ""), default: []].append(label)
                if !known.contains(label) { moved.append(label) }
            }
            if moved.count > known.count {
                let all = Set(moved)
                moved = states.map { view.label($0.key) }.filter { all.contains($0) }
            }
        }
        return Moves(
            risks: moved,
            parts: groups.keys.sorted().map {
                Part(aspect: $0.aspect, detail: $0.detail, risks: groups[$0] ?? [])
            })
    }

    /// What happens to a risk, as a key to count by.
    private struct Place: Hashable, Comparable {
        let aspect: Aspect
        let detail: String

        static func < (left: Place, right: Place) -> Bool {
            let order = Aspect.allCases
            let (one, two) = (
                order.firstIndex(of: left.aspect) ?? 0, order.firstIndex(of: right.aspect) ?? 0
            )
            return one != two ? one < two : left.detail < right.detail
        }
    }

    private static func places(_ before: Outcome, _ after: Outcome) -> [Place] {
        var places: [Place] = []
        func registers(_ outcome: Outcome) -> Set<String> {
            Set(outcome.entitlements.map(\.register))
        }
        let (old, new) = (registers(before), registers(after))
        places += new.subtracting(old).map { Place(aspect: .joins, detail: $0) }
        places += old.subtracting(new).map { Place(aspect: .leaves, detail: $0) }
        if before.score != after.score || before.scoreBasis != after.scoreBasis {
            places.append(Place(aspect: .score, detail: ""))
        }
        if before.grade != after.grade {
            places.append(
                Place(
                    aspect: .grade,
                    detail: "\(before.grade ?? "none") to \(after.grade ?? "none")"))
        }
        if before.routing != after.routing || before.isAtThreshold != after.isAtThreshold {
            places.append(
                Place(
                    aspect: .routing,
                    detail: before.routing == after.routing
                        ? after.isAtThreshold
                            ? "now at the threshold" : "no longer at the threshold"
                        : "\(words(before.routing)) to \(words(after.routing))"))
        }
        let kept = old.intersection(new)
        if before.entitlements.filter({ kept.contains($0.register) })
            != after.entitlements.filter({ kept.contains($0.register) })
        {
            places.append(Place(aspect: .reason, detail: ""))
        }
        if before.review != after.review { places.append(Place(aspect: .review, detail: "")) }
        return places
    }

    private static func words(_ routing: Routing) -> String {
        switch routing {
        case .routed, .closed, .unapproved, .unroutable: routing.rawValue
        case .belowThreshold: "below the threshold"
        }
    }

    /// The codes found on each risk.
    private static func findings(
        _ view: RegisterView, _ rulebook: Rulebook
    ) -> [RiskKey: [String]] {
        var view = view
        view.rulebook = rulebook
        var found: [RiskKey: [String]] = [:]
        for finding in Checks.run(on: view).findings {
            guard case .risk(let key) = finding.subject else { continue }
            found[key, default: []].append(
                "\(finding.code) \(finding.severity.rawValue)")
        }
        return found
    }
}

/// Why rules with a change alone do not compile.
struct RulebookDiffProblems: Error {
    let all: [ModelProblem]
    var first: ModelProblem? { all.first { $0.severity == .error } ?? all.first }
}

extension RulebookDiff.Item {
    /// Whether it only adds what other changes may need.
    var isAddition: Bool {
        switch edit {
        case .model(let change): change.isSupport
        case .addedModel: true
        case .settings: !canDecide
        case .nothing, .removedModel: false
        }
    }
}

extension RulebookDiffCount.Moves {
    /// What happens, for a reader: `34 risks: 34 join HLRR (4101, 4107, ...)`.
    ///
    /// - Parameter shown: How many ids to name of each kind.
    /// - Returns: The sentence, without a full stop.
    package func sentence(shown: Int = 6) -> String {
        guard !risks.isEmpty else { return "no risk moves" }
        let said = parts.map { part in
            let count = part.risks.count
            let ids =
                part.risks.prefix(shown).joined(separator: ", ") + (count > shown ? ", ..." : "")
            return "\(part.words) (\(ids))"
        }
        return "\(risks.count) \(risks.count == 1 ? "risk" : "risks"): "
            + said.joined(separator: "; ")
    }
}

extension RulebookDiffCount.Part {
    /// What happens to how many: `34 join HLRR`, `the grade of 3 goes from high to none`.
    var words: String {
        let (count, isOne) = (risks.count, risks.count == 1)
        switch aspect {
        case .joins: return "\(count) \(isOne ? "joins" : "join") \(detail)"
        case .leaves: return "\(count) \(isOne ? "leaves" : "leave") \(detail)"
        case .score:
            return "\(count) \(isOne ? "uses" : "use") another score, or from another number"
        case .grade: return "the grade of \(count) goes from \(detail)"
        case .routing: return "the routing of \(count): \(detail)"
        case .reason: return "\(count) \(isOne ? "stays" : "stay") for another reason"
        case .review:
            return "\(count) \(isOne ? "has" : "have") another review, reviewer or acceptor"
        case .finding: return "\(count) \(isOne ? "has" : "have") other findings"
        }
    }
}
