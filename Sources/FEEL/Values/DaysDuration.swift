/// A FEEL days and time duration: an exact time span to the nanosecond, perhaps negative.
///
///     DaysDuration("PT1000M")?.description    // "PT16H40M"
///     DaysDuration("-PT1H")?.seconds          // -3600
public struct DaysDuration: Hashable, Sendable {
    /// The whole seconds, rounded down: half a second backwards is -1.
    public let seconds: Int64
    /// The nanoseconds to add to ``seconds``, 0 to 999,999,999.
    public let nanoseconds: Int32

    private static let perSecond: Int128 = 1_000_000_000

    /// Makes the duration of a number of seconds.
    ///
    /// - Parameter wholeSeconds: the length, negative for backwards.
    public init(wholeSeconds: Int64) {
        seconds = wholeSeconds
        nanoseconds = 0
    }

    /// Makes the duration of a number of nanoseconds; `nil` if it is too long.
    ///
    /// - Parameter nanoseconds: the length, negative for backwards.
    public init?(nanoseconds: Int128) {
        var (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: Self.perSecond)
        if rest < 0 {
            whole -= 1
            rest += Self.perSecond
        }
        guard let seconds = Int64(exactly: whole) else { return nil }
        self.seconds = seconds
        self.nanoseconds = Int32(rest)
    }

    /// Reads a duration such as `P1DT2H3M4.5S`, `-PT1H` or `PT1000M`.
    ///
    /// - Parameter text: the whole duration. Fractions finer than a nanosecond are refused.
    public init?(_ text: String) {
        var scanner = TextScanner(text)
        let negative = scanner.take("-")
        guard scanner.take("P") else { return nil }
        var total: Int128 = 0
        if scanner.peek != UInt8(ascii: "T") {
            guard let days = scanner.takeNumber(), scanner.take("D") else { return nil }
            total = Int128(days.value) * 86400 * Self.perSecond
        }
        if scanner.take("T") {
            guard let time = Self.takeTime(from: &scanner) else { return nil }
            total += time
        }
        guard scanner.atEnd else { return nil }
        self.init(nanoseconds: negative ? -total : total)
    }

    /// Takes hours, minutes and seconds in this order, at least one of them, as nanoseconds.
    private static func takeTime(from scanner: inout TextScanner) -> Int128? {
        let units: [(Unicode.Scalar, Int128)] = [("H", 3600), ("M", 60), ("S", 1)]
        var next = 0
        var total: Int128 = 0
        while let number = scanner.takeNumber() {
            if scanner.take(".") {
                // XML Schema wants a digit here; the conformance suite and Java do not.
                if scanner.take("S") { return total + Int128(number.value) * perSecond }
                guard let fraction = scanner.takeNanoseconds(), scanner.take("S") else {
                    return nil
                }
                return total + Int128(number.value) * perSecond + Int128(fraction)
            }
            guard let unit = units[next...].firstIndex(where: { scanner.take($0.0) }) else {
                return nil
            }
            total += Int128(number.value) * units[unit].1 * perSecond
            next = unit + 1
        }
        return next > 0 ? total : nil
    }

    /// The whole length in nanoseconds.
    package var totalNanoseconds: Int128 {
        Int128(seconds) * Self.perSecond + Int128(nanoseconds)
    }

    /// The whole seconds towards zero, with the duration's sign.
    private var truncatedSeconds: Int64 { seconds < 0 && nanoseconds > 0 ? seconds + 1 : seconds }

    /// Whether the duration runs backwards.
    public var isNegative: Bool { seconds < 0 }
    /// The whole days, with the duration's sign.
    public var dayPart: Int64 { truncatedSeconds / 86400 }
    /// The hours beyond whole days, with the duration's sign.
    public var hourPart: Int { Int(truncatedSeconds % 86400 / 3600) }
    /// The minutes beyond whole hours, with the duration's sign.
    public var minutePart: Int { Int(truncatedSeconds % 3600 / 60) }
    /// The seconds beyond whole minutes, with the duration's sign.
    public var secondPart: Int { Int(truncatedSeconds % 60) }
    /// The nanoseconds beyond whole seconds, with the duration's sign.
    public var nanosecondPart: Int {
        seconds < 0 && nanoseconds > 0 ? Int(nanoseconds) - 1_000_000_000 : Int(nanoseconds)
    }
}

extension DaysDuration: Comparable {
    /// Tells whether the left duration is shorter, or more negative, than the right one.
    public static func < (left: DaysDuration, right: DaysDuration) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}

extension DaysDuration: CustomStringConvertible {
    /// The duration in the one form that FEEL's `string()` has for it; zero is `PT0S`.
    public var description: String {
        if seconds == 0 && nanoseconds == 0 { return "PT0S" }
        var text = isNegative ? "-P" : "P"
        if dayPart != 0 { text += "\(dayPart.magnitude)D" }
        let (second, nanosecond) = (secondPart.magnitude, nanosecondPart.magnitude)
        if hourPart == 0 && minutePart == 0 && second == 0 && nanosecond == 0 { return text }
        text += "T"
        if hourPart != 0 { text += "\(hourPart.magnitude)H" }
        if minutePart != 0 { text += "\(minutePart.magnitude)M" }
        if second != 0 || nanosecond != 0 {
            text += "\(second)\(Self.fraction(ofNanoseconds: Int(nanosecond)))S"
        }
        return text
    }

    /// A point and the digits of a fraction without trailing zeros; nothing for zero.
    static func fraction(ofNanoseconds nanoseconds: Int) -> String {
        if nanoseconds == 0 { return "" }
        // A leading 1 keeps the leading zeros.
        var value = 1_000_000_000 + nanoseconds
        while value % 10 == 0 { value /= 10 }
        return "." + String(value).dropFirst()
    }
}

extension DaysDuration {
    /// The sum of two durations; `nil` if it is too long.
    public func adding(_ other: DaysDuration) -> DaysDuration? {
        DaysDuration(nanoseconds: totalNanoseconds + other.totalNanoseconds)
    }

    /// The difference of two durations; `nil` if it is too long.
    public func subtracting(_ other: DaysDuration) -> DaysDuration? {
        DaysDuration(nanoseconds: totalNanoseconds - other.totalNanoseconds)
    }

    /// The duration backwards; `nil` only for the longest negative one.
    public var negated: DaysDuration? { DaysDuration(nanoseconds: -totalNanoseconds) }

    /// The duration without its sign; `nil` only for the longest negative one.
    public var magnitude: DaysDuration? { isNegative ? negated : self }

    /// The duration times a number, in whole nanoseconds towards zero.
    public func multiplied(by factor: Decimal128) -> DaysDuration? {
        Self.truncating(Decimal128(totalNanoseconds).multiplied(by: factor))
    }

    /// The duration divided by a number, in whole nanoseconds towards zero; `nil` for zero.
    public func divided(by divisor: Decimal128) -> DaysDuration? {
        Self.truncating(Decimal128(totalNanoseconds).divided(by: divisor))
    }

    /// How many times another duration goes into this one; `nil` if that one is zero.
    public func divided(by divisor: DaysDuration) -> Decimal128? {
        Decimal128(totalNanoseconds).divided(by: Decimal128(divisor.totalNanoseconds))
    }

    private static func truncating(_ value: Decimal128?) -> DaysDuration? {
        guard let whole = value?.rounded(scale: 0, mode: .down)?.exactInt128 else { return nil }
        return DaysDuration(nanoseconds: whole)
    }
}
