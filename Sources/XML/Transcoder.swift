/// Turns bytes of another encoding into UTF-8, piece by piece.
struct Transcoder {
    let encoding: TextEncoding
    private let upperHalf: [UInt32]

    /// How many characters could not be decoded and became U+FFFD.
    private(set) var undecoded = 0

    init(_ encoding: TextEncoding) {
        self.encoding = encoding
        upperHalf = encoding.upperHalf ?? []
    }

    /// Appends the text of `bytes` to `output`, and returns how many bytes were used: the last few
    /// may wait for the rest of their character.
    mutating func decode(
        _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into output: inout Pile<UInt8>
    ) -> Int {
        switch encoding {
        case .utf8:
            if let base = bytes.baseAddress { output.append(from: base, count: bytes.count) }
            return bytes.count
        case .latin1, .latin9, .windows1252:
            decodeBytes(bytes, into: &output)
            return bytes.count
        case .utf16LittleEndian: return decodeUnits(bytes, low: 0, isLast: isLast, into: &output)
        case .utf16BigEndian: return decodeUnits(bytes, low: 1, isLast: isLast, into: &output)
        }
    }

    private mutating func decodeBytes(
        _ bytes: UnsafeBufferPointer<UInt8>, into output: inout Pile<UInt8>
    ) {
        for byte in bytes {
            if byte < 0x80 {
                output.append(byte)
            } else {
                let value = upperHalf[Int(byte) - 0x80]
                if value == 0xFFFD { undecoded += 1 }
                output.appendUTF8(value)
            }
        }
    }

    private mutating func decodeUnits(
        _ bytes: UnsafeBufferPointer<UInt8>, low: Int, isLast: Bool, into output: inout Pile<UInt8>
    ) -> Int {
        var place = 0
        while place + 1 < bytes.count {
            let unit = UInt32(bytes[place + low]) | UInt32(bytes[place + 1 - low]) << 8
            if unit < 0x80 {
                output.append(UInt8(truncatingIfNeeded: unit))
                place += 2
                continue
            }
            if unit & 0xFC00 == 0xD800 {
                guard place + 3 < bytes.count else {
                    if isLast { break }
                    return place
                }
                let next = UInt32(bytes[place + 2 + low]) | UInt32(bytes[place + 3 - low]) << 8
                if next & 0xFC00 == 0xDC00 {
                    output.appendUTF8(0x1_0000 + (unit & 0x3FF) << 10 + (next & 0x3FF))
                    place += 4
                    continue
                }
            }
            if unit & 0xF800 == 0xD800 {
                undecoded += 1
                output.appendUTF8(0xFFFD)
            } else {
                output.appendUTF8(unit)
            }
            place += 2
        }
        guard isLast, place < bytes.count else { return place }
        // Half a character at the end of the file.
        undecoded += 1
        output.appendUTF8(0xFFFD)
        return bytes.count
    }
}

extension Pile where Element == UInt8 {
    /// Appends a character.
    mutating func appendUTF8(_ value: UInt32) {
        if value < 0x80 {
            append(UInt8(truncatingIfNeeded: value))
        } else if value < 0x800 {
            append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
            append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
        } else if value < 0x1_0000 {
            append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
            append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
            append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
        } else {
            append(UInt8(truncatingIfNeeded: 0xF0 | value >> 18))
            append(UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3F))
            append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
            append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
        }
    }
}
