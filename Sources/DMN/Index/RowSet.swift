/// A set of a table's rows, one bit each.
struct RowSet: Hashable, Sendable {
    private(set) var words: [UInt64]

    /// No rows of a table of so many.
    init(count: Int) {
        words = Array(repeating: 0, count: (count + 63) / 64)
    }

    /// All rows of a table of so many.
    init(all count: Int) {
        self.init(count: count)
        for row in 0..<count { insert(row) }
    }

    mutating func insert(_ row: Int) {
        words[row >> 6] |= 1 << UInt64(row & 63)
    }

    /// Takes a row in, or out when it is in.
    mutating func toggle(_ row: Int) {
        words[row >> 6] ^= 1 << UInt64(row & 63)
    }

    func contains(_ row: Int) -> Bool {
        words[row >> 6] & (1 << UInt64(row & 63)) != 0
    }

    mutating func formIntersection(_ other: RowSet) {
        for index in words.indices { words[index] &= other.words[index] }
    }

    mutating func formUnion(_ other: RowSet) {
        for index in words.indices { words[index] |= other.words[index] }
    }

    var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    /// The rows in order.
    var rows: [Int] {
        var rows: [Int] = []
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                rows.append(index << 6 + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
        return rows
    }
}
