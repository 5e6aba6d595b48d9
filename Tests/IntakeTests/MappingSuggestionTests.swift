import FEEL
import Intake
import RiskRegister
import Rulebooks
import TestSupport
import Testing
import XML

/// What became of the cells of an export, read by the mapping that was suggested for it.
private struct Outcome {
    var cells = 0
    var right = 0
    var missing = 0
    var wrong: [String] = []
    var titles = 0
    var ids = 0
    var days = 0
    var daysOf = 0
    var risks = 0

    init(_ export: WordedExport, _ truth: [TrueRisk]) throws {
        let (bytes, name) = export.bytes(truth)
        let suggestion = try #require(try MappingSuggestion.best(for: .bytes(bytes, name: name)))
        let mapping = try MappingFile.read(Array(suggestion.yaml.utf8), path: "suggested.yaml")
        let files = try RegisterFile.all(in: .bytes(bytes, name: name), mappings: [mapping])
        let file = try #require(files.first)
        let reader = RecordReader(mapping: file.mapping, dateOrder: file.dateOrder)
        var records: [RiskRecord] = []
        try file.records { records.append(reader.risk($0)) }
        #expect(records.count == truth.count, "\(export.name)")
        risks = truth.count
        for (risk, record) in zip(truth, records) {
            if record.sourceID == export.id(risk) { ids += 1 }
            if record.title == risk.title { titles += 1 }
            compare(export, risk, record)
        }
    }

    private mutating func compare(_ export: WordedExport, _ risk: TrueRisk, _ record: RiskRecord) {
        let kinds: [(ScoreKind, TrueRisk.Score, ScoreEntry)] = [
            (.initial, risk.initial, record.initial), (.current, risk.current, record.current),
            (.target, risk.target, record.target),
        ]
        for (kind, truth, entry) in kinds {
            let holds = export.holds[kind] ?? []
            let numbers: [(WordedExport.Part, Int?, Int?)] = [
                (.likelihood, truth.likelihood, entry.likelihood),
                (.consequence, truth.consequence, entry.consequence),
                (.score, truth.score, entry.printed?.number?.exactInt),
            ]
            for (part, wanted, got) in numbers {
                if holds.contains(part), wanted != nil { cells += 1 }
                // What a cell says besides ("12 (4x3)") is true of the risk, though no cell of its own.
                let isTrue = got == wanted
                switch (got, isTrue) {
                case (nil, _): if holds.contains(part), wanted != nil { missing += 1 }
                case (_?, true): if holds.contains(part) { right += 1 }
                case (let got?, false): wrong.append("\(risk.number) \(kind) \(part): \(got)")
                }
            }
        }
        let days: [(String, Day?, SourceDate?)] = [
            ("opened", risk.opened, record.opened), ("reviewed", risk.reviewed, record.lastReview),
            ("due", risk.due, record.reviewDue), ("closed", risk.closed, record.closed),
        ]
        for (name, wanted, got) in days where export.days.contains(name) {
            daysOf += 1
            if got == wanted.map(SourceDate.day) { self.days += 1 }
        }
    }
}

@Suite("Suggested mappings") struct MappingSuggestionTests {
    @Test("Exports in other words: nearly every score is routed rightly, and none wrongly")
    func others() throws {
        var page = """
            # What a suggested mapping makes of exports in other words

            | Export | Format | Score cells | Right | Not taken | Wrong | Ids | Titles | Days |
            | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |

            """
        var (cells, right) = (0, 0)
        for (number, export) in WordedExport.all.enumerated() {
            let truth = TrueRisk.register(seed: UInt64(20_261_201 + number), count: 60)
            let outcome = try Outcome(export, truth)
            page +=
                "| \(export.name) | \(export.format.rawValue) | \(outcome.cells) | \(outcome.right) "
            page +=
                "| \(outcome.missing) | \(outcome.wrong.count) | \(outcome.ids)/\(outcome.risks) "
            page += "| \(outcome.titles)/\(outcome.risks) | \(outcome.days)/\(outcome.daysOf) |\n"
            #expect(outcome.wrong.isEmpty, "\(export.name): \(outcome.wrong.prefix(5))")
            #expect(outcome.titles == outcome.risks, "\(export.name)")
            #expect(outcome.ids == outcome.risks, "\(export.name)")
            #expect(outcome.days == outcome.daysOf, "\(export.name)")
            guard !export.name.hasPrefix("A trap") else { continue }
            #expect(outcome.right * 100 >= outcome.cells * 95, "\(export.name)")
            cells += outcome.cells
            right += outcome.right
        }
        page += "\n\(right) of \(cells) score cells are routed rightly, the trap apart.\n"
        try expectGolden(page, "suggested-mappings.md")
    }
}
