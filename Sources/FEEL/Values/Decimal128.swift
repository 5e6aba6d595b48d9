/// A FEEL number: an IEEE 754-2008 decimal128 value without NaN, infinities or negative zero.
///
/// FEEL numbers have 34 significant digits, round half-even, and have exponents from -6176 to 6111
/// (the value's last digit) so that `1/3*3` and cents behave as a board member's calculator does,
/// which binary floating point would not. An operation with no result in that range (division by
/// zero, overflow) gives `nil`, which the evaluator turns into FEEL's `null`; a result too small
/// rounds to a subnormal number or zero.
///
///     let third = Decimal128(1).divided(by: 3)     // 0.3333333333333333333333333333333333
///     Decimal128("1.0") == 1                       // true: equality is numeric
///
/// Every number has exactly one representation, so that equality and hashing compare bits: whole
/// numbers below 10^34 have exponent 0, fractions have no trailing zeros, and larger numbers have
/// all their 34 digits.
public struct Decimal128: Hashable, Sendable {
    /// The sign (1 bit), the exponent (14 bits, two's complement) and the coefficient's top 49 bits.
    ///
    /// Exponent 0 is stored as zero bits, so a non-negative whole number below 2^64 is `high == 0`.
    let high: UInt64
    /// The coefficient's low 64 bits.
    let low: UInt64

    /// Zero.
    public static let zero = Decimal128(high: 0, low: 0)
    /// One.
    public static let one = Decimal128(high: 0, low: 1)

    static let maximumDigits = 34
    static let minimumExponent = -6176
    static let maximumExponent = 6111

    @inline(__always)
    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Packs parts that already are in the one canonical form.
    @inline(__always)
    init(negative: Bool, exponent: Int, coefficient: UInt128) {
        let top = UInt64(truncatingIfNeeded: coefficient >> 64)
        let bits = UInt64(truncatingIfNeeded: exponent) & 0x3FFF
        high = (negative ? 1 << 63 : 0) | bits << 49 | top
        low = UInt64(truncatingIfNeeded: coefficient)
    }

    /// Makes the number from an integer, exactly.
    @inline(__always)
    public init(_ value: Int) {
        high = value < 0 ? 1 << 63 : 0
        low = UInt64(value.magnitude)
    }

    /// Makes the number from a wide integer, rounding to 34 digits if it has more.
    package init(_ value: Int128) {
        // 2^127 has 39 digits: rounding can neither overflow nor underflow.
        self =
            Self.rounding(
                negative: value < 0, coefficient: value.magnitude, exponent: 0, sticky: false)
            ?? .zero
    }

    /// Whether the number is below zero.
    @inline(__always)
    public var isNegative: Bool { high >> 63 != 0 }

    /// Whether the number is zero.
    @inline(__always)
    public var isZero: Bool { high | low == 0 }

    /// Whether the number has no fraction.
    @inline(__always)
    public var isInteger: Bool { exponent >= 0 }

    /// The power of ten of the last digit.
    @inline(__always)
    var exponent: Int { Int(Int64(bitPattern: high << 1) >> 50) }

    /// The digits, as an integer without sign.
    @inline(__always)
    var coefficient: UInt128 { UInt128(high & 0x1_FFFF_FFFF_FFFF) << 64 | UInt128(low) }

    /// Whether sign and magnitude fit in 62 bits with exponent 0: the common case, kept fast.
    @inline(__always)
    var isSmall: Bool { (high << 1) | (low >> 62) == 0 }

    /// The value of a number that ``isSmall``.
    @inline(__always)
    var small: Int64 {
        high == 0 ? Int64(bitPattern: low) : 0 &- Int64(bitPattern: low)
    }

    /// The number as an `Int`, if it is whole and fits.
    ///
    /// Used for list positions, counts and scores.
    @inline(__always)
    public var exactInt: Int? {
        isSmall ? Int(small) : exactInt128.flatMap { Int(exactly: $0) }
    }

    /// The number as a wide integer, if it is whole and fits.
    package var exactInt128: Int128? {
        guard exponent >= 0, exponent <= 4 else { return nil }
        let (value, overflow) = coefficient.multipliedReportingOverflow(
            by: PowersOfTen.wide(exponent))
        guard !overflow, let magnitude = Int128(exactly: value) else { return nil }
        return isNegative ? -magnitude : magnitude
    }

    /// The number with its sign changed.
    @inline(__always)
    public var negated: Decimal128 {
        isZero ? self : Decimal128(high: high ^ 1 << 63, low: low)
    }

    /// The number without its sign.
    @inline(__always)
    public var magnitude: Decimal128 {
        Decimal128(high: high & ~(1 << 63), low: low)
    }
}

extension Decimal128: ExpressibleByIntegerLiteral {
    /// Makes the number from an integer literal.
    @inline(__always)
    public init(integerLiteral value: Int) { self.init(value) }
}

extension Decimal128: Comparable {
    /// Tells whether the left number is below the right one.
    @inline(__always)
    public static func < (left: Decimal128, right: Decimal128) -> Bool {
        if left.isSmall && right.isSmall { return left.small < right.small }
        return left.isBelow(right)
    }

    private func isBelow(_ other: Decimal128) -> Bool {
        if isNegative != other.isNegative { return isNegative }
        return isNegative
            ? Self.compareMagnitudes(other, self) < 0 : Self.compareMagnitudes(self, other) < 0
    }

    /// Compares without signs: negative, zero or positive as the left is smaller, equal or larger.
    static func compareMagnitudes(_ left: Decimal128, _ right: Decimal128) -> Int {
        let (a, b) = (left.coefficient, right.coefficient)
        if left.exponent == right.exponent || a == 0 || b == 0 {
            return a < b ? -1 : a > b ? 1 : 0
        }
        let leftTop = PowersOfTen.digits(of: a) + left.exponent
        let rightTop = PowersOfTen.digits(of: b) + right.exponent
        if leftTop != rightTop { return leftTop < rightTop ? -1 : 1 }
        // Same leading position: the one with fewer digits is widened to as many as the other has.
        let gap = left.exponent - right.exponent
        let wideLeft = gap > 0 ? a * PowersOfTen.wide(gap) : a
        let wideRight = gap < 0 ? b * PowersOfTen.wide(-gap) : b
        return wideLeft < wideRight ? -1 : wideLeft > wideRight ? 1 : 0
    }
}
