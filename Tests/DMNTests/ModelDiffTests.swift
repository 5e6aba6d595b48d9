import DMN
import DMNXML
import FEEL
import Testing

@Suite("Differences of two models")
struct ModelDiffTests {
    static func definitions(_ xml: String, file: String = "m.dmn") throws -> Definitions {
        try ModelFiles.definitions(bytes: Array(xml.utf8), file: file)
    }

    /// A model of a type, two inputs, a function, a literal decision and a table.
    static let model = SmallModel.xml(
        """
        <itemDefinition id="t" name="tScore"><typeRef>number</typeRef><allowedValues><text>[1..25]</text></allowedValues></itemDefinition>
        <inputData id="i_score" name="score"><variable name="score" typeRef="tScore"/></inputData>
        <inputData id="i_level" name="level"><variable name="level" typeRef="string"/></inputData>
        <businessKnowledgeModel id="b" name="raised"><variable name="raised"/><encapsulatedLogic><formalParameter name="n" typeRef="number"/><literalExpression><text>n + 1</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
        <decision id="d_high" name="High"><question>Is it high?</question><variable name="High" typeRef="boolean"/><informationRequirement><requiredInput href="#i_score"/></informationRequirement><literalExpression><text>score &gt;= 15</text></literalExpression></decision>
        <decision id="d_reg" name="Registers"><description>Every row applies.</description><variable name="Registers"/>
        <informationRequirement><requiredInput href="#i_score"/></informationRequirement>
        <informationRequirement><requiredInput href="#i_level"/></informationRequirement>
        <decisionTable hitPolicy="FIRST">
        <input id="c1" label="score"><inputExpression typeRef="tScore"><text>score</text></inputExpression></input>
        <input id="c2" label="level"><inputExpression typeRef="string"><text>level</text></inputExpression></input>
        <output id="o1" name="register" typeRef="string"/>
        <output id="o2" name="row" typeRef="string"/>
        <annotation name="Policy"/>
        <rule id="REG-01"><inputEntry><text>&gt;= 15</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>"HLRR"</text></outputEntry><outputEntry><text>"REG-01"</text></outputEntry><annotationEntry><text>section 10.1</text></annotationEntry></rule>
        <rule id="REG-02"><inputEntry><text>-</text></inputEntry><inputEntry><text>"principal"</text></inputEntry><outputEntry><text>"BAF"</text></outputEntry><outputEntry><text>"REG-02"</text></outputEntry><annotationEntry><text>table 18</text></annotationEntry></rule>
        <rule id="REG-03"><inputEntry><text>-</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>"none"</text></outputEntry><outputEntry><text>"REG-03"</text></outputEntry><annotationEntry><text>table 19</text></annotationEntry></rule>
        </decisionTable></decision>
        <decisionService id="s" name="Placing"><variable name="Placing"/><outputDecision href="#d_reg"/><inputData href="#i_score"/><inputData href="#i_level"/></decisionService>
        """)

    /// One edit of the model, the line that says so, and whether it can decide anything.
    struct Edit: CustomTestStringConvertible, Sendable {
        let old: String
        let new: String
        let line: String
        let decides: Bool
        var testDescription: String { line }

        init(_ old: String, _ new: String, _ line: String, decides: Bool = true) {
            self.old = old
            self.new = new
            self.line = line
            self.decides = decides
        }
    }

