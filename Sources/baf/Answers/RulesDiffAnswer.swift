import DMN
import RegisterReports
import RiskRegister
import Rulebooks

/// What the changes of a rulebook do to the risks of a register.
struct RulesDiffCounted {
    /// The day that was asked about.
    let asAt: Day
    /// The entry of the chain that was known.
    let knownAt: Int
    /// How many risks were asked about.
    let risks: Int
    /// What each difference does alone, in their order.
    let effects: [RulebookDiffCount.Effect]
    /// What all do together.
    let together: RulebookDiffCount.Moves
    /// Where risks stand when every day is played under each; nil when nothing can decide.
    let membership: RulesDiffMembership?
}

/// Who stands on which register, when every day is played under one rulebook and under another.
struct RulesDiffMembership {
    /// By register: the ids that only the new rules have on it, and those that only the old have.
    ///
    /// A register that only has another id in the new rules is one and the same.
    let registers: [(id: String, joins: [String], leaves: [String])]
    /// How many moves wait for a person under each.
    let proposals: (before: Int, after: Int)

    init(_ before: RegisterView, _ after: RegisterView) {
        func members(_ register: PolicyTrial.Register, _ view: RegisterView) -> [String] {
            view.allRisks.filter { register.stay($0.standing) != nil }.map { view.label($0.key) }
        }
        registers = PolicyTrial.registers(before.rulebook, after.rulebook).map { register in
            let (old, new) = (members(register, before), members(register, after))
            let (one, two) = (Set(old), Set(new))
            return (
                register.id, new.filter { !one.contains($0) }, old.filter { !two.contains($0) }
            )
        }.sorted { $0.id < $1.id }
        func waiting(_ view: RegisterView) -> Int {
            view.allRisks.reduce(0) { $0 + $1.standing.proposals.count }
        }
        proposals = (waiting(before), waiting(after))
    }

    /// What comes of it, for a reader.
    var sentences: [String] {
        let moved = registers.filter { !$0.joins.isEmpty || !$0.leaves.isEmpty }.map { register in
            var parts: [String] = []
            if !register.joins.isEmpty { parts.append("\(ids(register.joins)) more") }
            if !register.leaves.isEmpty { parts.append("\(ids(register.leaves)) fewer") }
            return "\(register.id): \(parts.joined(separator: "; "))"
        }
        let count = proposals.after
        let wait = "\(Count.ofAny(count, "move")) \(count == 1 ? "waits" : "wait") for a person"
        let waiting =
            proposals.before == count
            ? "\(wait), as before" : "\(wait) instead of \(proposals.before)"
        return (moved.isEmpty ? ["the same risks on every register"] : moved) + [waiting]
    }

    private func ids(_ ids: [String]) -> String {
        "\(ids.count) (\(ids.prefix(6).joined(separator: ", "))\(ids.count > 6 ? ", ..." : ""))"
    }
}

/// The answer of `baf rules diff`.
struct RulesDiffAnswer {
    private let diff: RulebookDiff
    private let counted: RulesDiffCounted?
    private let isRegisterGiven: Bool
    private let newRemarks: [String]

    init(_ diff: RulebookDiff, counted: RulesDiffCounted?, isRegisterGiven: Bool) {
        self.diff = diff
        self.counted = counted
        self.isRegisterGiven = isRegisterGiven
        // A remark's place moves with every edit; what it says does not.
        let before = RulebookCheck.run(diff.old)
        let known = Set(
            (before.remarks + before.accepted.map(\.remark)).map {
                "\($0.decision): \($0.sentence)"
            })
        newRemarks =
            diff.isEmpty
            ? []
            : RulebookCheck.run(diff.new).remarks
                .filter { !known.contains("\($0.decision): \($0.sentence)") }.map(\.description)
    }

    private func title(_ loaded: LoadedRulebook) -> String {
        let name = "\(loaded.rulebook.id) \(loaded.rulebook.version)"
        return loaded.name == "\(loaded.rulebook.id)@\(loaded.rulebook.version)"
            ? "\(name) (as adopted)" : "\(name) (\(loaded.name))"
    }

    // MARK: - Text

