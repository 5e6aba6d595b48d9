/// An unsigned integer of 256 bits, just large enough for the product of two coefficients.
///
/// It lives only inside ``Decimal128``: a product of two 34-digit coefficients has at most 68
/// digits, a scaled dividend or radicand at most 75, and 2^256 has 78.
struct UInt256 {
    var high: UInt128
    var low: UInt128

    init(_ value: UInt128) {
        high = 0
        low = value
    }

    init(_ left: UInt128, times right: UInt128) {
        let product = left.multipliedFullWidth(by: right)
        high = product.high
        low = product.low
    }

    /// The number of bits up to and including the highest set bit.
    var bitWidth: Int {
        high == 0 ? 128 - low.leadingZeroBitCount : 256 - high.leadingZeroBitCount
    }

    var isZero: Bool { high | low == 0 }

    /// Multiplies by a power of ten; the caller has made sure that the product fits.
    mutating func multiply(byTenTo power: Int) {
        var left = power
        while left > 0 {
            let step = min(left, 38)
            let factor = PowersOfTen.wide(step)
            let product = low.multipliedFullWidth(by: factor)
            high = high &* factor &+ product.high
            low = product.low
            left -= step
        }
    }

    /// Divides in place by a non-zero 64-bit divisor and returns the remainder.
    mutating func divide(by divisor: UInt64) -> UInt64 {
        var rest: UInt64 = 0
        high = Self.divide(high, by: divisor, carrying: &rest)
        low = Self.divide(low, by: divisor, carrying: &rest)
        return rest
    }

    /// Divides in place by a power of ten and tells whether anything was left over.
    mutating func divide(byTenTo power: Int) -> Bool {
        var left = power
        var inexact = false
        while left > 0 {
            let step = min(left, 19)
            if divide(by: PowersOfTen.narrow(step)) != 0 { inexact = true }
            left -= step
        }
        return inexact
    }

    /// One step of long division: two 64-bit limbs by a 64-bit divisor.
    @inline(__always)
    static func divide(
        _ value: UInt128, by divisor: UInt64, carrying rest: inout UInt64
    ) -> UInt128 {
        let top = divisor.dividingFullWidth((rest, UInt64(truncatingIfNeeded: value >> 64)))
        let bottom = divisor.dividingFullWidth(
            (top.remainder, UInt64(truncatingIfNeeded: value)))
        rest = bottom.remainder
        return UInt128(top.quotient) << 64 | UInt128(bottom.quotient)
    }

    static func < (left: UInt256, right: UInt256) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }

    static func - (left: UInt256, right: UInt256) -> UInt256 {
        let (low, borrow) = left.low.subtractingReportingOverflow(right.low)
        var result = UInt256(low)
        result.high = left.high &- right.high &- (borrow ? 1 : 0)
        return result
    }
}

/// The powers of ten that fit in machine integers, and digit counts by them.
enum PowersOfTen {
    private static let narrowTable: [UInt64] = {
        var table: [UInt64] = [1]
        for _ in 0..<19 { table.append(table[table.count - 1] * 10) }
        return table
    }()

    private static let wideTable: [UInt128] = {
        var table: [UInt128] = [1]
        for _ in 0..<38 { table.append(table[table.count - 1] * 10) }
        return table
    }()

    /// 10^power for a power in 0...19.
    @inline(__always)
    static func narrow(_ power: Int) -> UInt64 { narrowTable[power] }

    /// 10^power for a power in 0...38.
    @inline(__always)
    static func wide(_ power: Int) -> UInt128 { wideTable[power] }

    /// The number of decimal digits of a value; zero has none.
    static func digits(of value: UInt128) -> Int {
        let bits = 128 - value.leadingZeroBitCount
        // 1233/4096 is log10(2) to four places: the estimate is right or one too small.
        let estimate = (bits * 1233) >> 12
        return estimate <= 38 && value >= wide(estimate) ? estimate + 1 : estimate
    }

    /// Divides by a power of ten in 0...38.
    static func divide(_ value: UInt128, byTenTo power: Int) -> (UInt128, remainder: UInt128) {
        if power <= 19 {
            var rest: UInt64 = 0
            let quotient = UInt256.divide(value, by: narrow(power), carrying: &rest)
            return (quotient, UInt128(rest))
        }
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: wide(power))
        return (quotient, remainder)
    }
}
