import DMN
import FEEL
import Testing

@Suite("Traces")
struct TraceTests {
    static let registers = SmallModel.table(
        "Registers", policy: "RULE ORDER",
        inputs: [("score", "number"), ("has objective", "boolean"), ("held", "boolean")],
        outputs: [.init(name: "register")],
        rows: [
            ["REG-1", ">= 15", "-", "-", "\"HLRR\"", "RM01 6.2"],
            ["REG-2", ">= 15", "true", "-", "\"BAF\"", "RM01 6.3"],
            ["REG-3", "-", "-", "true", "\"BAF\"", "RM01 6.4"],
        ])

    @Test("A trace tells which rows were hit, by what values, and on which clause they rest")
    func why() throws {
        let model = try SmallModel.load(Self.registers)
        let trace = try model.explain(
            decision: "Registers",
            inputs: [
                "score": .number(16), "has objective": .boolean(false), "held": .boolean(false),
            ])
        #expect(trace.result.value.description == "[\"HLRR\"]")
        let step = try #require(trace.steps.last)
        #expect(step.name == "Registers")
        #expect(
            step.inputs.map { "\($0.name) = \($0.value)" } == [
                "score = 16", "has objective = false", "held = false",
            ])
        let table = try #require(trace.tables.first)
        #expect(table.rows.map(\.outcome) == [.hit, .failed, .failed])
        #expect(table.rows[0].annotations.map { "\($0.name): \($0.text)" } == ["Policy: RM01 6.2"])
        #expect(table.rows[0].outputs.map { $0.value?.description } == ["\"HLRR\""])
        #expect(table.rows[1].cells.map(\.verdict) == [.passed, .failed, .passed])
        #expect(table.rows[1].cells.map(\.isNeeded) == [true, true, false])
    }

    @Test("The nearest row is the one with most cells matched, ties the first")
    func whyNot() throws {
        let model = try SmallModel.load(Self.registers)
        func nearest(_ score: Int, _ objective: Bool) throws -> String? {
            let trace = try model.explain(
                decision: "Registers",
                inputs: [
                    "score": .number(Decimal128(score)), "has objective": .boolean(objective),
                    "held": .boolean(false),
                ])
            let row = trace.tables[0].nearestRow { $0.gives(.string("BAF")) }
            guard let row, let cell = row.firstFailure else { return nil }
            return "\(row.id): \(cell.column) is \(cell.value), needs \(cell.text)"
        }
        #expect(try nearest(16, false) == "REG-2: has objective is false, needs true")
        #expect(try nearest(12, true) == "REG-2: score is 12, needs >= 15")
        // One cell of REG-2 passes and two of REG-3.
        #expect(try nearest(12, false) == "REG-3: held is false, needs true")
    }

    @Test("Rows that match and are not used are told apart from those that fail")
    func matchedButNotUsed() throws {
        let model = try SmallModel.load(
            SmallModel.table(
                policy: "FIRST", inputs: [("score", "number")], outputs: [.init(name: "o")],
                rows: [["A", ">= 10", "1"], ["B", ">= 5", "2"], ["C", "< 5", "3"]]))
        let trace = try model.explain(decision: "d", inputs: ["score": .number(12)])
        #expect(trace.tables[0].rows.map(\.outcome) == [.hit, .matched, .failed])
    }

    /// Tables and inputs made from a seed.
    struct Generator {
        var state: UInt64
        /// Cells of constants only, so that the table is looked up and not scanned.
        var isPlain = false

        mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }

        mutating func pick(_ choices: [String]) -> String { choices[next(choices.count)] }

        mutating func cell(_ type: String) -> String {
            let (low, high) = (next(20), next(20))
            switch type {
            case "number" where isPlain:
                return pick([
                    "-", "\(low)", "< \(low)", ">= \(low)", "[\(low)..\(low + high)]",
                    "]\(low)..\(low + high)[", "\(low), \(high), null", "not(\(low))",
                    "not([\(low)..\(low + high)], \(high))", "null", "\(low).5", "> 0.\(high)",
                ])
            case "string" where isPlain:
                return pick([
                    "-", "\"a\"", "\"a\", \"b\"", "not(\"a\")", "not(\"a\", null)", "\"c\"",
                ])
            case "number":
                return pick([
                    "-", "\(low)", "< \(low)", ">= \(low)", "[\(low)..\(low + high)]",
                    "]\(low)..\(low + high)[", "\(low), \(high)", "not(\(low))",
                    "not([\(low)..\(low + high)], \(high))", "? > \(low) and ? < \(low + high)",
                    "other", "> other", "null", "= \(low)", "!= \(low)",
                ])
            case "string":
                return pick([
                    "-", "\"a\"", "\"a\", \"b\"", "not(\"a\")", "not(\"a\", null)",
                    "string length(?) = 1", "\"c\"",
                ])
            default: return pick(["-", "true", "false", "not(true)", "null"])
            }
        }

        mutating func table() -> String {
            let policy = pick([
                "UNIQUE", "ANY", "FIRST", "PRIORITY", "OUTPUT ORDER", "RULE ORDER", "COLLECT",
            ])
            let outputs = isPlain ? ["1", "2", "3"] : ["1", "2", "3", "other", "n * 2"]
            let rows = (0..<(1 + next(isPlain ? 80 : 12))).map { number in
                [
                    "R\(number)", cell("number"), cell("string"), cell("boolean"), cell("number"),
                    policy.hasSuffix("ORDER") || policy == "PRIORITY"
                        ? pick(["1", "2", "3"]) : pick(outputs),
                ]
            }
            return SmallModel.table(
                policy: policy,
                inputs: [
                    ("n", "number"), ("s", "string"), ("b", "boolean"), ("other", "number"),
                ],
                outputs: [
                    .init(name: "o", values: "3, 1, 2, 4", fallback: next(2) == 0 ? "0" : nil)
                ],
                rows: rows)
        }

        mutating func inputs() -> [String: Value] {
            let number: Value =
                next(8) == 0
                ? .null
                : next(4) == 0
                    ? (Decimal128(next(44)).divided(by: 2)).map { .number($0) } ?? .null
                    : .number(Decimal128(next(22) - 1))
            let text: Value =
                next(8) == 0
                ? .null : next(20) == 0 ? .number(1) : .string(pick(["a", "b", "c", "dd"]))
            let truth: Value = next(8) == 0 ? .null : .boolean(next(2) == 0)
            return ["n": number, "s": text, "b": truth, "other": .number(Decimal128(next(22)))]
        }
    }

    @Test("Traced, untraced and through an evaluator the answer is the same", arguments: 1...200)
    func sameAnswers(seed: Int) throws {
        var generator = Generator(state: UInt64(seed), isPlain: seed % 2 == 0)
        let model = try SmallModel.load(generator.table(), strictness: .lenient)
        let handle = try model.decision("d")
        let evaluator = handle.evaluator()
        for _ in 0..<40 {
            let inputs = generator.inputs()
            let result = try model.evaluate(decision: "d", inputs: inputs)
            let trace = try model.explain(decision: "d", inputs: inputs)
            let again = evaluator.evaluate(handle.inputs.map { inputs[$0.name] ?? .null })
            #expect(result.value.description == trace.result.value.description)
            #expect(result.warnings == trace.result.warnings)
            #expect(result.value.description == again.description)
            #expect(result.warnings == evaluator.warnings)
            #expect(trace.steps.last?.value.description == result.value.description)
        }
    }
}
