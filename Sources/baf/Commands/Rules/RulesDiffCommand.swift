import ArgumentParser
import RegisterDesk
import RegisterReports

/// `baf rules diff`.
struct RulesDiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare two rulebooks by row and cell, with the risks that each change moves.",
        discussion: """
            A and B are folders, or versions adopted in the register (hct@1). With one of them it is \
            compared with the version in force in the register; with none, the folder of --rules is.

            Each change that can decide anything is made alone in A and asked about every risk of the \
            register's newest day; then all are made together. Nothing is stored.

            Exits with 0 whether or not there are differences; with --exit-code, with 1 when there are.

            EXAMPLES
              baf rules diff hct@1 Rules/hct
              baf rules diff Rules/hct draft --as-at 2026-06-30
              baf rules diff draft -o json
            """)

    @Argument(help: ArgumentHelp("Folders of rules, or id@version.", valueName: "a b"))
    var sides: [String] = []

    @Option(name: [.customShort("o"), .customLong("output")], help: "table (text), csv or json.")
    var output = OutputForm.table

    @Flag(name: .customLong("exit-code"), help: "Exit with 1 when there are differences.")
    var showsExitCode = false

    @OptionGroup var moment: MomentOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard sides.count <= 2 else {
            throw ValidationError("name two rulebooks at most; got \(sides.count)")
        }
    }

    func run() throws {
        var differs = false
        try reporting {
            let answer = try DiffRequest(
                sides, rules: common.rulesPath, needsRegister: common.register != nil,
                moment: Moment(
                    asAt: moment.asAt, knownAt: moment.knownAt,
                    organisations: moment.organisations.codes)
            ).answered(common)
            differs = !answer.isEmpty
            switch output {
            case .json: Output.write(try answer.json())
            case .csv: Output.write(answer.table.csv)
            case .table: Output.write(answer.text(width: Surroundings.width))
            }
        }
        if differs, showsExitCode { throw ExitCode(1) }
    }
}
