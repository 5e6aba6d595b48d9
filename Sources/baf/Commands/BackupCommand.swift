import ArgumentParser
import RegisterDesk
import RegisterReports

/// `baf backup`: a verified copy of the register.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the register as it is at one moment, verified, while others may write.",
        discussion: """
            EXAMPLES
              baf backup register-2026-06-30.sqlite
            """)

    @Argument(help: ArgumentHelp("The copy to make; no file may be there.", valueName: "file"))
    var file: String

    @Option(name: [.customShort("o"), .customLong("output")], help: "table or json.")
    var output = OutputForm.table

    @OptionGroup var common: CommonOptions

    func run() throws {
        try reporting {
            let answer = try BackupRequest(file).answered(common)
            if output == .json { return Output.write(try answer.json()) }
            if !common.quiet { Output.line(answer.words("holds")) }
        }
    }
}

/// `baf restore`: a copy in the place of the register.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a copy in the place of the register, after verifying it.",
        discussion: """
            A register that is there stays unless --force is given. --check verifies the copy only, and \
            exits with 1 when anything differs.

            EXAMPLES
              baf restore register-2026-06-30.sqlite --register register.sqlite
              baf restore --check register-2026-06-30.sqlite
            """)

    @Argument(help: ArgumentHelp("The copy.", valueName: "file"))
    var file: String

    @Flag(help: "Replace the register that is there.")
    var force = false

    @Flag(help: "Verify the copy, and write nothing.")
    var check = false

    @Option(name: [.customShort("o"), .customLong("output")], help: "table or json.")
    var output = OutputForm.table

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if check, force { throw ValidationError("--check writes nothing: it goes without --force") }
    }

    func run() throws {
        var isSound = true
        try reporting {
            if check {
                let report = try CheckBackupRequest(file).answered(common)
                isSound = report.isSound
                if output == .json { return Output.write(try report.json()) }
                report.problems.forEach { Output.line($0) }
                if !common.quiet {
                    Output.line(
                        isSound
                            ? "\(file) is sound: \(Count.of(report.entries, "entry", plural: "entries")); the chain ends in \(report.head)"
                            : "\(file) is not sound: \(Count.of(report.problems.count, "problem"))")
                }
                return
            }
            let answer = try RestoreRequest(file, replaces: force).answered(common)
            if output == .json { return Output.write(try answer.json()) }
            if !common.quiet { Output.line(answer.words("is the register now, with")) }
        }
        if !isSound { throw ExitCode(1) }
    }
}

extension BackupAnswer {
    fileprivate func words(_ verb: String) -> String {
        "\(file) \(verb) \(Count.of(entries, "entry", plural: "entries")), verified; the chain ends in \(head)"
    }
}
