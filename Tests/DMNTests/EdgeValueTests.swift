import DMN
import FEEL
import Testing

/// Values at the edges of what the quick ways hold: they must fall back to what FEEL says.
@Suite("Values at the edges")
struct EdgeValueTests {
    static let expressions = [
        "a + b", "a - b", "a * b", "a / b", "-a", "a = b", "a != b", "a < b", "a <= b", "a > b",
        "a >= b", "a between b and 15", "if a > b then a else b", "if a then b else 0",
        "if a = null then b else a", "a and b", "a or b", "a > 1 and b > 1", "not(a > b)",
        "(if a > b then 1 else 2) + (if a = b then 3 else 4)", "a * b - b * a", "a + 15.00",
        "(a = b) = (b = a)", "if (a > b) and (b > 0) then a * b else a - b", "a * 0", "0 - a",
        "string(a + b)", "string(a)",
    ]

    static let values = [
        "null", "0", "-0", "0.0", "1", "-1", "15", "15.0", "1.5E1", "1E1", "2", "1/3", "2.5", "-7",
        "9223372036854775807", "-9223372036854775808", "9223372036854775808", "4611686018427387904",
        "4611686018427387903", "-4611686018427387904", "3037000500",
        "9999999999999999999999999999999999", "9.99E6144", "1E-6176", "true", "false", "\"15\"",
        "\"\"",
        "date(\"2026-02-28\")", "[1]", "[15]", "{}",
    ]

    @Test(
        "Traced, evaluated and in columns an expression gives the same for all of them",
        arguments: expressions)
    func sameOfExpression(_ expression: String) throws {
        let model = try SmallModel.load(
            SmallModel.anyInputs
                + """
                <decision id="d" name="d">\(SmallModel.needs)<literalExpression><text>\(SmallModel.escaped(expression))</text></literalExpression></decision>
                """)
        try compare(model)
    }

    static let cells = [
        "15", "15.0", "< 15", "[1..15]", "not(15)", "> 9223372036854775806", "1E1", "0",
        "-1, 15.00",
        "< -9223372036854775807", "> 1/3", "\"15\"", "true", "null", "not(null)", "[-1.5..2.5)",
        "9999999999999999999999999999999999", "< 1E-10",
    ]

    @Test(
        "Traced, evaluated and in columns a table gives the same for all of them", arguments: cells)
    func tables(_ cell: String) throws {
        let text = SmallModel.escaped(cell)
        let model = try SmallModel.load(
            SmallModel.anyInputs
                + """
                <decision id="d" name="d">\(SmallModel.needs)<decisionTable hitPolicy="FIRST">
                <input><inputExpression><text>a</text></inputExpression></input>
                <input><inputExpression><text>b</text></inputExpression></input><output/>
                <rule id="A"><inputEntry><text>\(text)</text></inputEntry><inputEntry><text>\(text)</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>
                <rule id="B"><inputEntry><text>-</text></inputEntry><inputEntry><text>\(text)</text></inputEntry><outputEntry><text>2</text></outputEntry></rule>
                <rule id="C"><inputEntry><text>\(text)</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>3</text></outputEntry></rule>
                </decisionTable></decision>
                """, strictness: .lenient)
        try compare(model)
    }

    private func compare(_ model: DecisionModel) throws {
        let values = try Self.values.map { try Expression($0).evaluate().value }
        let handle = try model.decisions(["d"])
        let evaluator = handle.evaluator()
        let batch = handle.batch()
        var pairs: [[Value]] = []
        for first in values { for second in values { pairs.append([first, second]) } }
        let expected = pairs.map { pair in
            let named = ["a": pair[0], "b": pair[1]]
            return evaluator.explain(handle.inputs.map { named[$0.name] ?? .null }).result.value
                .description
        }
        func columns(_ rows: [Int]) -> [DecisionBatch.Column] {
            handle.inputs.map { input in
                let column = rows.map { pairs[$0][input.name == "a" ? 0 : 1] }
                let integers = column.compactMap(\.int)
                return integers.count == column.count
                    && column.allSatisfy { "\($0)" == "\($0.int ?? 0)" }
                    ? .integers(integers) : .values(column)
            }
        }
        for (row, pair) in pairs.enumerated() {
            let named = ["a": pair[0], "b": pair[1]]
            let found = evaluator.evaluate(handle.inputs.map { named[$0.name] ?? .null })
            #expect(found.description == expected[row], "\(pair)")
        }
        // All at once, and those that are whole numbers by themselves.
        let whole = pairs.indices.filter { row in
            pairs[row].allSatisfy { value in value.int.map { "\($0)" == "\(value)" } ?? false }
        }
        for rows in [Array(pairs.indices), whole, whole.reversed()] {
            let found = batch.evaluate(columns(rows)).columns[0]
            for (place, row) in rows.enumerated() {
                #expect(found[place].description == expected[row], "\(pairs[row])")
            }
        }
    }
}

extension SmallModel {
    fileprivate static let anyInputs = input("a", "Any") + "\n" + input("b", "Any") + "\n"
    fileprivate static let needs = ["a", "b"].map {
        "<informationRequirement><requiredInput href=\"#in_\($0)\"/></informationRequirement>"
    }.joined()
}
