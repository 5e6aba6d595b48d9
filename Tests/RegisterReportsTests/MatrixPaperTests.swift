import RegisterReports
import RiskRegister
import Rulebooks
import TestSupport
import Testing

@Suite("Papers on another matrix") struct MatrixPaperTests {
    private static func rulebook(_ name: String) throws -> Rulebook {
        try RulebookFolder.load(Workbench.path("Rules/\(name)")).rulebook
    }

    /// Four risks, scored under a rulebook.
    private func view(_ name: String, asAt day: Day) throws -> RegisterView {
        let rulebook = try Self.rulebook(name)
        let assessor = Assessor(rulebook: rulebook, framework: nil, day: day)
        var view = RegisterView(
            of: "NBC", asAt: day, knownAt: 2, knownAtTime: "2026-07-01T09:00:00Z",
            rulebook: rulebook)
        for (id, pair, printed) in [
            ("1", (4, 4), 16), ("2", (4, 3), 12), ("3", nil, 16), ("4", nil, 20),
        ] as [(String, (Int, Int)?, Int)] {
            var record = RiskRecord()
            record.sourceID = id
            record.title = "Risk \(id)"
            record.approval = .approved
            record.current = ScoreEntry(
                likelihood: pair?.0, consequence: pair?.1, printed: PrintedScore(printed))
            let fold = Fold(rulebook: rulebook, level: .operational)
            let standing = fold.standing(
                after: nil, on: day, sighting: .seen(record), outcome: assessor.outcome(of: record),
                rulings: [])
            view.risks.append(
                RiskState(
                    key: RiskKey(organisation: "NBC", id: id), record: record, standing: standing,
                    lastSeen: day))
        }
        return view
    }

    private func heatMap(_ paper: Paper) throws -> HeatMap {
        var found: HeatMap?
        for case .heatMap(let map) in paper.blocks { found = map }
        return try #require(found)
    }

    @Test("The heat map of a 4x4 has 16 cells, in the rulebook's words")
    func sixteenCells() throws {
        let view = try view("four-by-four", asAt: SampleRegister.june)
        let paper = HLRRPaper.make(view: view, earlier: nil, changes: [])
        let map = try heatMap(paper)
        #expect(map.places.count == 16)
        #expect(map.places.map(\.likelihood).max() == 4)
        #expect(
            map.places.filter { !$0.risks.isEmpty }.map(\.risks) == [
                ["1", "3 (pair inferred)"], ["2"],
            ])
        let grid = try #require(paper.tables.first { $0.id == "heat-map" })
        #expect(grid.columns.map(\.title).last == "Likelihood 4 almost certain")
        #expect(
            grid.rows.map { $0.cells[0].plainText } == [
                "4 severe", "3 major", "2 moderate", "1 minor",
            ])
        let page = try PageNode.parsed(HTMLWriter.document(paper))
        let drawing = try #require(page.all("svg").first)
        #expect(drawing.all("rect").count == 16)
        #expect(drawing.all("text").map(\.text).contains("4 severe"))
        #expect(try #require(paper.tables.first { $0.id == "cannot-be-routed" }).rows.count == 1)
        #expect(paper.frontSheet.contains { $0.value == "12 or more, on a 4x4 matrix" })
    }

    @Test("20 is outside a scale of 16, and 14 is no product of it")
    func checks() throws {
        var view = try view("four-by-four", asAt: SampleRegister.june)
        view.risks[1].record.current.printed = PrintedScore(14)
        let found = Checks.run(on: view).findings
        #expect(found.contains { $0.code == "SC03" && $0.message.contains("from 1 to 16") })
        #expect(found.contains { $0.code == "SC01" && $0.message.contains("on a 4x4 matrix") })
    }

    @Test("Across a change of the matrix no paper counts a rise or a fall, and each says why")
    func change() throws {
        let earlier = try view("hct", asAt: SampleRegister.may)
        var view = try view("four-by-four", asAt: SampleRegister.june)
        for index in view.risks.indices {
            view.risks[index].before = RiskState.Before(
                record: earlier.risks[index].record, standing: earlier.risks[index].standing)
        }
        let changes = Changes.between(earlier, view)
        let paper = HLRRPaper.make(view: view, earlier: earlier, changes: changes)
        let figures = try #require(paper.tables.first { $0.id == "figures" })
        for row in figures.rows where row.cells[0].plainText.hasPrefix("Score ") {
            #expect(row.cells[1] == .word("another matrix then"))
        }
        #expect(
            paper.frontSheet.contains {
                $0.label == "Compared with"
                    && $0.value.hasSuffix(
                        "scores then stood on a 5x5 matrix, and are not compared with those of "
                            + "today's 4x4")
            })
        let risks = try #require(paper.tables.first { $0.id == "risks" })
        let previous = try #require(risks.columns.firstIndex { $0.id == "previous" })
        #expect(risks.rows.allSatisfy { $0.cells[previous].isAbsent })
        let audit = AuditCommitteePaper.make(view: view, earlier: earlier, changes: changes)
        let page = HTMLWriter.document(audit)
        #expect(page.contains("The matrix changed from 5x5 to 4x4"))
        #expect(page.contains("The threshold was 15 on the 5x5 matrix and is 12 on the 4x4 one."))
    }
}