    static let rule1 = "<rule id=\"REG-01\">"
    static let edits: [Edit] = [
        Edit(
            "&gt;= 15</text></inputEntry>", "&gt;= 12</text></inputEntry>",
            "Registers: row REG-01: score >= 15 becomes >= 12"),
        Edit(
            "&gt;= 15</text></inputEntry>", "&gt;=15</text></inputEntry>",
            "Registers: row REG-01: score is spelled differently, and means the same",
            decides: false),
        Edit(
            "<inputEntry><text>\"principal\"</text>", "<inputEntry><text>-</text>",
            "Registers: row REG-02: level \"principal\" becomes any"),
        Edit(
            "<text>\"HLRR\"</text>", "<text>\"BAF\"</text>",
            "Registers: row REG-01: register \"HLRR\" becomes \"BAF\""),
        Edit(
            "section 10.1", "section 11",
            "Registers: row REG-01: Policy \"section 10.1\" becomes \"section 11\"",
            decides: false),
        Edit(
            "<rule id=\"REG-01\">", "<rule id=\"REG-01\"><description>Why</description>",
            "Registers: row REG-01: its description nothing becomes \"Why\"", decides: false),
        Edit(
            "name=\"Policy\"", "name=\"Clause\"",
            "Registers: the heads of its annotations \"Policy\" becomes \"Clause\"",
            decides: false),
        Edit(
            "hitPolicy=\"FIRST\"", "hitPolicy=\"COLLECT\"",
            "Registers: hit policy FIRST becomes COLLECT: every matching row applies"),
        Edit(
            "label=\"level\"", "label=\"kind\"",
            "Registers: column level: its label level becomes kind", decides: false),
        Edit(
            "<inputExpression typeRef=\"string\"><text>level",
            "<inputExpression typeRef=\"Any\"><text>level",
            "Registers: column level: its type string becomes Any"),
        Edit(
            "<text>level</text></inputExpression>",
            "<text>upper case(level)</text></inputExpression>",
            "Registers: column level: what it tests, level becomes upper case(level)"),
        Edit(
            "</inputExpression></input>\n<output ",
            "</inputExpression><inputValues><text>\"principal\"</text></inputValues></input>\n<output ",
            "Registers: column level: its allowed values nothing becomes \"principal\""),
        Edit(
            "<output id=\"o1\" name=\"register\" typeRef=\"string\"/>",
            "<output id=\"o1\" name=\"register\" typeRef=\"string\"><defaultOutputEntry><text>\"none\"</text></defaultOutputEntry></output>",
            "Registers: column register: its answer when no row matches nothing becomes \"none\""),
        Edit("[1..25]", "[1..20]", "tScore: the type number [1..25] becomes number [1..20]"),
        Edit(
            "<text>score &gt;= 15</text></literal", "<text>score &gt;= 12</text></literal",
            "High: its logic score >= 15 becomes score >= 12"),
        Edit(
            "<text>score &gt;= 15</text></literal", "<text>score  &gt;=\n15</text></literal",
            "High: its logic is spelled differently", decides: false),
        Edit(
            "Is it high?", "Is it?", "High: its question \"Is it high?\" becomes \"Is it?\"",
            decides: false),
        Edit(
            "Every row applies.", "The first row applies.",
            "Registers: its description \"Every row applies.\" becomes \"The first row applies.\"",
            decides: false),
        Edit(
            "<variable name=\"High\" typeRef=\"boolean\"/>", "<variable name=\"High\"/>",
            "High: its type boolean becomes Any"),
        Edit("<text>n + 1</text>", "<text>n + 2</text>", "raised: its logic n + 1 becomes n + 2"),
        Edit(
            "<inputData id=\"i_level\" name=\"level\"><variable name=\"level\"",
            "<inputData id=\"i_level\" name=\"rank\"><variable name=\"rank\"",
            "level: the input is now called \"rank\""),
        Edit(
            "<inputData href=\"#i_score\"/><inputData href=\"#i_level\"/>",
            "<inputData href=\"#i_level\"/><inputData href=\"#i_score\"/>",
            "Placing: inputs: \"score\", \"level\" becomes \"level\", \"score\""),
        Edit(
            "<informationRequirement><requiredInput href=\"#i_level\"/></informationRequirement>\n",
            "", "Registers: it no longer needs the input \"level\""),
        Edit(
            "<decision id=\"d_high\"",
            "<inputData id=\"i_x\" name=\"x\"><variable name=\"x\" typeRef=\"date\"/></inputData><decision id=\"d_high\"",
            "x: the input is new (date)", decides: false),
        Edit("name=\"m\"", "name=\"n\"", "the model \"m\" is now called \"n\"", decides: false),
    ]

