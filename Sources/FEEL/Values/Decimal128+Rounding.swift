extension Decimal128 {
    /// How ``rounded(scale:mode:)`` treats the digits that it drops.
    public enum RoundingMode: Hashable, Sendable, CaseIterable {
        /// Away from zero.
        case up
        /// Towards zero.
        case down
        /// To the nearest, a tie away from zero.
        case halfUp
        /// To the nearest, a tie towards zero.
        case halfDown
        /// To the nearest, a tie to the even digit.
        case halfEven
        /// Towards negative infinity.
        case floor
        /// Towards positive infinity.
        case ceiling
    }

    /// The number rounded to a number of decimal places, as FEEL's `round up` and its kin do.
    ///
    ///     Decimal128("5.5")?.rounded(scale: 0, mode: .halfEven)    // 6
    ///     Decimal128(1234).rounded(scale: -2, mode: .floor)        // 1200
    ///
    /// - Parameters:
    ///   - scale: the number of digits to keep after the point; negative drops whole digits.
    ///   - mode: what becomes of the dropped digits.
    /// - Returns: the rounded number; `nil` if `scale` is outside -6111...6176 or the result is too
    ///   large to be a number.
    public func rounded(scale: Int, mode: RoundingMode) -> Decimal128? {
        guard (-Self.maximumExponent ... -Self.minimumExponent).contains(scale) else { return nil }
        let drop = -scale - exponent
        if drop <= 0 || isZero { return self }
        let value = coefficient
        // With more than 38 digits to drop, every digit is far below half a unit.
        let (kept, rest) =
            drop > 38 ? (0, value) : PowersOfTen.divide(value, byTenTo: drop)
        let half: UInt128 = drop > 38 ? .max : PowersOfTen.wide(drop) / 2
        let away: Bool
        switch mode {
        case .up: away = rest != 0
        case .down: away = false
        case .halfUp: away = rest >= half
        case .halfDown: away = rest > half
        case .halfEven: away = rest > half || (rest == half && kept & 1 == 1)
        case .floor: away = isNegative && rest != 0
        case .ceiling: away = !isNegative && rest != 0
        }
        return Self.canonical(
            negative: isNegative, coefficient: away ? kept + 1 : kept, exponent: -scale)
    }

    /// Rounds a 256-bit result half-even to 34 digits.
    ///
    /// `sticky` says that the exact result is a little more than the given coefficient.
    static func rounding(
        negative: Bool, coefficient: UInt256, exponent: Int, sticky: Bool
    ) -> Decimal128? {
        if coefficient.high == 0 {
            return rounding(
                negative: negative, coefficient: coefficient.low, exponent: exponent,
                sticky: sticky)
        }
        // At least this many digits, at most one more: 36 or 37 are left, enough to round once.
        let digits = (coefficient.bitWidth - 1) * 30103 / 100_000 + 1
        let drop = max(0, digits - 36)
        var value = coefficient
        let inexact = value.divide(byTenTo: drop)
        return rounding(
            negative: negative, coefficient: value.low, exponent: exponent + drop,
            sticky: sticky || inexact)
    }

    /// Rounds a result half-even to 34 digits, or fewer where the exponent is at its lowest.
    static func rounding(
        negative: Bool, coefficient: UInt128, exponent: Int, sticky: Bool
    ) -> Decimal128? {
        let surplus = PowersOfTen.digits(of: coefficient) - maximumDigits
        let drop = max(surplus, minimumExponent - exponent)
        if drop <= 0 {
            return canonical(negative: negative, coefficient: coefficient, exponent: exponent)
        }
        // 128 bits hold less than half of 10^39: the value is below half of the smallest number.
        if drop > 38 { return .zero }
        var (kept, rest) = PowersOfTen.divide(coefficient, byTenTo: drop)
        let half = PowersOfTen.wide(drop) / 2
        if rest > half || (rest == half && (sticky || kept & 1 == 1)) { kept += 1 }
        return canonical(negative: negative, coefficient: kept, exponent: exponent + drop)
    }

    /// Packs a coefficient of at most 34 digits (or 10^34) in the one form that its value has.
    @inline(__always)
    static func canonical(negative: Bool, coefficient: UInt128, exponent: Int) -> Decimal128? {
        if exponent == 0 && coefficient >> 64 == 0 {
            let value = UInt64(truncatingIfNeeded: coefficient)
            return Decimal128(high: negative && value != 0 ? 1 << 63 : 0, low: value)
        }
        return canonicalSlowly(negative: negative, coefficient: coefficient, exponent: exponent)
    }

    private static func canonicalSlowly(
        negative: Bool, coefficient: UInt128, exponent: Int
    ) -> Decimal128? {
        if coefficient == 0 { return .zero }
        var value = coefficient
        var exponent = exponent
        if value == PowersOfTen.wide(maximumDigits) {
            value = PowersOfTen.wide(maximumDigits - 1)
            exponent += 1
        }
        if exponent < 0 {
            stripZeros(&value, &exponent, upTo: 0)
        } else if exponent > 0 {
            let room = min(exponent, maximumDigits - PowersOfTen.digits(of: value))
            value *= PowersOfTen.wide(room)
            exponent -= room
        }
        guard exponent <= maximumExponent else { return nil }
        return Decimal128(negative: negative, exponent: exponent, coefficient: value)
    }

    /// Removes trailing zeros of a non-zero value while the exponent is below a limit.
    static func stripZeros(_ value: inout UInt128, _ exponent: inout Int, upTo limit: Int) {
        while exponent < limit && value & 1 == 0 && value >> 64 != 0 {
            let (quotient, rest) = PowersOfTen.divide(value, byTenTo: 1)
            if rest != 0 { return }
            value = quotient
            exponent += 1
        }
        guard value >> 64 == 0 else { return }
        var narrow = UInt64(truncatingIfNeeded: value)
        while exponent < limit && narrow & 1 == 0 {
            let (quotient, rest) = narrow.quotientAndRemainder(dividingBy: 10)
            if rest != 0 { break }
            narrow = quotient
            exponent += 1
        }
        value = UInt128(narrow)
    }
}
