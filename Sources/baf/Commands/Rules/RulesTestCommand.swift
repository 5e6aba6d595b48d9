import ArgumentParser
import RegisterDesk

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
            let isTable = output == .table
            if write, !dryRun, isTable {
                // Said before it is done: what was expected so far is gone afterwards.
                try request(.plan).answered(common).words.flatMap(\.plans)
                    .forEach { Output.line($0) }
            }
            let answer = try request(write ? (dryRun ? .dryRun : .write) : .none).answered(common)
            if isTable {
                for words in answer.words {
                    if dryRun { words.plans.forEach { Output.line($0) } }
                    (coverage ? words.wholeResults : words.results).forEach { Output.line($0) }
                }
                Output.line(answer.total)
            } else {
                Output.write(try answer.json())
            }
            failed = answer.document.failed > 0 || strict && answer.hasMissedRows
        }
        if failed { throw ExitCode(1) }
    }

    private func request(_ writing: TestRequest.Writing) -> TestRequest {
        TestRequest(
            path: path, rules: common.rules, usual: common.rulesPath, writing: writing)
    }
}
