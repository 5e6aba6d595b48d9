package import FEEL

/// The facts of one record, as FEEL values, for the decisions to ask.
package struct FactValues: Sendable {
    private var values: [Value]
    private let local: [String: String]

    /// The facts that a record, its level and its objectives give; the rest are null until set.
    package init(
        record: RiskRecord, level: RiskLevel, basis: AssuranceFramework.BoardBasis?,
        objectives: ObjectiveStanding
    ) {
        values = [Value](repeating: .null, count: Fact.allCases.count)
        local = record.localFacts
        self[.level] = .string(level.rawValue)
        self[.status] = .string(record.isClosed ? "closed" : "open")
        self[.approval] = .string(record.approval.rawValue)
        self[.likelihood] = .integer(record.current.likelihood)
        self[.consequence] = .integer(record.current.consequence)
        self[.printedScore] = record.current.printed?.number.map { .number($0) } ?? .null
        self[.computedScore] = .integer(record.current.computed)
        self[.initialScore] = .integer(record.initial.highest)
        self[.targetScore] = .integer(record.target.highest)
        self[.strategicObjectives] = .integer(
            Set(objectives.strategic + objectives.carried.map(\.to)).count)
        self[.unknownObjectives] = .integer(objectives.unknown.count)
        self[.otherObjectives] = .integer(objectives.notStrategic.count + objectives.ended.count)
        self[.boardBasis] = .string(basis?.rawValue ?? "none")
        self[.source] = .text(record.source)
        self[.type] = .text(record.type)
        self[.subtype] = .text(record.subtype)
        self[.domain] = .text(record.domain)
        self[.directorate] = .text(record.directorate)
        self[.opened] = .day(record.opened?.latest)
        self[.lastReview] = .day(record.lastReview?.latest)
    }

    /// No facts but those set.
    package init() {
        values = [Value](repeating: .null, count: Fact.allCases.count)
        local = [:]
    }

    /// The value of a fact.
    package subscript(fact: Fact) -> Value {
        get { values[fact.ordinal] }
        set { values[fact.ordinal] = newValue }
    }

    /// The values that a decision's inputs ask for, in their order.
    package func values(for inputs: [RuleInput]) -> [Value] {
        inputs.map { input in
            switch input {
            case .fact(let fact): self[fact]
            case .local(let name): .text(local[name])
            }
        }
    }
}

extension Fact {
    private static let ordinals = Dictionary(
        uniqueKeysWithValues: Fact.allCases.enumerated().map { ($1, $0) })

    /// The fact's place in the list.
    var ordinal: Int { Fact.ordinals[self] ?? 0 }
}

/// One input of a decision: a fact of the closed list, or one that a mapping declares.
package enum RuleInput: Hashable, Sendable {
    /// A fact that the engine knows.
    case fact(Fact)
    /// A fact that a mapping declares from a local field; always a string.
    case local(String)

    /// The name by which rules call it.
    package var name: String {
        switch self {
        case .fact(let fact): fact.rawValue
        case .local(let name): name
        }
    }
}

extension Value {
    /// A whole number, or null.
    package static func integer(_ value: Int?) -> Value {
        value.map { .number(Decimal128($0)) } ?? .null
    }

    /// A string, or null.
    package static func text(_ value: String?) -> Value { value.map { .string($0) } ?? .null }

    /// A date, or null.
    package static func day(_ value: Day?) -> Value {
        guard let value else { return .null }
        let (year, month, day) = value.components
        return CalendarDate(year: year, month: month, day: day).map { .date($0) } ?? .null
    }

    /// The whole number that it is, if it is one.
    package var wholeNumber: Int? {
        if case .number(let number) = self { number.exactInt } else { nil }
    }

    /// The string that it is, if it is one; FEEL's own `text` writes any value as text.
    package var asText: String? { if case .string(let text) = self { text } else { nil } }
}
