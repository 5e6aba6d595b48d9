import ArgumentParser
import Foundation
import Rulebooks

/// `baf rules test`.
struct RulesTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run the tests that stand beside the rules.",
        discussion: """
            Without a folder: of every rulebook below Rules/. Exits with 1 when a test fails.

            EXAMPLES
              baf rules test
              baf rules test Rules/hct
            """)

    @OptionGroup var rules: RulesFolder

    func run() throws {
        var failed = false
        try reporting {
            var (passed, failures) = (0, 0)
            for folder in try folders() {
                let report = try RulebookTests.run(folder)
                for file in report.files {
                    Output.line(
                        "\(folder)/\(file.file): \(file.passed) passed, \(file.failed) failed"
                    )
                    file.failures.forEach { Output.line("  \($0)") }
                }
                for model in report.untested { Output.line("\(folder)/\(model): no tests") }
                passed += report.passed
                failures += report.failed
            }
            Output.line("\(passed) passed, \(failures) failed")
            failed = failures > 0
        }
        if failed { throw ExitCode(1) }
    }

    /// The folder that was named, or all below Rules/ that hold a rulebook.
    private func folders() throws -> [String] {
        if rules.folder != nil || rules.common.rules != nil { return [rules.path] }
        let files = FileManager.default
        guard let walk = files.enumerator(atPath: "Rules") else { return [rules.path] }
        let found = walk.compactMap { $0 as? String }.filter { $0.hasSuffix("rulebook.yaml") }
            .map { "Rules/" + $0.dropLast("/rulebook.yaml".count) }.sorted()
        return found.isEmpty ? [rules.path] : found
    }
}
