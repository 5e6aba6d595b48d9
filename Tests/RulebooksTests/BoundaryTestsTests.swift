import DMN
import DMNXML
import FEEL
import Foundation
import Testing

@testable import Rulebooks

/// A rulebook with some texts of its files changed.
private func changed(
    _ changes: [(file: String, old: String, new: String)] = [], without removed: [String] = []
) throws -> LoadedRulebook {
    var files = try RulebookFolder.load("\(root)/Rules/hct").files
    files.removeAll { removed.contains($0.path) }
    for change in changes {
        let index = try #require(files.firstIndex { $0.path == change.file })
        let text = String(decoding: files[index].bytes, as: UTF8.self)
        try #require(text.contains(change.old), "\(change.file) has no \(change.old)")
        files[index].bytes = Array(text.replacing(change.old, with: change.new).utf8)
    }
    return try RulebookFolder.load(
        files: files.map { (path: $0.path, bytes: $0.bytes) }, name: "hct")
}

/// A rulebook with the generated files as a plan would leave them.
private func written(_ loaded: LoadedRulebook, day: String) throws -> LoadedRulebook {
    var files = loaded.files.map { (path: $0.path, bytes: $0.bytes) }
    for plan in try BoundaryTests.plans(loaded, day: day) {
        files.removeAll { $0.path == plan.file }
        if let text = plan.text { files.append((path: plan.file, bytes: Array(text.utf8))) }
    }
    return try RulebookFolder.load(files: files, name: "hct")
}

private let generated = ["findings", "moves", "review", "routing", "scoring"].map {
    "tests/\($0)-boundaries.xml"
}

@Suite("Which rows tests hit") struct RowCoverageTests {
    @Test("The tests of every rulebook that ships hit every row", arguments: shipped)
    func hitsEveryRow(name: String) throws {
        let report = try RulebookTests.run("\(root)/Rules/\(name)")
        #expect(report.coverage.flatMap { $0.missed.map(\.row.id) } == [])
        #expect(report.coverage.map(\.rowCount).reduce(0, +) > 80)
    }

    @Test("The generated tests of every rulebook that ships are up to date", arguments: shipped)
    func isUpToDate(name: String) throws {
        let loaded = try RulebookFolder.load("\(root)/Rules/\(name)")
        for plan in try BoundaryTests.plans(loaded, day: "2030-01-01") {
            #expect(!plan.isChange, "\(plan.file): run `baf rules test Rules/\(name) --write`")
            #expect(plan.unreached == [])
        }
    }

    @Test("A row that no test hits is named with its place and its conditions")
    func namesRow() throws {
        let loaded = try changed(without: generated)
        let moves = try #require(
            RulebookTests.run(loaded).coverage.first { $0.model == "moves.dmn" })
        #expect(moves.rowCount == 10)
        #expect(moves.hitCount == 9)
        let missed = try #require(moves.missed.first)
        #expect(missed.table.name == "Ruling needed")
        #expect(missed.row.id == "MOV-06")
        #expect(missed.row.words == "move is \"closed\", register is \"BAF\"")
        #expect(missed.row.location.description == "hct/moves.dmn:104:7")
        #expect(missed.row.clause.hasPrefix("package default"))
    }

    @Test("A threshold with tests far from it on both sides is still not tried")
    func untried() throws {
        let cases = [12, 20].map { score in
            """
            <testCase id="\(score)">
            <inputNode name="score"><value xsi:type="xsd:decimal">\(score)</value></inputNode>
            <resultNode name="At the threshold"><expected><value xsi:type="xsd:boolean">\(score >= 15)</value>
            </expected></resultNode></testCase>
            """
        }
        let loaded = try suite("routing.dmn", cases.joined())
        let routing = try #require(
            RulebookTests.run(loaded, only: "tests/own.xml").coverage.first)
        let row = try #require(routing.tables.first?.rows.first)
        #expect(row.hits == 1)
        let condition = try #require(row.conditions.first)
        #expect(condition.isMet && condition.isMissed && !condition.isTriedWhole)
        #expect(condition.untried == ["14", "15"])
    }

    /// The rulebook with one more file of tests.
    private func suite(_ model: String, _ cases: String) throws -> LoadedRulebook {
        let xml = """
            <testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
            <modelName>\(model)</modelName>
            \(cases)
            </testCases>
            """
        let files = try RulebookFolder.load("\(root)/Rules/hct").files
            .map { (path: $0.path, bytes: $0.bytes) }
        return try RulebookFolder.load(
            files: files + [(path: "tests/own.xml", bytes: Array(xml.utf8))], name: "hct")
    }

    /// A file of tests that cannot be run, and what is said of it.
    private static let broken = [
        (
            "<testCase><inputNode name=\"scor\"><value xsi:type=\"xsd:decimal\">1</value></inputNode></testCase>",
            "hct/tests/own.xml:4:11: error: routing.dmn has no input \"scor\"; did you mean \"score\"?"
        ),
        (
            "<testCase><resultNode name=\"Routin\"><expected/></resultNode></testCase>",
            "hct/tests/own.xml:4:11: error: routing.dmn has no decision \"Routin\"; did you mean \"Routing\"?"
        ),
        (
            "<testCase><resultNode name=\"Routing\"><expected><value xsi:type=\"xsd:decimal\">3</value></expected>"
                + "</resultNode></testCase>",
            "hct/tests/own.xml:4:11: error: the decision \"Routing\" gives a string, and 3 is none; "
                + "expect a value of its type, or none: <value xsi:nil=\"true\"/>"
        ),
        (
            "<testCase><inputNode name=\"score\"><value xsi:type=\"xsd:string\">high</value></inputNode></testCase>"
                + "<testCase><inputNode name=\"score\"><value xsi:type=\"xsd:string\">high</value></inputNode></testCase>",
            "hct/tests/own.xml:4:11: error: the input \"score\" is a number, and \"high\" is none "
                + "(and in 1 other case); give it a value of its type, or none: <value xsi:nil=\"true\"/>"
        ),
    ]

    @Test("A test that asks what is not there is an error with its place", arguments: broken)
    func brokenTests(cases: String, message: String) throws {
        let loaded = try suite("routing.dmn", cases)
        let error = #expect(throws: RulebookError.self) { try RulebookTests.run(loaded) }
        #expect(error?.description == message)
    }

    @Test("Tests for a model that is not there are an error")
    func unknownModel() throws {
        let loaded = try suite("rooting.dmn", "")
        let error = #expect(throws: RulebookError.self) { try RulebookTests.run(loaded) }
        #expect(error?.description.contains("did you mean \"routing.dmn\"?") == true)
    }

    @Test("One file of tests is run by itself")
    func oneFile() throws {
        let report = try RulebookTests.run("\(root)/Rules/hct/tests/moves.xml")
        #expect(report.files.map(\.file) == ["tests/moves.xml"])
        #expect(report.coverage.map(\.model) == ["moves.dmn"])
        #expect(throws: RulebookError.self) {
            try RulebookTests.run("\(root)/Rules/hct/tests/none.xml")
        }
    }
}

