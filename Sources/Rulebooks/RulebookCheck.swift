package import DMN
import FEEL
import RiskRegister

/// Looks a rulebook over: structure, cells, types and names, then gaps and overlaps over the real values of facts.
///
///     let report = try RulebookCheck.run("Rules/hct")
///     report.hasErrors   // false
package enum RulebookCheck {
    /// What there is to say about a rulebook.
    package struct Report: Sendable {
        /// What keeps it from loading, and what deserves a look although it loads, in file order.
        package var problems: [ModelProblem] = []
        /// Gaps, overlaps, rows that never apply, in file order.
        package var remarks: [TableRemark] = []
        /// The rulebook, when it loads.
        package var loaded: LoadedRulebook?

        /// The rulebook cannot be used, or a table fails for some values.
        package var hasErrors: Bool {
            problems.contains { $0.severity == .error }
                || remarks.contains { $0.severity == .error }
        }

        /// Every line to print, each with its file, line and column.
        package var lines: [String] {
            problems.map(\.description) + remarks.map(\.description)
        }
    }

    /// Checks a folder.
    ///
    /// - Parameter folder: The rulebook's folder.
    /// - Returns: What there is to say; nothing when all is well.
    /// - Throws: `RulebookError`, when there is no rulebook or a file cannot be read.
    package static func run(_ folder: String) throws(RulebookError) -> Report {
        do {
            return run(try RulebookFolder.load(folder))
        } catch .problems(let problems) {
            return Report(problems: problems)
        }
    }

    /// Checks a rulebook that was loaded.
    package static func run(_ loaded: LoadedRulebook) -> Report {
        var report = Report(problems: loaded.warnings, loaded: loaded)
        let facts = domains(of: loaded.rulebook)
        for model in loaded.models {
            let domains = facts.merging(declared(in: model.model.definitions)) { fact, _ in fact }
            report.remarks += model.model.analysis(domains: domains)
        }
        report.problems += Consistency(loaded).problems
        report.problems = report.problems.inFileOrder
        return report
    }

    /// The values of decisions whose type is a range of whole numbers, as `[1..25]`; absent is one of them.
    static func declared(in definitions: Definitions) -> [String: [Value]] {
        var ranges: [String: [Value]] = [:]
        for type in definitions.itemDefinitions {
            let text = type.allowedValues?.text.filter { !$0.isWhitespace } ?? ""
            guard text.hasPrefix("["), text.hasSuffix("]") else { continue }
            let ends = text.dropFirst().dropLast().split(separator: ".").map { Int($0) }
            guard ends.count == 2, let first = ends[0], let last = ends[1], first <= last,
                last - first <= 100
            else { continue }
            ranges[type.name] = (first...last).map { .integer($0) } + [.null]
        }
        var domains: [String: [Value]] = [:]
        for decision in definitions.decisions {
            domains[decision.name] = decision.variable.typeRef.flatMap { ranges[$0] }
        }
        return domains
    }

    /// The values that facts have in a real register, by the name that tables test.
    static func domains(of rulebook: Rulebook) -> [String: [Value]] {
        func texts(_ texts: [String]) -> [Value] { texts.map { .string($0) } }
        let scores: [Value] = (1...25).map { .integer($0) } + [.null]
        var grades: [String] = []
        for score in 1...25 {
            if let grade = Consistency.grade(of: score, rulebook), !grades.contains(grade) {
                grades.append(grade)
            }
        }
        return [
            Fact.score.rawValue: scores,
            Fact.initialScore.rawValue: scores,
            Fact.targetScore.rawValue: scores,
            Fact.computedScore.rawValue: ScoreEntry.products.sorted().map { .integer($0) }
                + [.null],
            Fact.likelihood.rawValue: (1...5).map { .integer($0) } + [.null],
            Fact.consequence.rawValue: (1...5).map { .integer($0) } + [.null],
            Fact.level.rawValue: texts(RiskLevel.allCases.map(\.rawValue)),
            Fact.status.rawValue: texts(["open", "closed"]),
            Fact.approval.rawValue: texts(Approval.allCases.map(\.rawValue)),
            Fact.boardBasis.rawValue: texts(["held", "theme", "none"]),
            Fact.scoreBasis.rawValue: texts(ScoreBasis.allCases.map(\.rawValue)),
            Fact.grade.rawValue: texts(grades) + [.null],
            Fact.register.rawValue: texts(rulebook.registers.map(\.id)),
            Fact.code.rawValue: texts(Checks.catalogue.map(\.code)),
        ]
    }
}

