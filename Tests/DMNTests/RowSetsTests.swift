import Testing

@testable import DMN

@Suite("Sets of rows")
struct RowSetsTests {
    @Test("Sets that are kept as differences are the same as those kept whole", arguments: 1...8)
    func differences(seed: UInt64) {
        var state = seed
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        let positions = 400
        let rows = (0..<(65 + next(200))).map { _ -> [ClosedRange<Int>] in
            let low = next(positions)
            let high = min(positions - 1, low + next(30))
            let second = high + 2
            return second < positions && next(2) == 0
                ? [low...high, second...(positions - 1)] : [low...high]
        }
        let whole = RowSets.Builder(rows: rows, positions: positions).build()
        let few = RowSets.Builder(rows: rows, positions: positions, wordLimit: 40)
        var (numbers, sets) = few.build()
        #expect(whole.sets.areWhole)
        #expect(!sets.areWhole)
        #expect(numbers.count == positions)
        let added = sets.add(RowSet(all: rows.count))
        var found = RowSelection()
        var expected = RowSelection()
        for position in 0..<positions {
            found.selectAll(rows.count)
            sets.select(Int(numbers[position]), in: &found)
            expected.selectAll(rows.count)
            whole.sets.select(Int(whole.numbers[position]), in: &expected)
            #expect(found.words == expected.words)
            let accepting = rows.indices.filter { row in
                rows[row].contains { $0.contains(position) }
            }
            var listed: [Int] = []
            while let row = found.next(from: listed.last.map { $0 + 1 } ?? 0) {
                listed.append(row)
            }
            #expect(listed == accepting)
        }
        found.selectAll(rows.count)
        sets.select(added, in: &found)
        #expect(found.words == RowSet(all: rows.count).words)
    }

    @Test("Texts are told apart by their bytes, however many and however long")
    func texts() {
        let texts =
            ["", "a", "\u{e9}", "e\u{301}", "12345678", "123456789"]
            + (0..<500).map { String(repeating: "x", count: 40) + "\($0)" + "tail" }
        var table = TextPlaces(texts)
        for (place, text) in texts.enumerated() { #expect(table.place(of: text) == place) }
        #expect(table.place(of: "b") == nil)
        #expect(table.place(adding: "b") == texts.count)
        #expect(table.place(adding: "\u{e9}") == 2)
    }
}
