import ArgumentParser
import RegisterReports
import RiskRegister

/// `baf findings`: what the checks found, and which did not run.
struct FindingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "findings",
        abstract: "List what the checks found; by owner, as a text to paste into an email.",
        discussion: """
            EXAMPLES
              baf findings
              baf findings --owner "J Smith"
              baf findings --strict -o json
            """)

    @Option(
        help: ArgumentHelp(
            "Only what this owner should act on, as a text for an email.", valueName: "name"))
    var owner: String?

    @Flag(help: "Exit with 1 when an error-level finding exists that nobody has accepted.")
    var strict = false

    @Option(name: [.customShort("o"), .customLong("output")], help: "table, csv or json.")
    var output: OutputForm?

    @OptionGroup var moment: MomentOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        var failed = false
        try reporting {
            let view = try OpenRegister.view(moment, common)
            var findings = view.findings
            if let owner {
                findings.removeAll { $0.owner?.lowercased() != owner.lowercased() }
                if findings.isEmpty,
                    !view.allRisks.contains(where: {
                        $0.record.owner?.lowercased() == owner.lowercased()
                    })
                {
                    throw Failure(
                        .missing, "no risk has the owner \"\(owner)\"; `baf risks` shows the owners"
                    )
                }
            }
            switch (output, owner) {
            case (.json, _): Output.write(FindingsAnswer.json(findings, in: view).text())
            case (.csv, _): Output.write(FindingsAnswer.table(findings, in: view).csv)
            case (nil, let owner?):
                Output.line(ChaseList.text(owner: owner, findings: findings, view: view))
            case (.table, _), (nil, nil):
                Output.write(
                    FindingsAnswer.table(findings, in: view).text(width: Surroundings.width))
                if !common.quiet {
                    for check in view.notRun {
                        Output.note("\(check.code) not run: \(check.reason)")
                    }
                    let accepted = findings.count { $0.acceptedUntil != nil }
                    Output.note(
                        "\(Count.of(findings.count, "finding")) as at \(view.asAt), of which \(accepted) accepted"
                    )
                }
            }
            failed =
                strict && findings.contains { $0.severity == .error && $0.acceptedUntil == nil }
        }
        if failed { throw ExitCode(1) }
    }
}
