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
        /// Gaps, overlaps, rows that never apply, in file order: those that nobody has accepted.
        package var remarks: [TableRemark] = []
        /// Remarks that `remarks.yaml` accepts, each with the reason, in file order.
        package var accepted: [(remark: TableRemark, reason: String)] = []
        /// The rulebook, when it loads.
        package var loaded: LoadedRulebook?

        /// The rulebook cannot be used, or a table fails for some values.
        package var hasErrors: Bool {
            problems.contains { $0.severity == .error }
                || remarks.contains { $0.severity == .error }
        }

        /// Every line to print, each with its file, line and column; what is accepted comes last.
        package var lines: [String] {
            problems.map(\.description) + remarks.map(\.description)
                + accepted.map { remark, reason in
                    "\(remark.location): accepted: \(remark.decision): \(remark.sentence) "
                        + "[\(remark.kind.rawValue)]; because \(reason)"
                }
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
        let domains = RulebookDomains.domains(of: loaded.rulebook)
        let parts = Role.allCases.compactMap { loaded.rulebook.decisions[$0] }
        var remarks: [(file: String, remark: TableRemark)] = []
        for model in loaded.models {
            let wanted = Set(parts.filter { $0.file == model.file }.map(\.name))
            // What another file of the folder imports is asked for there.
            let isImported = loaded.models.contains { other in
                other.model.definitions.imports.contains {
                    $0.namespace == model.model.definitions.namespace
                }
            }
            remarks += model.model.analysis(domains, wanted: isImported ? nil : wanted)
                .map { (model.file, $0) }
        }
        report.problems += Consistency(loaded).problems
        accept(remarks, by: loaded, into: &report)
        report.problems = report.problems.inFileOrder
        return report
    }

    /// Tells the remarks that are accepted from those that are open.
    private static func accept(
        _ remarks: [(file: String, remark: TableRemark)], by loaded: LoadedRulebook,
        into report: inout Report
    ) {
        var reader = AcceptedRemarksReader(
            file: (loaded.name.isEmpty ? "" : "\(loaded.name)/") + RulebookSourceFile.remarks)
        let entries =
            loaded.files.first { $0.kind == .remarks }.map { reader.entries($0.bytes) } ?? []
        report.problems += reader.tree.problems
        var used: Set<Int> = []
        for (file, remark) in remarks {
            guard let entry = entries.firstIndex(where: { $0.matches(remark, in: file) }) else {
                report.remarks.append(remark)
                continue
            }
            used.insert(entry)
            if remark.severity == .error {
                report.remarks.append(remark)
                report.problems.append(
                    ModelProblem(
                        at: entries[entry].location,
                        "an error cannot be accepted: \(remark.sentence)",
                        advice: "correct the table, and remove this entry"))
            } else {
                report.accepted.append((remark, entries[entry].reason))
            }
        }
        for (index, entry) in entries.enumerated() where !used.contains(index) {
            // A table with a fault says other things; that is to be mended first.
            guard
                !remarks.contains(where: { file, remark in
                    file == entry.model && remark.decision == entry.decision
                        && remark.kind != entry.kind && remark.severity != .note
                })
            else { continue }
            let near = remarks.first {
                $0.file == entry.model && $0.remark.decision == entry.decision
                    && $0.remark.kind == entry.kind
            }?.remark
            let rows = near.map { near in
                Set(near.rows) == Set(entry.rows)
                    ? "\"\(near.sentence)\"" : "rows: [\(near.rows.joined(separator: ", "))]"
            }
            report.problems.append(
                ModelProblem(
                    .warning, at: entry.location, "there is nothing to accept here any more",
                    advice: rows.map { "remove it, or correct it: the check now says \($0)" }
                        ?? "remove it"))
        }
    }
}

/// What the decisions of a rulebook must have in common, found by asking them.
private struct Consistency {
    private(set) var problems: [ModelProblem] = []
    private let loaded: LoadedRulebook
    private let rulebook: Rulebook
    private var size: ScoreSize { rulebook.matrix.size }

    init(_ loaded: LoadedRulebook) {
        self.loaded = loaded
        rulebook = loaded.rulebook
        scores()
        threshold()
        registersOfThreshold()
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
        let printed: [Int?] = [nil] + (1...size.highest).map { $0 }
        let computed: [Int?] = [nil] + size.products.map { $0 }
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
        facts[.grade] = .text(rulebook.grade(ofScore: score))
        return facts
    }

    /// A score above one at the threshold is at the threshold too.
    private mutating func threshold() {
        let reached = (1...size.highest).filter {
            rulebook.decisions.isAtThreshold(facts(score: $0))
        }
        guard let first = reached.first else {
            warn(.threshold, "no score is at the threshold")
            return
        }
        if let hole = (first...size.highest).first(where: { !reached.contains($0) }) {
            warn(.threshold, "\(first) is at the threshold and \(hole) is not")
        }
    }

    /// What is at the threshold is on a register for its score, and nothing below is.
    private mutating func registersOfThreshold() {
        guard let high = rulebook.register(for: .highLevel) else { return }
        for score in 1...size.highest {
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
