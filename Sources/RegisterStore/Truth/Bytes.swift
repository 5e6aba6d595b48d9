/// Writes numbers and text as bytes: small numbers in one byte, text with its length before it.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    mutating func byte(_ value: UInt8) { bytes.append(value) }

    /// Seven bits a byte, lowest first; the highest bit says that more follows.
    mutating func unsigned(_ value: UInt64) {
        var value = value
        while value >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: value))
    }

    mutating func count(_ value: Int) { unsigned(UInt64(clamping: value)) }

    /// Small numbers of either sign in few bytes.
    ///
    /// 0, -1, 1, -2 are written as 0, 1, 2, 3.
    mutating func signed(_ value: Int64) {
        unsigned(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
    }

    mutating func text(_ value: String) {
        var value = value
        value.withUTF8 { text in
            count(text.count)
            bytes.append(contentsOf: text)
        }
    }

    mutating func raw(_ value: some Sequence<UInt8>) { bytes.append(contentsOf: value) }

    mutating func block(_ value: some Collection<UInt8>) {
        count(value.count)
        bytes.append(contentsOf: value)
    }

    /// A zero when absent, else a one and the value.
    mutating func optional<T>(_ value: T?, _ write: (inout ByteWriter, T) -> Void) {
        guard let value else { return byte(0) }
        byte(1)
        write(&self, value)
    }

    mutating func list<T>(_ values: [T], _ write: (inout ByteWriter, T) -> Void) {
        count(values.count)
        for value in values { write(&self, value) }
    }
}

/// Reads what `ByteWriter` wrote; bytes that it did not write are an error, never a crash.
struct ByteReader {
    /// The bytes end too soon, or say something that cannot be.
    struct Malformed: Error {}

    private let bytes: ArraySlice<UInt8>
    private var position: Int

    init(_ bytes: [UInt8]) { self.init(bytes[...]) }

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    var isAtEnd: Bool { position == bytes.endIndex }

    /// What has not been read.
    var remaining: ArraySlice<UInt8> { bytes[position...] }

    mutating func byte() throws -> UInt8 {
        guard position < bytes.endIndex else { throw Malformed() }
        defer { position += 1 }
        return bytes[position]
    }

    /// So many bytes as they are.
    mutating func raw(_ count: Int) throws -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.endIndex - position else { throw Malformed() }
        defer { position += count }
        return bytes[position..<position + count]
    }

    mutating func unsigned() throws -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: 0, to: 70, by: 7) {
            let next = try byte()
            if shift == 63, next > 1 { throw Malformed() }
            value |= UInt64(next & 0x7F) << UInt64(shift)
            if next < 0x80 { return value }
        }
        throw Malformed()
    }

    mutating func count() throws -> Int {
        guard let value = Int(exactly: try unsigned()) else { throw Malformed() }
        return value
    }

    mutating func signed() throws -> Int64 {
        let value = try unsigned()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    mutating func text() throws -> String {
        String(decoding: try slice(), as: UTF8.self)
    }

    /// Bytes with their number before them.
    mutating func slice() throws -> ArraySlice<UInt8> {
        try raw(try count())
    }

    mutating func optional<T>(_ read: (inout ByteReader) throws -> T) throws -> T? {
        switch try byte() {
        case 0: nil
        case 1: try read(&self)
        default: throw Malformed()
        }
    }

    mutating func list<T>(_ read: (inout ByteReader) throws -> T) throws -> [T] {
        let number = try count()
        // Every item takes a byte or more, so that a count beyond the rest cannot be true.
        guard number <= bytes.endIndex - position else { throw Malformed() }
        var values: [T] = []
        values.reserveCapacity(number)
        for _ in 0..<number { values.append(try read(&self)) }
        return values
    }
}