    @Test("An edit is one difference, with a sentence", arguments: edits)
    func edit(_ edit: Edit) throws {
        #expect(Self.model.contains(edit.old))
        let old = try Self.definitions(Self.model)
        let new = try Self.definitions(
            Self.model.replacing(edit.old, with: edit.new, maxReplacements: 1))
        let diff = ModelDiff.between(old, new)
        #expect(diff.lines == [edit.line])
        #expect(diff.decides == edit.decides)
        #expect(ModelDiff.between(old, old).isEmpty)
        let made = diff.changes.reduce(old) { ModelDiff.applying($1, to: $0) }
        #expect(ModelDiff.between(made, new).isEmpty)
        // And the way back is one difference too.
        #expect(ModelDiff.between(new, old).changes.count == 1)
    }

    static let row2 = try? #/<rule id="REG-02">.*?</rule>\n/#.firstMatch(in: model)?.output

    @Test("Rows are added, removed and moved, and a move says whether it matters")
    func rows() throws {
        let row2 = String(try #require(Self.row2))
        let without = Self.model.replacing(row2, with: "")
        let (old, fewer) = (try Self.definitions(Self.model), try Self.definitions(without))
        #expect(
            ModelDiff.between(old, fewer).lines == [
                "Registers: row REG-02 is removed: it said level \"principal\": register \"BAF\""
            ])
        #expect(
            ModelDiff.between(fewer, old).lines == [
                "Registers: row REG-02 is added, after row REG-01: level \"principal\": register \"BAF\""
            ])
        let moved = without.replacing("<rule id=\"REG-01\">", with: row2 + "<rule id=\"REG-01\">")
        let diff = ModelDiff.between(old, try Self.definitions(moved))
        #expect(diff.changes.count == 1)
        #expect(diff.decides)
        #expect(diff.lines.first?.hasSuffix("under FIRST the order of rows matters") == true)
        func unique(_ xml: String) throws -> Definitions {
            try Self.definitions(xml.replacing("\"FIRST\"", with: "\"UNIQUE\""))
        }
        let idle = ModelDiff.between(try unique(Self.model), try unique(moved))
        #expect(!idle.decides)
        #expect(
            idle.lines.first?.hasSuffix("under UNIQUE the order of rows decides nothing") == true)
    }

    @Test("A row that is renamed takes the cell with it that names it")
    func rowRenamed() throws {
        let old = try Self.definitions(Self.model)
        let new = try Self.definitions(Self.model.replacing("REG-02", with: "REG-2"))
        let diff = ModelDiff.between(old, new)
        #expect(diff.lines == ["Registers: row REG-02 is now called row REG-2"])
        #expect(!diff.decides)
        let made = ModelDiff.applying(try #require(diff.changes.first), to: old)
        #expect(ModelDiff.between(made, new).isEmpty)
    }

    @Test("A change knows both its places, row and column")
    func places() throws {
        let old = try Self.definitions(Self.model, file: "a.dmn")
        let new = try Self.definitions(
            "\n" + Self.model.replacing("<text>\"HLRR\"", with: "<text>\"BAF\""), file: "b.dmn")
        let change = try #require(ModelDiff.between(old, new).changes.first)
        #expect(change.kind == .cell)
        #expect(
            change.place == .init(element: "Registers", row: "REG-01", column: "register"))
        #expect(change.old == "\"HLRR\"" && change.new == "\"BAF\"")
        #expect(change.oldLocation?.file == "a.dmn" && change.newLocation?.file == "b.dmn")
        #expect((change.newLocation?.line ?? 0) == (change.oldLocation?.line ?? 0) + 1)
    }

    @Test("A new element id changes nothing that refers to it")
    func elementIDs() throws {
        let old = try Self.definitions(Self.model)
        let new = try Self.definitions(Self.model.replacing("i_level", with: "in_level"))
        let diff = ModelDiff.between(old, new)
        #expect(diff.lines == ["level: its id \"i_level\" becomes \"in_level\""])
        let made = ModelDiff.applying(try #require(diff.changes.first), to: old)
        #expect(ModelDiff.between(made, new).isEmpty)
        _ = try DecisionModel(made)
    }

    @Test(
        "Spelling is told from meaning",
        arguments: [
            (">=15", ">= 15", true), ("\"a\",\"b\"", "\"a\" , \"b\"", true),
            ("\"a b\"", "\"a  b\"", false), ("a b", "ab", false), ("[1..5]", "[ 1 .. 5 ]", true),
            ("1 .5", "1.5", false), ("a // b\n+ 1", "a // b + 1", false), ("a\n+ 1", "a + 1", true),
            ("\"\\\" x\"", "\"\\\"  x\"", false), ("- 1", "-1", true), ("< = 1", "<= 1", false),
        ])
    func spelling(_ one: String, _ other: String, _ isSame: Bool) throws {
        func table(_ cell: String) throws -> Definitions {
            try Self.definitions(
                Self.model.replacing(
                    "&gt;= 15</text></inputEntry>",
                    with: SmallModel.escaped(cell) + "</text></inputEntry>"))
        }
        let diff = ModelDiff.between(try table(one), try table(other))
        #expect(diff.changes.map(\.kind) == [isSame ? .spelling : .cell])
    }

    @Test("Changes made one after another turn any model into any other", arguments: 0..<300)
    func property(seed: UInt64) throws {
        var random = SplitMix(seed)
        let old = try Self.definitions(RandomModel.xml(&random), file: "a.dmn")
        let new = try Self.definitions(RandomModel.xml(&random), file: "b.dmn")
        let diff = ModelDiff.between(old, new)
        let made = diff.changes.reduce(old) { ModelDiff.applying($1, to: $0) }
        #expect(ModelDiff.between(made, new).lines == [])
        #expect(RandomModel.words(made) == RandomModel.words(new))
        // Each alone can be made, and leaves rows as wide as their columns.
        for change in diff.changes {
            let alone = ModelDiff.applying(change, to: old)
            for table in RandomModel.tables(alone) {
                for rule in table.rules {
                    #expect(rule.inputs.count == table.inputs.count)
                    #expect(rule.outputs.count == table.outputs.count)
                }
            }
            // A row may move past another that moves too: alone it stays.
            guard change.kind != .rowMoved else { continue }
            #expect(!ModelDiff.between(old, alone).isEmpty, "\(change.line)")
        }
    }
}

