import Foundation
import RiskRegister
import Testing

@Suite("Generated pages") struct GeneratedDocsTests {
    @Test(
        "Rules/FACTS.md and Rules/FINDINGS.md are what the code says; RECORD_GOLDEN=1 writes them anew",
        arguments: [
            ("FACTS.md", FactsDocument.markdown()), ("FINDINGS.md", FindingsDocument.markdown()),
        ])
    func pagesAreNew(_ name: String, _ text: String) throws {
        let page = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().appendingPathComponent("../../Rules/\(name)")
            .standardizedFileURL
        if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
            try Data(text.utf8).write(to: page)
            Issue.record("wrote \(name); read it, then run again")
        }
        #expect(try String(contentsOf: page, encoding: .utf8) == text)
    }
}
