import ArgumentParser
import RegisterDesk
import RegisterReports
import RiskRegister

/// `baf withdraw`: an import or a ruling taken back, as an entry.
struct WithdrawCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract:
            "Take an import or a ruling back, as an entry; what was known before stays as it was.",
        discussion: """
            A wrong file, a wrong day or a ruling on the wrong risk: as known from now on the entry was \
            never given. What it superseded stands again, the same file may be imported anew, and the \
            withdrawal of a withdrawal gives the entry back. Rulebooks and papers stay.

            EXAMPLES
              baf withdraw 7 --why "May's file under June" --by "A Lee" --role "Risk lead" --dry-run
              baf withdraw 7 --why "May's file under June" --by "A Lee" --role "Risk lead"
            """)

    @Argument(
        help: ArgumentHelp(
            "The entry, as baf imports, show and decide name it.", valueName: "sequence"))
    var sequence: Int

    @OptionGroup var account: AccountOptions

    @Flag(name: .customLong("dry-run"), help: "Say all of it and write nothing.")
    var dryRun = false

    @Option(name: [.customShort("o"), .customLong("output")], help: "table or json.")
    var output = OutputForm.table

    @OptionGroup var common: CommonOptions

    func run() throws {
        try reporting {
            let answer = try WithdrawRequest(
                sequence, why: account.why, by: account.by, role: account.role, isDryRun: dryRun
            ).answered(common)
            if output == .json { return Output.write(try answer.json()) }
            if !common.quiet { answer.lines.forEach { Output.line($0) } }
        }
    }
}

extension WithdrawAnswer {
    /// What a person reads.
    fileprivate var lines: [String] {
        let done =
            sequence.map { "Entry \(withdrawn), \(article) \(kind), is withdrawn by entry \($0)." }
            ?? "Entry \(withdrawn), \(article) \(kind), would be withdrawn: a dry run, nothing was written."
        var lines = [done] + PastChangeLine.told(changes, inAll: changesInAll)
        if changesInAll == 0 { lines.append("It changes no answer.") }
        lines += groundless.map {
            "Entry \($0.sequence), \($0.verb.rawValue) \($0.register) on \($0.id) of \($0.date.inWords), has lost its \($0.ground.rawValue): "
                + "it counts again when that returns."
        }
        return lines
    }

    private var article: String { kind == "import" ? "an" : "a" }
}
