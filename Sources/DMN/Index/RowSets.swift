/// Many sets of a table's rows, each by its number.
///
/// They are whole, or, where that would take too much, differences: set `i` is then the whole set
/// at the last checkpoint before it, with the rows toggled that change from there to `i`.
struct RowSets: Sendable {
    private let wordsPerSet: Int
    /// Whole sets one after the other: all of them, or the checkpoints and those added later.
    private var words: [UInt64]
    /// How many sets are differences.
    private let differences: Int
    /// How many sets a checkpoint serves.
    private let stride: Int
    /// The rows that change from one set to the next; those of set `i` end at `ends[i]`.
    private let toggles: [Int32]
    private let ends: [Int32]

    /// How many sets there are.
    var count: Int {
        let whole = words.count / max(wordsPerSet, 1)
        return areWhole ? whole : differences + whole - checkpoints
    }

    /// Whether no set is a difference.
    var areWhole: Bool { differences == 0 }

    private var checkpoints: Int { differences == 0 ? 0 : (differences - 1) / stride + 1 }

    /// How many bytes the sets take.
    var byteCount: Int { words.count * 8 + toggles.count * 4 + ends.count * 4 }

    /// Adds a whole set and gives its number.
    mutating func add(_ set: RowSet) -> Int {
        words += set.words
        return count - 1
    }

    /// Leaves in a selection the rows of a set.
    func select(_ number: Int, in selection: inout RowSelection) {
        guard number < differences else {
            let start = (areWhole ? number : number - differences + checkpoints) * wordsPerSet
            for index in 0..<wordsPerSet { selection.words[index] &= words[start + index] }
            return
        }
        let checkpoint = number / stride
        for index in 0..<wordsPerSet {
            selection.spare[index] = words[checkpoint * wordsPerSet + index]
        }
        for place in ends[checkpoint * stride]..<ends[number] {
            let row = Int(toggles[Int(place)])
            selection.spare[row >> 6] ^= 1 << UInt64(row & 63)
        }
        for index in 0..<wordsPerSet { selection.words[index] &= selection.spare[index] }
    }
}

/// The rows of a table that are left while its columns are looked up.
struct RowSelection {
    var words: [UInt64] = []
    /// Room for a set that is made of differences.
    var spare: [UInt64] = []

    /// Selects all rows of a table of so many; the memory is used again.
    mutating func selectAll(_ count: Int) {
        let wanted = (count + 63) / 64
        if words.count != wanted {
            words = Array(repeating: 0, count: wanted)
            spare = words
        }
        for index in words.indices { words[index] = .max }
        if count & 63 != 0 { words[wanted - 1] = (1 << UInt64(count & 63)) - 1 }
    }

    /// The first row from a number on; nil when there is none.
    func next(from row: Int) -> Int? {
        var index = row >> 6
        guard index < words.count else { return nil }
        var word = words[index] & (.max << UInt64(row & 63))
        while word == 0 {
            index += 1
            guard index < words.count else { return nil }
            word = words[index]
        }
        return index << 6 + word.trailingZeroBitCount
    }
}

extension RowSets {
    /// Makes the sets of a column's positions from the positions that each row accepts.
    struct Builder {
        let rows: [[ClosedRange<Int>]]
        let positions: Int
        /// How many words of whole sets are too many: by default a megabyte.
        var wordLimit = 1 << 17

        /// The set's number for each position, and the sets.
        func build() -> (numbers: [Int32], sets: RowSets) {
            // The rows that change at a position, in the order of the positions.
            var starts = [Int](repeating: 0, count: positions + 2)
            for range in rows.joined() {
                starts[range.lowerBound + 1] += 1
                starts[range.upperBound + 2] += 1
            }
            for position in 1..<starts.count { starts[position] += starts[position - 1] }
            var next = starts
            var changes = [Int32](repeating: 0, count: starts[positions + 1])
            for (row, ranges) in rows.enumerated() {
                for range in ranges {
                    for place in [range.lowerBound, range.upperBound + 1] {
                        changes[next[place]] = Int32(row)
                        next[place] += 1
                    }
                }
            }
            return whole(starts, changes) ?? differences(starts, changes)
        }

        private var wordsPerSet: Int { (rows.count + 63) / 64 }

        /// Positions of the same rows share a set; nil when the sets take too much.
        private func whole(
            _ starts: [Int], _ changes: [Int32]
        ) -> (numbers: [Int32], sets: RowSets)? {
            var numbers: [Int32] = []
            var known: [RowSet: Int32] = [:]
            var words: [UInt64] = []
            var set = RowSet(count: rows.count)
            for position in 0..<positions {
                let changed = changes[starts[position]..<starts[position + 1]]
                for row in changed { set.toggle(Int(row)) }
                if changed.isEmpty, let last = numbers.last {
                    numbers.append(last)
                } else if let number = known[set] {
                    numbers.append(number)
                } else {
                    guard words.count + wordsPerSet <= wordLimit else { return nil }
                    numbers.append(Int32(known.count))
                    known[set] = Int32(known.count)
                    words += set.words
                }
            }
            let sets = RowSets(
                wordsPerSet: wordsPerSet, words: words, differences: 0,
                stride: 1, toggles: [], ends: [])
            return (numbers, sets)
        }

        private func differences(
            _ starts: [Int], _ changes: [Int32]
        ) -> (numbers: [Int32], sets: RowSets) {
            let checkpoints = max(1, wordLimit / wordsPerSet)
            let stride = (positions + checkpoints - 1) / checkpoints
            var words: [UInt64] = []
            var set = RowSet(count: rows.count)
            for position in 0..<positions {
                for row in changes[starts[position]..<starts[position + 1]] {
                    set.toggle(Int(row))
                }
                if position % stride == 0 { words += set.words }
            }
            // The rows that change at a position end where those of the next begin.
            let sets = RowSets(
                wordsPerSet: wordsPerSet, words: words,
                differences: positions, stride: stride, toggles: changes,
                ends: starts.dropFirst().map { Int32($0) })
            return ((0..<Int32(positions)).map { $0 }, sets)
        }
    }
}
