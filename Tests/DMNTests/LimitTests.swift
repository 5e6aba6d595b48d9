import DMN
import DMNXML
import FEEL
import Foundation
import Testing

@Suite("Limits")
struct LimitTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let elements: String
        let answer: String
        var warning: String?
        var testDescription: String { name }
    }

    static func literal(_ text: String, knowledge: String = "f") -> String {
        """
        <decision id="d" name="d">
        <knowledgeRequirement><requiredKnowledge href="#\(knowledge)"/></knowledgeRequirement>
        <literalExpression><text>\(text)</text></literalExpression></decision>
        """
    }

    static func function(_ name: String, _ body: String, calls: String? = nil) -> String {
        let required = calls.map {
            "<knowledgeRequirement><requiredKnowledge href=\"#\($0)\"/></knowledgeRequirement>"
        }
        return """
            <businessKnowledgeModel id="\(name)" name="\(name)"><encapsulatedLogic>
            <formalParameter name="n" typeRef="number"/>\(body)</encapsulatedLogic>\(required ?? "")
            </businessKnowledgeModel>
            """
    }

    static func text(_ text: String) -> String {
        "<literalExpression><text>\(text)</text></literalExpression>"
    }

    /// Contexts in contexts, the innermost holding a value.
    static func nested(_ depth: Int, _ value: String) -> String {
        String(repeating: "<context><contextEntry>", count: depth) + text(value)
            + String(repeating: "</contextEntry></context>", count: depth)
    }

    static let cases = [
        Case(
            name: "a function that calls itself an end has",
            elements: function("f", text("if n = 0 then 0 else n + f(n - 1)")) + literal("f(20)"),
            answer: "210"),
        Case(
            name: "a function that calls itself for ever",
            elements: function("f", text("f(n + 1)")) + literal("f(1)"), answer: "null",
            warning: "functions call each other too deep"),
        Case(
            name: "two functions that call each other for ever",
            elements: function("f", text("g(n)"), calls: "g")
                + function("g", text("f(n)"), calls: "f")
                + literal("f(1)"),
            answer: "null", warning: "functions call each other too deep"),
        Case(
            name: "a function that calls itself from deep inside its boxes",
            elements: function("f", nested(15, "f(n + 1)")) + literal("f(1)"), answer: "null",
            warning: "functions call each other too deep"),
        Case(
            name: "a service whose decision calls the service",
            elements: """
                <decisionService id="s" name="s"><outputDecision href="#e"/></decisionService>
                <decision id="e" name="e"><knowledgeRequirement><requiredKnowledge href="#s"/></knowledgeRequirement>
                <literalExpression><text>s()</text></literalExpression></decision>
                """ + literal("s()", knowledge: "s"),
            answer: "null", warning: "functions call each other too deep"),
        Case(
            name: "a function of Java",
            elements: """
                <businessKnowledgeModel id="f" name="f"><encapsulatedLogic kind="Java">
                <formalParameter name="n"/>\(text("{class: \"java.lang.Math\", method signature: \"cos(double)\"}"))
                </encapsulatedLogic></businessKnowledgeModel>
                """ + literal("f(1)"),
            answer: "null", warning: "f is a Java function: it is not run"),
        Case(
            name: "a type that holds itself",
            elements: """
                <itemDefinition name="tree"><itemComponent name="value"><typeRef>number</typeRef></itemComponent>
                <itemComponent name="branches" isCollection="true"><typeRef>tree</typeRef></itemComponent></itemDefinition>
                <decision id="d" name="d"><variable name="d" typeRef="tree"/>
                \(text("{value: 1, branches: [{value: 2, branches: []}]}"))</decision>
                """,
            answer: "{value: 1, branches: [{value: 2, branches: []}]}"),
    ]

    @Test("What has no end is null with a reason", arguments: cases)
    func endless(_ given: Case) throws {
        let model = try SmallModel.load(given.elements)
        let result = try model.evaluate(decision: "d", inputs: [:])
        #expect(result.value.description == given.answer)
        if let warning = given.warning {
            #expect(result.warnings.contains { $0.what.contains(warning) })
        } else {
            #expect(result.warnings.isEmpty)
        }
    }

    @Test("Boxes and texts nested too deep are refused, not followed", arguments: [200, 10_000])
    func deep(depth: Int) {
        let boxes = "<decision id=\"d\" name=\"d\">\(Self.nested(depth, "1"))</decision>"
        #expect(throws: DMNError.self) { try SmallModel.load(boxes) }
        let parentheses =
            String(repeating: "(", count: 50 * depth) + "1"
            + String(repeating: ")", count: 50 * depth)
        #expect(throws: DMNError.self) {
            try SmallModel.load(
                "<decision id=\"d\" name=\"d\">\(Self.text(parentheses))</decision>")
        }
    }

    @Test("A chain of 3,000 decisions is evaluated in order")
    func chain() throws {
        let decisions = (0...3_000).reversed().map { number in
            let requirement =
                number == 0
                ? ""
                : "<informationRequirement><requiredDecision href=\"#d\(number - 1)\"/></informationRequirement>"
            let text = number == 0 ? "0" : "d\(number - 1) + 1"
            return
                "<decision id=\"d\(number)\" name=\"d\(number)\">\(requirement)\(Self.text(text))</decision>"
        }
        let model = try SmallModel.load(decisions.joined(separator: "\n"))
        #expect(try model.evaluate(decision: "d3000", inputs: [:]).value == .number(3_000))
    }

    @Test("Whatever is done to a model's bytes, it loads or it is refused", arguments: 1...20)
    func mutated(seed: Int) throws {
        var generator = TraceTests.Generator(state: UInt64(seed))
        let original = Array(SmallModel.xml(generator.table()).utf8)
        for _ in 0..<25 {
            var bytes = original
            for _ in 0...generator.next(3) {
                let place = generator.next(bytes.count)
                switch generator.next(4) {
                case 0: bytes[place] = UInt8(generator.next(256))
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(contentsOf: Array("&<>\"()[]-.?,".utf8), at: place)
                default:
                    let end = min(bytes.count, place + generator.next(40))
                    bytes.insert(contentsOf: bytes[place..<end], at: generator.next(bytes.count))
                }
            }
            do {
                let definitions = try ModelFiles.definitions(bytes: bytes, file: "m.dmn")
                let model = try DecisionModel(definitions, strictness: .lenient)
                _ = model.analysis()
                for name in model.decisionNames {
                    _ = try model.explain(decision: name, inputs: [:])
                }
            } catch {
                #expect(!error.problems.isEmpty)
            }
        }
    }
}
