extension Decimal128 {
    /// The number to a whole power, by squaring; nil for other powers, or out of range.
    func power(_ exponent: Decimal128) -> Decimal128? {
        guard let whole = exponent.exactInt else { return nil }
        var result = Decimal128.one
        var factor = self
        var left = whole.magnitude
        while left > 0 {
            if left & 1 == 1 {
                guard let next = result.multiplied(by: factor) else { return nil }
                result = next
            }
            left >>= 1
            if left > 0 {
                guard let square = factor.multiplied(by: factor) else { return nil }
                factor = square
            }
        }
        return whole < 0 ? Decimal128.one.divided(by: result) : result
    }

    var logarithm: Decimal128? { nil }

    var exponential: Decimal128? { nil }
}