    func text(width: Int) -> String {
        var lines = ["\(title(diff.old)) -> \(title(diff.new))"]
        guard !diff.isEmpty else { return lines[0] + "\nno differences\n" }
        if let counted {
            lines.append(
                "each change alone, over \(Count.of(counted.risks, "risk")) as at "
                    + "\(counted.asAt.inWords), known at entry \(counted.knownAt)")
        } else {
            lines.append(
                isRegisterGiven
                    ? "nothing was imported into the register: no risks are counted"
                    : "no register was given (--register): no risks are counted")
        }
        var file = ""
        for (index, item) in diff.items.enumerated() {
            if item.file != file {
                file = item.file
                lines += ["", file]
            }
            lines += wrapped(item.line, indent: "  ", width)
            if let effect = counted.map({ $0.effects[index] }), let said = words(effect, of: item) {
                lines += wrapped(said, indent: "      ", width)
            }
        }
        if let counted {
            lines += ["", "all together"]
            lines += wrapped(counted.together.sentence(), indent: "  ", width)
            if let membership = counted.membership {
                lines += ["", "on the registers, every day played under each with what was agreed"]
                for sentence in membership.sentences {
                    lines += wrapped(sentence, indent: "  ", width)
                }
            }
        }
        if !newRemarks.isEmpty {
            lines += ["", "`baf rules check` says of the new one, and not of the old"]
            lines += newRemarks.map { "  \($0)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func words(
        _ effect: RulebookDiffCount.Effect, of item: RulebookDiff.Item
    ) -> String? {
        switch effect {
        case .nothing:
            item.isReading ? "no risk moves: it says who reads the list, and how often" : nil
        case .whenMoved: "asked only when a risk moves: see the registers below"
        case .doesNotCompile(let problem):
            "does not compile alone\(problem.map { ": \($0.what)" } ?? "")"
        case .moves(let moves, let withAdditions):
            moves.sentence() + (withAdditions ? " (with the additions that it needs)" : "")
        }
    }

    /// A line broken at words, each part indented.
    private func wrapped(_ text: String, indent: String, _ width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in PlainText.onOneLine(text).split(separator: " ") {
            if !line.isEmpty, indent.count + line.count + 1 + word.count > max(40, width) {
                lines.append(indent + line)
                line = "  "
            }
            line += line.isEmpty || line == "  " ? String(word) : " \(word)"
        }
        return lines + [indent + line]
    }

    // MARK: - Table and JSON

    var table: OutputTable {
        OutputTable(
            columns: [
                "File", "Kind", "Element", "Row", "Column", "Old", "New", "Change", "Decides",
                "Risks", "Effect",
            ],
            rows: diff.items.enumerated().map { index, item in
                let effect = counted.map { $0.effects[index] }
                var risks: Int?
                if case .moves(let moves, _)? = effect { risks = moves.risks.count }
                if case .nothing? = effect { risks = 0 }
                func text(_ text: String?) -> Cell { text.map { .text($0) } ?? .absent }
                return [
                    .text(item.file), .text(item.kind), text(item.element), text(item.row),
                    text(item.column), text(item.old), text(item.new), .text(item.line),
                    .text(item.canDecide ? "yes" : "no"), risks.map { .number($0) } ?? .absent,
                    text(effect.flatMap { words($0, of: item) }),
                ]
            })
    }

    var json: JSONValue {
        func version(_ loaded: LoadedRulebook) -> JSONValue {
            .object([
                ("id", .string(loaded.rulebook.id)), ("version", .string(loaded.rulebook.version)),
                ("from", .string(loaded.name)), ("sha256", .string(loaded.rulebook.digest)),
            ])
        }
        return .object([
            ("old", version(diff.old)), ("new", version(diff.new)),
            ("asAt", .text(counted?.asAt.description)), ("knownAt", .integer(counted?.knownAt)),
            ("risks", .integer(counted?.risks)),
            ("changes", .array(diff.items.indices.map(change))),
            ("together", counted.map { moves($0.together) } ?? .null),
            ("membership", counted?.membership.map(membership) ?? .null),
            ("remarks", .strings(newRemarks)),
        ])
    }

    private func change(_ index: Int) -> JSONValue {
        let item = diff.items[index]
        return .object([
            ("file", .string(item.file)), ("kind", .string(item.kind)),
            ("element", .text(item.element)), ("row", .text(item.row)),
            ("column", .text(item.column)), ("old", .text(item.old)), ("new", .text(item.new)),
            ("sentence", .string(item.line)),
            ("oldPlace", .text(item.oldLocation?.description)),
            ("newPlace", .text(item.newLocation?.description)),
            ("decides", .boolean(item.canDecide)),
            ("effect", counted.map { effect($0.effects[index]) } ?? .null),
        ])
    }

    private func effect(_ effect: RulebookDiffCount.Effect) -> JSONValue {
        switch effect {
        case .nothing: return .object([("kind", "none")])
        case .whenMoved: return .object([("kind", "when-moved")])
        case .doesNotCompile(let problem):
            return .object([
                ("kind", "does-not-compile"), ("problem", .text(problem?.description)),
            ])
        case .moves(let moved, let withAdditions):
            return .object([
                ("kind", "moves"), ("withAdditions", .boolean(withAdditions)),
                ("moves", moves(moved)),
            ])
        }
    }

    private func moves(_ moves: RulebookDiffCount.Moves) -> JSONValue {
        .object([
            ("count", .number(moves.risks.count)), ("sentence", .string(moves.sentence())),
            ("risks", .strings(moves.risks)),
            (
                "parts",
                .array(
                    moves.parts.map { part in
                        .object([
                            ("aspect", .string(part.aspect.rawValue)),
                            ("detail", .string(part.detail)), ("risks", .strings(part.risks)),
                        ])
                    })
            ),
        ])
    }

    private func membership(_ membership: RulesDiffMembership) -> JSONValue {
        .object([
            (
                "registers",
                .array(
                    membership.registers.map { register in
                        .object([
                            ("id", .string(register.id)), ("joins", .strings(register.joins)),
                            ("leaves", .strings(register.leaves)),
                        ])
                    })
            ),
            ("proposalsBefore", .number(membership.proposals.before)),
            ("proposalsAfter", .number(membership.proposals.after)),
        ])
    }
}
