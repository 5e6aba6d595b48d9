import ArgumentParser
import RegisterDesk
import RiskRegister

/// `baf import`: one or more files of one day become one extract of the register, or nothing does.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Read exports, actions and frameworks of one day into the register.",
        discussion: """
            All files of one command are one extract: they are stored together or not at all. The day \
            comes from the files or from --as-at.

            EXAMPLES
              baf import risks.xml actions.xml
              baf import export.xml --as-at 2026-06-30 --dry-run
              baf import adults.xml --scope directorate=Adults
              baf import open.xml --absent 4107=closed:2026-05-14 --absent 4110=left-out
            """)

    @Argument(help: ArgumentHelp("The files.", valueName: "file"))
    var files: [String]

    @Option(
        name: .customLong("as-at"),
        help: ArgumentHelp(
            "The day that the files speak for, where they do not say.", valueName: "day"))
    var asAt: Day?

    @Option(
        help: ArgumentHelp(
            "What the files cover, when it is not everything.", valueName: "field=value"))
    var scope: String?

    @Option(
        help: ArgumentHelp(
            "A mapping to read them by (default: the rules' mappings).", valueName: "file"))
    var mapping: String?

    @Flag(name: .customLong("dry-run"), help: "Say all of it and write nothing.")
    var dryRun = false

    @Flag(name: .customLong("accept-shrink"), help: "Import although risks are missing.")
    var acceptShrink = false

    @Option(
        help: ArgumentHelp(
            """
            A risk that the files lack: ID=closed:DAY or ID=left-out, repeatable; @FILE reads such lines.
            """, valueName: "answer"))
    var absent: [String] = []

    @Option(name: [.customShort("o"), .customLong("output")], help: "table or json.")
    var output = OutputForm.table

    @OptionGroup var common: CommonOptions

    func run() throws {
        try reporting {
            let bar = DeskProgress(isShown: Surroundings.showsProgress && !common.quiet)
            defer { bar.clear() }
            let answer = try ImportRequest(
                files, asAt: asAt, scope: scope, mapping: mapping, rules: common.rulesPath,
                isDryRun: dryRun, acceptsShrinking: acceptShrink, absent: absent,
                progress: { bar.show($0, of: $1) }
            ).answered(common)
            bar.clear()
            if output == .json { return Output.write(try answer.json()) }
            if !common.quiet { answer.lines.forEach { Output.line($0) } }
        }
    }
}
