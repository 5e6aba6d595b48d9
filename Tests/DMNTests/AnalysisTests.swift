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
        let rows: [[String]]
        var fallback: String?
        let remarks: [String]
        var testDescription: String { name }
    }

    static let cases = [
        Case(
            name: "a clean table", policy: "UNIQUE",
            rows: [
                ["A", "< 15", "-", "1"], ["B", ">= 15", "true", "2"], ["C", ">= 15", "false", "3"],
            ],
            remarks: []),
        Case(
            name: "a gap for a value, whatever else", policy: "UNIQUE",
            rows: [["A", "< 15", "-", "1"], ["B", "[16..20]", "-", "2"]],
            remarks: [
                "warning gap: no row matches when score is 15, 25, whatever the other inputs are"
            ]),
        Case(
            name: "a gap for a combination", policy: "FIRST",
            rows: [["A", "< 15", "-", "1"], ["B", ">= 15", "true", "2"]],
            remarks: ["warning gap: no row matches when score = 15 and held = false"]),
        Case(
            name: "no gap with a default", policy: "FIRST",
            rows: [["A", "< 15", "-", "1"], ["B", ">= 15", "true", "2"]], fallback: "0",
            remarks: []),
        Case(
            name: "an overlap under UNIQUE", policy: "UNIQUE",
            rows: [["A", "<= 15", "-", "1"], ["B", ">= 15", "-", "2"]],
            remarks: [
                "error overlap: rows A and B both match when score = 15 and held = true, and the hit policy is UNIQUE"
            ]),
        Case(
            name: "no overlap where rows under ANY agree", policy: "ANY",
            rows: [["A", "<= 15", "-", "1"], ["B", ">= 15", "-", "1"]], remarks: []),
        Case(
            name: "a masked row", policy: "FIRST",
            rows: [["A", ">= 10", "-", "1"], ["B", "20", "true", "2"], ["C", "-", "-", "3"]],
            remarks: [
                "warning masked: row B never applies: wherever it would match, A matches first"
            ]),
        Case(
            name: "a row between two values of the scale", policy: "COLLECT",
            rows: [["A", "]12..15[", "-", "1"]],
            remarks: [
                "warning unreachable: row A can never match: no input meets all its conditions"
            ]),
        Case(
            name: "a value off the scale", policy: "COLLECT",
            rows: [["A", "16, 18", "-", "1"]],
            remarks: ["warning off-scale: row A names 18, which score cannot be"]),
        Case(
            name: "the same row twice", policy: "COLLECT",
            rows: [
                ["A", ">= 15", "-", "1"], ["B", ">=  15", "-", "1"], ["C", ">= 15", "-", "2"],
            ],
            remarks: ["warning duplicate: row B says the same as row A"]),
        Case(
            name: "nothing is said of what cannot be known", policy: "UNIQUE",
            rows: [["A", "odd(?)", "-", "1"], ["B", "even(?)", "-", "2"]], remarks: []),
    ]

    @Test("A table is tried with every input its cells tell apart", arguments: cases)
    func remarks(_ given: Case) throws {
        let model = try SmallModel.load(
            SmallModel.table(
                policy: given.policy, inputs: [("score", "number"), ("held", "boolean")],
                outputs: [.init(name: "o", fallback: given.fallback)], rows: given.rows))
        let remarks = model.analysis(domains: ["score": Self.products])
        let said = remarks.filter { $0.kind != .unused }.map {
            "\($0.severity.rawValue) \($0.kind.rawValue): \($0.sentence)"
        }
        // A second space in a cell is no second condition.
        #expect(said == given.remarks)
    }

    @Test("A requirement that nothing uses is noted, and no domain means points around the cells")
    func unusedAndDerived() throws {
        let model = try SmallModel.load(
            """
            <inputData id="a" name="age"/><inputData id="b" name="bed"/>
            <decision id="d" name="d">
            <informationRequirement><requiredInput href="#a"/></informationRequirement>
            <informationRequirement><requiredInput href="#b"/></informationRequirement>
            <decisionTable><input><inputExpression typeRef="number"><text>age</text></inputExpression></input>
            <output/><rule id="A"><inputEntry><text>[18..65[</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>
            </decisionTable></decision>
            """)
        #expect(
            model.analysis().map(\.description) == [
                "m.dmn:3:1: note: d: it requires \"bed\" and does not use it",
                "m.dmn:6:1: warning: d: no row matches when age is 17, 65, 66",
            ])
    }
}
