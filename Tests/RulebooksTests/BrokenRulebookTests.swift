import DMN
import Foundation
import Rulebooks
import Testing

/// One way to break the default rulebook, and what is said of it.
struct Breakage: Sendable, CustomTestStringConvertible {
    var file: String
    var old: String
    var new: String
    var messages: [String]

    var testDescription: String { "\(file): \(new)" }

    init(_ file: String, _ old: String, _ new: String, _ messages: String...) {
        self.file = file
        self.old = old
        self.new = new
        self.messages = messages
    }
}

@Suite("Broken rulebooks")
struct BrokenRulebookTests {
    private static let breakages = [
        Breakage(
            "rulebook.yaml", "version: \"2\"", "verson: \"2\"",
            "hct/rulebook.yaml:1:1: error: the rulebook has no version; add a line `version:`",
            "hct/rulebook.yaml:6:1: error: \"verson\" is not known here; did you mean \"version\"?"),
        Breakage(
            "rulebook.yaml", "2017-04-01", "1 April 2017",
            "hct/rulebook.yaml:7:17: error: effective from is \"1 April 2017\", not a day; "
                + "write it as 2026-04-01"),
        Breakage(
            "rulebook.yaml", "purpose: high level", "purpose: highlevel",
            "hct/rulebook.yaml:19:14: error: purpose is \"highlevel\"; did you mean \"high level\"?"
        ),
        Breakage(
            "rulebook.yaml", "decision: Registers", "decision: Register",
            "hct/rulebook.yaml:35:46: error: routing.dmn has no decision \"Register\" for the role "
                + "registers; did you mean \"Registers\"?"),
        Breakage(
            "rulebook.yaml", "file: review.dmn,", "file: reviews.dmn,",
            "hct/rulebook.yaml:37:47: error: there is no file \"reviews.dmn\" for the role review; "
                + "did you mean \"review.dmn\"?"),
        Breakage(
            "rulebook.yaml", "roles:", "roles: [",
            "hct/rulebook.yaml:32:3: error: not YAML: did not find expected ',' or ']'"),
        Breakage(
            "mappings/datix.yaml", "  title: [ram_name", "  titel: [ram_name",
            "hct/mappings/datix.yaml:27:3: error: \"titel\" is not known here; did you mean "
                + "\"title\"?"
        ),
        Breakage(
            "mappings/datix.yaml", "  rejected: rejected", "  rejected: refused",
            "hct/mappings/datix.yaml:94:13: error: rejected is \"refused\"; known are: approved, "
                + "awaiting, rejected, unknown"),
        Breakage(
            "mappings/datix.yaml", "  almost certain: 5", "  almost certain: 6",
            "hct/mappings/datix.yaml:105:19: error: almost certain is \"6\", not a whole number; "
                + "write one from 1 to 5"),
        Breakage(
            "routing.dmn", "board basis", "bord basis",
            "hct/routing.dmn:72:3: error: no fact is called \"bord basis\"; "
                + "did you mean \"board basis\"?"),
        Breakage(
            "routing.dmn", "\"REG-02\"</text>", "\"REG-2\"</text>",
            "hct/routing.dmn:260:39: error: row REG-02: the row names itself \"REG-2\"; write its "
                + "own id, \"REG-02\", so that explain finds it"),
        Breakage(
            "findings.dmn", "<text>\"SC09\"</text>", "<text>\"SC99\"</text>",
            "hct/findings.dmn:93:39: error: no check has the code \"SC99\"; did you mean \"SC09\"?"),
    ]

    private static let doubts = [
        Breakage("scoring.dmn", "[8..12]", "[8..11]", "gap: no row matches when score is 12"),
        Breakage("scoring.dmn", "[4..6]", "[3..6]", "overlap"),
        Breakage(
            "routing.dmn", "THR-02_in1\"><text>&lt; 15", "THR-02_in1\"><text>&lt; 12", "gap"),
        Breakage(
            "routing.dmn", "REG-01_in1\"><text>&gt;= 15", "REG-01_in1\"><text>&gt;= 16",
            "hct/routing.dmn:191:3: warning: Registers: score 15 is at the threshold and not on "
                + "HLRR; the threshold and the rows of HLRR should name the same score"),
        Breakage(
            "scoring.dmn", "<outputEntry id=\"SCR-06_out1\"><text>computed score",
            "<outputEntry id=\"SCR-06_out1\"><text>null",
            "hct/scoring.dmn:48:3: warning: Score used: it uses neither number"),
    ]

    private func changed(_ breakage: Breakage) throws -> [(path: String, bytes: [UInt8])] {
        var files = try RulebookFolder.load("\(root)/Rules/hct").files
        let index = try #require(files.firstIndex { $0.path == breakage.file })
        let text = String(decoding: files[index].bytes, as: UTF8.self)
        try #require(text.contains(breakage.old))
        files[index].bytes = Array(text.replacing(breakage.old, with: breakage.new).utf8)
        return files.map { (path: $0.path, bytes: $0.bytes) }
    }

    @Test("A slip is told with its file, line and column", arguments: breakages)
    func tellsSlip(breakage: Breakage) throws {
        let files = try changed(breakage)
        var said = "it loads"
        do {
            _ = try RulebookFolder.load(files: files, name: "hct")
        } catch {
            said = "\(error)"
        }
        #expect(said.split(separator: "\n").map(String.init) == breakage.messages)
    }

    @Test("A table that loads and cannot be right is told by the check", arguments: doubts)
    func tellsDoubt(breakage: Breakage) throws {
        let loaded = try RulebookFolder.load(files: try changed(breakage), name: "hct")
        let report = RulebookCheck.run(loaded)
        let lines =
            report.problems.map(\.description)
            + report.remarks.map { "\($0.kind.rawValue): \($0.sentence)" }
        for message in breakage.messages {
            #expect(lines.contains { $0.hasPrefix(message) })
        }
    }
}
