import FEEL
import Intake
import RiskRegister
import Rulebooks
import Tables
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
        page += try shuffled()
        try expectGolden(page, "suggested-mappings.md")
    }

    /// A hundred and fifty exports of shuffled words, among columns that only look like scores.
    private func shuffled() throws -> String {
        var (cells, right, exports) = (0, 0, 0)
        for seed in 1...150 {
            let export = ShuffledExport.export(UInt64(seed))
            let outcome = try Outcome(export, TrueRisk.register(seed: UInt64(seed), count: 30))
            #expect(outcome.wrong.isEmpty, "\(seed): \(export.name): \(outcome.wrong.prefix(3))")
            #expect(outcome.ids == outcome.risks, "\(seed): \(export.name)")
            #expect(outcome.titles == outcome.risks, "\(seed): \(export.name)")
            cells += outcome.cells
            right += outcome.right
            exports += 1
        }
        #expect(right * 100 >= cells * 98, "\(right) of \(cells)")
        return
            "\nOf \(exports) exports whose words were shuffled: \(right) of \(cells), and none wrongly.\n"
    }

    @Test("The sheet of two columns is the same mapping as the YAML")
    func sheets() throws {
        for export in WordedExport.all {
            let (bytes, name) = export.bytes(TrueRisk.register(seed: 7, count: 40))
            let suggestion = try #require(
                try MappingSuggestion.best(for: .bytes(bytes, name: name)))
            let yaml = try MappingFile.read(Array(suggestion.yaml.utf8), path: "ours.yaml")
            let sheet = try MappingSheet.yaml(Array(suggestion.sheet.utf8), path: "ours.csv")
            let read = try MappingFile.read(Array(sheet.utf8), path: "ours.csv")
            #expect(read == yaml, "\(export.name)")
        }
    }

    @Test("A sheet says where it is wrong, with the nearest that is right")
    func wrongSheets() throws {
        func refusal(_ text: String) throws -> String {
            do {
                return try MappingSheet.yaml(Array(text.utf8), path: "ours.csv")
            } catch let error as TableError {
                return error.description
            }
        }
        #expect(
            try refusal("Their heading,Field\nScore,curent score\n")
                .contains("ours.csv:1: error: \"Field\" is no field"))
        #expect(
            try refusal("Their heading or word,What it is here\nID,id\nScore,curent score\n")
                == "ours.csv:3: error: \"curent score\" is no field or meaning that we know; did you mean current score?"
        )
        #expect(
            try refusal("risks,kind\nactions,kind\n")
                == "ours.csv:2: error: the kind is \"risks\" above and \"actions\" here; keep one of them"
        )
    }

    @Test(
        "Headings that would break YAML or act on a terminal come back as they are, and do neither")
    func hostile() throws {
        let odd = [
            "=cmd|' /C calc'!A1", "a: [b, \"c\"] # d", "- \u{202E}erocs", "no", "{x}", "\\\\n",
            "*ref &x", "\u{65E5}\u{4ED8}",
        ]
        var rows = [["Risk ID", "Title", "Current score"] + odd]
        for number in 1...8 {
            rows.append(
                ["\(number)", "A title of the risk \(number)", "\(number * 2)"]
                    + odd.map { "\($0) \(number)" })
        }
        let suggestion = try #require(
            try MappingSuggestion.best(
                for: .bytes(TestBook.table(rows).zip.bytes(), name: "a.xlsx")))
        let unseen = suggestion.yaml.unicodeScalars.filter {
            $0.properties.generalCategory == .format || $0.value < 0x20 && $0 != "\n"
        }
        #expect(unseen.isEmpty)
        let mapping = try MappingFile.read(Array(suggestion.yaml.utf8), path: "ours.yaml")
        let names = Set(mapping.fields.values.joined() + mapping.ignored)
        let told = Set(suggestion.lines.flatMap(\.headings) + suggestion.others.map(\.word))
        for heading in odd {
            #expect(told.contains(heading), "\(heading)")
            let isDoubtful = suggestion.lines.contains {
                $0.sureness == .doubtful && $0.headings.contains(heading)
            }
            #expect(names.contains(heading) != isDoubtful, "\(heading)")
        }
    }

    @Test("What XML says once for a group of records is a column too")
    func groups() throws {
        var xml = "<Report asAt=\"2026-06-30\">"
        for division in ["Medicine", "Surgery", "Estates"] {
            xml += "<Area name=\"\(division)\"><Division>\(division)</Division><List>"
            for number in 1...4 {
                xml += "<Line><RiskNo>\(division.prefix(1))\(number)</RiskNo>"
                xml += "<Headline>A risk of \(division), number \(number)</Headline>"
                xml += "<NetScore>\(number * 4)</NetScore></Line>"
            }
            xml += "</List></Area>"
        }
        let input = XMLInput.bytes(Array((xml + "</Report>").utf8), name: "groups.xml")
        let suggestion = try #require(try MappingSuggestion.best(for: input))
        #expect(suggestion.records == 12)
        let mapping = try MappingFile.read(Array(suggestion.yaml.utf8), path: "ours.yaml")
        #expect(mapping.fields[.directorate] == ["Division"])
        let file = try RegisterFile.inspect(input, mappings: [mapping])
        let reader = RecordReader(mapping: mapping, dateOrder: file.dateOrder)
        var divisions: [String] = []
        try file.records { divisions.append(reader.risk($0).directorate ?? "none") }
        #expect(Set(divisions) == ["Medicine", "Surgery", "Estates"])
        #expect(divisions.count == 12)
    }

    @Test("A thousand columns that all look like scores are looked at in bearable time")
    func wide() throws {
        let heads = (1...3_000).map { ["Score \($0)", "Likelihood \($0)", "Impact \($0)"][$0 % 3] }
        var csv = "Risk ID,Title," + heads.joined(separator: ",") + "\n"
        for number in 1...6 {
            let values = (1...3_000).map { String(1 + ($0 + number) % 5) }
            csv += "\(number),A title of \(number)," + values.joined(separator: ",") + "\n"
        }
        let start = ContinuousClock.now
        let suggestion = try MappingSuggestion.best(for: .bytes(Array(csv.utf8), name: "wide.csv"))
        #expect(ContinuousClock.now - start < .seconds(20))
        #expect(suggestion?.taken.contains { $0.field == .currentScore } == false)
    }

    @Test("The sample's own exports are mapped as their shipped mappings read them")
    func shipped() throws {
        for (file, folder) in [("risks", "datix"), ("actions", "actions")] {
            let path = Workbench.path("Samples/northbridge/\(file)-2026-06-30.xml")
            let suggestion = try #require(try MappingSuggestion.best(for: .file(path)))
            let ours = try MappingFile.read(Array(suggestion.yaml.utf8), path: "ours.yaml")
            let shipped = try MappingFile.read(
                path: Workbench.path("Rules/hct/mappings/\(folder).yaml"))
            #expect(ours.kind == shipped.kind)
            for (field, names) in ours.fields {
                let known = (shipped.fields[field] ?? []).map(\.lettersAndDigits)
                for name in names {
                    #expect(known.contains(name.lettersAndDigits), "\(field.rawValue): \(name)")
                }
            }
            let scores = shipped.fields.keys.filter { $0.rawValue.hasSuffix("score") }
            for field in scores { #expect(ours.fields[field] != nil, "\(field.rawValue)") }
        }
    }

    @Test("An export of actions is one, by its words and days, and its ids are told apart")
    func actions() throws {
        var csv = "Action No,Risk No,Action required,Action lead,Due by,Date completed,State\n"
        for number in 1...12 {
            csv += "\(number),\(100 + number % 4),Do the thing number \(number),J Ash,"
            csv += "\(number + 12)/07/2026,,Open\n"
        }
        let suggestion = try #require(
            try MappingSuggestion.best(for: .bytes(Array(csv.utf8), name: "actions.csv")))
        #expect(suggestion.kind == .actions)
        let fields = Dictionary(
            uniqueKeysWithValues: suggestion.taken.map { ($0.field, $0.headings[0]) })
        #expect(
            fields == [
                .actionID: "Action No", .riskID: "Risk No", .actionText: "Action required",
                .actionOwner: "Action lead", .due: "Due by", .done: "Date completed",
                .actionStatus: "State",
            ])
    }
}
