import DMN
import RiskRegister
import Rulebooks
import Testing

@Suite("Differences of two rulebooks")
struct RulebookDiffTests {
    private static func edited(
        _ edits: (file: String, old: String, new: String)...
    ) throws -> RulebookDiff {
        let old = try RulebookFolder.load("\(root)/Rules/hct")
        let files = try old.files.map { file in
            var text = try #require(String(validating: file.bytes, as: UTF8.self))
            for edit in edits where edit.file == file.path {
                #expect(text.contains(edit.old), "\(edit.old)")
                text = text.replacing(edit.old, with: edit.new)
            }
            return (path: file.path, bytes: Array(text.utf8))
        }
        return .between(old, try RulebookFolder.load(files: files, name: "draft"))
    }

    @Test("A rulebook differs from itself in nothing, and without its tests too")
    func same() throws {
        let loaded = try RulebookFolder.load("\(root)/Rules/hct")
        #expect(RulebookDiff.between(loaded, loaded).isEmpty)
        let kept = try RulebookFolder.load(
            files: loaded.decidingFiles.map { (path: $0.path, bytes: $0.bytes) }, name: "kept")
        #expect(RulebookDiff.between(kept, loaded).isEmpty)
    }

    private static let names = [
        "hct", "christie-model", "hra-model/2023", "hra-model/2024", "four-by-four",
    ]

