// Values from Swift's literals, and Swift's types from values.

extension Value: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    /// Makes a boolean.
    public init(booleanLiteral value: Bool) { self = .boolean(value) }

    /// Makes a whole number.
    @inline(__always)
    public init(integerLiteral value: Int) { self = .number(Decimal128(value)) }

    /// Makes the number that the literal shows, as long as it has at most 15 digits.
    ///
    /// Swift reads the literal as a `Double` first. A number of more digits is read from text:
    /// `Decimal128("3.14159265358979323846")`.
    public init(floatLiteral value: Double) {
        self = Decimal128(value).map { .number($0) } ?? .null(Null(.overflow))
    }

    /// Makes a text.
    public init(stringLiteral value: String) { self = .string(value) }

    /// Makes a list.
    public init(arrayLiteral elements: Value...) { self = .list(elements) }

    /// Makes a context whose entries are in the order of the literal.
    public init(dictionaryLiteral elements: (String, Value)...) {
        self = .context(Context(elements))
    }
}

extension Value {
    /// The truth value, when this is a boolean.
    public var boolean: Bool? { if case .boolean(let isTrue) = self { isTrue } else { nil } }

    /// The number, when this is one.
    ///
    ///     try Expression("0.1 + 0.2").evaluate().value.number   // 0.3
    public var number: Decimal128? { if case .number(let number) = self { number } else { nil } }

    /// The number as an `Int`, when this is a whole number that fits.
    public var int: Int? { number?.exactInt }

    /// The text, when this is one; ``description`` writes any value as text.
    public var string: String? { if case .string(let text) = self { text } else { nil } }

    /// The day, when this is a date.
    public var date: CalendarDate? { if case .date(let date) = self { date } else { nil } }

    /// The time of day, when this is one.
    public var time: TimeOfDay? { if case .time(let time) = self { time } else { nil } }

    /// The day and time, when this is a date and time.
    public var dateTime: DateAndTime? {
        if case .dateTime(let dateTime) = self { dateTime } else { nil }
    }

    /// The duration, when this is one of days and time.
    public var daysDuration: DaysDuration? {
        if case .daysDuration(let duration) = self { duration } else { nil }
    }

    /// The duration, when this is one of years and months.
    public var yearsDuration: YearsDuration? {
        if case .yearsDuration(let duration) = self { duration } else { nil }
    }

    /// The items, when this is a list.
    public var list: [Value]? { if case .list(let items) = self { items } else { nil } }

    /// The entries, when this is a context.
    public var context: Context? { if case .context(let context) = self { context } else { nil } }

    /// The value under a key, when this is a context that has it.
    ///
    ///     let value = try Expression("{ score: 16 }").evaluate().value
    ///     value["score"]?.int   // 16
    public subscript(key: String) -> Value? { context?[key] }

    /// The range, when this is one.
    public var range: Range? { if case .range(let range) = self { range } else { nil } }

    /// The function, when this is one.
    public var function: Function? {
        if case .function(let function) = self { function } else { nil }
    }

    /// Why the value is null, and where; nil when it is not null.
    public var nullReason: Null? { if case .null(let null) = self { null } else { nil } }
}

extension Decimal128 {
    /// Makes the number that a `Double` shows when printed; nil for one that is not finite.
    ///
    /// `0.1` becomes 0.1, and not the binary fraction next to it.
    public init?(_ value: Double) { self.init(value.description) }
}

extension Double {
    /// Makes the nearest `Double` to a decimal.
    public init(_ number: Decimal128) { self = Double(number.description) ?? .nan }
}
