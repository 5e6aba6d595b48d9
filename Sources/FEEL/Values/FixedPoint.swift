/// A non-negative binary number with 64 bits before the point and 448 after it.
///
/// ``Decimal128`` computes logarithms and exponentials with it: 448 bits are 134 decimal digits, so
/// that 34 digits are still right after the cancellations of a logarithm near 1 (34 digits lost) and
/// the multiplication by an exponent of up to 10^38.
struct FixedPoint {
    /// Least significant first; the last is the whole part.
    var limbs: [UInt64]

    static let fractionLimbs = 7

    init(_ whole: UInt64) {
        limbs = Array(repeating: 0, count: Self.fractionLimbs)
        limbs.append(whole)
    }

    init(limbs: [UInt64]) { self.limbs = limbs }

    var isZero: Bool { limbs.allSatisfy { $0 == 0 } }

    var whole: UInt64 { limbs[Self.fractionLimbs] }

    static func < (left: FixedPoint, right: FixedPoint) -> Bool {
        for index in left.limbs.indices.reversed() where left.limbs[index] != right.limbs[index] {
            return left.limbs[index] < right.limbs[index]
        }
        return false
    }

    static func += (left: inout FixedPoint, right: FixedPoint) {
        var carry = false
        for index in left.limbs.indices {
            let (first, one) = left.limbs[index].addingReportingOverflow(right.limbs[index])
            let (sum, two) = first.addingReportingOverflow(carry ? 1 : 0)
            left.limbs[index] = sum
            carry = one || two
        }
    }

    /// Subtracts a number that is not larger.
    static func -= (left: inout FixedPoint, right: FixedPoint) {
        var borrow = false
        for index in left.limbs.indices {
            let (first, one) = left.limbs[index].subtractingReportingOverflow(right.limbs[index])
            let (difference, two) = first.subtractingReportingOverflow(borrow ? 1 : 0)
            left.limbs[index] = difference
            borrow = one || two
        }
    }

    /// Multiplies by a small number; the caller has made sure that the whole part fits.
    mutating func multiply(by factor: UInt64) {
        _ = Self.multiply(&limbs, by: factor)
    }

    /// Divides by a small number, rounding down.
    mutating func divide(by divisor: UInt64) {
        Self.divide(&limbs, by: divisor)
    }

    /// Halves a number of times, at most 63.
    mutating func halve(times: Int) {
        for index in limbs.indices {
            let next = index + 1 < limbs.count ? limbs[index + 1] : 0
            limbs[index] = limbs[index] >> UInt64(times) | next << UInt64(64 - times)
        }
    }

    static func * (left: FixedPoint, right: FixedPoint) -> FixedPoint {
        let product = multiply(left.limbs, right.limbs)
        return FixedPoint(limbs: Array(product[fractionLimbs...(fractionLimbs * 2)]))
    }

    /// The quotient of two integers, the first not above the second.
    static func quotient(_ dividend: UInt128, _ divisor: UInt128) -> FixedPoint {
        var result = FixedPoint(dividend == divisor ? 1 : 0)
        var rest = dividend == divisor ? 0 : dividend
        // The divisor is below 2^120: doubling the rest cannot overflow.
        for limb in result.limbs.indices.reversed().dropFirst() {
            for bit in (0..<64).reversed() {
                rest <<= 1
                if rest >= divisor {
                    rest -= divisor
                    result.limbs[limb] |= 1 << UInt64(bit)
                }
            }
        }
        return result
    }

    // MARK: Limbs of any number

    static func multiply(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
        var product = [UInt64](repeating: 0, count: left.count + right.count)
        for (i, a) in left.enumerated() where a != 0 {
            var carry: UInt64 = 0
            for (j, b) in right.enumerated() {
                let wide = UInt128(a) * UInt128(b) + UInt128(product[i + j]) + UInt128(carry)
                product[i + j] = UInt64(truncatingIfNeeded: wide)
                carry = UInt64(truncatingIfNeeded: wide >> 64)
            }
            product[i + right.count] = carry
        }
        return product
    }

    /// Multiplies in place and returns what goes beyond the last limb.
    static func multiply(_ limbs: inout [UInt64], by factor: UInt64) -> UInt64 {
        var carry: UInt64 = 0
        for index in limbs.indices {
            let wide = UInt128(limbs[index]) * UInt128(factor) + UInt128(carry)
            limbs[index] = UInt64(truncatingIfNeeded: wide)
            carry = UInt64(truncatingIfNeeded: wide >> 64)
        }
        return carry
    }

    static func divide(_ limbs: inout [UInt64], by divisor: UInt64) {
        var rest: UInt64 = 0
        for index in limbs.indices.reversed() {
            (limbs[index], rest) = divisor.dividingFullWidth((rest, limbs[index]))
        }
    }
}

extension FixedPoint {
    /// The natural logarithm of 2, by Machin-like series.
    static let logarithmOf2 = combination((18, 26), minus: (2, 4801), (8, 8749))
    /// The natural logarithm of 10, by Machin-like series.
    static let logarithmOf10: FixedPoint = {
        var sum = combination((46, 31), minus: nil, (34, 49))
        sum += combination((20, 161), minus: nil, nil)
        return sum
    }()

    /// A sum of multiples of inverse hyperbolic tangents of unit fractions.
    private static func combination(
        _ first: (UInt64, UInt64), minus second: (UInt64, UInt64)?, _ third: (UInt64, UInt64)?
    ) -> FixedPoint {
        func term(_ pair: (UInt64, UInt64)) -> FixedPoint {
            var value = inverseHyperbolicTangent(ofOneOver: pair.1)
            value.multiply(by: pair.0)
            return value
        }
        var sum = term(first)
        if let third { sum += term(third) }
        if let second { sum -= term(second) }
        return sum
    }

    private static func inverseHyperbolicTangent(ofOneOver inverse: UInt64) -> FixedPoint {
        var power = FixedPoint(1)
        power.divide(by: inverse)
        var sum = power
        var divisor: UInt64 = 3
        while !power.isZero {
            power.divide(by: inverse * inverse)
            var term = power
            term.divide(by: divisor)
            sum += term
            divisor += 2
        }
        return sum
    }

    /// The inverse hyperbolic tangent of a number of at most a fifth.
    static func inverseHyperbolicTangent(_ value: FixedPoint) -> FixedPoint {
        let square = value * value
        var power = value
        var sum = value
        var divisor: UInt64 = 3
        while !power.isZero {
            power = power * square
            var term = power
            term.divide(by: divisor)
            sum += term
            divisor += 2
        }
        return sum
    }

    /// The exponential of a number below 4.
    static func exponential(_ value: FixedPoint) -> FixedPoint {
        // e^x = (e^(x/2^20))^(2^20): 20 squarings cost 20 bits and save 60 terms.
        let halvings = 20
        var reduced = value
        reduced.halve(times: halvings)
        var sum = FixedPoint(1)
        var term = FixedPoint(1)
        var divisor: UInt64 = 1
        while !term.isZero {
            term = term * reduced
            term.divide(by: divisor)
            sum += term
            divisor += 1
        }
        for _ in 0..<halvings { sum = sum * sum }
        return sum
    }
}
