import ArgumentParser
import RegisterDesk

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

    @OptionGroup var organisations: OrganisationOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try reporting {
            let answer = try ImportsRequest(organisations: organisations.codes)
                .answered(common)
            try Output.answer(answer, answer.table, as: output)
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
            let report = try VerifyRequest().answered(common)
            sound = report.isSound
            report.problems.forEach { Output.line($0) }
            guard !common.quiet else { return }
            Output.line(
                "\(report.entries) entries, \(report.records) records and \(report.rows) rows of truth checked; "
                    + "\(report.risks) risks derived again, \(report.points) points compared")
            (report.erased ?? []).forEach { Output.line($0.sentence) }
            Output.line(
                sound
                    ? "sound; the chain ends in \(report.head)"
                    : "\(report.problems.count) problems; the register is not what it was")
        }
        if !sound { throw ExitCode(1) }
    }
}
