/// Reads the ASCII forms of numbers, dates, times and durations, byte by byte.
struct TextScanner {
    private let bytes: [UInt8]
    var position = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    var atEnd: Bool { position == bytes.count }

    /// The next byte, or `nil` at the end.
    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Takes the given ASCII character if it is next.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard let byte = peek, UInt32(byte) == character.value else { return false }
        position += 1
        return true
    }

    /// Takes one decimal digit.
    mutating func takeDigit() -> Int? {
        guard let byte = peek, byte >= 48, byte <= 57 else { return nil }
        position += 1
        return Int(byte) - 48
    }

    /// Takes exactly two digits.
    mutating func takeTwoDigits() -> Int? {
        guard let tens = takeDigit(), let units = takeDigit() else { return nil }
        return tens * 10 + units
    }

    /// Takes one to eighteen digits and tells how many there were.
    mutating func takeNumber() -> (value: Int64, digits: Int)? {
        var value: Int64 = 0
        var digits = 0
        while let digit = takeDigit() {
            digits += 1
            if digits > 18 { return nil }
            value = value * 10 + Int64(digit)
        }
        return digits == 0 ? nil : (value, digits)
    }

    /// Takes the digits after a point as nanoseconds: one to nine digits, then any zeros.
    mutating func takeNanoseconds() -> Int? {
        var value = 0
        var digits = 0
        while let digit = takeDigit() {
            digits += 1
            if digits > 9 {
                // A tenth digit cannot be kept, and is not dropped in silence.
                if digit != 0 { return nil }
                continue
            }
            value = value * 10 + digit
        }
        guard digits > 0 else { return nil }
        for _ in 0..<max(0, 9 - digits) { value *= 10 }
        return value
    }

    /// Takes everything that is left.
    mutating func takeRest() -> String {
        let rest = String(decoding: bytes[position...], as: UTF8.self)
        position = bytes.count
        return rest
    }
}
