/// The next byte from `start` that is a control code, is not ASCII, or is one of two bytes.
///
/// `end` without one. `first` and `second` hold their byte eight times.
///
/// Eight bytes at a time: a byte's top bit comes out set when it is such a byte. A borrow may also
/// set the bit of a byte above a true hit, never below it, and only the lowest is looked at.
@inline(__always)
func nextSpecial(
    _ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int, _ first: UInt64, _ second: UInt64
) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var place = start
    while place &+ 8 <= end {
        let word = UInt64(
            littleEndian: UnsafeRawPointer(bytes + place).loadUnaligned(as: UInt64.self))
        let one = word ^ first
        let two = word ^ second
        let hits =
            (word | ((word &- 0x2020_2020_2020_2020) & ~word) | ((one &- ones) & ~one)
                | ((two &- ones) & ~two)) & 0x8080_8080_8080_8080
        if hits != 0 { return place &+ hits.trailingZeroBitCount >> 3 }
        place &+= 8
    }
    let a = UInt8(truncatingIfNeeded: first)
    let b = UInt8(truncatingIfNeeded: second)
    while place < end {
        let byte = bytes[place]
        if byte < 0x20 || byte >= 0x80 || byte == a || byte == b { return place }
        place &+= 1
    }
    return end
}

/// What stands at a byte that is not ASCII.
enum UTF8Sequence {
    /// A character of this many bytes.
    case valid(Int)
    /// The start of a character, cut off by the end of the bytes.
    case incomplete
    /// No character of UTF-8.
    case invalid
}

/// Looks at the UTF-8 sequence that begins at `start`.
///
/// Overlong forms, surrogates and values above U+10FFFF are invalid (Unicode, table 3-7).
@inline(__always)
func utf8Sequence(_ bytes: UnsafePointer<UInt8>, at start: Int, to end: Int) -> UTF8Sequence {
    let lead = bytes[start]
    let length: Int
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF:
        length = 3
        if lead == 0xE0 { low = 0xA0 }
        if lead == 0xED { high = 0x9F }
    case 0xF0...0xF4:
        length = 4
        if lead == 0xF0 { low = 0x90 }
        if lead == 0xF4 { high = 0x8F }
    default: return .invalid
    }
    var place = start + 1
    while place < start + length {
        if place >= end { return .incomplete }
        if bytes[place] < low || bytes[place] > high { return .invalid }
        low = 0x80
        high = 0xBF
        place += 1
    }
    return .valid(length)
}
