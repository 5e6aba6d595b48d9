import DMN
import FEEL
import Testing

@Suite("Cells that do not fit their column")
struct CellCheckTests {
    private func problems(_ elements: String) -> [String] {
        do {
            return try SmallModel.load(elements).warnings.map(\.description)
        } catch let error as DMNError {
            return error.problems.map(\.description)
        } catch {
            return ["\(error)"]
        }
    }

    /// A decision whose one row has these cells; the cell of conditions stands on line 7.
    private func table(
        _ cell: String, type: String = "number", values: String? = nil, output: String = "1",
        outputType: String = "number", outputValues: String? = nil, fallback: String? = nil
    ) -> String {
        func list(_ element: String, _ text: String?) -> String {
            text.map { "<\(element)><text>\(SmallModel.escaped($0))</text></\(element)>" } ?? ""
        }
        return """
            <inputData id="in_x" name="x"><variable name="x" typeRef="\(type)"/></inputData>
            <decision id="d" name="d"><informationRequirement><requiredInput href="#in_x"/></informationRequirement>
            <decisionTable>
            <input><inputExpression typeRef="\(type)"><text>x</text></inputExpression>\(list("inputValues", values))</input>
            <output typeRef="\(outputType)">\(list("outputValues", outputValues))\(list("defaultOutputEntry", fallback))</output>
            <rule id="A"><inputEntry><text>\(SmallModel.escaped(cell))</text></inputEntry>
            <outputEntry><text>\(SmallModel.escaped(output))</text></outputEntry></rule>
            </decisionTable></decision>
            """
    }

    struct Slip: Sendable, CustomTestStringConvertible {
        let cell: String
        var type = "number"
        var values: String?
        let message: String
        var testDescription: String { cell }
    }

    static let slips = [
        Slip(
            cell: "> \"15\"",
            message: "`> \"15\"` tests a string, but the column \"x\" is of type number; "
                + "write it without quotes: 15"),
        Slip(
            cell: "15, \"many\"",
            message:
                "`15, \"many\"` tests a string, but the column \"x\" is of type number; make them agree"
        ),
        Slip(
            cell: "[15..8]",
            message: "the range from 15 to 8 in `[15..8]` holds no value; "
                + "write its lower end first: [8..15]"),
        Slip(
            cell: "3, [8..8[",
            message: "the range from 8 to 8 in `3, [8..8[` holds no value; write 8 if that is meant"
        ),
        Slip(
            cell: "[1..\"5\"]",
            message: "the range `[1..\"5\"]` goes from a number to a string; "
                + "write both ends as values of one type"),
        Slip(
            cell: "opne", type: "string", values: "\"open\", \"closed\"",
            message: "in `opne`: unknown name 'opne'; a text is written in quotes: \"open\""),
        Slip(
            cell: "\"opne\"", type: "string", values: "\"open\", \"closed\"",
            message: "\"opne\" is not among the values of the column \"x\"; did you mean \"open\"?"),
        Slip(
            cell: "< \"2026-04-01\"", type: "date",
            message: "`< \"2026-04-01\"` tests a string, but the column \"x\" is of type date; "
                + "write it as date(\"2026-04-01\")"),
    ]

    @Test(
        "A cell of conditions is told with its row, its place and what to write", arguments: slips)
    func conditions(_ slip: Slip) {
        let said = problems(table(slip.cell, type: slip.type, values: slip.values))
        #expect(said.count == 1)
        #expect(said.first?.hasPrefix("m.dmn:7:") == true)
        let message = said.first?.split(separator: "row A: ").last.map(String.init)
        #expect(message == slip.message)
    }

