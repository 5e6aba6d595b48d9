/// Writes random DMN models: every boxed expression, item definitions, functions and services.
struct ModelGrammar {
    private var texts: ExpressionGrammar
    private var ids = 0

    init(random: Random) {
        texts = ExpressionGrammar(random: random, parts: 400)
    }

    /// A whole file.
    mutating func model() -> String {
        let inputs = (0..<pick(1...4)).map { inputData($0) }
        let types = (0..<pick(0...3)).map { itemDefinition($0) }
        let functions = (0..<pick(0...2)).map { knowledgeModel($0, of: 2) }
        let decisions = (0..<pick(1...4)).map { decision($0, inputs.count, functions.count) }
        let services = (0..<pick(0...1)).map { service($0, decisions.count) }
        let namespace = texts.random.chance(95) ? "20191111" : "20230324"
        return """
            <definitions xmlns="https://www.omg.org/spec/DMN/\(namespace)/MODEL/" name="m" namespace="urn:m">
            \((inputs + types + functions + decisions + services).joined(separator: "\n"))
            </definitions>
            """
    }

    // MARK: Elements of the model

    private mutating func inputData(_ number: Int) -> String {
        let name = FuzzWords.scope[number % FuzzWords.scope.count].0
        return """
            <inputData id="i\(number)" name="\(name)"><variable name="\(name)"\(typeRef())/></inputData>
            """
    }

    private mutating func itemDefinition(_ number: Int) -> String {
        let collection = chance(30) ? " isCollection=\"true\"" : ""
        let head = "<itemDefinition name=\"t\(number)\"\(collection)>"
        let values =
            chance(40)
            ? "<allowedValues><text>\(escaped(texts.tests()))</text></allowedValues>" : ""
        if chance(40) {
            let parts = (0..<pick(1...3)).map { part in
                "<itemComponent name=\"\(["a", "first name", "inner"][part])\"><typeRef>\(type())</typeRef>"
                    + "</itemComponent>"
            }
            return head + parts.joined() + values + "</itemDefinition>"
        }
        if chance(10) {
            return head
                + "<functionItem outputTypeRef=\"\(type())\"><parameters name=\"n\"\(typeRef())/>"
                + "</functionItem></itemDefinition>"
        }
        return head + "<typeRef>\(type())</typeRef>" + values + "</itemDefinition>"
    }

    private mutating func knowledgeModel(_ number: Int, of count: Int) -> String {
        let required =
            chance(30)
            ? "<knowledgeRequirement><requiredKnowledge href=\"#f\(texts.random.below(count))\"/>"
                + "</knowledgeRequirement>" : ""
        return """
            <businessKnowledgeModel id="f\(number)" name="f\(number)"><variable name="f\(number)"\(typeRef())/>\
            <encapsulatedLogic>\(parameters())\(boxed(3))</encapsulatedLogic>\(required)</businessKnowledgeModel>
            """
    }

    private mutating func decision(_ number: Int, _ inputs: Int, _ functions: Int) -> String {
        var required = ""
        for input in 0..<inputs where chance(70) {
            required +=
                "<informationRequirement><requiredInput href=\"#i\(input)\"/></informationRequirement>"
        }
        for other in 0..<4 where other != number && (other < number || chance(3)) && chance(40) {
            required +=
                "<informationRequirement><requiredDecision href=\"#d\(other)\"/></informationRequirement>"
        }
        for function in 0..<functions where chance(70) {
            required +=
                "<knowledgeRequirement><requiredKnowledge href=\"#f\(function)\"/></knowledgeRequirement>"
        }
        return """
            <decision id="d\(number)" name="d\(number)"><variable name="d\(number)"\(typeRef())/>\(required)
            \(boxed(4))</decision>
            """
    }

    private mutating func service(_ number: Int, _ decisions: Int) -> String {
        """
        <decisionService id="s\(number)" name="s\(number)"><outputDecision href="#d\(decisions - 1)"/>\
        \(chance(50) ? "<inputData href=\"#i0\"/>" : "")</decisionService>
        """
    }

    // MARK: Boxed expressions

    private mutating func boxed(_ depth: Int) -> String {
        guard depth > 0 else { return literal() }
        let next = depth - 1
        switch texts.random.below(14) {
        case 0...3: return literal()
        case 4...6: return table()
        case 7: return context(next)
        case 8:
            return
                "<invocation>\(literal())<binding><parameter name=\"n\"/>\(boxed(next))</binding>"
                + "</invocation>"
        case 9:
            return "<list>" + (0..<pick(0...3)).map { _ in boxed(next) }.joined() + "</list>"
        case 10: return relation(next)
        case 11: return "<functionDefinition>\(parameters())\(boxed(next))</functionDefinition>"
        case 12:
            return "<conditional><if>\(boxed(next))</if><then>\(boxed(next))</then>"
                + "<else>\(boxed(next))</else></conditional>"
        default: return iteration(next)
        }
    }

