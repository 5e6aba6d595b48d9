import Testing
import Texts

@Suite("Near words") struct NearestTests {
    @Test(
        "A slip in three letters is near, more is not",
        arguments: [
            ("thershold", "threshold"), ("Scor", "score"), ("scroe", "score"), ("sccore", "score"),
            ("banana", nil), ("sc", nil), ("", nil), ("SCORE", "score"),
        ] as [(String, String?)])
    func slips(word: String, meant: String?) {
        #expect(nearest(word, ["threshold", "score"]) == meant)
    }

    @Test("Of equally near words the first is given, and what counts can be said")
    func order() {
        #expect(nearest("bat", ["cat", "hat"]) == "cat")
        #expect(nearest("bat", ["hat", "cat"]) == "hat")
        #expect(nearest("r/i/s/k", ["risk"]) == nil)
        let letters: (String) -> String = { $0.filter(\.isLetter) }
        #expect(nearest("r/i/s/k", ["risk"], comparing: letters) == "risk")
    }

    @Test("Words of any length are compared in no time")
    func long() {
        let long = String(repeating: "a", count: 100_000)
        #expect(nearest(long, [long + "b", "a"]) == nil)
    }
}

@Suite("Columns for a terminal") struct TerminalColumnsTests {
    private let rows = [["ID", "Title", "Score"], ["2101", "Staff shortage at night", "16"]]

    @Test("Columns are as wide as their cells, and numbers stand right")
    func wide() {
        let columns = TerminalColumns(
            rows, within: 80, gap: "  ", numeric: [false, false, true])
        #expect(columns.fits && columns.widths == [4, 23, 5])
        #expect(columns.lines(of: rows[0]) == "ID    Title                    Score\n")
        #expect(columns.rule { $0 } == "----  -----------------------  -----\n")
        #expect(columns.lines(of: rows[1]) == "2101  Staff shortage at night     16\n")
    }

    @Test("The widest column gives way, and no word is broken while there is room")
    func narrow() {
        let columns = TerminalColumns(
            rows, within: 24, gap: " | ", otherGap: (before: 1, text: " || "))
        #expect(columns.fits && columns.widths == [4, 9, 5])
        #expect(
            columns.lines(of: rows[1])
                == "2101 || Staff     | 16\n     || shortage  |\n     || at night  |\n")
        #expect(columns.rule { $0 == " || " ? "-++-" : "-+-" } == "-----++-----------+------\n")
        let tight = TerminalColumns(rows, within: 10, gap: " | ", word: 6)
        #expect(!tight.fits && tight.widths == [4, 6, 5])
    }

    @Test(
        "Texts break between words, and within words longer than a line",
        arguments: [
            ("", 5, [""]), ("one two", 7, ["one two"]), ("one two", 6, ["one", "two"]),
            ("abcdefgh ij", 3, ["abc", "def", "gh", "ij"]), ("ab", 0, ["a", "b"]),
        ])
    func wraps(text: String, width: Int, lines: [String]) {
        #expect(TerminalColumns.wrapped(text, to: width) == lines)
    }
}

@Suite("Texts on one line") struct OneLineTests {
    @Test(
        "White space is one space inside and nothing outside",
        arguments: [
            (" at or\n  above ", "at or above"), ("", ""), ("\t\r\n\u{A0}", ""), ("a", "a"),
        ])
    func lines(text: String, line: String) {
        #expect(text.onOneLine == line)
    }
}
