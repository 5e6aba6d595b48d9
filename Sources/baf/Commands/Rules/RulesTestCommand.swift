import ArgumentParser
import Foundation
import RegisterReports
import Rulebooks

/// `baf rules test`.
struct RulesTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run the tests that stand beside the rules, and say which rows they hit.",
        discussion: """
            Without a folder: of every rulebook below Rules/. Exits with 1 when a test fails, and \
            with --strict also when a row is hit by no test.

            --write makes tests of the rows themselves: for each condition a case on either side of \
            it (14 and 15 for "15 or more"), in tests/<model>-boundaries.xml. They expect what the \
            rules answer now; each changed expectation is printed before it is replaced. Files \
            written by hand are never touched.

            EXAMPLES
              baf rules test
              baf rules test Rules/hct --coverage
              baf rules test Rules/hct/tests/routing.xml
              baf rules test Rules/hct --write --dry-run
            """)

    @Argument(
        help: ArgumentHelp(
            "The rulebook's folder, or one file of its tests (default: --rules, BAF_RULES, or all below Rules/).",
            valueName: "dir|file"))
    var path: String?

    @Flag(help: "Every row with its conditions, and those not tried on both sides.")
    var coverage = false

    @Flag(help: "Make, or bring up to date, the tests generated from the rows.")
    var write = false

    @Flag(name: .customLong("dry-run"), help: "With --write: only show what would be written.")
    var dryRun = false

    @Flag(help: "Exit with 1 also when a row is hit by no test.")
    var strict = false

    @Option(name: [.customShort("o"), .customLong("output")], help: "table (text) or json.")
    var output = OutputForm.table

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if dryRun, !write {
            throw ValidationError("--dry-run shows what --write would do; give both")
        }
        if write, path?.hasSuffix(".xml") == true {
            throw ValidationError("--write works on a whole rulebook; name its folder")
        }
        if output == .csv {
            throw ValidationError("the results of tests are printed as table (text) or json")
        }
    }

    func run() throws {
        var failed = false
        try reporting {
            var answers: [RulesTestAnswer] = []
            for folder in try paths() {
                var answer = RulesTestAnswer(name: folder, isDryRun: dryRun)
                if write {
                    answer.plans = try BoundaryTests.plans(
                        try RulebookFolder.load(folder), day: String(Surroundings.now.prefix(10)))
                    // Said before it is done: what was expected so far is gone afterwards.
                    if output == .table { answer.planLines.forEach { Output.line($0) } }
                    if !dryRun { try store(answer.plans, in: folder) }
                }
                answer.report = try RulebookTests.run(folder)
                answers.append(answer)
            }
            switch output {
            case .json: Output.write(RulesTestAnswer.json(answers).text())
            case .table, .csv:
                for answer in answers {
                    answer.lines(withCoverage: coverage).forEach { Output.line($0) }
                }
                Output.line(RulesTestAnswer.total(answers))
            }
            failed = answers.contains {
                $0.report.failed > 0 || strict && $0.report.hasMissedRows
            }
        }
        if failed { throw ExitCode(1) }
    }

    /// Writes the generated files, all or none; a file with nothing left in it goes.
    private func store(_ plans: [BoundaryTests.Plan], in folder: String) throws {
        let changed = plans.filter(\.isChange).map { plan in
            (path: "\(folder)/\(plan.file)", bytes: plan.text.map { Array($0.utf8) })
        }
        guard !changed.isEmpty else { return }
        do {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/tests", withIntermediateDirectories: true)
        } catch {
            throw Failure(.cannotWrite, "cannot make the folder \(folder)/tests")
        }
        try FileReplacement.write(
            changed.compactMap { file in file.bytes.map { (path: file.path, bytes: $0) } })
        for file in changed where file.bytes == nil {
            do {
                try FileManager.default.removeItem(atPath: file.path)
            } catch {
                throw Failure(.cannotWrite, "cannot remove \(file.path)")
            }
        }
    }

    /// What was named, or all folders below Rules/ that hold a rulebook.
    private func paths() throws -> [String] {
        if let path {
            guard !path.hasSuffix(".xml") || FileManager.default.fileExists(atPath: path) else {
                throw Failure(.missing, "there is no file \(path)")
            }
            return [path]
        }
        if common.rules != nil { return [common.rulesPath] }
        guard let walk = FileManager.default.enumerator(atPath: "Rules") else {
            return [common.rulesPath]
        }
        let found = walk.compactMap { $0 as? String }.filter { $0.hasSuffix("rulebook.yaml") }
            .map { "Rules/" + $0.dropLast("/rulebook.yaml".count) }.sorted()
        return found.isEmpty ? [common.rulesPath] : found
    }
}
