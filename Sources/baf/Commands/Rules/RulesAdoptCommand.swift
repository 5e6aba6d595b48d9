import ArgumentParser
import RegisterDesk
import RiskRegister

/// `baf rules adopt`.
struct RulesAdoptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adopt",
        abstract: "Put a new version of the rules into force, as an entry of the register's chain.",
        discussion: """
            EXAMPLES
              baf rules adopt Rules/hct
              baf rules adopt Rules/community --organisation NBC
            """)

    @Option(
        help: ArgumentHelp(
            "Whose rules they are (default: they serve every organisation that has none of its own).",
            valueName: "code"))
    var organisation: String?

    @OptionGroup var rules: RulesFolder

    func run() throws {
        try reporting {
            let adopted = try AdoptRequest(rules.path, organisation: organisation)
                .answered(rules.common)
            guard !rules.common.quiet else { return }
            Output.line(
                "\(adopted.id) \(adopted.version), in force from \(adopted.effectiveFrom.inWords): entry "
                    + "\(adopted.sequence), recorded \(adopted.recordedAt)")
            PastChangeLine.told(adopted.pastChanges, inAll: adopted.pastChangesInAll).forEach {
                Output.line($0)
            }
        }
    }
}
