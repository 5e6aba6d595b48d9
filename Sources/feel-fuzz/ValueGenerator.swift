import FEEL

/// Random values of every type, with those at the edges among them.
struct ValueGenerator {
    var random: Random
    /// Whether values are always of the type asked for, or null.
    var isFaithful = false

    init(random: Random) {
        self.random = random
    }

    /// A value for a name of a type: mostly of it, sometimes null or of another.
    mutating func value(of type: FEELType, _ depth: Int = 3) -> Value {
        if random.chance(8) { return .null }
        if !isFaithful, random.chance(8) { return any(depth) }
        switch type {
        case .any: return any(depth)
        case .null: return .null
        case .boolean: return .boolean(random.chance(50))
        case .number: return .number(number())
        case .string: return .string(random.pick(FuzzWords.strings))
        case .date, .time, .dateTime, .daysDuration, .yearsDuration: return temporal(type)
        case .list(let item):
            return .list((0..<random.below(5)).map { _ in value(of: item, depth - 1) })
        case .context(let fields):
            return .context(Context(fields.map { ($0.name, value(of: $0.type, depth - 1)) }))
        case .range(let end): return range(end)
        case .function: return function()
        }
    }

    /// A value of any type.
    mutating func any(_ depth: Int) -> Value {
        let plain: [FEELType] = [
            .boolean, .number, .string, .date, .time, .dateTime, .daysDuration, .yearsDuration,
        ]
        guard depth > 0 else { return value(of: random.pick(plain), 0) }
        let composed: [FEELType] = [
            .list(.any), .list(.number),
            .context([.init("a", .any), .init("first name", .string)]),
            .range(.number), .range(.date), .function(nil, .any),
        ]
        return value(of: random.pick(plain + composed), depth - 1)
    }

    private mutating func number() -> Decimal128 {
        if random.chance(40) { return Decimal128(random.number(in: -3...30)) }
        let number = Decimal128(random.pick(FuzzWords.numbers)) ?? .zero
        return random.chance(30) ? number.negated : number
    }

    /// A date, time or duration; null where the text is none.
    private mutating func temporal(_ type: FEELType) -> Value {
        for _ in 0..<40 {
            let value = Self.temporals[random.below(Self.temporals.count)]
            if value.conforms(to: type) { return value }
        }
        return .null
    }

    private static let temporals: [Value] = FuzzWords.temporals.compactMap {
        let value = (try? Expression("@\"\($0)\""))?.evaluate().value ?? .null
        return value.isNull ? nil : value
    }

    private mutating func range(_ type: FEELType) -> Value {
        let start = random.chance(10) ? nil : end(type)
        let end = random.chance(10) ? nil : end(type)
        return .range(
            Interval(
                start: start, isStartIncluded: random.chance(50), end: end,
                isEndIncluded: random.chance(50)))
    }

    /// An end of a range: a range of mixed types is none that FEEL could make.
    private mutating func end(_ type: FEELType) -> Value {
        type == .date ? temporal(.date) : .number(number())
    }

    private mutating func function() -> Value {
        if random.chance(50) {
            return (try? Expression(random.pick(FuzzWords.functions)))?.evaluate().value ?? .null
        }
        return (try? Expression("function(n: number) n + 1"))?.evaluate().value ?? .null
    }
}
