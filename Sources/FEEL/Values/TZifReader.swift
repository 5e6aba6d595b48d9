/// Reads compiled zone files (RFC 8536), trusting nothing in them.
enum TZifReader {
    struct Contents {
        var transitions: [Int64]
        /// One more than there are transitions.
        var offsets: [Int]
        var rule: ZoneRule?
    }

    /// The six counts of a header.
    private struct Header {
        var version: UInt8
        var utcMarks: Int
        var standardMarks: Int
        var leapSeconds: Int
        var transitions: Int
        var types: Int
        var letters: Int

        /// The length of the data block after the header.
        func dataLength(timeSize: Int) -> Int {
            transitions * timeSize + transitions + types * 6 + letters
                + leapSeconds * (timeSize + 4) + standardMarks + utcMarks
        }
    }

    static func read(_ bytes: [UInt8]) -> Contents? {
        // The largest real file has about 3 kB.
        guard bytes.count <= 1 << 20, var header = header(bytes, at: 0) else { return nil }
        var start = 44
        var timeSize = 4
        if header.version >= UInt8(ascii: "2") {
            // The same again with 64-bit times follows, then the rule.
            start += header.dataLength(timeSize: 4)
            guard let second = self.header(bytes, at: start) else { return nil }
            header = second
            start += 44
            timeSize = 8
        }
        let end = start + header.dataLength(timeSize: timeSize)
        guard end <= bytes.count, header.types > 0 else { return nil }
        guard
            var contents = data(bytes, header, start: start, timeSize: timeSize)
        else { return nil }
        if timeSize == 8 {
            guard let rule = footer(bytes, at: end) else { return nil }
            if !rule.isEmpty {
                guard let parsed = ZoneRule(rule) else { return nil }
                contents.rule = parsed
            }
        }
        return contents
    }

    private static func header(_ bytes: [UInt8], at start: Int) -> Header? {
        guard start + 44 <= bytes.count, bytes[start..<start + 4].elementsEqual("TZif".utf8)
        else { return nil }
        let counts = (0..<6).map { Int(integer(bytes, at: start + 20 + $0 * 4, size: 4)) }
        guard counts.allSatisfy({ (0...(1 << 20)).contains($0) }) else { return nil }
        return Header(
            version: bytes[start + 4], utcMarks: counts[0], standardMarks: counts[1],
            leapSeconds: counts[2], transitions: counts[3], types: counts[4], letters: counts[5])
    }

    private static func data(
        _ bytes: [UInt8], _ header: Header, start: Int, timeSize: Int
    ) -> Contents? {
        let indices = start + header.transitions * timeSize
        let types = indices + header.transitions
        let typeOffsets = (0..<header.types).map {
            Int(integer(bytes, at: types + $0 * 6, size: 4))
        }
        guard typeOffsets.allSatisfy({ (-93600...93600).contains($0) }) else { return nil }
        var transitions: [Int64] = []
        var offsets = [typeOffsets[0]]
        for index in 0..<header.transitions {
            let time = integer(bytes, at: start + index * timeSize, size: timeSize)
            let type = Int(bytes[indices + index])
            guard type < typeOffsets.count, transitions.last.map({ $0 < time }) ?? true
            else { return nil }
            transitions.append(time)
            offsets.append(typeOffsets[type])
        }
        return Contents(transitions: transitions, offsets: offsets, rule: nil)
    }

    /// The text between two line feeds at the end of the file.
    private static func footer(_ bytes: [UInt8], at start: Int) -> String? {
        guard start < bytes.count, bytes[start] == 10,
            let end = bytes[(start + 1)...].firstIndex(of: 10)
        else { return nil }
        return String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    }

    /// A signed big-endian integer of four or eight bytes.
    private static func integer(_ bytes: [UInt8], at start: Int, size: Int) -> Int64 {
        var value: UInt64 = bytes[start] >= 128 ? .max : 0
        for byte in bytes[start..<start + size] { value = value << 8 | UInt64(byte) }
        return Int64(bitPattern: value)
    }
}