/// What the decisions of a rulebook must have in common, found by asking them.
private struct Consistency {
    private(set) var problems: [ModelProblem] = []
    private let loaded: LoadedRulebook
    private let rulebook: Rulebook

    init(_ loaded: LoadedRulebook) {
        self.loaded = loaded
        rulebook = loaded.rulebook
        scores()
        threshold()
        registersOfThreshold()
    }

    /// The grade of a score.
    static func grade(of score: Int, _ rulebook: Rulebook) -> String? {
        var facts = FactValues()
        facts[.score] = .integer(score)
        facts[.scoreBasis] = .string(ScoreBasis.printed.rawValue)
        return rulebook.decisions.grade(facts)
    }

    private mutating func warn(_ role: Role, _ what: String, advice: String? = nil) {
        guard let decision = rulebook.decisions[role],
            let model = loaded.models.first(where: { $0.file == decision.file }),
            let written = model.model.definitions.decisions.first(where: {
                $0.name == decision.name
            })
        else { return }
        problems.append(
            ModelProblem(
                .warning, at: written.location, "\(decision.name): \(what)", advice: advice))
    }

    /// The score used is one of the two numbers, and there is one whenever there can be one.
    private mutating func scores() {
        let printed: [Int?] = [nil] + (1...25).map { $0 }
        let computed: [Int?] = [nil] + ScoreEntry.products.sorted().map { $0 }
        var bad: [String] = []
        for one in printed {
            for other in computed {
                var facts = FactValues()
                facts[.printedScore] = .integer(one)
                facts[.computedScore] = .integer(other)
                let (used, basis) = rulebook.decisions.score(facts)
                let known = [one, other].compactMap { $0 }
                let isRight = used.map { known.contains($0) && basis != .none } ?? known.isEmpty
                if !isRight {
                    bad.append(
                        "printed \(one.map(String.init) ?? "absent"), computed "
                            + "\(other.map(String.init) ?? "absent")")
                }
            }
        }
        guard let example = bad.first else { return }
        warn(
            .score,
            "it uses neither number in \(bad.count) of \(printed.count * computed.count) cases",
            advice: "as with \(example)")
    }

    private func facts(score: Int, objectives: Int = 0) -> FactValues {
        var facts = FactValues()
        facts[.level] = .string(RiskLevel.operational.rawValue)
        facts[.status] = .string("open")
        facts[.approval] = .string(Approval.approved.rawValue)
        facts[.boardBasis] = .string("none")
        facts[.score] = .integer(score)
        facts[.scoreBasis] = .string(ScoreBasis.both.rawValue)
        facts[.strategicObjectives] = .integer(objectives)
        facts[.unknownObjectives] = .integer(0)
        facts[.otherObjectives] = .integer(0)
        facts[.grade] = .text(Consistency.grade(of: score, rulebook))
        return facts
    }

    /// A score above one at the threshold is at the threshold too.
    private mutating func threshold() {
        let reached = (1...25).filter { rulebook.decisions.isAtThreshold(facts(score: $0)) }
        guard let first = reached.first else {
            warn(.threshold, "no score is at the threshold")
            return
        }
        if let hole = (first...25).first(where: { !reached.contains($0) }) {
            warn(.threshold, "\(first) is at the threshold and \(hole) is not")
        }
    }

    /// What is at the threshold is on a register for its score, and nothing below is.
    private mutating func registersOfThreshold() {
        guard let high = rulebook.register(for: .highLevel) else { return }
        for score in 1...25 {
            var facts = facts(score: score)
            let isReached = rulebook.decisions.isAtThreshold(facts)
            facts[.atThreshold] = .boolean(isReached)
            let isOn = rulebook.decisions.registers(facts).contains { $0.register == high.id }
            guard isReached != isOn else { continue }
            warn(
                .registers,
                isReached
                    ? "score \(score) is at the threshold and not on \(high.id)"
                    : "score \(score) is on \(high.id) and not at the threshold",
                advice: "the threshold and the rows of \(high.id) should name the same score")
            return
        }
    }
}
