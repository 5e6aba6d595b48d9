import ArgumentParser
import RegisterReports
import RegisterStore
import RiskRegister

/// `baf imports`: every import that the register holds.
struct ImportsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "imports",
        abstract: "List every import: day, files, counts, what superseded it.",
        discussion: """
            EXAMPLES
              baf imports
              baf imports -o json
            """)

    @Option(name: [.customShort("o"), .customLong("output")], help: "table, csv or json.")
    var output = OutputForm.table

    @OptionGroup var common: CommonOptions

    func run() throws {
        try reporting {
            let extracts = try OpenRegister.existing(common).imports()
            let json = JSONValue.array(
                extracts.map {
                    ExtractAnswer.json($0, digest: ExtractDigest.digest($0.files), showsKept: false)
                })
            Output.answer(json, ExtractAnswer.table(extracts), as: output)
        }
    }
}

/// `baf verify`: proof that the history is what it was.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Recompute the chain and every digest, and derive everything again.",
        discussion: """
            Exits with 1 and names the row when anything differs.

            EXAMPLES
              baf verify
            """)

    @OptionGroup var common: CommonOptions

    func run() throws {
        var sound = true
        try reporting {
            let report = try OpenRegister.existing(common).verify()
            sound = report.isSound
            for problem in report.problems { Output.line(problem.description) }
            guard !common.quiet else { return }
            Output.line(
                "\(report.entries) entries, \(report.records) records and \(report.rows) rows of truth checked; "
                    + "\(report.risks) risks derived again, \(report.points) points compared")
            Output.line(
                sound
                    ? "sound; the chain ends in \(report.head)"
                    : "\(report.problems.count) problems; the register is not what it was")
        }
        if !sound { throw ExitCode(1) }
    }
}
