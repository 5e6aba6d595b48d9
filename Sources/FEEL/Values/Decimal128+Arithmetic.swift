extension Decimal128 {
    /// The sum of two numbers; `nil` if it is too large.
    @inline(__always)
    public func adding(_ other: Decimal128) -> Decimal128? {
        if isSmall && other.isSmall { return Decimal128(Int(small &+ other.small)) }
        return addingSlowly(other)
    }

    /// The difference of two numbers; `nil` if it is too large.
    @inline(__always)
    public func subtracting(_ other: Decimal128) -> Decimal128? {
        if isSmall && other.isSmall { return Decimal128(Int(small &- other.small)) }
        return addingSlowly(other.negated)
    }

    private func addingSlowly(_ other: Decimal128) -> Decimal128? {
        if isZero { return other }
        if other.isZero { return self }
        // `a` is the one with the higher exponent, and is brought down to `b`'s.
        let (a, b) = exponent >= other.exponent ? (self, other) : (other, self)
        let gap = a.exponent - b.exponent
        let width = PowersOfTen.digits(of: a.coefficient)
        if gap == 0 || width + gap <= 38 {
            let left = a.coefficient * PowersOfTen.wide(gap)
            return Self.sum(
                left, a.isNegative, b.coefficient, b.isNegative, exponent: b.exponent,
                sticky: false)
        }
        // `a` is brought down as far as 38 digits go; `b`'s digits below that only tip the rounding.
        let shift = 38 - width
        let drop = gap - shift
        let (kept, rest) =
            drop > 38 ? (0, b.coefficient) : PowersOfTen.divide(b.coefficient, byTenTo: drop)
        return Self.sum(
            a.coefficient * PowersOfTen.wide(shift), a.isNegative, kept, b.isNegative,
            exponent: a.exponent - shift, sticky: rest != 0)
    }

    /// Adds two aligned coefficients; `sticky` says that the right one lacks a little.
    private static func sum(
        _ left: UInt128, _ leftNegative: Bool, _ right: UInt128, _ rightNegative: Bool,
        exponent: Int, sticky: Bool
    ) -> Decimal128? {
        if leftNegative == rightNegative {
            return rounding(
                negative: leftNegative, coefficient: left + right, exponent: exponent,
                sticky: sticky)
        }
        if left >= right {
            let difference = left - right - (sticky ? 1 : 0)
            return rounding(
                negative: leftNegative, coefficient: difference, exponent: exponent,
                sticky: sticky)
        }
        return rounding(
            negative: rightNegative, coefficient: right - left, exponent: exponent,
            sticky: sticky)
    }

    /// The product of two numbers; `nil` if it is too large.
    @inline(__always)
    public func multiplied(by other: Decimal128) -> Decimal128? {
        if isSmall && other.isSmall {
            let (product, overflow) = small.multipliedReportingOverflow(by: other.small)
            if !overflow { return Decimal128(Int(product)) }
        }
        return multipliedSlowly(by: other)
    }

    private func multipliedSlowly(by other: Decimal128) -> Decimal128? {
        let (a, b) = (coefficient, other.coefficient)
        let negative = isNegative != other.isNegative
        let exponent = exponent + other.exponent
        if (a | b) >> 64 == 0 {
            return Self.rounding(
                negative: negative, coefficient: a &* b, exponent: exponent, sticky: false)
        }
        return Self.rounding(
            negative: negative, coefficient: UInt256(a, times: b), exponent: exponent,
            sticky: false)
    }

    /// The quotient of two numbers; `nil` if the divisor is zero or the quotient too large.
    @inline(__always)
    public func divided(by divisor: Decimal128) -> Decimal128? {
        if divisor.isZero { return nil }
        if isSmall && divisor.isSmall {
            let (quotient, rest) = small.quotientAndRemainder(dividingBy: divisor.small)
            if rest == 0 { return Decimal128(Int(quotient)) }
        }
        return Self.quotient(
            negative: isNegative != divisor.isNegative, coefficient, divisor.coefficient,
            exponent: exponent - divisor.exponent)
    }

    /// Divides coefficients to at least 35 digits and rounds.
    static func quotient(
        negative: Bool, _ dividend: UInt128, _ divisor: UInt128, exponent: Int
    ) -> Decimal128? {
        if dividend == 0 { return .zero }
        // The quotient gets 36 or 37 digits, so it fits in 128 bits.
        let scale = 36 + PowersOfTen.digits(of: divisor) - PowersOfTen.digits(of: dividend)
        var wide = UInt256(dividend)
        wide.multiply(byTenTo: scale)
        let (quotient, rest) = divisor.dividingFullWidth((wide.high, wide.low))
        return rounding(
            negative: negative, coefficient: quotient, exponent: exponent - scale,
            sticky: rest != 0)
    }

    /// The remainder of floored division, as FEEL's `modulo`: `x - y*floor(x/y)`.
    ///
    /// The remainder has the divisor's sign, so `modulo(-12, 5)` is 3. It is computed exactly and
    /// rounded once, whatever the sizes of the two numbers.
    ///
    /// - Parameter divisor: the number to divide by.
    /// - Returns: `nil` if the divisor is zero.
    public func modulo(_ divisor: Decimal128) -> Decimal128? {
        if divisor.isZero { return nil }
        if isSmall && divisor.isSmall {
            let rest = small % divisor.small
            return Decimal128(
                Int(rest != 0 && (rest < 0) != divisor.isNegative ? rest + divisor.small : rest))
        }
        let rest = truncatedRemainder(divisor)
        if rest.isZero || rest.isNegative == divisor.isNegative { return rest }
        return divisor.adding(rest)
    }

    /// The remainder with this number's sign; always exact.
    private func truncatedRemainder(_ divisor: Decimal128) -> Decimal128 {
        if Self.compareMagnitudes(self, divisor) < 0 { return self }
        let gap = exponent - divisor.exponent
        var rest: UInt128
        let exponent: Int
        if gap >= 0 {
            // (a * 10^gap) mod b by square and multiply.
            let modulus = divisor.coefficient
            rest = coefficient % modulus
            var factor = 10 % modulus
            var power = gap
            while power > 0 {
                if power & 1 == 1 { rest = Self.product(rest, factor, modulo: modulus) }
                factor = Self.product(factor, factor, modulo: modulus)
                power >>= 1
            }
            exponent = divisor.exponent
        } else {
            // The divisor is not larger than this number, so it does not widen past its digits.
            rest = coefficient % (divisor.coefficient * PowersOfTen.wide(-gap))
            exponent = self.exponent
        }
        return Self.canonical(negative: isNegative, coefficient: rest, exponent: exponent) ?? .zero
    }

    private static func product(_ left: UInt128, _ right: UInt128, modulo: UInt128) -> UInt128 {
        modulo.dividingFullWidth(left.multipliedFullWidth(by: right)).remainder
    }

    /// The square root, correctly rounded; `nil` for a negative number.
    public var squareRoot: Decimal128? {
        if isNegative { return nil }
        if isZero { return self }
        // The radicand gets 70 or 71 digits and an even exponent; its root 35 or 36 digits.
        let width = PowersOfTen.digits(of: coefficient)
        var scale = 70 - width
        if (exponent - scale) & 1 != 0 { scale += 1 }
        var radicand = UInt256(coefficient)
        radicand.multiply(byTenTo: scale)
        let root = Self.integerRoot(radicand)
        let exact = (radicand - UInt256(root, times: root)).isZero
        return Self.rounding(
            negative: false, coefficient: root, exponent: (exponent - scale) / 2, sticky: !exact)
    }

    /// The largest integer whose square is not above a value of less than 2^240.
    private static func integerRoot(_ value: UInt256) -> UInt128 {
        // Newton's iteration from above falls until it has passed the root.
        var root: UInt128 = 1 << UInt128((value.bitWidth + 1) / 2)
        while true {
            let quotient = root.dividingFullWidth((value.high, value.low)).quotient
            let next = (root + quotient) / 2
            if next >= root { return root }
            root = next
        }
    }
}
