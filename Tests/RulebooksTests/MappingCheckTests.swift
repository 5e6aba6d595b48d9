import DMN
import Foundation
import Rulebooks
import TestSupport
import Testing

@Suite("Mappings checked by themselves") struct MappingCheckTests {
    private func lines(_ yaml: String) throws -> [String] {
        try MappingCheck.problems(in: Array(yaml.utf8), path: "m.yaml").map(\.description)
    }

    private let whole = """
        id: m
        kind: risks
        fields:
          id: [No]
          title: [Name]
          current score: [Score]

        """

    @Test("Every mapping that is shipped is without error")
    func shipped() throws {
        var count = 0
        for folder in ["hct", "christie-model", "four-by-four", "hra-model/2024"] {
            let path = Workbench.path("Rules/\(folder)/mappings")
            for name in try FileManager.default.contentsOfDirectory(atPath: path).sorted() {
                let bytes = try #require(FileManager.default.contents(atPath: "\(path)/\(name)"))
                let problems = try MappingCheck.problems(in: [UInt8](bytes), path: name)
                #expect(problems.filter { $0.severity == .error }.map(\.description) == [])
                count += 1
            }
        }
        #expect(count >= 6)
    }

    @Test("What is missing is named with the line of the fields")
    func missing() throws {
        let found = try lines("id: m\nkind: risks\nfields:\n  id: [No]\n")
        #expect(found.count == 2)
        #expect(found.allSatisfy { $0.hasPrefix("m.yaml:3:1: error: no name is given for ") })
        #expect(found.contains { $0.contains("for title: ") })
        #expect(found.contains { $0.contains("for current score: ") })
        #expect(try lines(whole) == [])
        // A pair of steps gives a score as well.
        let pair = "current likelihood: [L]\n  current consequence: [C]"
        #expect(try lines(whole.replacing("current score: [Score]", with: pair)) == [])
    }

    @Test("Names given twice: to two fields, to a field and to nobody, or by another spelling")
    func twice() throws {
        #expect(
            try lines(whole + "  target score: [score]\n").contains {
                $0.contains("\"score\" is a name of both current score and target score")
            })
        #expect(
            try lines(whole + "ignored: [Other, SCORE]\n") == [
                "m.yaml:7:18: error: \"SCORE\" is a name of current score and ignored; keep one of them"
            ])
        #expect(
            try lines(whole.replacing("[Name]", with: "[Name, \"na-me\"]")).contains {
                $0.hasPrefix("m.yaml:5:17: warning: \"na-me\" stands twice under title")
            })
        #expect(
            try lines(whole + "  owner: [\"#\"]\n").contains {
                $0.hasPrefix("m.yaml:7:11: error: \"#\" has neither letter nor digit")
            })
    }

    @Test("Words that clash: open and closed, two steps, two approvals")
    func words() throws {
        #expect(
            try lines(whole + "closed words: [closed, Tolerated]\nopen words: [open, tolerated]\n")
                == [
                    "m.yaml:8:20: error: \"tolerated\" is a closed word and an open word; keep one of them"
                ])
        #expect(
            try lines(whole + "likelihood words:\n  almost certain: 5\n  Almost-certain: 4\n")
                .contains {
                    $0.hasPrefix("m.yaml:9:3: error: \"Almost-certain\" means 5 above and 4 here")
                })
        #expect(
            try lines(whole + "approval words:\n  final: approved\n  Final.: awaiting\n").contains {
                $0.hasPrefix("m.yaml:9:3: error: \"Final.\" means approved above and awaiting here")
            })
    }

    @Test(
        "An unknown field is told with the nearest; what is no YAML of names and values is refused")
    func unreadable() throws {
        #expect(
            try lines(whole + "  curent band: [Grade]\n") == [
                "m.yaml:7:3: error: \"curent band\" is not known here; did you mean \"current band\"?"
            ])
        for text in ["", "- a\n- b\n", "id: [", "just words"] {
            #expect(throws: RulebookError.self, "\(text)") { try lines(text) }
        }
    }
}
