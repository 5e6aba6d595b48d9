import DMN
import FEEL

/// Decision tables and inputs made from a seed: of every policy, kind of column and form of cell.
struct GeneratedTable {
    let seed: Int
    private var state: UInt64
    private(set) var columns: [Column] = []
    private var policy = ""
    private var aggregation: String?
    private var rowCount = 0

    /// A column of conditions.
    struct Column {
        let name: String
        let kind: String
        /// Whether the column, and the fact it tests, are declared to be of the kind.
        let isTyped: Bool
        let isFactTyped: Bool
        /// What is tested: the fact, or an expression of it.
        let tested: String
    }

    static let constants = [
        "number": [
            "0", "1", "2", "3", "5", "8", "8.5", "13", "-1", "255", "256", "1000000000000000000000",
        ],
        "string": [
            "\"a\"", "\"b\"", "\"m\"", "\"\"", "\"\u{e9}\"", "\"e\u{301}\"",
            "\"a text that is longer than fifteen bytes\"",
        ],
        "boolean": ["true", "false"],
        "date": ["@\"2026-04-01\"", "@\"2026-06-30\"", "@\"-2000-01-01\"", "@\"2024-02-29\""],
        "time": [
            "@\"09:00:00\"", "@\"12:30:00.5\"", "@\"17:00:00Z\"", "@\"17:00:00+01:00\"",
            "@\"08:00:00@Europe/London\"",
        ],
        "date and time": [
            "@\"2026-04-01T00:00:00\"", "@\"2026-06-30T12:00:00\"", "@\"2026-06-30T12:00:00Z\"",
            "@\"2026-06-30T12:00:00@Europe/London\"",
        ],
        "days and time duration": ["@\"P1D\"", "@\"PT36H\"", "@\"-PT1S\"", "@\"P400D\""],
        "years and months duration": ["@\"P1Y\"", "@\"P6M\"", "@\"-P1M\""],
    ]

    /// Values of each kind that no cell names.
    static let others = [
        "number": ["4", "-7", "2.25", "100000", "1/3", "7 * 1000000000000000000000"],
        "string": ["\"c\"", "\"A\"", "\"zz\"", "\"e\""],
        "boolean": ["true"],
        "date": ["@\"2026-05-05\"", "@\"1999-12-31\""],
        "time": ["@\"10:00:00\"", "@\"12:30:00\"", "@\"16:00:00Z\""],
        "date and time": ["@\"2026-05-05T00:00:00\"", "@\"2026-06-30T11:00:00Z\""],
        "days and time duration": ["@\"PT1H\"", "@\"P30D\""],
        "years and months duration": ["@\"P13M\""],
    ]

    static let kinds = others.keys.sorted()

