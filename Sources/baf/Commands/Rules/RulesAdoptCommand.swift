import ArgumentParser
import RegisterStore
import RiskRegister
import Rulebooks

/// `baf rules adopt`.
struct RulesAdoptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adopt",
        abstract: "Put a new version of the rules into force, as an entry of the register's chain.",
        discussion: """
            EXAMPLES
              baf rules adopt Rules/hct
            """)

    @OptionGroup var rules: RulesFolder

    func run() throws {
        try reporting {
            let loaded = try RulebookFolder.load(rules.path)
            let store = try OpenRegister.existing(rules.common)
            let adopted = try store.adopt(
                RulebookSource(
                    rulebook: loaded.rulebook,
                    files: loaded.decidingFiles.map {
                        RulebookFile(path: $0.path, bytes: $0.bytes)
                    }), recordedAt: Surroundings.now)
            guard !rules.common.quiet else { return }
            Output.line(
                "\(adopted.id) \(adopted.version), in force from \(adopted.effectiveFrom.inWords): entry "
                    + "\(adopted.sequence), recorded \(adopted.recordedAt)")
        }
    }
}
