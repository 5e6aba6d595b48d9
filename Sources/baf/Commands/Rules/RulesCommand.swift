import ArgumentParser

/// `baf rules`: read, check, test and adopt the policy.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Show, check, test, try and adopt a rulebook.",
        discussion: """
            EXAMPLES
              baf rules show --only routing
              baf rules check Rules/hct
              baf rules try policy-12
              baf rules adopt
            """,
        subcommands: [
            RulesShowCommand.self, RulesCheckCommand.self, RulesTestCommand.self,
            RulesAdoptCommand.self, RulesDocsCommand.self,
            RulesExportCommand.self, RulesImportCommand.self,
            RulesEvalCommand.self,
            RulesNormaliseCommand.self,
            RulesDiffCommand.self,
            RulesTryCommand.self,
        ])
}

/// The folder that a rules command works on.
struct RulesFolder: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "The rulebook's folder (default: --rules, BAF_RULES or Rules/hct).", valueName: "dir"))
    var folder: String?

    @OptionGroup var common: CommonOptions

    var path: String { folder ?? common.rulesPath }
}