/// Models of random tables, functions and requirements over few names, so that much can be matched.
enum RandomModel {
    static func xml(_ random: inout SplitMix) -> String {
        func pick<Element>(_ list: [Element], _ random: inout SplitMix) -> Element {
            list[Int.random(in: 0..<list.count, using: &random)]
        }
        func some<Element>(_ list: [Element], _ random: inout SplitMix) -> [Element] {
            list.shuffled(using: &random).prefix(Int.random(in: 1...list.count, using: &random))
                .map { $0 }
        }
        let names = some(["a", "b", "c"], &random)
        var lines = names.map { name -> String in
            let prefix = pick(["i_", "in_"], &random)
            return
                "<inputData id=\"\(prefix)\(name)\" name=\"\(name)\"><variable name=\"\(name)\" typeRef=\"\(pick(["number", "string"], &random))\"/></inputData>"
        }
        for name in some(["f", "g"], &random) {
            lines.append(
                "<businessKnowledgeModel id=\"k_\(name)\" name=\"\(name)\"><variable name=\"\(name)\"/><encapsulatedLogic><formalParameter name=\"n\"/>"
                    + pick(
                        [
                            "<literalExpression><text>n + \(Int.random(in: 1...2, using: &random))</text></literalExpression>",
                            "<context><contextEntry><variable name=\"x\"/><literalExpression><text>n</text></literalExpression></contextEntry><contextEntry>\(table(["n"], &random, in: name))</contextEntry></context>",
                            "<list><literalExpression><text>n</text></literalExpression><literalExpression><text>\(pick(["1", "n"], &random))</text></literalExpression></list>",
                        ], &random) + "</encapsulatedLogic></businessKnowledgeModel>")
        }
        for name in some(["D", "E"], &random) {
            let used = some(names, &random)
            lines.append(
                "<decision id=\"\(pick(["d_", "e_"], &random))\(name)\" name=\"\(name)\"><variable name=\"\(name)\"/>"
                    + used.map { input in
                        let prefix = lines.contains { $0.contains("\"i_\(input)\"") } ? "i_" : "in_"
                        return
                            "<informationRequirement><requiredInput href=\"#\(prefix)\(input)\"/></informationRequirement>"
                    }.joined() + table(used, &random, in: name) + "</decision>")
        }
        return SmallModel.xml(lines.joined(separator: "\n"), namespace: pick(["u", "v"], &random))
    }

