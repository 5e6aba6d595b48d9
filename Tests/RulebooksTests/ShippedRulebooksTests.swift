import Foundation
import RiskRegister
import Rulebooks
import Testing

/// The repository's root, from this file's place in it.
let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

let shipped = ["hct", "christie-model", "hra-model/2023", "hra-model/2024"]

@Suite("The rulebooks that ship")
struct ShippedRulebooksTests {
    @Test("Every rulebook loads without a warning, and its own tests pass", arguments: shipped)
    func passesItsTests(name: String) throws {
        let folder = "\(root)/Rules/\(name)"
        let loaded = try RulebookFolder.load(folder)
        #expect(loaded.warnings.isEmpty)
        let report = try RulebookTests.run(folder)
        #expect(report.files.flatMap(\.failures) == [])
        #expect(report.passed > 30)
        #expect(report.untested == [])
    }
}
