import DMN
import FEEL
import Testing

@Suite("What there is to say about a model and what its inputs can be")
struct AnalysisModelTests {
    /// Likelihood x consequence; a printed score above it is used instead.
    static func matrix(printed: Bool) -> JointDomain {
        var combinations: [JointDomain.Combination] = []
        for likelihood in 1...5 {
            for consequence in 1...5 {
                let product = likelihood * consequence
                for score in product...(printed ? 25 : product) {
                    let values = [likelihood, consequence, score].map {
                        Value.number(Decimal128($0))
                    }
                    combinations.append(.init(values, isRegular: score == product))
                }
            }
        }
        return JointDomain(
            names: ["likelihood", "consequence", "score"], combinations: combinations,
            rule: .init(
                condition: "the score is likelihood x consequence", breach: "no product on a 5x5",
                exception: "only a printed score"))
    }

    static let printed = InputDomains(joint: [matrix(printed: true)])
    static let computed = InputDomains(joint: [matrix(printed: false)])

    private func said(
        _ policy: String, _ columns: [String], _ rows: [[String]], _ domains: InputDomains
    ) throws -> [String] {
        let model = try SmallModel.load(
            SmallModel.table(
                policy: policy, inputs: columns.map { ($0, "number") }, outputs: [.init(name: "o")],
                rows: rows))
        return model.analysis(domains).map { "\($0.kind.rawValue): \($0.sentence)" }
    }

