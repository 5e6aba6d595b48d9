/// A ZIP archive made in a test: its parts stored as they are, and every lie that a header can tell.
///
///     TestZip([("a.txt", Array("hello".utf8))]).bytes()
package struct TestZip {
    /// A part.
    package struct Part {
        package var name: String
        /// The bytes as they stand in the archive.
        package var bytes: [UInt8]
        /// The method that the headers name: 0 stored, 8 deflated, 99 encrypted by AES.
        package var method = 0
        /// Bit 0: encrypted.
        package var flags = 0
        /// The size and checksum of the unpacked bytes, as the headers say them; nil for the stored bytes'.
        package var size: Int?
        package var checksum: Int?
    }

    /// The parts.
    package var parts: [Part]

    /// Parts that are stored.
    package init(_ parts: [(name: String, bytes: [UInt8])]) {
        self.parts = parts.map { Part(name: $0.name, bytes: $0.bytes) }
    }

    /// The archive.
    package func bytes() -> [UInt8] {
        var output: [UInt8] = []
        var directory: [UInt8] = []
        for part in parts {
            let sum = part.checksum ?? Self.checksum(part.bytes)
            let size = part.size ?? part.bytes.count
            let facts =
                little(20, 2) + little(part.flags, 2) + little(part.method, 2) + little(0, 4)
                + little(sum, 4) + little(part.bytes.count, 4) + little(size, 4)
                + little(part.name.utf8.count, 2) + little(0, 2)
            directory += little(0x0201_4B50, 4) + little(20, 2) + facts + little(0, 2)
            directory += little(0, 2) + little(0, 2) + little(0, 4) + little(output.count, 4)
            directory += Array(part.name.utf8)
            output += little(0x0403_4B50, 4) + facts + Array(part.name.utf8) + part.bytes
        }
        let start = output.count
        output += directory + little(0x0605_4B50, 4) + little(0, 4) + little(parts.count, 2)
        output +=
            little(parts.count, 2) + little(directory.count, 4) + little(start, 4) + little(0, 2)
        return output
    }

    private func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private static let table: [UInt32] = (0..<256).map { start in
        (0..<8).reduce(UInt32(start)) { sum, _ in
            sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1
        }
    }

    /// CRC-32, as ZIP and gzip want it.
    package static func checksum(_ bytes: [UInt8]) -> Int {
        Int(
            ~bytes.reduce(0xFFFF_FFFF as UInt32) {
                $0 >> 8 ^ table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)]
            })
    }
}

/// A gzip made in a test, its bytes stored as they are.
package enum TestGzip {
    /// One member.
    package static func bytes(_ content: [UInt8]) -> [UInt8] {
        var result: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
        var rest = content[...]
        repeat {
            let block = rest.prefix(60_000)
            rest = rest.dropFirst(block.count)
            let size = UInt16(block.count)
            result += [rest.isEmpty ? 1 : 0]
            for number in [size, ~size] { result += [UInt8(number & 0xFF), UInt8(number >> 8)] }
            result += block
        } while !rest.isEmpty
        for number in [TestZip.checksum(content), content.count] {
            result += (0..<4).map { UInt8(number >> (8 * $0) & 0xFF) }
        }
        return result
    }
}