    static let spoken = [
        Slip(cell: "15 or more", message: ">= 15"), Slip(cell: "15+", message: ">= 15"),
        Slip(cell: "8 or less", message: "<= 8"), Slip(cell: "at least 15", message: ">= 15"),
        Slip(cell: "More than 15", message: "> 15"), Slip(cell: "under 8", message: "< 8"),
        Slip(cell: "=> 15", message: ">= 15"), Slip(cell: "== 15", message: "15"),
        Slip(cell: "\u{2265} 15", message: ">= 15"), Slip(cell: "10 to 14", message: "[10..14]"),
        Slip(cell: "between 10 and 14", message: "[10..14]"),
        Slip(cell: "10..14", message: "[10..14]"),
        Slip(cell: "[10\u{2026}14]", message: "[10..14]"),
        Slip(cell: "\u{2013}", message: "-"),
        Slip(cell: "yes", type: "boolean", message: "true"),
        Slip(cell: "FALSE", type: "boolean", message: "false"),
        Slip(cell: "\u{201C}open\u{201D}", type: "string", message: "\"open\""),
        Slip(cell: "\u{2018}open\u{2019}", type: "string", message: "\"open\""),
        Slip(
            cell: "open or closed", type: "string", values: "\"open\", \"closed\"",
            message: "\"open\", \"closed\""),
    ]

    @Test(
        "A cell written as one speaks, or as a spreadsheet corrects, is told once with how to write it",
        arguments: spoken)
    func asSpoken(_ slip: Slip) {
        let said = problems(table(slip.cell, type: slip.type, values: slip.values))
        #expect(said.count == 1)
        #expect(said.first?.hasSuffix("; did you mean `\(slip.message)`?") == true)
        #expect(problems(table(slip.message, type: slip.type, values: slip.values)) == [])
    }

    @Test("A constant that comes to nothing, and a range that is a subtraction, are told")
    func mistakes() {
        func said(_ elements: String) -> [String] {
            problems(elements).map { $0.split(separator: "row A: ").last.map(String.init) ?? $0 }
        }
        #expect(
            said(table("< date(\"2026-02-30\")", type: "date")) == [
                "`< date(\"2026-02-30\")` cannot be tested: date: \"2026-02-30\" is not a date; correct it"
            ])
        #expect(said(table("< date(\"2026-02-28\")", type: "date")) == [])
        #expect(said(table("< today()", type: "date")) == [])
        #expect(
            said(table("-", output: "1 / 0")) == [
                "`1 / 0` is always null: division by zero; correct it, or write null if that is meant"
            ])
        #expect(said(table("-", output: "null")) == [])
        #expect(
            said(table("10-14")) == [
                "`10-14` is a subtraction; if a range is meant, write [10..14]"
            ])
    }

    @Test("A decision whose logic gives another type than it has is told")
    func decisions() {
        #expect(
            problems(
                """
                <decision id="d" name="d"><variable name="d" typeRef="number"/>
                <literalExpression><text>"many"</text></literalExpression></decision>
                """
            ).map { $0.split(separator: "error: ").last.map(String.init) }
                == [
                    "the decision \"d\" is of type number, and its logic gives a string; make them agree"
                ])
        func table(_ policy: String, _ output: String) -> String {
            """
            <decision id="d" name="d"><variable name="d" typeRef="\(output)"/><decisionTable \(policy)>
            <input><inputExpression><text>1</text></inputExpression></input><output typeRef="\(output)"/>
            <rule id="A"><inputEntry><text>-</text></inputEntry><outputEntry><text>null</text></outputEntry></rule>
            </decisionTable></decision>
            """
        }
        let said = problems(table("hitPolicy=\"COLLECT\"", "string"))
        #expect(said.count == 1)
        #expect(said.first?.contains("its table gives a list (hit policy COLLECT)") == true)
        #expect(said.first?.contains("warning") == true)
        #expect(
            problems(table("hitPolicy=\"COLLECT\" aggregation=\"SUM\"", "string")).first?.contains(
                "only numbers can be summed") == true)
        #expect(problems(table("hitPolicy=\"COLLECT\" aggregation=\"MAX\"", "date")) == [])
    }

    @Test(
        "What fits is not told",
        arguments: ["[8..15]", "[8..8]", "< 3", "not(5)", "null", "-", "[1..x]"])
    func fits(_ cell: String) {
        #expect(problems(table(cell)) == [])
    }

    @Test("Conclusions, defaults and lists of values are held to their types too")
    func conclusions() {
        #expect(
            problems(table("-", output: "\"many\"", fallback: "\"few\"")) == [
                "m.dmn:6:46: error: the default answer `\"few\"` is of type string, but the column \"d\" is of type number; make them agree",
                "m.dmn:8:14: error: row A: `\"many\"` is of type string, but the column \"d\" is of type number; make them agree",
            ])
        #expect(
            problems(table("-", outputValues: "1, 2", fallback: "3")).map {
                $0.split(separator: "error: ").last
            }
                == [
                    "the default answer 3 is not among the values of the column \"d\"; did you mean 1?"
                ])
        #expect(
            problems(table("-", values: "1, \"2\"")).map { $0.split(separator: "error: ").last }
                == [
                    "the values of the column \"x\" name \"2\", which is no number; write it without quotes: 2"
                ])
    }

    @Test("The allowed values of a type are held to what it is made of")
    func allowedValues() {
        #expect(
            problems(
                """
                <itemDefinition name="tScore"><typeRef>number</typeRef><allowedValues><text>[25..1]</text></allowedValues></itemDefinition>
                <itemDefinition name="tStatus"><typeRef>string</typeRef><allowedValues><text>"open", 3, "open"</text></allowedValues></itemDefinition>
                """) == [
                    "m.dmn:2:71: error: the type \"tScore\": the range from 25 to 1 in `[25..1]` holds no value; write its lower end first: [1..25]",
                    "m.dmn:3:72: error: the type \"tStatus\" allows 3, which is no string; make them agree",
                    "m.dmn:3:72: warning: the type \"tStatus\" allows \"open\" twice; keep one of them",
                ])
    }

    @Test("All errors of a table are told at once")
    func atOnce() {
        let said = problems(
            SmallModel.table(
                policy: "UNIQUE", inputs: [("x", "number"), ("y", "string")],
                outputs: [.init(name: "o", values: "1, 2", fallback: "5")],
                rows: [["A", "[9..1]", "open", "1"], ["B", "\"3\"", "3", "7"]]))
        #expect(said.count == 6)
    }
}

