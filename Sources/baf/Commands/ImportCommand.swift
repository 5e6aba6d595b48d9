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
              baf import --each exports/2026 --yes
              baf import open.xml --absent 4107=closed:2026-05-14 --absent 4110=left-out
            """)

    @Argument(help: ArgumentHelp("The files.", valueName: "file"))
    var files: [String] = []

    @Option(
        help: ArgumentHelp(
            "Import every file of a folder, a day at a time, after they were shown.",
            valueName: "dir"))
    var each: String?

    @Flag(help: "With --each: take them without being asked.")
    var yes = false

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

    func validate() throws {
        if each == nil, files.isEmpty {
            throw ValidationError("name the files, or a folder of them: --each DIR")
        }
        guard each != nil else {
            if yes { throw ValidationError("--yes goes with --each") }
            return
        }
        guard files.isEmpty, asAt == nil, absent.isEmpty else {
            throw ValidationError(
                "--each takes the files of a folder, each as of its own day: no files, no --as-at, no --absent"
            )
        }
    }

    func run() throws {
        if let each { return try reporting { try importEach(each) } }
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
            if common.quiet { return }
            for reading in answer.readings {
                reading.lines(width: Surroundings.width).forEach { Output.line($0) }
            }
            answer.lines.forEach { Output.line($0) }
        }
    }
}
