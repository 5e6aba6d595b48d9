/// A FEEL years and months duration: a whole number of months, perhaps negative.
///
///     YearsDuration("P26M")?.description    // "P2Y2M"
public struct YearsDuration: Hashable, Sendable {
    /// The length in months.
    public let months: Int64

    /// Makes the duration of a number of months.
    ///
    /// - Parameter months: the length, negative for backwards.
    public init(months: Int64) { self.months = months }

    /// Reads a duration such as `P1Y2M`, `-P18M` or `P0Y`.
    ///
    /// - Parameter text: the whole duration.
    public init?(_ text: String) {
        var scanner = TextScanner(text)
        let negative = scanner.take("-")
        guard scanner.take("P"), let first = scanner.takeNumber() else { return nil }
        var total = Int128(first.value)
        if scanner.take("Y") {
            total *= 12
            if !scanner.atEnd {
                guard let second = scanner.takeNumber(), scanner.take("M") else { return nil }
                total += Int128(second.value)
            }
        } else if !scanner.take("M") {
            return nil
        }
        guard scanner.atEnd, let months = Int64(exactly: negative ? -total : total) else {
            return nil
        }
        self.months = months
    }

    /// The whole months between two dates, negative if the second is earlier.
    ///
    /// - Parameters:
    ///   - start: the date to count from.
    ///   - end: the date to count to; times of day do not matter.
    public init(from start: CalendarDate, to end: CalendarDate) {
        let (from, to) = (start.parts, end.parts)
        var months = Int64(to.year - from.year) * 12 + Int64(to.month - from.month)
        if months > 0, to.day < from.day { months -= 1 }
        if months < 0, to.day > from.day { months += 1 }
        self.months = months
    }

    /// The whole years, with the duration's sign.
    public var yearPart: Int64 { months / 12 }
    /// The months beyond whole years, with the duration's sign.
    public var monthPart: Int64 { months % 12 }
}

extension YearsDuration: Comparable {
    /// Tells whether the left duration is shorter, or more negative, than the right one.
    public static func < (left: YearsDuration, right: YearsDuration) -> Bool {
        left.months < right.months
    }
}

extension YearsDuration: CustomStringConvertible {
    /// The duration in the one form that FEEL's `string()` has for it; zero is `P0M`.
    public var description: String {
        if months == 0 { return "P0M" }
        let size = months.magnitude
        let years = size >= 12 ? "\(size / 12)Y" : ""
        let rest = size % 12 != 0 ? "\(size % 12)M" : ""
        return (months < 0 ? "-P" : "P") + years + rest
    }
}

extension YearsDuration {
    private init?(exactly value: Int64, _ overflow: Bool) {
        if overflow { return nil }
        months = value
    }

    /// The sum of two durations; `nil` if it is too long.
    public func adding(_ other: YearsDuration) -> YearsDuration? {
        let (sum, overflow) = months.addingReportingOverflow(other.months)
        return YearsDuration(exactly: sum, overflow)
    }

    /// The difference of two durations; `nil` if it is too long.
    public func subtracting(_ other: YearsDuration) -> YearsDuration? {
        let (difference, overflow) = months.subtractingReportingOverflow(other.months)
        return YearsDuration(exactly: difference, overflow)
    }

    /// The duration backwards; `nil` only for the longest negative one.
    public var negated: YearsDuration? { YearsDuration(months: 0).subtracting(self) }

    /// The duration without its sign; `nil` only for the longest negative one.
    public var magnitude: YearsDuration? { months < 0 ? negated : self }

    /// The duration times a number, in whole months towards zero.
    public func multiplied(by factor: Decimal128) -> YearsDuration? {
        Self.truncating(Decimal128(Int(months)).multiplied(by: factor))
    }

    /// The duration divided by a number, in whole months towards zero; `nil` for zero.
    public func divided(by divisor: Decimal128) -> YearsDuration? {
        Self.truncating(Decimal128(Int(months)).divided(by: divisor))
    }

    /// How many times another duration goes into this one; `nil` if that one is zero.
    public func divided(by divisor: YearsDuration) -> Decimal128? {
        Decimal128(Int(months)).divided(by: Decimal128(Int(divisor.months)))
    }

    private static func truncating(_ value: Decimal128?) -> YearsDuration? {
        guard let whole = value?.rounded(scale: 0, mode: .down)?.exactInt else { return nil }
        return YearsDuration(months: Int64(whole))
    }
}