    private static func table(
        _ names: [String], _ random: inout SplitMix, in holder: String
    ) -> String {
        let hasIDs = Bool.random(using: &random)
        let policy = ["FIRST", "UNIQUE", "COLLECT"][Int.random(in: 0...2, using: &random)]
        let outputs = ["p", "q", "r"].shuffled(using: &random)
            .prefix(Int.random(in: 1...3, using: &random))
        var rows = Array(1...6).shuffled(using: &random)
            .prefix(Int.random(in: 0...6, using: &random)).map { "R\(holder)\($0)" }
        if !hasIDs { rows = rows.map { _ in "" } }
        let columns = names.map {
            "<input label=\"\($0)\"><inputExpression><text>\($0)</text></inputExpression></input>"
        }
        let cells = ["-", "1", "2", "> 3", ">3", "\"x\""]
        let rules = rows.map { id in
            let name = id.isEmpty ? "" : " id=\"\(id)\""
            return "<rule\(name)>"
                + names.map { _ in
                    "<inputEntry><text>\(SmallModel.escaped(cells.randomElement(using: &random) ?? "-"))</text></inputEntry>"
                }.joined()
                + outputs.map { _ in
                    "<outputEntry><text>\(["1", "2", "\"\(id)\""].randomElement(using: &random) ?? "1")</text></outputEntry>"
                }.joined()
                + "<annotationEntry><text>\(["", "p. 1", "p. 2"].randomElement(using: &random) ?? "")</text></annotationEntry></rule>"
        }
        return "<decisionTable hitPolicy=\"\(policy)\">" + columns.joined()
            + outputs.map { "<output name=\"\($0)\"/>" }.joined() + rules.joined()
            + "</decisionTable>"
    }

    static func tables(_ definitions: Definitions) -> [DecisionTable] {
        definitions.decisions.compactMap {
            if case .table(let table)? = $0.expression?.kind { table } else { nil }
        }
    }

    /// All that the tables say, in order: a comparison that does not lean on the one under test.
    static func words(_ definitions: Definitions) -> [String] {
        definitions.decisions.sorted { $0.name < $1.name }.flatMap { decision -> [String] in
            guard case .table(let table)? = decision.expression?.kind else { return [] }
            return [decision.id, decision.name, table.hitPolicy.rawValue]
                + decision.requiredInputs.map(\.id).sorted()
                + table.inputs.map(\.expression.text) + table.outputs.map { $0.name ?? "" }
                + table.rules.map { rule in
                    // Rows without an id are numbered where they stand.
                    let id = rule.id.hasPrefix("R") ? rule.id : ""
                    return
                        ([id] + rule.inputs.map(\.text) + rule.outputs.map(\.text)
                        + rule.annotations).joined(separator: "|")
                }
        }
    }
}

/// A small generator of random numbers that gives the same ones for a seed.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
