extension Decimal128 {
    /// Reads a FEEL numeric literal, with an optional sign.
    ///
    /// A literal has digits, an optional point with digits after it, and an optional exponent:
    /// `12`, `.5`, `-1.25`, `1e6`. More than 34 digits round half-even.
    ///
    /// - Parameter text: the whole literal, without spaces.
    /// The result is `nil` if the text is not a literal or its value is too large.
    public init?(_ text: String) {
        var scanner = TextScanner(text)
        let negative = scanner.take("-")
        if !negative { _ = scanner.take("+") }
        var value: UInt128 = 0
        var exponent = 0
        var sticky = false
        var digits = 0
        var afterPoint = false
        while let byte = scanner.peek {
            if byte == UInt8(ascii: "."), !afterPoint {
                afterPoint = true
                digits = 0
                scanner.position += 1
                continue
            }
            guard let digit = scanner.takeDigit() else { break }
            digits += 1
            // 37 digits and a sticky mark are all that rounding to 34 can need.
            if value < 1_000_000_000_000_000_000_000_000_000_000_000_000 {
                value = value * 10 + UInt128(digit)
                if afterPoint { exponent -= 1 }
            } else {
                if digit != 0 { sticky = true }
                if !afterPoint { exponent += 1 }
            }
        }
        guard digits > 0 else { return nil }
        if scanner.take("e") || scanner.take("E") {
            let down = scanner.take("-")
            if !down { _ = scanner.take("+") }
            guard let first = scanner.takeDigit() else { return nil }
            var power = first
            while let digit = scanner.takeDigit() {
                // Beyond any exponent that digits before the point could make up for.
                if power < 100_000_000 { power = power * 10 + digit }
            }
            exponent += down ? -power : power
        }
        guard scanner.atEnd else { return nil }
        if value == 0 {
            self = .zero
            return
        }
        guard
            let number = Self.rounding(
                negative: negative, coefficient: value, exponent: exponent, sticky: sticky)
        else { return nil }
        self = number
    }
}

extension Decimal128: CustomStringConvertible {
    /// The number as FEEL's `string()` prints it: plain digits, no trailing zeros.
    ///
    /// Numbers that would take more than 100 digits or zeros are printed with an exponent, as in
    /// `1.5e300`, which FEEL can read back.
    public var description: String {
        if isSmall { return String(small) }
        var value = coefficient
        var exponent = exponent
        let sign = isNegative ? "-" : ""
        let width = PowersOfTen.digits(of: value)
        if exponent >= 0 && width + exponent <= 100 {
            return sign + String(value) + String(repeating: "0", count: exponent)
        }
        if exponent < 0 && -exponent <= 100 {
            let digits = String(value)
            let point = width + exponent
            if point <= 0 {
                return sign + "0." + String(repeating: "0", count: -point) + digits
            }
            return sign + digits.prefix(point) + "." + digits.dropFirst(point)
        }
        Self.stripZeros(&value, &exponent, upTo: .max)
        let digits = String(value)
        let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
        return sign + digits.prefix(1) + fraction + "e" + String(exponent + digits.count - 1)
    }
}