@Suite("Tests made from rows") struct BoundaryTestsTests {
    private func routing(_ loaded: LoadedRulebook) throws -> BoundaryTests.Plan {
        try #require(
            BoundaryTests.plans(loaded, day: "2026-11-21").first { $0.model == "routing.dmn" })
    }

    @Test("Both sides of a threshold are tried, and nothing that a test by hand says already")
    func bothSides() throws {
        let plan = try routing(try changed(without: generated))
        let ids = plan.cases.map(\.id)
        #expect(ids.contains("REG-01-score-14"))
        #expect(ids.contains("REG-01-score-15"))
        // Tests written by hand ask whether 14 and 15 are at the threshold.
        #expect(!ids.contains("THR-01-score-14"))
        #expect(!ids.contains("THR-01-score-15"))
        #expect(Set(ids).count == ids.count)
        let below = try #require(plan.cases.first { $0.id == "REG-01-score-14" })
        #expect(
            below.description
                == "REG-01 of Registers asks that score is 15 or more: 14 does not; "
                + "written by rules test --write from version 2 on 2026-11-21; read it against the policy"
        )
        #expect("\(below.results[0].value)" == "[]")
    }

    @Test("What is written passes, hits every row, and is not written a second time")
    func idempotent() throws {
        let first = try written(try changed(without: generated), day: "2026-11-21")
        let report = try RulebookTests.run(first)
        #expect(report.failed == 0)
        #expect(!report.hasMissedRows)
        for plan in try BoundaryTests.plans(first, day: "2027-01-01") {
            #expect(!plan.isChange, "\(plan.file)")
        }
    }

    @Test("A changed policy fails its generated tests, and writing says what changes")
    func changedPolicy() throws {
        let base = try written(try changed(without: generated), day: "2026-11-21")
        var files = base.files.map { (path: $0.path, bytes: $0.bytes) }
        let index = try #require(files.firstIndex { $0.path == "routing.dmn" })
        files[index].bytes = Array(
            String(decoding: files[index].bytes, as: UTF8.self)
                .replacing("REG-01_in1\"><text>&gt;= 15", with: "REG-01_in1\"><text>&gt;= 16").utf8)
        let stricter = try RulebookFolder.load(files: files, name: "hct")
        #expect(try RulebookTests.run(stricter).failed > 0)
        let plan = try routing(stricter)
        let change = try #require(plan.changed.first { $0.id == "REG-01-score-15" })
        #expect(change.old.contains("HLRR"))
        #expect(!change.new.contains("HLRR"))
        #expect(change.location.file == "hct/tests/routing-boundaries.xml")
        // What did not change keeps the day on which it was written.
        let later = try #require(
            BoundaryTests.plans(stricter, day: "2027-01-01").first { $0.model == "routing.dmn" })
        let kept = later.cases.filter { $0.description?.contains("2026-11-21") == true }
        let new = later.cases.filter { $0.description?.contains("2027-01-01") == true }
        #expect(kept.count > 10)
        #expect(new.contains { $0.id == "REG-01-score-15" })
    }

    @Test("A row that went takes its tests with it")
    func droppedRow() throws {
        let base = try written(try changed(without: generated), day: "2026-11-21")
        var files = base.files.map { (path: $0.path, bytes: $0.bytes) }
        let index = try #require(files.firstIndex { $0.path == "routing.dmn" })
        let text = String(decoding: files[index].bytes, as: UTF8.self)
        let start = try #require(text.range(of: "<rule id=\"REG-04\">"))
        let end = try #require(text.range(of: "</rule>", range: start.upperBound..<text.endIndex))
        files[index].bytes = Array(
            text.replacingCharacters(in: start.lowerBound..<end.upperBound, with: "").utf8)
        let plan = try routing(try RulebookFolder.load(files: files, name: "hct"))
        #expect(plan.dropped.contains("REG-04-status-closed"))
        #expect(!plan.cases.contains { $0.id.hasPrefix("REG-04") })
    }

    /// The values beside the edges of one cell, as `value+` when it is met and `value-` when not.
    private func edges(_ type: String, _ cell: String, allowed: String? = nil) throws -> String {
        let escaped = cell.replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        let values = allowed.map { "<inputValues><text>\($0)</text></inputValues>" } ?? ""
        let xml = """
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="urn:m">
            <inputData id="i" name="x"><variable name="x" typeRef="\(type)"/></inputData>
            <decision id="d" name="d"><variable name="d"/>
            <informationRequirement><requiredInput href="#i"/></informationRequirement>
            <decisionTable hitPolicy="UNIQUE"><input><inputExpression typeRef="\(type)"><text>x</text></inputExpression>
            \(values)</input><output/><rule id="R"><inputEntry><text>\(escaped)</text></inputEntry>
            <outputEntry><text>1</text></outputEntry></rule></decisionTable></decision></definitions>
            """
        let model = try DecisionModel(
            try ModelFiles.definitions(bytes: Array(xml.utf8), file: "m.dmn"))
        let table = try #require(model.tableOutlines.first)
        let simple = try #require(table.rows[0].cells[0].simple)
        let column = table.columns[0]
        return CellEdges(simple, domain: column.values) { column.allows($0, in: column.values) }
            .edges.map { "\($0.value)" + ($0.isMet ? "+" : "-") }.joined(separator: " ")
    }

    @Test("Edges stand on both sides of numbers, days, times and durations; of sets each member")
    func edges() throws {
        #expect(try edges("number", ">= 15") == "14- 15+ 16+")
        #expect(try edges("number", "< 0.5") == "0.4+ 0.5-")
        #expect(try edges("number", "[8..12]") == "7- 8+ 12+ 13-")
        #expect(try edges("number", "(8..12)") == "8- 9+ 11+ 12-")
        #expect(
            try edges("date", ">= date(\"2024-03-01\")")
                == "@\"2024-02-29\"- @\"2024-03-01\"+ @\"2024-03-02\"+")
        #expect(
            try edges("days and time duration", "> duration(\"P30D\")") == "@\"P30D\"- @\"P31D\"+")
        #expect(
            try edges("years and months duration", "<= duration(\"P1Y\")")
                == "@\"P11M\"+ @\"P1Y\"+ @\"P1Y1M\"-")
        #expect(try edges("boolean", "true") == "true+ false-")
        #expect(
            try edges("string", "\"a\", \"b\"", allowed: "\"a\", \"b\", \"c\"")
                == "\"a\"+ \"b\"+ \"c\"-")
        #expect(try edges("string", "not(\"a\")") == "\"a\"- \"other\"+")
        #expect(try edges("number", "null") == "null+ 0-")
        #expect(try edges("number", "[1..3]", allowed: "1, 2, 3, 4, 5") == "1+ 3+ 4-")
        #expect(try edges("string", "-") == "")
    }

    @Test("Values are written so that they read back the same")
    func roundTrip() throws {
        let texts = [
            "12.50", "-0.0000001", "true", "\"a <b> & \\\"c\\\"\\n  d \"", "@\"2026-06-30\"",
            "@\"10:30:00+01:00\"", "@\"2026-06-30T10:30:00Z\"", "@\"P1DT2H\"", "@\"P1Y2M\"", "null",
            "[]", "[1, null, [2]]", "{a: 1, b: [{c: \"x\"}], d: null}",
        ]
        let place = SourceLocation(file: "m.dmn", line: 1, column: 1)
        for text in texts {
            let value = try Expression(text).evaluate().value
            let node = TestSuite.Node(name: "x \"y\"", value: value, location: place)
            let xml = try #require(
                TestSuiteWriter.text(
                    of: [
                        TestSuite.Case(
                            id: "1", description: nil, inputs: [node], results: [node],
                            location: place)
                    ], model: "m.dmn", comment: "none"))
            let read = try TestSuite(bytes: Array(xml.utf8), file: "t.xml").cases[0]
            #expect(read.inputs[0].name == "x \"y\"")
            #expect(difference(value, read.inputs[0].value) == nil, "\(text)")
            #expect(difference(value, read.results[0].value) == nil, "\(text)")
        }
    }
}
