import DMN
import DMNXML
import FEEL
import Foundation
import Testing

@Suite("Boxed expressions, types, services and imports")
struct BoxedExpressionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let logic: String
        let answer: String
        var warning: String?
        var testDescription: String { name }
    }

    static func text(_ text: String) -> String {
        "<literalExpression><text>\(SmallModel.escaped(text))</text></literalExpression>"
    }

    static func entry(_ name: String?, _ value: String, type: String = "") -> String {
        let typed = type.isEmpty ? "" : " typeRef=\"\(type)\""
        let variable = name.map { "<variable name=\"\($0)\"\(typed)/>" } ?? ""
        return "<contextEntry>\(variable)\(value)</contextEntry>"
    }

    static let types = """
        <itemDefinition name="tScore"><typeRef>number</typeRef><allowedValues><text>[1..25]</text></allowedValues></itemDefinition>
        <itemDefinition name="tScores" isCollection="true"><typeRef>tScore</typeRef></itemDefinition>
        <itemDefinition name="tRisk"><itemComponent name="id"><typeRef>string</typeRef></itemComponent>
        <itemComponent name="current score"><typeRef>tScore</typeRef></itemComponent></itemDefinition>
        <itemDefinition name="tTest"><functionItem outputTypeRef="boolean"><parameters name="n" typeRef="number"/></functionItem></itemDefinition>
        """

    static let cases = [
        Case(
            name: "a context is its entries, and later ones see earlier ones",
            logic: "<context>" + entry("base rate", text("3"))
                + entry("twice", text("base rate * 2"))
                + "</context>", answer: "{base rate: 3, twice: 6}"),
        Case(
            name: "a context with a result is the result",
            logic: "<context>" + entry("a", text("3")) + entry(nil, text("a + 1")) + "</context>",
            answer: "4"),
        Case(
            name: "an entry is coerced to its type",
            logic: "<context>" + entry("a", text("\"x\""), type: "number") + entry(nil, text("a"))
                + "</context>", answer: "null", warning: "\"x\" is not of type number"),
        Case(
            name: "a list", logic: "<list>\(text("1"))\(text("1 + 1"))</list>", answer: "[1, 2]"),
        Case(
            name: "a relation is a list of contexts",
            logic:
                "<relation><column name=\"a\"/><column name=\"b c\"/><row>\(text("1"))\(text("2"))</row>"
                + "<row>\(text("3"))\(text("4"))</row></relation>",
            answer: "[{a: 1, b c: 2}, {a: 3, b c: 4}]"),
        Case(
            name: "a function is called by name, and sees what surrounds it",
            logic: "<context>" + entry("step", text("2"))
                + entry(
                    "add",
                    "<functionDefinition><formalParameter name=\"n\"/>\(text("n + step"))</functionDefinition>"
                ) + entry(nil, text("add(5)")) + "</context>", answer: "7"),
        Case(
            name: "an invocation binds by name",
            logic: "<context>"
                + entry(
                    "minus",
                    "<functionDefinition><formalParameter name=\"a\"/><formalParameter name=\"b\"/>\(text("a - b"))</functionDefinition>"
                )
                + entry(
                    nil,
                    "<invocation>\(text("minus"))<binding><parameter name=\"b\"/>\(text("1"))</binding>"
                        + "<binding><parameter name=\"a\"/>\(text("10"))</binding></invocation>")
                + "</context>", answer: "9"),
        Case(
            name: "an invocation with a parameter that there is not",
            logic: "<context>"
                + entry(
                    "same",
                    "<functionDefinition><formalParameter name=\"a\"/>\(text("a"))</functionDefinition>"
                )
                + entry(
                    nil,
                    "<invocation>\(text("same"))<binding><parameter name=\"z\"/>\(text("1"))</binding></invocation>"
                ) + "</context>", answer: "null", warning: "same has no parameter 'z'"),
        Case(
            name: "a conditional",
            logic:
                "<conditional><if>\(text("1 < 2"))</if><then>\(text("\"y\""))</then><else>\(text("\"n\""))</else></conditional>",
            answer: "\"y\""),
        Case(
            name: "a condition that is neither true nor false",
            logic:
                "<conditional><if>\(text("5"))</if><then>\(text("1"))</then><else>\(text("2"))</else></conditional>",
            answer: "null", warning: "the condition is neither true nor false"),
        Case(
            name: "a filter sees the item and its members",
            logic:
                "<filter><in>\(text("[{score: 16}, {score: 9}]"))</in><match>\(text("item.score >= 15"))</match></filter>",
            answer: "[{score: 16}]"),
        Case(
            name: "for",
            logic:
                "<for iteratorVariable=\"n\"><in>\(text("[1, 2, 3]"))</in><return>\(text("n * n + count(partial)"))</return></for>",
            answer: "[1, 5, 11]"),
        Case(
            name: "some",
            logic:
                "<some iteratorVariable=\"n\"><in>\(text("[1, 2, 3]"))</in><satisfies>\(text("n > 2"))</satisfies></some>",
            answer: "true"),
        Case(
            name: "every",
            logic:
                "<every iteratorVariable=\"n\"><in>\(text("[1, 2, 3]"))</in><satisfies>\(text("n > 2"))</satisfies></every>",
            answer: "false"),
        Case(
            name: "a table in a context",
            logic: "<context>" + entry("score", text("16"))
                + entry(
                    "register",
                    "<decisionTable><input><inputExpression><text>score</text></inputExpression></input><output/>"
                        + "<rule><inputEntry><text>&gt;= 15</text></inputEntry><outputEntry><text>\"HLRR\"</text></outputEntry></rule></decisionTable>"
                ) + "</context>", answer: "{score: 16, register: \"HLRR\"}"),
        Case(
            name: "a value outside of what its type allows",
            logic: "<context>" + entry("a", text("26"), type: "tScore") + "</context>",
            answer: "{a: null}", warning: "26 is not allowed by type tScore"),
        Case(
            name: "a member of a list outside of what its type allows",
            logic: "<context>" + entry("a", text("[16, 26]"), type: "tScores") + "</context>",
            answer: "{a: null}", warning: "26 is not allowed by type tScores"),
        Case(
            name: "a part outside of what its type allows",
            logic: "<context>" + entry("a", text("{id: \"R1\", current score: 0}"), type: "tRisk")
                + "</context>", answer: "{a: null}", warning: "0 is not allowed by type tRisk"),
        Case(
            name: "names with spaces inside typed values",
            logic: "<context>" + entry("r", text("{id: \"R1\", current score: 16}"), type: "tRisk")
                + entry(nil, text("r.current score - 1")) + "</context>", answer: "15"),
        Case(
            name: "one value where a list is wanted, and the other way about",
            logic: "<context>" + entry("a", text("16"), type: "tScores")
                + entry("b", text("[16]"), type: "tScore") + "</context>",
            answer: "{a: [16], b: 16}"),
        Case(
            name: "a function where a type of function is wanted",
            logic: "<context>" + entry("big", text("function(n: number) n > 14"), type: "tTest")
                + entry(nil, text("big(15)")) + "</context>", answer: "true"),
    ]

    @Test("A boxed expression has the value that DMN gives it", arguments: cases)
    func value(_ given: Case) throws {
        let model = try SmallModel.load(
            "\(Self.types)<decision id=\"d\" name=\"d\">\(given.logic)</decision>")
        let result = try model.evaluate(decision: "d", inputs: [:])
        #expect(result.value.description == given.answer)
        if let warning = given.warning {
            #expect(result.warnings.contains { $0.what.contains(warning) })
        } else {
            #expect(result.warnings.isEmpty)
        }
    }

    /// Two outputs from an input and a decision that the caller gives.
    static let service = """
        \(SmallModel.input("score", "number"))
        <decision id="limit" name="limit"><variable name="limit" typeRef="number"/>\(text("15"))</decision>
        <decision id="over" name="over"><variable name="over" typeRef="boolean"/>
        <informationRequirement><requiredInput href="#in_score"/></informationRequirement>
        <informationRequirement><requiredDecision href="#limit"/></informationRequirement>
        \(text("score >= limit"))</decision>
        <decision id="gap" name="gap"><informationRequirement><requiredInput href="#in_score"/></informationRequirement>
        <informationRequirement><requiredDecision href="#limit"/></informationRequirement>\(text("limit - score"))</decision>
        <decisionService id="s" name="judge"><outputDecision href="#over"/><outputDecision href="#gap"/>
        <inputDecision href="#limit"/><inputData href="#in_score"/></decisionService>
        <decision id="d" name="d"><knowledgeRequirement><requiredKnowledge href="#s"/></knowledgeRequirement>
        \(text("judge(12, 10)"))</decision>
        <decision id="wrong" name="wrong"><knowledgeRequirement><requiredKnowledge href="#s"/></knowledgeRequirement>
        \(text("judge(\"x\", 10)"))</decision>
        """

    @Test("A decision service takes inputs, then decisions, and evaluates none of them")
    func services() throws {
        let model = try SmallModel.load(Self.service)
        let inside = try model.evaluate(decision: "d", inputs: ["score": .number(99)])
        #expect(inside.value.description == "{over: true, gap: -2}")
        let wrong = try model.evaluate(decision: "wrong", inputs: [:])
        // What is of a wrong type is null inside, and the service is called all the same.
        #expect(wrong.value.description == "{over: null, gap: null}")
        #expect(wrong.warnings.contains { $0.what.contains("'score' is number, not string") })
        let direct = try model.evaluate(
            service: "judge", inputs: ["score": .number(12), "limit": .number(13)])
        #expect(direct.value.description == "{over: false, gap: 1}")
        let without = try model.evaluate(service: "judge", inputs: ["score": .number(12)])
        #expect(without.value.description == "{over: null, gap: null}")
        // Asked as a decision, the limit is evaluated.
        let whole = try model.evaluate(decision: "over", inputs: ["score": .number(14)])
        #expect(whole.value == .boolean(false))
    }

    @Test("Imported types, inputs, decisions and functions go by the import's name")
    func imports() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("dmn-imports-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let shared = SmallModel.xml(
            """
            <itemDefinition name="tScore"><typeRef>number</typeRef></itemDefinition>
            \(SmallModel.input("score", "tScore"))
            <decision id="high" name="is high"><informationRequirement><requiredInput href="#in_score"/></informationRequirement>
            \(Self.text("score >= 15"))</decision>
            <businessKnowledgeModel id="f" name="say it"><encapsulatedLogic><formalParameter name="yes" typeRef="boolean"/>
            \(Self.text("if yes then \"high\" else \"not high\""))</encapsulatedLogic></businessKnowledgeModel>
            """, namespace: "urn:shared")
        let main = SmallModel.xml(
            """
            <import name="common rules" namespace="urn:shared" importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/>
            <decision id="d" name="d"><variable name="d" typeRef="string"/>
            <informationRequirement><requiredDecision href="urn:shared#high"/></informationRequirement>
            <informationRequirement><requiredInput href="urn:shared#in_score"/></informationRequirement>
            <knowledgeRequirement><requiredKnowledge href="urn:shared#f"/></knowledgeRequirement>
            \(Self.text("string(common rules.score) + \" is \" + common rules.say it(common rules.is high)"))</decision>
            """)
        for (name, xml) in [("shared.dmn", shared), ("main.dmn", main)] {
            try Data(xml.utf8).write(to: folder.appendingPathComponent(name))
        }
        let model = try ModelFiles.model(at: folder.appendingPathComponent("main.dmn").path)
        let result = try model.evaluate(decision: "d", inputs: ["score": .number(16)])
        #expect(result.value == .string("16 is high"))
        let handle = try model.decision("d")
        #expect(handle.inputs.map(\.name) == ["score"])
        #expect(handle.evaluator().evaluate([.number(3)]) == .string("3 is not high"))
        try FileManager.default.removeItem(at: folder.appendingPathComponent("shared.dmn"))
        let error = #expect(throws: DMNError.self) {
            try ModelFiles.model(at: folder.appendingPathComponent("main.dmn").path)
        }
        #expect(error?.description.contains("no model with the namespace \"urn:shared\"") == true)
    }

    @Test("Several decisions from one evaluator")
    func together() throws {
        let model = try SmallModel.load(Self.service)
        let handle = try model.decisions(["gap", "over"])
        #expect(handle.outputs == ["gap", "over"])
        let evaluator = handle.evaluator()
        for score in 10...20 {
            #expect(evaluator.evaluate([.number(Decimal128(score))]) == .boolean(score >= 15))
            #expect(evaluator.result(0) == .number(Decimal128(15 - score)))
            #expect(evaluator.value(of: "limit") == .number(15))
        }
    }
}
