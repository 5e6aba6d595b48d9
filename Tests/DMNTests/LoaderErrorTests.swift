import DMN
import DMNXML
import FEEL
import Testing

@Suite("Broken models")
struct LoaderErrorTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let elements: String
        let errors: [String]
        var testDescription: String { name }
    }

    static let score = SmallModel.input("score", "number")

    static func decision(_ logic: String, requires: String = "#in_score") -> String {
        """
        \(score)
        <decision id="d" name="d"><variable name="d"/>
        <informationRequirement><requiredInput href="\(requires)"/></informationRequirement>
        \(logic)</decision>
        """
    }

    static func table(_ row: String, policy: String = "UNIQUE", column: String = "") -> String {
        decision(
            """
            <decisionTable hitPolicy="\(policy)">
            <input><inputExpression typeRef="number"><text>score</text></inputExpression>\(column)</input>
            <output typeRef="string"><outputValues><text>"HLRR", "BAF"</text></outputValues></output>
            \(row)</decisionTable>
            """)
    }

    static let cases = [
        Case(
            name: "an unknown name, with a suggestion",
            elements: decision("<literalExpression><text>scor + 1</text></literalExpression>"),
            errors: [
                "m.dmn:5:20: error: in `scor + 1`: unknown name 'scor'; did you mean \"score\"?"
            ]),
        Case(
            name: "a cell that does not parse, with row and place",
            elements: table(
                "<rule id=\"R7\"><inputEntry><text>&gt;= </text></inputEntry><outputEntry><text>\"BAF\"</text></outputEntry></rule>"
            ),
            errors: [
                "m.dmn:8:27: error: row R7: in `>=` at 1:4: expected an expression, found the end"
            ]),
        Case(
            name: "a cell of another type than its column",
            elements: table(
                "<rule id=\"R7\"><inputEntry><text>\"high\"</text></inputEntry><outputEntry><text>\"BAF\"</text></outputEntry></rule>"
            ),
            errors: [
                "m.dmn:8:27: error: row R7: `\"high\"` tests a string, but the column \"score\" is of type number; make them agree"
            ]),
        Case(
            name: "a conclusion that is not among the output values",
            elements: table(
                "<rule id=\"R7\"><inputEntry><text>1</text></inputEntry><outputEntry><text>\"HLR\"</text></outputEntry></rule>"
            ),
            errors: [
                "m.dmn:8:67: error: row R7: \"HLR\" is not among the values of the column \"d\"; did you mean \"HLRR\"?"
            ]),
        Case(
            name: "a row with too few cells",
            elements: table(
                "<rule id=\"R7\"><outputEntry><text>\"BAF\"</text></outputEntry></rule>"),
            errors: [
                "m.dmn:8:1: error: row R7: the row has 0 <inputEntry> for 1 columns; give each column one, \"-\" where an input does not matter"
            ]),
        Case(
            name: "a misspelt hit policy",
            elements: table("", policy: "FRIST"),
            errors: ["m.dmn:5:1: error: \"FRIST\" is not a hit policy; did you mean \"FIRST\"?"]),
        Case(
            name: "a misspelt attribute",
            elements: decision("<decisionTable hitPolcy=\"FIRST\"><output/></decisionTable>"),
            errors: [
                "m.dmn:5:1: error: <decisionTable> has no attribute \"hitPolcy\" in DMN; did you mean \"hitPolicy\"?"
            ]),
        Case(
            name: "a misspelt element",
            elements: decision("<literalExpresion><text>1</text></literalExpresion>"),
            errors: [
                "m.dmn:5:1: error: <decision> has no <literalExpresion> in DMN; did you mean <literalExpression>?"
            ]),
        Case(
            name: "a reference that leads nowhere",
            elements: decision(
                "<literalExpression><text>1</text></literalExpression>", requires: "#in_scor"),
            errors: [
                "m.dmn:4:25: error: there is no element with the id \"in_scor\"; did you mean \"in_score\"?"
            ]),
        Case(
            name: "a reference to the wrong kind of element",
            elements: decision(
                "<literalExpression><text>1</text></literalExpression>", requires: "#d"),
            errors: [
                "m.dmn:4:25: error: <requiredInput> leads to a decision; require it with the element for its kind"
            ]),
        Case(
            name: "an unknown type",
            elements:
                "<inputData id=\"i\" name=\"i\"><variable name=\"i\" typeRef=\"nummber\"/></inputData>",
            errors: ["m.dmn:2:28: error: there is no type \"nummber\"; did you mean \"number\"?"]),
        Case(
            name: "decisions in a circle",
            elements: ["a b", "b c", "c a"].map { pair in
                let names = pair.split(separator: " ")
                return """
                    <decision id="\(names[0])" name="\(names[0])"><informationRequirement><requiredDecision href="#\(names[1])"/></informationRequirement></decision>
                    """
            }.joined(separator: "\n"),
            errors: [
                "m.dmn:2:1: error: decisions require one another in a circle: \"a\" -> \"b\" -> \"c\" -> \"a\"; remove one of these requirements"
            ]),
        Case(
            name: "an id used twice",
            elements: score + "\n" + score,
            errors: [
                "m.dmn:3:1: error: the id \"in_score\" was used before, on line 2; give each element an id of its own"
            ]),
        Case(
            name: "every error at once, in file order",
            elements: decision(
                "<literalExpression><text>scor + objektive</text></literalExpression>"),
            errors: [
                "m.dmn:5:20: error: in `scor + objektive`: unknown name 'scor'; did you mean \"score\"?",
                "m.dmn:5:20: error: in `scor + objektive` at 1:8: unknown name 'objektive'; known here: score",
            ]),
    ]

    @Test("A broken model says where, what, and what to do", arguments: cases)
    func errors(_ given: Case) {
        let error = #expect(throws: DMNError.self) { try SmallModel.load(given.elements) }
        #expect(error?.problems.map(\.description) == given.errors)
    }

    static let files = [
        ("", "m.dmn:1:1: error: the file is empty; save it again: this one holds nothing"),
        (
            "hello",
            "m.dmn:1:1: error: this is not XML: it does not begin with <; a model is XML: save it as DMN 1.3"
        ),
        (
            "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
            "m.dmn:1:1: error: the file has a document type declaration (DOCTYPE); take the declaration out: none is ever read, for safety"
        ),
        (
            "<a/>",
            "m.dmn:1:1: error: the root element is <a>, not <definitions>; this is not a DMN file"
        ),
        (
            "<definitions xmlns=\"http://www.omg.org/spec/DMN/20151101/dmn.xsd\"/>",
            "m.dmn:1:1: error: the namespace \"http://www.omg.org/spec/DMN/20151101/dmn.xsd\" is not that of DMN 1.2, 1.3, 1.4, 1.5 or 1.6; save the model as DMN 1.3"
        ),
    ]

    @Test("The folder of a path is what comes before its last part")
    func folders() {
        let parts = ["m", "m.dmn", "a/m", "/m", "/", "", "a/b/", "../m"].map { folderPart(of: $0) }
        #expect(parts == ["", "", "a", "/", "/", "", "a", ".."])
    }

    @Test("What is no DMN model is refused", arguments: files)
    func refused(_ xml: String, _ message: String) {
        let error = #expect(throws: DMNError.self) {
            try ModelFiles.definitions(bytes: Array(xml.utf8), file: "m.dmn")
        }
        #expect(error?.description == message)
    }

    @Test(
        "Every version's namespace is read",
        arguments: [
            "http://www.omg.org/spec/DMN/20180521/MODEL/",
            "https://www.omg.org/spec/DMN/20191111/MODEL/",
            "https://www.omg.org/spec/DMN/20211108/MODEL/",
            "https://www.omg.org/spec/DMN/20230324/MODEL/",
            "https://www.omg.org/spec/DMN/20240513/MODEL/",
        ])
    func versions(_ namespace: String) throws {
        let xml = """
            <d:definitions xmlns:d="\(namespace)" name="m" namespace="urn:m">
              <d:decision id="a" name="a"><d:literalExpression><d:text>1 + 1</d:text></d:literalExpression></d:decision>
            </d:definitions>
            """
        let definitions = try ModelFiles.definitions(bytes: Array(xml.utf8), file: "m.dmn")
        let result = try DecisionModel(definitions).evaluate(decision: "a", inputs: [:])
        #expect(result.value == .number(2))
    }

    @Test("Unknown decisions and inputs are errors with a suggestion")
    func unknownNames() throws {
        let model = try SmallModel.load(
            Self.decision("<literalExpression><text>score</text></literalExpression>"))
        let decision = #expect(throws: DMNError.self) {
            try model.evaluate(decision: "e", inputs: [:])
        }
        #expect(
            decision?.description
                == "m.dmn:1:1: error: there is no decision \"e\"; did you mean \"d\"?")
        let input = #expect(throws: DMNError.self) {
            try model.evaluate(decision: "d", inputs: ["scoer": .number(1)])
        }
        #expect(
            input?.description
                == "m.dmn:1:1: error: there is no input \"scoer\"; did you mean \"score\"?")
    }
}
