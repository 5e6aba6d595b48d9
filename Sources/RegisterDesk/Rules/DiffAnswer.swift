import DMN
package import RiskRegister
import Rulebooks

/// In what two rulebooks differ, and what comes of it; its fields are part of the public interface.
package struct DiffAnswer: DeskAnswer {
    /// One of the two.
    package struct Version: Codable, Hashable, Sendable {
        package var id: String
        package var version: String
        /// The folder, or the version as adopted ("hct@1").
        package var from: String
        package var sha256: String

        init(_ loaded: LoadedRulebook) {
            id = loaded.rulebook.id
            version = loaded.rulebook.version
            from = loaded.name
            sha256 = loaded.rulebook.digest
        }
    }

    /// One difference.
    package struct Item: Codable, Hashable, Sendable {
        package var file: String
        package var kind: String
        package var element: String?
        package var row: String?
        package var column: String?
        package var old: String?
        package var new: String?
        package var sentence: String
        package var oldPlace: String?
        package var newPlace: String?
        /// It can decide anything.
        package var decides: Bool
        /// What it does alone; nil where no risks are counted.
        package var effect: Effect?
    }

    /// Risks that a change moves.
    package struct Moves: Codable, Hashable, Sendable {
        /// Risks for which the same thing changes.
        package struct Part: Codable, Hashable, Sendable {
            package var aspect: String
            package var detail: String
            package var risks: [String]
        }

        package var count: Int
        package var sentence: String
        package var risks: [String]
        package var parts: [Part]

        init(_ moves: RulebookDiffCount.Moves) {
            count = moves.risks.count
            sentence = moves.sentence()
            risks = moves.risks
            parts = moves.parts.map {
                Part(aspect: $0.aspect.rawValue, detail: $0.detail, risks: $0.risks)
            }
        }
    }

    /// Who stands on which register, when every day is played under one rulebook and under the other.
    package struct Membership: Codable, Hashable, Sendable {
        /// The ids that only the new rules have on a register, and those that only the old have.
        package struct Register: Codable, Hashable, Sendable {
            package var id: String
            package var joins: [String]
            package var leaves: [String]
        }

        package var registers: [Register]
        /// How many moves wait for a person under each.
        package var proposalsBefore: Int
        package var proposalsAfter: Int
    }

    /// The public form.
    package struct Content: Codable, Hashable, Sendable {
        package var old: Version
        package var new: Version
        package var asAt: Day?
        package var knownAt: Int?
        package var risks: Int?
        package var changes: [Item]
        package var together: Moves?
        package var membership: Membership?
        /// What the check says of the new one, and not of the old.
        package var remarks: [String]
    }

    /// The differences and their effects.
    package var document: Content
    /// What each difference does, in words; nil where there is nothing to say.
    package var effects: [String?]
    /// There is a register: without one no risks are counted.
    package var isRegisterGiven: Bool

    /// The two say the same.
    package var isEmpty: Bool { document.changes.isEmpty }

    init(_ diff: RulebookDiff, _ counted: DiffCount?, isRegisterGiven: Bool) {
        self.isRegisterGiven = isRegisterGiven
        effects = diff.items.enumerated().map { index, item in
            counted.flatMap { DiffAnswer.words($0.effects[index], of: item) }
        }
        document = Content(
            old: Version(diff.old), new: Version(diff.new), asAt: counted?.asAt,
            knownAt: counted?.knownAt, risks: counted?.risks,
            changes: diff.items.enumerated().map { index, item in
                Item(
                    file: item.file, kind: item.kind, element: item.element, row: item.row,
                    column: item.column, old: item.old, new: item.new, sentence: item.line,
                    oldPlace: item.oldLocation?.description,
                    newPlace: item.newLocation?.description, decides: item.canDecide,
                    effect: counted.map { Effect($0.effects[index]) })
            },
            together: counted.map { Moves($0.together) }, membership: counted?.membership,
            remarks: DiffAnswer.newRemarks(diff))
    }

    private static func newRemarks(_ diff: RulebookDiff) -> [String] {
        guard !diff.isEmpty else { return [] }
        // A remark's place moves with every edit; what it says does not.
        let before = RulebookCheck.run(diff.old)
        let known = Set(
            (before.remarks + before.accepted.map(\.remark)).map {
                "\($0.decision): \($0.sentence)"
            })
        return RulebookCheck.run(diff.new).remarks
            .filter { !known.contains("\($0.decision): \($0.sentence)") }.map(\.description)
    }

    private static func words(
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
}

extension DiffAnswer {
    /// What a change does when it is made alone.
    package enum Effect: Codable, Hashable, Sendable {
        /// Nothing that could move a risk.
        case none
        /// It is asked only when a risk moves.
        case whenMoved
        /// The rules do not compile with it alone.
        case doesNotCompile(problem: String?)
        /// These risks move, perhaps with the additions that it needs.
        case moves(Moves, withAdditions: Bool)

        init(_ effect: RulebookDiffCount.Effect) {
            switch effect {
            case .nothing: self = .none
            case .whenMoved: self = .whenMoved
            case .doesNotCompile(let problem):
                self = .doesNotCompile(problem: problem?.description)
            case .moves(let moves, let withAdditions):
                self = .moves(Moves(moves), withAdditions: withAdditions)
            }
        }

        private enum Kind: String, Codable {
            case none
            case whenMoved = "when-moved"
            case doesNotCompile = "does-not-compile"
            case moves
        }

        private enum CodingKeys: CodingKey { case kind, problem, withAdditions, moves }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            switch try container.decode(Kind.self, forKey: .kind) {
            case .none: self = .none
            case .whenMoved: self = .whenMoved
            case .doesNotCompile:
                self = .doesNotCompile(
                    problem: try container.decodeIfPresent(String.self, forKey: .problem))
            case .moves:
                self = .moves(
                    try container.decode(Moves.self, forKey: .moves),
                    withAdditions: try container.decode(Bool.self, forKey: .withAdditions))
            }
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            switch self {
            case .none: try container.encode(Kind.none, forKey: .kind)
            case .whenMoved: try container.encode(Kind.whenMoved, forKey: .kind)
            case .doesNotCompile(let problem):
                try container.encode(Kind.doesNotCompile, forKey: .kind)
                try container.encodeIfPresent(problem, forKey: .problem)
            case .moves(let moves, let withAdditions):
                try container.encode(Kind.moves, forKey: .kind)
                try container.encode(withAdditions, forKey: .withAdditions)
                try container.encode(moves, forKey: .moves)
            }
        }

        /// How many risks move; nil where that is not known.
        package var count: Int? {
            switch self {
            case .none: 0
            case .moves(let moves, _): moves.count
            case .whenMoved, .doesNotCompile: nil
            }
        }
    }
}