    @Test("The shipped rulebooks turn into one another, change by change")
    func transforms() throws {
        let loaded = try Self.names.map { try RulebookFolder.load("\(root)/Rules/\($0)") }
        let pairs = loaded.flatMap { old in loaded.map { (old, $0) } }
        for (old, new) in pairs where old.name != new.name {
            #expect(!RulebookDiff.between(old, new).isEmpty)
            for (before, after) in zip(old.models, new.models) {
                #expect(before.file == after.file)
                let (one, two) = (before.model.definitions, after.model.definitions)
                let made = ModelDiff.between(one, two).changes.reduce(one) {
                    ModelDiff.applying($1, to: $0)
                }
                #expect(ModelDiff.between(made, two).lines == [], "\(old.name) to \(new.name)")
                // What was made decides as the new version does: it compiles and says the same.
                #expect(
                    try DecisionModel(made).decisionNames.sorted()
                        == after.model.decisionNames.sorted())
            }
        }
    }

    @Test("Settings, registers and roles are named, and only what matters decides")
    func settings() throws {
        let diff = try Self.edited(
            ("rulebook.yaml", "version: \"2\"", "version: \"3\""),
            ("rulebook.yaml", "rhythm: monthly", "rhythm: weekly"),
            ("rulebook.yaml", "purpose: high level", "purpose: other"),
            ("rulebook.yaml", "shrink limit: 20", "shrink limit: 25"),
            (
                "rulebook.yaml", "decision: At the threshold",
                "decision: Strategic objective affected"
            ))
        #expect(
            diff.items.map(\.line) == [
                "version \"2\" becomes \"3\"", "shrink limit \"20\" becomes \"25\"",
                "register HLRR: purpose \"high level\" becomes \"other\"",
                "register HLRR: rhythm \"monthly\" becomes \"weekly\"",
                "role threshold: \"At the threshold\" of routing.dmn becomes "
                    + "\"Strategic objective affected\" of routing.dmn",
            ])
        #expect(diff.items.map(\.canDecide) == [false, false, true, false, true])
    }

    @Test("A mapping's words are named and move no stored risk")
    func mappings() throws {
        let diff = try Self.edited(
            ("mappings/datix.yaml", "High Level Risk Register: HLRR", "Big risks: HLRR"))
        #expect(diff.items.allSatisfy { $0.file == "mappings/datix.yaml" && !$0.canDecide })
        #expect(
            diff.items.map(\.line) == [
                "register marks > Big risks: nothing becomes \"HLRR\"",
                "register marks > High Level Risk Register: \"HLRR\" becomes nothing",
            ])
    }

    /// A view of open, approved risks of each score from 1 to 25, ids as the scores.
    private static func view(_ rulebook: Rulebook) throws -> RegisterView {
        let day = try #require(Day("2026-06-30"))
        var view = RegisterView(
            of: "T", asAt: day, knownAt: 1, knownAtTime: "", rulebook: rulebook)
        view.risks = (1...25).map { score in
            var record = RiskRecord()
            record.approval = .approved
            record.current = ScoreEntry(printed: PrintedScore(score))
            return RiskState(
                key: RiskKey(organisation: "T", id: "\(score)"), record: record,
                standing: Standing(firstSeen: day), lastSeen: day)
        }
        return view
    }

    @Test("Each change alone names the risks that it moves, and all together theirs")
    func counts() throws {
        let diff = try Self.edited(
            (
                "routing.dmn", "<inputEntry id=\"REG-01_in1\"><text>&gt;= 15</text>",
                "<inputEntry id=\"REG-01_in1\"><text>&gt;= 12</text>"
            ),
            ("routing.dmn", "captured on the HLRR", "written on the HLRR"))
        let count = RulebookDiffCount(diff, over: try Self.view(diff.old.rulebook))
        #expect(count.count == 25)
        let effects = diff.items.map { count.effect(of: $0) }
        #expect(effects.count == 2)
        guard case .moves(let moves, withAdditions: false) = effects[0] else {
            Issue.record("\(effects[0])")
            return
        }
        #expect(moves.risks == ["12", "13", "14"])
        #expect(moves.sentence() == "3 risks: 3 join HLRR (12, 13, 14)")
        #expect(moves.sentence(shown: 1) == "3 risks: 3 join HLRR (12, ...)")
        guard case .nothing = effects[1] else {
            Issue.record("\(effects[1])")
            return
        }
        #expect(count.together == moves)
    }

    @Test("A change that does not compile alone says so, and is counted with what it needs")
    func broken() throws {
        // A column on a new input: the input and the requirement come with it.
        let diff = try Self.edited(
            (
                "routing.dmn", "  <decision id=\"d_at_the_threshold\"",
                """
                  <inputData id="in_domain" name="domain"><variable name="domain" typeRef="string"/></inputData>
                  <decision id="d_at_the_threshold"
                """
            ),
            (
                "routing.dmn", "<decisionTable id=\"d_registers_table\"",
                """
                <informationRequirement><requiredInput href="#in_domain"/></informationRequirement>
                <decisionTable id="d_registers_table"
                """
            ),
            (
                "routing.dmn", "<text>board basis</text></inputExpression>\n      </input>",
                """
                <text>board basis</text></inputExpression>
                      </input><input label="domain"><inputExpression typeRef="string"><text>domain</text></inputExpression></input>
                """
            ),
            (
                "routing.dmn", "_in6\"><text>-</text></inputEntry>",
                "_in6\"><text>-</text></inputEntry><inputEntry><text>\"Clinical\"</text></inputEntry>"
            ),
            (
                "routing.dmn", "<text>\"held\"</text></inputEntry>",
                "<text>\"held\"</text></inputEntry><inputEntry><text>-</text></inputEntry>"
            ),
            (
                "routing.dmn", "<text>\"theme\"</text></inputEntry>",
                "<text>\"theme\"</text></inputEntry><inputEntry><text>-</text></inputEntry>"
            ),
            (
                "routing.dmn", "_in6\"><text>\"none\"</text></inputEntry>",
                "_in6\"><text>\"none\"</text></inputEntry><inputEntry><text>-</text></inputEntry>"
            ))
        #expect(
            diff.items.map(\.line) == [
                "domain: the input is new (string)",
                "Registers: it now needs the input \"domain\"",
                "Registers: the column domain is new: REG-01 \"Clinical\", REG-02 \"Clinical\"",
            ])
        let count = RulebookDiffCount(diff, over: try Self.view(diff.old.rulebook))
        let column = try #require(diff.items.last)
        guard case .moves(let moves, withAdditions: true) = count.effect(of: column) else {
            Issue.record("\(count.effect(of: column))")
            return
        }
        #expect(moves.risks == (15...25).map(String.init))
        #expect(moves == count.together)

        let renamed = try Self.edited(
            ("routing.dmn", "name=\"Strategic objective affected\"", "name=\"Objective affected\""),
            (
                "routing.dmn", "<text>Strategic objective affected</text>",
                "<text>Objective affected</text>"
            ))
        let counted = RulebookDiffCount(renamed, over: try Self.view(renamed.old.rulebook))
        for item in renamed.items where item.canDecide {
            guard case .doesNotCompile = counted.effect(of: item) else {
                Issue.record("\(item.line)")
                continue
            }
        }
        #expect(counted.together.risks.isEmpty)
    }

    @Test("A check that is switched off changes findings, and says so")
    func findings() throws {
        let diff = try Self.edited(
            (
                "findings.dmn", "<outputEntry id=\"FND-SC01_out1\"><text>true",
                "<outputEntry id=\"FND-SC01_out1\"><text>false"
            ))
        let count = RulebookDiffCount(diff, over: try Self.view(diff.old.rulebook))
        let item = try #require(diff.items.first)
        guard case .moves(let moves, _) = count.effect(of: item) else {
            Issue.record("\(count.effect(of: item))")
            return
        }
        #expect(moves.parts.map(\.aspect) == [.finding])
        // Printed scores that are no product of a 5x5 matrix.
        #expect(moves.risks == ["7", "11", "13", "14", "17", "18", "19", "21", "22", "23", "24"])
    }

    @Test("A move's rule is asked only when a risk moves")
    func moves() throws {
        let diff = try Self.edited(
            ("moves.dmn", "<text>\"Executive Team\"</text>", "<text>\"Risk Committee\"</text>"))
        let count = RulebookDiffCount(diff, over: try Self.view(diff.old.rulebook))
        #expect(!diff.isEmpty)
        for item in diff.items {
            guard case .whenMoved = count.effect(of: item) else {
                Issue.record("\(item.line)")
                continue
            }
        }
    }
}
