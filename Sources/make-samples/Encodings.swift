/// Bytes in the encodings that real exports come in.
enum Encodings {
    /// The text in Windows-1252; a character that it lacks becomes "?".
    static func windows1252(_ text: String) -> [UInt8] {
        let special: [UInt32: UInt8] = [
            0x20AC: 0x80, 0x2026: 0x85, 0x2018: 0x91, 0x2019: 0x92, 0x201C: 0x93, 0x201D: 0x94,
            0x2022: 0x95, 0x2013: 0x96, 0x2014: 0x97,
        ]
        return text.unicodeScalars.map { scalar in
            if scalar.value < 0x80 || (0xA0...0xFF).contains(scalar.value) {
                return UInt8(scalar.value)
            }
            return special[scalar.value] ?? UInt8(ascii: "?")
        }
    }
}
