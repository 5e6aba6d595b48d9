import DMN
import FEEL
import Testing

@Suite("What there is to say about a table")
struct AnalysisTests {
    static let products: [Value] = [1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 20, 25].map {
        .number($0)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let policy: String
        var aggregation: String?
        let rows: [[String]]
        var values: String?
        var fallback: String?
        let remarks: [String]
        var testDescription: String { name }

        init(
            _ name: String, _ policy: String, _ rows: [[String]], aggregation: String? = nil,
            values: String? = nil, fallback: String? = nil, _ remarks: String...
        ) {
            self.name = name
            self.policy = policy
            self.rows = rows
            self.aggregation = aggregation
            self.values = values
            self.fallback = fallback
            self.remarks = remarks
        }
    }

    static let gapsCases = [
        Case(
            "a clean table", "UNIQUE",
            [["A", "< 15", "-", "1"], ["B", ">= 15", "true", "2"], ["C", ">= 15", "false", "3"]]),
        Case(
            "a gap for two values, whatever else", "UNIQUE",
            [["A", "< 15", "-", "1"], ["B", "[16..20]", "-", "2"]],
            "warning gap: no row matches when score is 15 or 25, whatever the other inputs are"),
        Case(
            "a gap for a range", "UNIQUE",
            [["A", "< 6", "-", "1"], ["B", ">= 15", "-", "2"]],
            "warning gap: no row matches when score is 6 to 12, whatever the other inputs are"),
        Case(
            "a gap for a combination", "FIRST",
            [["A", "< 15", "-", "1"], ["B", "-", "true", "2"]],
            "warning gap: no row matches when score is 15 or more and held is false"),
        Case(
            "two gaps that lie over each other, each told whole", "UNIQUE",
            [["A", "< 15", "true", "1"]],
            "warning gap: no row matches when score is 15 or more, whatever the other inputs are",
            "warning gap: no row matches when held is false, whatever the other inputs are"),
        Case(
            "no gap with a default", "UNIQUE",
            [["A", "< 15", "-", "1"], ["B", ">= 15", "true", "2"]], fallback: "0"),
        Case("no gap where every matching row counts", "COLLECT", [["A", "< 15", "true", "1"]]),
        Case(
            "no gap in a sum of the rows", "COLLECT", [["A", "< 15", "true", "1"]],
            aggregation: "SUM"),
    ]

    static let rowsCases = [
        Case(
            "an overlap under UNIQUE", "UNIQUE",
            [["A", "<= 15", "-", "1"], ["B", ">= 15", "-", "2"]],
            "error overlap: rows A and B both match when score is 15, and only one may (hit policy UNIQUE)"
        ),
        Case(
            "rows under ANY that do not agree", "ANY",
            [["A", "<= 15", "-", "1"], ["B", ">= 15", "-", "2"]],
            "error overlap: rows A and B both match when score is 15, and do not give the same answer (hit policy ANY)"
        ),
        Case(
            "rows under ANY that cannot be compared", "ANY",
            [["A", "<= 15", "-", "score"], ["B", ">= 15", "-", "15"]],
            "warning overlap: rows A and B both match when score is 15, and may not give the same answer (hit policy ANY)"
        ),
        Case(
            "no overlap where rows under ANY agree", "ANY",
            [["A", "<= 15", "-", "1"], ["B", ">= 15", "-", "1"], ["C", "< 1", "-", "2"]],
            "warning unreachable: row C can never match: score is never `< 1`"),
        Case(
            "overlaps are as they should be under FIRST", "FIRST",
            [["A", ">= 15", "-", "1"], ["B", "-", "-", "2"]]),
        Case(
            "overlaps are as they should be under RULE ORDER", "RULE ORDER",
            [["A", ">= 15", "-", "1"], ["B", "-", "-", "2"]]),
        Case(
            "a row behind another under FIRST", "FIRST",
            [["A", ">= 10", "-", "1"], ["B", "20", "true", "2"], ["C", "-", "-", "3"]],
            "warning masked: row B never applies: wherever it would match, A matches first"),
        Case(
            "a row behind two others together", "FIRST",
            [
                ["A", ">= 10", "-", "1"], ["B", "< 10", "true", "2"], ["C", "-", "true", "3"],
                ["D", "-", "false", "4"],
            ],
            "warning masked: row C never applies: wherever it would match, A and B match first"),
        Case(
            "a row below another under PRIORITY", "PRIORITY",
            [["A", "20", "-", "2"], ["B", ">= 10", "-", "1"], ["C", "-", "-", "3"]],
            values: "1, 2, 3",
            "warning masked: row A never applies: wherever it would match, B gives a higher answer"
        ),
        Case(
            "no row below under PRIORITY where the higher one is narrower", "PRIORITY",
            [["A", "20", "-", "1"], ["B", "-", "-", "2"]], values: "1, 2"),
        Case(
            "the same row twice under COLLECT", "COLLECT",
            [["A", ">= 15", "-", "1"], ["B", ">=  15", "-", "1"], ["C", ">= 15", "-", "2"]],
            "warning duplicate: row B says the same as row A: its answer is given twice"),
        Case(
            "the same row twice but for its own name", "RULE ORDER",
            [
                ["A", ">= 15", "-", "\"A\""], ["B", ">= 15", "-", "\"B\""],
                ["C", ">= 20", "-", "\"A\""],
            ],
            "warning duplicate: row B says the same as row A: its answer is given twice",
            "warning subsumed: row C adds nothing: wherever it matches, row A gives the same answer; there the same answer is given twice"
        ),
        Case(
            "the same row in other words under UNIQUE", "UNIQUE",
            [["A", ">= 15", "-", "1"], ["B", "[15..25]", "-", "1"], ["C", "< 15", "-", "2"]],
            "error duplicate: row B says the same as row A: only one row may match (hit policy UNIQUE)"
        ),
        Case(
            "a row within another that counts twice", "COLLECT",
            [["A", ">= 15", "true", "1"], ["B", ">= 15", "-", "1"], ["C", "-", "-", "2"]],
            aggregation: "SUM",
            "warning subsumed: row A adds nothing: wherever it matches, row B gives the same answer; there it is counted twice in the sum"
        ),
        Case(
            "a row within another where only the greatest counts", "COLLECT",
            [["A", ">= 15", "true", "1"], ["B", ">= 15", "-", "1"], ["C", "-", "-", "2"]],
            aggregation: "MAX",
            "note subsumed: row A adds nothing: wherever it matches, row B gives the same answer; without it every answer would be the same"
        ),
        Case(
            "a row that stands before an exception under FIRST is needed", "FIRST",
            [["A", ">= 20", "-", "1"], ["B", ">= 15", "-", "2"], ["C", "-", "-", "1"]]),
        Case(
            "a row that repeats the next under FIRST", "FIRST",
            [["A", ">= 20", "-", "1"], ["B", ">= 15", "-", "1"], ["C", "-", "-", "2"]],
            "note subsumed: row A adds nothing: without it B would give the same answer"),
        Case(
            "a row between two values of the scale", "COLLECT",
            [["A", "]12..15[", "-", "1"], ["B", "-", "-", "2"]],
            "warning unreachable: row A can never match: score is never `]12..15[`"),
    ]

