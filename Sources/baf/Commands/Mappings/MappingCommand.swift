import ArgumentParser

/// `baf mapping`: how exports are read, before anything is stored.
struct MappingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mapping",
        abstract:
            "Suggest a mapping for an unknown export, explain what is made of one, check one.",
        discussion: """
            EXAMPLES
              baf mapping suggest unknown.csv --out mappings/ours.yaml
              baf mapping check mappings/ours.yaml
              baf mapping explain unknown.csv --mapping mappings/ours.yaml
            """,
        subcommands: [
            MappingSuggestCommand.self, MappingExplainCommand.self, MappingCheckCommand.self,
        ])
}
