import FEEL
import RiskRegister
import Rulebooks
import Testing

@Suite("What a rulebook is made of")
struct LoadedFilesTests {
    private let folder = "\(root)/Rules/hct"

    @Test("A rulebook loaded from the files that were kept is the same rulebook")
    func loadsFromMemory() throws {
        let loaded = try RulebookFolder.load(folder)
        let kept = loaded.decidingFiles.map { (path: $0.path, bytes: $0.bytes) }
        let again = try RulebookFolder.load(files: kept.reversed(), name: "kept")
        #expect(again.rulebook.digest == loaded.rulebook.digest)
        #expect(again.rulebook.findingSettings == loaded.rulebook.findingSettings)
        #expect(again.rulebook.mappings == loaded.rulebook.mappings)
        #expect(again.rulebook.registers == loaded.rulebook.registers)
    }

    @Test("The digest changes with a table, and not with a test or a README")
    func digests() throws {
        let loaded = try RulebookFolder.load(folder)
        func digest(_ change: (inout [(path: String, bytes: [UInt8])]) -> Void) throws -> String {
            var files = loaded.files.map { (path: $0.path, bytes: $0.bytes) }
            change(&files)
            return try RulebookFolder.load(files: files, name: "changed").rulebook.digest
        }
        let own = loaded.rulebook.digest
        #expect(own.count == 64)
        #expect(try digest { $0.removeAll { $0.path.hasPrefix("tests/") } } == own)
        #expect(try digest { $0.append((path: "README.md", bytes: Array("x".utf8))) } == own)
        let changed = try digest { files in
            for index in files.indices where files[index].path == "routing.dmn" {
                files[index].bytes += Array("<!-- -->".utf8)
            }
        }
        #expect(changed != own)
    }

    @Test("The mapping of exports knows Datix' names, words and codes")
    func readsMapping() throws {
        let mapping = try #require(
            try RulebookFolder.load(folder).rulebook.mappings.first { $0.kind == .risks })
        #expect(mapping.fields[.sourceID]?.first == "recordid")
        #expect(mapping.fields[.currentScore]?.first == "ram_cur_rating")
        #expect(mapping.approvalWords["awaiting final approval"] == .awaiting)
        #expect(mapping.likelihoodWords["almost certain"] == 5)
        #expect(mapping.codes[.directorate]?["CYP"] == "Children and Young People")
        #expect(mapping.dateOrder == .dayFirst)
        #expect(mapping.registerMarks["High Level Risk Register"] == "HLRR")
    }

    @Test("A rulebook can be read as tables, in a terminal and as Markdown")
    func shows() throws {
        let loaded = try RulebookFolder.load(folder)
        let terminal = try #require(RulebookShow.text(loaded, only: "routing", width: 120))
        #expect(terminal.contains("RULE ORDER: every matching row applies, top to bottom."))
        #expect(terminal.split(separator: "\n").allSatisfy { $0.count <= 120 })
        let markdown = try #require(RulebookShow.text(loaded, form: .markdown))
        #expect(markdown.contains("| REG-01 | \\>= 15 | any | open | approved or unknown |"))
        #expect(markdown.contains("in force from: 1 April 2017"))
        #expect(RulebookShow.text(loaded, only: "nothing") == nil)
    }

    private func changed(_ changes: [(file: String, old: String, new: String)]) throws -> Rulebook {
        let files = try RulebookFolder.load(folder).files.map { file in
            var text = String(decoding: file.bytes, as: UTF8.self)
            for change in changes where change.file == file.path {
                text = text.replacing(change.old, with: change.new)
            }
            return (path: file.path, bytes: Array(text.utf8))
        }
        return try RulebookFolder.load(files: files, name: "changed").rulebook
    }

    @Test("A table may ask for a fact that a mapping declares")
    func localFacts() throws {
        let rename = (file: "review.dmn", old: "source", new: "reach")
        let declare = (
            file: "mappings/datix.yaml", old: "local facts: {}", new: "local facts: { reach: tier }"
        )
        let review = try #require(try changed([rename, declare]).decisions[.review])
        #expect(review.inputs == [.local("reach"), .fact(.grade)])
        var record = record(4, 4)
        record.localFacts = ["reach": "project"]
        let facts = FactValues(
            record: record, level: .operational, basis: nil, objectives: ObjectiveStanding())
        #expect(facts.values(for: review.inputs).first?.text == "project")
        #expect {
            _ = try changed([rename])
        } throws: { error in
            "\(error)".contains("error: no fact is called \"reach\"; Rules/FACTS.md lists them")
        }
    }

    @Test("A table cannot ask for what is not known yet when it is asked")
    func factsOfLaterDecisions() {
        #expect {
            _ = try changed([(file: "scoring.dmn", old: "computed score", new: "grade")])
        } throws: { error in
            "\(error)".contains("the fact \"grade\" is not known when the score decision is asked")
        }
    }

    @Test("Where there is no rulebook, the error says so")
    func noFolder() {
        #expect {
            try RulebookFolder.load("\(root)/Samples")
        } throws: { error in
            "\(error)".hasSuffix("Samples: there is no rulebook here: no file rulebook.yaml")
        }
    }
}
