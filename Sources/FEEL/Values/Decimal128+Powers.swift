extension Decimal128 {
    /// e to the power of this number, to 34 correct digits; `nil` if it is too large.
    public var exponential: Decimal128? {
        if isZero { return .one }
        let one = FixedPoint(1)
        return Self.exponential(of: one, times: self, negative: isNegative, mayBeExact: false)
    }

    /// The natural logarithm, to 34 correct digits; `nil` for zero and negative numbers.
    public var naturalLogarithm: Decimal128? {
        if isZero || isNegative { return nil }
        if self == 1 { return .zero }
        let (logarithm, negative) = fixedLogarithm
        return Self.rounding(logarithm, negative: negative, exponent: 0, mayBeExact: false)
    }

    /// This number to a power.
    ///
    /// Results that 34 digits can hold, and ties, are exact whether the exponent is whole or not
    /// (`4 ** 0.5` is 2); all others are right to 34 digits. `0 ** 0` is 1.
    ///
    /// The result is `nil` where there is none: zero to a negative power, a negative number to a
    /// broken one, or a result too large.
    public func power(_ exponent: Decimal128) -> Decimal128? {
        if exponent.isZero || self == 1 { return .one }
        if isZero { return exponent.isNegative ? nil : .zero }
        if isNegative && !exponent.isInteger { return nil }
        let odd = isNegative && !(exponent.modulo(2)?.isZero ?? true)
        if magnitude == 1 { return odd ? self : .one }
        if let whole = exponent.exactInt, let exact = exactPower(whole, negative: odd) {
            return exact.value
        }
        let (logarithm, negative) = magnitude.fixedLogarithm
        let result = Self.exponential(
            of: logarithm, times: exponent, negative: negative != exponent.isNegative,
            mayBeExact: true)
        return odd ? result?.negated : result
    }

    /// A whole power whose digits, before rounding, fit in 128 bits; else `nil`.
    ///
    /// A power with more digits cannot end in the single 5 that makes a tie, because the digits
    /// multiplied here do not end in zero.
    private func exactPower(_ power: Int, negative: Bool) -> (value: Decimal128?, Void)? {
        var digits = coefficient
        var last = exponent
        Self.stripZeros(&digits, &last, upTo: .max)
        let count = power.magnitude
        // Digits are at least 2 unless they are 1, so at most 127 factors fit.
        guard digits == 1 || count <= 127 else { return nil }
        var product: UInt128 = 1
        if digits > 1 {
            for _ in 0..<count {
                let (next, overflow) = product.multipliedReportingOverflow(by: digits)
                if overflow { return nil }
                product = next
            }
        }
        // Far outside the exponents either way, the limit gives the same answer without overflow.
        let (scaled, overflow) = last.multipliedReportingOverflow(by: Int(clamping: count))
        let shift = max(-20000, min(20000, overflow ? (last < 0 ? .min : .max) : scaled))
        let value =
            power > 0
            ? Self.rounding(
                negative: negative, coefficient: product, exponent: shift, sticky: false)
            : Self.quotient(negative: negative, 1, product, exponent: -shift)
        return (value, ())
    }

    /// The absolute value of the natural logarithm, and whether it is negative.
    private var fixedLogarithm: (FixedPoint, negative: Bool) {
        // x = m * 10^q with 1 <= m < 10, and m = f * 2^s with 3/4 <= f < 3/2.
        let width = PowersOfTen.digits(of: coefficient)
        let unit = PowersOfTen.wide(width - 1)
        let tens = exponent + width - 1
        let doublings =
            coefficient * 2 < unit * 3
            ? 0 : coefficient < unit * 3 ? 1 : coefficient < unit * 6 ? 2 : 3
        let middle = unit << UInt128(doublings)
        // ln f = 2 artanh((f - 1) / (f + 1))
        let below = coefficient < middle
        let difference = below ? middle - coefficient : coefficient - middle
        var fine = FixedPoint.inverseHyperbolicTangent(
            FixedPoint.quotient(difference, coefficient + middle))
        fine.multiply(by: 2)
        var positive = FixedPoint.logarithmOf2
        positive.multiply(by: UInt64(doublings))
        var negative = FixedPoint.logarithmOf10
        negative.multiply(by: UInt64(tens.magnitude))
        if tens >= 0 {
            positive += negative
            negative = FixedPoint(0)
        }
        if below { negative += fine } else { positive += fine }
        if positive < negative {
            negative -= positive
            return (negative, true)
        }
        positive -= negative
        return (positive, false)
    }

    /// e to the power of a product of a fixed-point number and the size of a decimal one.
    private static func exponential(
        of base: FixedPoint, times factor: Decimal128, negative: Bool, mayBeExact: Bool
    ) -> Decimal128? {
        guard let size = product(base, factor) else { return negative ? .zero : nil }
        // e^z = 10^k * e^r with 0 <= r < ln 10.
        let unit = FixedPoint.logarithmOf10
        var rest = size
        var tens = 0
        // The whole part is below 20,000, so the estimate is at most one too small.
        tens = Int(size.whole * 1_000_000 / 2_302_586)
        var whole = unit
        whole.multiply(by: UInt64(tens))
        rest -= whole
        while !(rest < unit) {
            rest -= unit
            tens += 1
        }
        if negative {
            tens = -tens
            if !rest.isZero {
                var complement = unit
                complement -= rest
                rest = complement
                tens -= 1
            }
        }
        return rounding(
            FixedPoint.exponential(rest), negative: false, exponent: tens, mayBeExact: mayBeExact)
    }

    /// The product of a fixed-point number and the size of a decimal one; `nil` from 20,000 on.
    private static func product(_ base: FixedPoint, _ factor: Decimal128) -> FixedPoint? {
        let digits = factor.coefficient
        var limbs = FixedPoint.multiply(
            base.limbs,
            [UInt64(truncatingIfNeeded: digits), UInt64(truncatingIfNeeded: digits >> 64)])
        limbs.append(0)
        var power = factor.exponent
        // Logarithms are at least 10^-34, and such factors at least 10^33.
        if power > 6 { return nil }
        if power > 0 { _ = FixedPoint.multiply(&limbs, by: PowersOfTen.narrow(power)) }
        while power < 0 {
            let step = min(-power, 19)
            FixedPoint.divide(&limbs, by: PowersOfTen.narrow(step))
            power += step
        }
        let count = FixedPoint.fractionLimbs + 1
        guard limbs[count...].allSatisfy({ $0 == 0 }), limbs[count - 1] < 20000 else { return nil }
        return FixedPoint(limbs: Array(limbs.prefix(count)))
    }

    /// Rounds a fixed-point result times a power of ten.
    ///
    /// If the result may be exact, a fraction within 2^-192 of a whole unit of the 36th digit is
    /// taken as one: it is the exact result that the series missed by its last bits. A result that
    /// is not exact comes no nearer than about 10^-32.
    private static func rounding(
        _ value: FixedPoint, negative: Bool, exponent: Int, mayBeExact: Bool
    ) -> Decimal128? {
        var fraction = value
        var digits = UInt128(fraction.whole)
        var exponent = exponent
        fraction.limbs[FixedPoint.fractionLimbs] = 0
        // 36 digits at least; a value of zero digits cannot come here.
        while digits < 100_000_000_000_000_000_000_000_000_000_000_000 {
            if fraction.isZero { break }
            fraction.multiply(by: 10)
            digits = digits * 10 + UInt128(fraction.whole)
            fraction.limbs[FixedPoint.fractionLimbs] = 0
            exponent -= 1
        }
        let top = fraction.limbs[(FixedPoint.fractionLimbs - 3)..<FixedPoint.fractionLimbs]
        if mayBeExact, top.allSatisfy({ $0 == .max }) {
            return rounding(
                negative: negative, coefficient: digits + 1, exponent: exponent, sticky: false)
        }
        let exact = mayBeExact && top.allSatisfy({ $0 == 0 })
        return rounding(
            negative: negative, coefficient: digits, exponent: exponent,
            sticky: !exact && !fraction.isZero)
    }
}
