import DMN
import DMNXML
import FEEL
import Foundation
import TestSupport
import Testing

/// The library example of README.md: the lines stand here too, so that they compile and run.
@Suite("The README's library example") struct ReadmeExampleTests {
    @Test("It gives what its comments say")
    func runs() throws {
        var printed: [String] = []
        func print(_ items: Any...) {
            printed.append(items.map { "\($0)" }.joined(separator: " "))
        }
        let due = try Expression(#"date("2026-06-30") + duration("P3M")"#).evaluate()
        print(due.value)  // @"2026-09-30"

        let model = try ModelFiles.model(at: Workbench.path("Rules/hct/scoring.dmn"))
        let why = try model.explain(decision: "Grade", inputs: ["score": 12])
        print(why.result.value)  // "high"
        for row in why.tables.flatMap(\.rows) where row.outcome == .hit {
            print(row.id, row.annotations.map(\.text))  // GRD-03 ["package default, NPSA model"]
        }
        #expect(
            printed == [
                #"@"2026-09-30""#, #""high""#, #"GRD-03 ["package default, NPSA model"]"#,
            ])
    }

    @Test("The README holds the same lines")
    func sameLines() throws {
        let readme = try String(contentsOfFile: Workbench.path("README.md"), encoding: .utf8)
        let source = try String(contentsOfFile: #filePath, encoding: .utf8)
        let blocks = readme.components(separatedBy: "```swift\n").dropFirst()
        let block = try #require(blocks.first?.components(separatedBy: "```").first)
        let lines = Set(
            source.replacing(#"Workbench.path("Rules/hct/scoring.dmn")"#, with: model)
                .split(separator: "\n").map(trimmed))
        for line in block.split(separator: "\n") {
            #expect(lines.contains(trimmed(line)), "\(line)")
        }
    }

    private let model = #""Rules/hct/scoring.dmn""#

    private func trimmed(_ line: some StringProtocol) -> String {
        line.trimmingCharacters(in: .whitespaces)
    }
}