    @Test("A score and a consequence together are a threshold in disguise")
    func disguise() throws {
        let rows = [["A", ">= 15", "-", "1"], ["B", ">= 12", "5", "1"], ["C", "< 15", "-", "2"]]
        let columns = ["score", "consequence"]
        let exact = try said("COLLECT", columns, rows, Self.computed)
        #expect(
            exact == [
                "subsumed: row B adds nothing: wherever it matches, row A gives the same answer; there the same answer is given twice",
                "redundant: in row B score `>= 12` is only >= 15, given the row's other conditions",
            ])
        let printed = try said("COLLECT", columns, rows, Self.printed)
        #expect(
            printed == [
                "subsumed: row B adds nothing: wherever it matches, row A gives the same answer; there the same answer is given twice (where the score is likelihood x consequence; only a printed score makes a difference)",
                "redundant: in row B score `>= 12` is only >= 15, given the row's other conditions where the score is likelihood x consequence: only a printed score makes a difference",
            ])
    }

    @Test("Rows that only independent columns could meet do not overlap, and some can never match")
    func dependence() throws {
        let columns = ["score", "consequence"]
        let rows = [["A", ">= 15", "-", "1"], ["B", "< 15", "2", "2"], ["C", "-", "1", "3"]]
        #expect(
            try said("FIRST", columns, [["D", ">= 15", "2", "1"]] + rows, Self.computed)
                .contains(
                    "unreachable: row D can never match: score `>= 15` and consequence `2` never go together"
                ))
        let unique = [["A", ">= 15", "-", "1"], ["B", "-", "[1..2]", "2"]]
        let alone = InputDomains(values: [
            "score": (1...25).map { .number(Decimal128($0)) },
            "consequence": (1...5).map { .number(Decimal128($0)) },
        ])
        #expect(try said("UNIQUE", columns, unique, alone).contains { $0.hasPrefix("overlap") })
        let dependent = try said("UNIQUE", columns, unique, Self.computed).filter {
            !$0.hasPrefix("redundant")
        }
        #expect(
            dependent == ["gap: no row matches when score is 3 to 12 and consequence is 3 or more"])
    }

    @Test("18 is no product on a 5x5, and a printed score may be one")
    func offScale() throws {
        let rows = [["A", "18", "1"], ["B", ">= 13", "2"], ["C", "[8..12]", "3"]]
        #expect(
            try said("COLLECT", ["score"], rows, Self.printed) == [
                "off-scale: row A names 18: no product on a 5x5, so that only a printed score can be it",
                "off-scale: in row B score `>= 13` is only >= 15, as 13 and 14 are no product on a 5x5: only a printed score makes a difference",
            ])
    }

    @Test("A decision that follows from another column's input is asked, not guessed")
    func followingDecision() throws {
        let grade = SmallModel.table(
            "Grade", policy: "UNIQUE", inputs: [("score", "number")], outputs: [.init(name: "g")],
            rows: [["G1", "< 15", "\"low\""], ["G2", ">= 15", "\"high\""]])
        let model = try SmallModel.load(
            grade + """

                <decision id="r" name="r">
                <informationRequirement><requiredInput href="#in_score"/></informationRequirement>
                <informationRequirement><requiredDecision href="#Grade"/></informationRequirement>
                <decisionTable><input><inputExpression typeRef="number"><text>score</text></inputExpression></input>
                <input><inputExpression typeRef="string"><text>Grade</text></inputExpression></input><output/>
                <rule id="A"><inputEntry><text>&lt; 15</text></inputEntry><inputEntry><text>"low"</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>
                <rule id="B"><inputEntry><text>-</text></inputEntry><inputEntry><text>"high"</text></inputEntry><outputEntry><text>2</text></outputEntry></rule>
                <rule id="C"><inputEntry><text>20</text></inputEntry><inputEntry><text>"low"</text></inputEntry><outputEntry><text>3</text></outputEntry></rule>
                </decisionTable></decision>
                """)
        let remarks = model.analysis(domains: ["score": AnalysisTests.products])
        #expect(
            remarks.map { "\($0.kind.rawValue) \($0.rows): \($0.sentence)" } == [
                "redundant [\"A\"]: in row A the condition score `< 15` adds nothing: the row's other conditions ask for it already",
                "redundant [\"A\"]: in row A the condition Grade `\"low\"` adds nothing: the row's other conditions ask for it already",
                "unreachable [\"C\"]: row C can never match: score `20` and Grade `\"low\"` never go together",
            ])
    }

    @Test("A cell that names another column is tried with the values of both")
    func cellsOfOtherColumns() throws {
        let digits: [Value] = (1...3).map { .number(Decimal128($0)) } + [.null]
        let domains = InputDomains(values: ["a": digits, "b": digits])
        let rows = [
            ["A", "null", "-", "1"], ["B", "not(null)", "null", "2"],
            ["C", "not(null)", "a", "3"], ["D", "not(null)", "< a", "4"],
        ]
        #expect(
            try said("UNIQUE", ["a", "b"], rows, domains).filter { $0.hasPrefix("gap") } == [
                "gap: no row matches when a is 1 and b is 2 or 3 or when a is 2 and b is 3"
            ])
        let whole = rows + [["E", "not(null)", "> a", "5"]]
        #expect(
            try said("UNIQUE", ["a", "b"], whole, domains).filter {
                $0.hasPrefix("gap") || $0.hasPrefix("overlap")
            } == [])
    }

    @Test("What the model leaves open is told by what the cells name; an absent input by itself")
    func unusedAndDerived() throws {
        let model = try SmallModel.load(
            """
            <inputData id="a" name="age"/><inputData id="b" name="bed"/><inputData id="c" name="cat"/>
            <decision id="d" name="d">
            <informationRequirement><requiredInput href="#a"/></informationRequirement>
            <informationRequirement><requiredInput href="#b"/></informationRequirement>
            <decisionTable><input><inputExpression typeRef="number"><text>age</text></inputExpression></input>
            <output/><rule id="A"><inputEntry><text>[18..65[</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>
            </decisionTable></decision>
            """)
        #expect(
            model.analysis().map(\.description) == [
                "m.dmn:2:61: note: cat: no decision asks for the input \"cat\" [unused]; remove it, or require it where it matters",
                "m.dmn:3:1: note: d: it requires \"bed\" and does not use it [unused]; remove the requirement, or use it",
                "m.dmn:6:1: warning: d: no row matches when age is below 18 or 65 or more [gap]; add a row for it, or a default answer",
                "m.dmn:6:1: note: d: no row matches when age is absent [absent]; add a row that tests null if it can be missing; the answer is null until then",
            ])
    }

    @Test("Days have nothing between them, and numbers do")
    func betweenValues() throws {
        func gaps(_ type: String, _ rows: [[String]]) throws -> [String] {
            try SmallModel.load(
                SmallModel.table(
                    policy: "UNIQUE", inputs: [("x", type)], outputs: [.init(name: "o")], rows: rows
                )
            ).analysis().filter { $0.kind == .gap }.map(\.sentence)
        }
        let days = [
            ["A", "<= date(\"2026-03-31\")", "1"], ["B", ">= date(\"2026-04-01\")", "2"],
        ]
        #expect(try gaps("date", days) == [])
        #expect(
            try gaps("number", [["A", "<= 3", "1"], ["B", ">= 4", "2"]])
                == ["no row matches when x is between 3 and 4"])
        #expect(
            try gaps("string", [["A", "\"a\", \"b\"", "1"]]) == [
                "no row matches when x is any other"
            ])
    }

    @Test("Functions that call themselves or one another are noted with the way round")
    func recursion() throws {
        let model = try SmallModel.load(
            """
            <businessKnowledgeModel id="f" name="f"><encapsulatedLogic><formalParameter name="n" typeRef="number"/>
            <literalExpression><text>if n &lt; 1 then 0 else f(n - 1)</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
            <businessKnowledgeModel id="g" name="g"><encapsulatedLogic><formalParameter name="n" typeRef="number"/>
            <literalExpression><text>if n &lt; 1 then 0 else h(n - 1)</text></literalExpression></encapsulatedLogic>
            <knowledgeRequirement><requiredKnowledge href="#h"/></knowledgeRequirement></businessKnowledgeModel>
            <businessKnowledgeModel id="h" name="h"><encapsulatedLogic><formalParameter name="n" typeRef="number"/>
            <literalExpression><text>g(n)</text></literalExpression></encapsulatedLogic>
            <knowledgeRequirement><requiredKnowledge href="#g"/></knowledgeRequirement></businessKnowledgeModel>
            """)
        #expect(
            model.analysis().filter { $0.kind == .recursion }.map(\.sentence) == [
                "the function calls itself (f -> f)", "functions call one another (g -> h -> g)",
            ])
    }

    @Test("A decision that nobody asks for is noted where it is known who asks")
    func unwanted() throws {
        let model = try SmallModel.load(
            """
            <decision id="a" name="a"><literalExpression><text>1</text></literalExpression></decision>
            <decision id="b" name="b"><literalExpression><text>2</text></literalExpression></decision>
            """)
        #expect(model.analysis().isEmpty)
        #expect(
            model.analysis(InputDomains(), wanted: ["a"]).map { "\($0.decision): \($0.sentence)" }
                == ["b: no role and no other decision asks for it"])
    }
}
