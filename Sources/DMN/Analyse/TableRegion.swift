import FEEL

/// A value of a column, or all values between two of those that the table's cells name.
struct TableRegion: Sendable {
    enum Kind: Sendable {
        /// This value; null when the input is absent.
        case value(Value)
        /// Everything between two values, neither included; nil where there is no end.
        case between(Value?, Value?)
        /// Every text that the table does not name, or every value where it names none.
        case other
    }

    let kind: Kind
    /// A value that stands for all of them; nil where none can be made.
    let sample: Value?

    /// One value.
    static func value(_ value: Value) -> TableRegion {
        TableRegion(kind: .value(value), sample: value)
    }

    static let absent = TableRegion.value(.null)

    var isAbsent: Bool {
        if case .value(.null) = kind { true } else { false }
    }

    /// The one value that it is.
    var only: Value? {
        if case .value(let value) = kind { value } else { nil }
    }

    /// FEEL's text of a value of it, as an example.
    var example: String {
        switch kind {
        case .value(let value): collapsedText("\(value)")
        case .between(let low, let high):
            if let sample { "\(sample)" } else { TableWords.between(low, high) }
        case .other: "(any other)"
        }
    }

    /// Whether tests accept all of it; nil when they may part it.
    func isAccepted(by tests: SimpleTests) -> Bool? {
        switch kind {
        case .value(let value): return tests.accept(value)
        case .other:
            guard case .tests(let parts, _) = tests else { return true }
            let hasRange = parts.contains { if case .within = $0 { true } else { false } }
            if hasRange { return nil }
            return sample.map { tests.accept($0) }
        case .between(let low, let high):
            if let sample { return tests.accept(sample) }
            guard case .tests(let parts, let isNegated) = tests else { return true }
            let holds = parts.contains { part in
                guard case .within(let interval) = part else { return false }
                return Self.lies(low, from: interval.start, 1)
                    && Self.lies(high, from: interval.end, -1)
            }
            return holds != isNegated
        }
    }

    /// Whether an end of a stretch lies on the inner side of an interval's end.
    private static func lies(_ end: Value?, from limit: Value?, _ direction: Int) -> Bool {
        guard let limit else { return true }
        guard let end, let order = order(end, limit) else { return false }
        return order * direction >= 0
    }
}

extension TableRegion {
    /// Regions that no test against a column's constants parts, in order.
    static func regions(around constants: [Value], type: FEELType) -> [TableRegion] {
        var kinds: [(name: String, values: [Value])] = []
        for constant in constants where !constant.isNull {
            if let index = kinds.firstIndex(where: { $0.name == constant.typeName }) {
                if !kinds[index].values.contains(where: { equality($0, constant) == true }) {
                    kinds[index].values.append(constant)
                }
            } else {
                kinds.append((constant.typeName, [constant]))
            }
        }
        var regions = kinds.flatMap { Self.regions(of: $0.values) }
        if case .boolean = type { regions = [.value(.boolean(true)), .value(.boolean(false))] }
        if regions.isEmpty { regions = [TableRegion(kind: .other, sample: nil)] }
        return regions
    }

    private static func regions(of values: [Value]) -> [TableRegion] {
        switch values[0] {
        case .number, .date, .time, .dateTime, .daysDuration, .yearsDuration:
            let sorted = values.sorted { (order($0, $1) ?? 0) < 0 }
            var regions = [between(nil, sorted[0])]
            for (index, value) in sorted.enumerated() {
                regions.append(.value(value))
                regions.append(between(value, index + 1 < sorted.count ? sorted[index + 1] : nil))
            }
            return regions.compactMap { $0 }
        case .string:
            return values.map { .value($0) }
                + [TableRegion(kind: .other, sample: .string("(any other)"))]
        case .boolean: return [.value(.boolean(true)), .value(.boolean(false))]
        case .null, .list, .context, .range, .function: return values.map { .value($0) }
        }
    }

    /// What lies between two values; nil when nothing does, as between two days that follow.
    private static func between(_ low: Value?, _ high: Value?) -> TableRegion? {
        let region = { TableRegion(kind: .between(low, high), sample: $0) }
        switch (low, high) {
        case (.number(let low)?, .number(let high)?):
            let next = low.adding(Decimal128(1))
            if let next, next < high { return region(.number(next)) }
            return region(
                low.adding(high)?.divided(by: Decimal128(2)).map { Value.number($0) })
        case (.number(let low)?, nil): return region(low.adding(Decimal128(1)).map { .number($0) })
        case (nil, .number(let high)?):
            return region(high.subtracting(Decimal128(1)).map { .number($0) })
        case (.date(let low)?, .date(let high)?):
            guard let next = low.adding(days: 1), next < high else { return nil }
            return region(.date(next))
        case (.date(let low)?, nil): return region(low.adding(days: 1).map { .date($0) })
        case (nil, .date(let high)?): return region(high.adding(days: -1).map { .date($0) })
        default: return region(nil)
        }
    }
}