    static let cellsCases = [
        Case(
            "a value off the scale", "COLLECT", [["A", "16, 18", "-", "1"]],
            "warning off-scale: row A names 18, which score cannot be"),
        Case(
            "a threshold that no value has", "COLLECT", [["A", ">= 13", "-", "1"]],
            "note off-scale: in row A score `>= 13` is only >= 15: score is never 13 or 14"),
        Case(
            "a condition that the rows above have taken", "FIRST",
            [["A", "< 15", "-", "1"], ["B", ">= 15", "true", "2"], ["C", "-", "-", "3"]],
            "note redundant: in row B the condition score `>= 15` adds nothing: the rows above have taken everything else"
        ),
        Case(
            "a condition that always holds", "COLLECT", [["A", "[1..25]", "true", "1"]],
            "note redundant: in row A the condition score `[1..25]` adds nothing: score always is that"
        ),
        Case(
            "a column that no row uses, and an answer that never differs", "COLLECT",
            [["A", "< 15", "-", "1"], ["B", "> 15", "-", "1"]],
            "note unused: no row asks for held: its column is - throughout",
            "note constant: every row gives 1 as o"),
    ]

    /// The remarks of a kind of case; a column that no row of so small a table uses is not the point.
    private func said(_ given: Case) throws -> [String] {
        let model = try SmallModel.load(
            SmallModel.table(
                policy: given.policy, aggregation: given.aggregation,
                inputs: [("score", "number"), ("held", "boolean")],
                outputs: [
                    .init(name: "o", values: given.values, fallback: given.fallback)
                ], rows: given.rows))
        return model.analysis(domains: [
            "score": Self.products, "held": [.boolean(true), .boolean(false)],
        ]).map { "\($0.severity.rawValue) \($0.kind.rawValue): \($0.sentence)" }
    }

    @Test("What falls through is told as a few large parts", arguments: gapsCases)
    func tellsGaps(_ given: Case) throws {
        let said = try said(given).filter { $0.contains(" gap:") }
        #expect(said == given.remarks)
    }

    @Test("Rows that meet, hide and repeat one another are told", arguments: rowsCases)
    func tellsRows(_ given: Case) throws {
        let kinds = [" overlap:", " masked:", " duplicate:", " subsumed:", " unreachable:"]
        let said = try said(given).filter { line in kinds.contains { line.contains($0) } }
        #expect(said == given.remarks)
    }

    @Test(
        "Cells that cannot be, that add nothing or seem to say more are told", arguments: cellsCases
    )
    func tellsCells(_ given: Case) throws {
        let kinds = [" off-scale:", " redundant:", " unused:", " constant:"]
        let said = try said(given).filter { line in kinds.contains { line.contains($0) } }
        #expect(said == given.remarks)
    }

    @Test("What a remark quotes of a long text is cut")
    func cutsLongTexts() throws {
        let long = String(repeating: "long ", count: 4_000)
        let said = try said(
            Case(
                "rows of long names", "FIRST",
                [["A", ">= 15", "-", "1"], [long, ">= 15", "-", "1"], ["C", "-", "-", "2"]]))
        #expect(said.contains { $0.contains("long long") })
        for line in said { #expect(line.unicodeScalars.count <= 1_100) }
    }
}
