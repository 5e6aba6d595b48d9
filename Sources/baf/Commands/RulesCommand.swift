import ArgumentParser
import Foundation
import RegisterStore
import RiskRegister
import Rulebooks

/// `baf rules`: read, check, test and adopt the policy.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Show, check, test and adopt a rulebook.",
        discussion: """
            EXAMPLES
              baf rules show --only routing
              baf rules check Rules/hct
              baf rules adopt
            """,
        subcommands: [
            RulesShowCommand.self, RulesCheckCommand.self, RulesTestCommand.self,
            RulesAdoptCommand.self, RulesDocsCommand.self,
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

/// `baf rules show`.
struct RulesShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print the decision tables as text, or as Markdown.",
        discussion: """
            EXAMPLES
              baf rules show
              baf rules show Rules/hct --only routing --markdown
            """)

    @OptionGroup var rules: RulesFolder

    @Option(help: ArgumentHelp("Only this model.", valueName: "name"))
    var only: String?

    @Flag(help: "As Markdown.")
    var markdown = false

    func run() throws {
        try reporting {
            let loaded = try RulebookFolder.load(rules.path)
            let text = RulebookShow.text(
                loaded, only: only, form: markdown ? .markdown : .terminal,
                width: Surroundings.width)
            guard let text else {
                let names = RulebookShow.names(loaded).joined(separator: ", ")
                throw Failure(.missing, "the rulebook has no model \(only ?? ""); it has \(names)")
            }
            Output.line(text)
        }
    }
}

/// `baf rules check`.
struct RulesCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check structure, cells, types and names, and look for gaps and overlaps.",
        discussion: """
            Exits with 1 when there is an error.

            EXAMPLES
              baf rules check Rules/hct
            """)

    @OptionGroup var rules: RulesFolder

    func run() throws {
        var failed = false
        try reporting {
            let report = try RulebookCheck.run(rules.path)
            report.lines.forEach { Output.line($0) }
            failed = report.hasErrors
            if !rules.common.quiet {
                Output.line(
                    "\(rules.path): \(report.problems.count) problems, \(report.remarks.count) remarks"
                )
            }
        }
        if failed { throw ExitCode(1) }
    }
}

/// `baf rules test`.
struct RulesTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run the tests that stand beside the rules.",
        discussion: """
            Without a folder: of every rulebook below Rules/. Exits with 1 when a test fails.

            EXAMPLES
              baf rules test
              baf rules test Rules/hct
            """)

    @OptionGroup var rules: RulesFolder

    func run() throws {
        var failed = false
        try reporting {
            var (passed, failures) = (0, 0)
            for folder in try folders() {
                let report = try RulebookTests.run(folder)
                for file in report.files {
                    Output.line(
                        "\(folder)/\(file.file): \(file.passed) passed, \(file.failed) failed"
                    )
                    file.failures.forEach { Output.line("  \($0)") }
                }
                for model in report.untested { Output.line("\(folder)/\(model): no tests") }
                passed += report.passed
                failures += report.failed
            }
            Output.line("\(passed) passed, \(failures) failed")
            failed = failures > 0
        }
        if failed { throw ExitCode(1) }
    }

    /// The folder that was named, or all below Rules/ that hold a rulebook.
    private func folders() throws -> [String] {
        if rules.folder != nil || rules.common.rules != nil { return [rules.path] }
        let files = FileManager.default
        guard let walk = files.enumerator(atPath: "Rules") else { return [rules.path] }
        let found = walk.compactMap { $0 as? String }.filter { $0.hasSuffix("rulebook.yaml") }
            .map { "Rules/" + $0.dropLast("/rulebook.yaml".count) }.sorted()
        return found.isEmpty ? [rules.path] : found
    }
}

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

/// `baf rules docs`: the generated pages.
struct RulesDocsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "docs",
        abstract: "Write FACTS.md and FINDINGS.md: what rules may ask, and what the checks find.",
        discussion: """
            EXAMPLES
              baf rules docs --out Rules
            """)

    @Option(help: ArgumentHelp("The folder to write into.", valueName: "dir"))
    var out = "Rules"

    func run() throws {
        try reporting {
            for (name, text) in [
                ("FACTS.md", FactsDocument.markdown()),
                ("FINDINGS.md", FindingsDocument.markdown()),
            ] {
                let path = URL(fileURLWithPath: out).appendingPathComponent(name)
                do {
                    try Data(text.utf8).write(to: path, options: .atomic)
                } catch {
                    throw Failure(.cannotWrite, "cannot write \(path.path)")
                }
                Output.line(path.relativePath)
            }
        }
    }
}