@Suite("Large tables")
struct LargeTableTests {
    @Test("Hundreds of rows over eight columns are looked over whole")
    func hundreds() throws {
        // 256 rows split eight columns in all ways; one is left out, one stands twice.
        let names = (0..<8).map { "c\($0)" }
        var rows = (0..<256).map { number in
            ["R\(number)"]
                + (0..<8).map { number >> $0 & 1 == 1 ? ">= 10" : "< 10" } + ["\(number)"]
        }
        rows.remove(at: 77)
        rows.append(["R256"] + rows[5].dropFirst().dropLast() + ["0"])
        let model = try SmallModel.load(
            SmallModel.table(
                policy: "UNIQUE", inputs: names.map { ($0, "number") },
                outputs: [.init(name: "o")], rows: rows))
        let scale: [Value] = (1...25).map { .number(Decimal128($0)) }
        let remarks = model.analysis(
            domains: Dictionary(uniqueKeysWithValues: names.map { ($0, scale) }))
        #expect(remarks.map(\.kind) == [.gap, .overlap])
        #expect(remarks.first?.example.first == "c0 = 10")
        #expect(remarks.last?.rows == ["R5", "R256"])
    }

    @Test("A table that is too large for some questions says so, and its pairs are looked at")
    func tooLarge() throws {
        // Rows that each leave out one value of every column: their gaps have no short form.
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        let names = (0..<12).map { "c\($0)" }
        let rows = (0..<150).map { number in
            ["R\(number)"] + names.map { _ in next(3) == 0 ? "not(\(next(20)))" : "-" } + [
                "\(number)"
            ]
        }
        let model = try SmallModel.load(
            SmallModel.table(
                policy: "UNIQUE",
                inputs: names.map { ($0, "number") },
                outputs: [.init(name: "o")], rows: [["Z"] + names.map { _ in "1" } + ["1"]] + rows))
        let remarks = model.analysis()
        #expect(remarks.contains { $0.kind == .overlap })
        #expect(remarks.count < 60)
    }
}