    private mutating func literal() -> String {
        "<literalExpression\(chance(15) ? typeRef() : "")><text>\(escaped(texts.text()))</text>"
            + "</literalExpression>"
    }

    private mutating func context(_ depth: Int) -> String {
        if chance(3) {
            let count = texts.random.pick([30, 99, 101, 2_000])
            return String(repeating: "<context><contextEntry>", count: count) + literal()
                + String(repeating: "</contextEntry></context>", count: count)
        }
        let entries = (0..<pick(0...3)).map { number in
            "<contextEntry><variable name=\"\(["a", "e 1", "x"][number])\"\(typeRef())/>\(boxed(depth))"
                + "</contextEntry>"
        }
        let result = chance(30) ? "<contextEntry>\(boxed(depth))</contextEntry>" : ""
        return "<context>" + entries.joined() + result + "</context>"
    }

    private mutating func relation(_ depth: Int) -> String {
        let columns = pick(1...3)
        let heads = (0..<columns).map { "<column name=\"c\($0)\"\(typeRef())/>" }
        let rows = (0..<pick(0...3)).map { _ in
            "<row>" + (0..<(chance(95) ? columns : 1)).map { _ in literal() }.joined() + "</row>"
        }
        return "<relation>" + heads.joined() + rows.joined() + "</relation>"
    }

    private mutating func iteration(_ depth: Int) -> String {
        let (element, body) = texts.random.pick([
            ("for", "return"), ("some", "satisfies"), ("every", "satisfies"), ("filter", "match"),
        ])
        let variable = element == "filter" ? "" : " iteratorVariable=\"item\""
        return
            "<\(element)\(variable)><in>\(boxed(depth))</in><\(body)>\(boxed(depth))</\(body)></\(element)>"
    }

    private mutating func table() -> String {
        let policies = [
            "UNIQUE", "ANY", "FIRST", "PRIORITY", "RULE ORDER", "OUTPUT ORDER", "COLLECT",
            "COLLECT\" aggregation=\"SUM", "COLLECT\" aggregation=\"MIN",
            "COLLECT\" aggregation=\"MAX", "COLLECT\" aggregation=\"COUNT",
        ]
        let inputs = pick(0...4)
        let outputs = pick(1...2)
        var text = "<decisionTable hitPolicy=\"\(texts.random.pick(policies))\">"
        for _ in 0..<inputs {
            let name = chance(70) ? texts.random.pick(FuzzWords.names) : texts.expression(2)
            text +=
                "<input><inputExpression\(typeRef())><text>\(escaped(name))</text></inputExpression>"
            text +=
                chance(15)
                ? "<inputValues><text>\(escaped(texts.tests()))</text></inputValues>" : ""
            text += "</input>"
        }
        for number in 0..<outputs {
            text += "<output name=\"o\(number)\"\(typeRef())>"
            text += chance(40) ? "<outputValues><text>\(outputValues())</text></outputValues>" : ""
            text +=
                chance(20)
                ? "<defaultOutputEntry><text>\(escaped(conclusion()))</text></defaultOutputEntry>"
                : ""
            text += "</output>"
        }
        for number in 0..<(chance(95) ? pick(0...8) : pick(60...140)) {
            text += "<rule id=\"\(identifier())-\(number)\">"
            for _ in 0..<inputs {
                text +=
                    "<inputEntry><text>\(escaped(chance(40) ? "-" : texts.tests()))</text></inputEntry>"
            }
            for _ in 0..<outputs {
                text += "<outputEntry><text>\(escaped(conclusion()))</text></outputEntry>"
            }
            text += "</rule>"
        }
        return text + "</decisionTable>"
    }

    private mutating func conclusion() -> String {
        chance(70) ? texts.random.pick(["\"a\"", "\"b\"", "1", "2", "12.5", "null"]) : texts.text()
    }

    private mutating func outputValues() -> String {
        texts.random.pick(["\"a\", \"b\"", "1, 2", "12.5", escaped(texts.tests())])
    }

    private mutating func parameters() -> String {
        (0..<pick(0...2)).map { "<formalParameter name=\"\(["n", "x"][$0])\"\(typeRef())/>" }
            .joined()
    }

    // MARK: Words

    private mutating func typeRef() -> String { chance(40) ? " typeRef=\"\(type())\"" : "" }

    private mutating func type() -> String {
        texts.random.pick([
            "number", "string", "boolean", "date", "time", "date and time", "Any", "t0", "t1", "t2",
            "days and time duration", "years and months duration", "nowhere", "list",
        ])
    }

    private mutating func identifier() -> String {
        ids += 1
        return "r\(ids)"
    }

    private mutating func chance(_ percent: Int) -> Bool { texts.random.chance(percent) }

    private mutating func pick(_ range: ClosedRange<Int>) -> Int { texts.random.number(in: range) }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