    init(seed: Int) {
        self.seed = seed
        state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
        policy = pick([
            "UNIQUE", "ANY", "FIRST", "PRIORITY", "OUTPUT ORDER", "RULE ORDER", "COLLECT",
            "COLLECT",
        ])
        aggregation = policy == "COLLECT" ? pick([nil, "SUM", "MIN", "MAX", "COUNT"]) : nil
        rowCount = next(10) == 0 ? 65 + next(136) : 1 + next(12)
        columns = (0..<(1 + next(6))).map { number in
            let kind = next(3) == 0 ? pick(Self.kinds) : pick(["number", "string", "boolean"])
            let name = "x\(number)"
            var tested = name
            if next(6) == 0 {
                tested = kind == "number" ? pick(["\(name) * 2", "\(name) + 1 - k"]) : "(\(name))"
            }
            return Column(
                name: name, kind: kind, isTyped: next(3) != 0, isFactTyped: next(2) == 0,
                tested: tested)
        }
    }

    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }

    private mutating func pick<Item>(_ choices: [Item]) -> Item { choices[next(choices.count)] }

    // MARK: - The table

    /// The model as XML: one decision `d` of the inputs, and `twice`, which is made of it.
    mutating func model() -> String {
        let isPlain = next(2) == 0
        var xml = [
            "<inputData id=\"k\" name=\"k\"><variable name=\"k\" typeRef=\"number\"/></inputData>"
        ]
        for column in columns {
            xml.append(
                "<inputData id=\"\(column.name)\" name=\"\(column.name)\"><variable name=\"\(column.name)\""
                    + (column.isFactTyped ? " typeRef=\"\(column.kind)\"" : "") + "/></inputData>")
        }
        xml.append("<decision id=\"d\" name=\"d\"><variable name=\"d\"/>")
        for name in columns.map(\.name) + ["k"] {
            xml.append(
                "<informationRequirement><requiredInput href=\"#\(name)\"/></informationRequirement>"
            )
        }
        let given = aggregation.map { " aggregation=\"\($0)\"" } ?? ""
        xml.append("<decisionTable hitPolicy=\"\(policy)\"\(given)>")
        for column in columns {
            let type = column.isTyped ? " typeRef=\"\(column.kind)\"" : ""
            let values =
                next(6) == 0 ? "<inputValues><text>\(inputValues(column))</text></inputValues>" : ""
            xml.append(
                "<input><inputExpression\(type)><text>\(column.tested)</text></inputExpression>\(values)</input>"
            )
        }
        let outputs = aggregation == nil ? 1 + next(2) : 1
        let isRanked = policy == "PRIORITY" || policy == "OUTPUT ORDER"
        for number in 0..<outputs {
            let ranking = isRanked ? "<outputValues><text>3, 1, 2</text></outputValues>" : ""
            let fallback =
                next(3) == 0
                ? "<defaultOutputEntry><text>\(next(2) == 0 ? "9" : "k")</text></defaultOutputEntry>"
                : ""
            xml.append("<output name=\"o\(number)\">\(ranking)\(fallback)</output>")
        }
        for _ in 0..<rowCount {
            let cells = columns.map {
                "<inputEntry><text>\(SmallModel.escaped(cell($0, isPlain)))</text></inputEntry>"
            }
            let results = (0..<outputs).map { _ in
                "<outputEntry><text>\(next(isPlain ? 40 : 5) == 0 ? "k * 2" : pick(["1", "2", "3"]))</text></outputEntry>"
            }
            xml.append("<rule>\((cells + results).joined())</rule>")
        }
        xml.append("</decisionTable></decision>")
        xml.append(Self.dependent)
        return xml.joined(separator: "\n")
    }

    private static let dependent = """
        <decision id="sum" name="sum"><variable name="sum"/>
        <informationRequirement><requiredInput href="#k"/></informationRequirement>
        <informationRequirement><requiredDecision href="#d"/></informationRequirement>
        <literalExpression><text>k * k - 2 + (if k > 3 then k else -k)</text></literalExpression></decision>
        <decision id="twice" name="twice"><variable name="twice"/>
        <informationRequirement><requiredDecision href="#d"/></informationRequirement>
        <informationRequirement><requiredDecision href="#sum"/></informationRequirement>
        <decisionTable hitPolicy="FIRST">
        <input><inputExpression><text>sum</text></inputExpression></input>
        <input><inputExpression><text>d</text></inputExpression></input>
        <output name="o"/>
        <rule><inputEntry><text>&lt; 0</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>"low"</text></outputEntry></rule>
        <rule><inputEntry><text>-</text></inputEntry><inputEntry><text>1,2</text></inputEntry><outputEntry><text>"some"</text></outputEntry></rule>
        <rule><inputEntry><text>[0..100]</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>"high"</text></outputEntry></rule>
        </decisionTable></decision>
        """

    private mutating func inputValues(_ column: Column) -> String {
        let pool = Self.constants[column.kind] ?? []
        return SmallModel.escaped(
            next(2) == 0
                ? (0..<4).map { _ in pick(pool) }.joined(separator: ",")
                : next(4) == 0
                    ? "? != k" : column.kind == "number" ? "[0..13]" : pool.joined(separator: ","))
    }

    private mutating func cell(_ column: Column, _ isPlain: Bool) -> String {
        let pool =
            next(25) == 0
            ? Self.constants[pick(Self.kinds)] ?? [] : Self.constants[column.kind] ?? []
        let (a, b) = (pick(pool), pick(pool))
        if !isPlain, next(6) == 0 {
            return pick([
                "k", "> k", "? = \(a)", "? != null and ? != \(a)", "not(k)", "= \(a)", "!= \(a)",
                "\(a), ? = k", "[1, 2, 3]", "string(?) = \"a\"",
            ])
        }
        if next(3) == 0 { return "-" }
        let plain = [
            a, "\(a), \(b)", "not(\(a))", "not(\(a), \(b))", "\(a), null", "not(\(a), null)",
            "null",
        ]
        guard column.kind != "boolean", next(2) == 0 else { return pick(plain) }
        let (low, high) = (min(a, b), max(a, b))
        return pick([
            "< \(a)", "<= \(a)", "> \(a)", ">= \(a)", "[\(a)..\(b)]", "[\(low)..\(high))",
            "(\(a)..\(b)]", "]\(low)..\(high)[", "not([\(a)..\(b)])", "< \(a), > \(b)",
            "not(< \(a), \(b))", "[\(low)..\(high)], \(a)",
        ])
    }

    // MARK: - Inputs

    /// Values for the columns' facts and for `k`, last: constants of cells, others, nulls, wrong types.
    mutating func inputs() throws -> [Value] {
        var values: [Value] = []
        for column in columns {
            let text: String
            switch next(10) {
            case 0: text = "null"
            case 1: text = pick(Self.constants[pick(Self.kinds)] ?? [])
            case 2, 3: text = pick(Self.others[column.kind] ?? [])
            case 4 where next(6) == 0: text = pick(["[1, 2]", "{a: 1}", "[3]"])
            default: text = pick(Self.constants[column.kind] ?? [])
            }
            values.append(try Self.value(text))
        }
        let number = next(12) == 0 ? "null" : next(9) == 0 ? "\"k\"" : "\(next(9) - 2)"
        return values + [try Self.value(number)]
    }

    private static func value(_ text: String) throws -> Value { try .feel(text) }
}

extension GeneratedTable {
    /// The values under the names of the facts.
    func named(_ values: [Value]) -> [String: Value] {
        Dictionary(uniqueKeysWithValues: zip(columns.map(\.name) + ["k"], values))
    }
}
