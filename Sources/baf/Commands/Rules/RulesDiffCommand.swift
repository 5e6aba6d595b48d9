import ArgumentParser
import DMN
import Foundation
import RegisterReports
import RegisterStore
import RiskRegister
import Rulebooks

/// `baf rules diff`.
struct RulesDiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare two rulebooks by row and cell, with the risks that each change moves.",
        discussion: """
            A and B are folders, or versions adopted in the register (hct@1). With one of them it is \
            compared with the version in force in the register; with none, the folder of --rules is.

            Each change that can decide anything is made alone in A and asked about every risk of the \
            register's newest day; then all are made together. Nothing is stored.

            Exits with 0 whether or not there are differences; with --exit-code, with 1 when there are.

            EXAMPLES
              baf rules diff hct@1 Rules/hct
              baf rules diff Rules/hct draft --as-at 2026-06-30
              baf rules diff draft -o json
            """)

    @Argument(help: ArgumentHelp("Folders of rules, or id@version.", valueName: "a b"))
    var sides: [String] = []

    @Option(name: [.customShort("o"), .customLong("output")], help: "table (text), csv or json.")
    var output = OutputForm.table

    @Flag(name: .customLong("exit-code"), help: "Exit with 1 when there are differences.")
    var showsExitCode = false

    @OptionGroup var moment: MomentOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard sides.count <= 2 else {
            throw ValidationError("name two rulebooks at most; got \(sides.count)")
        }
    }

    func run() throws {
        var differs = false
        try reporting {
            let store = try openRegister()
            let (old, new) = try pair(store)
            let diff = RulebookDiff.between(old, new)
            differs = !diff.isEmpty
            let answer = RulesDiffAnswer(
                diff, counted: try store.flatMap { try count(diff, $0) },
                isRegisterGiven: store != nil)
            switch output {
            case .json: Output.write(answer.json.text())
            case .csv: Output.write(answer.table.csv)
            case .table: Output.write(answer.text(width: Surroundings.width))
            }
        }
        if differs, showsExitCode { throw ExitCode(1) }
    }

    // MARK: - The register

    /// The register, when one was named or stands at its usual place.
    private func openRegister() throws -> RegisterStore? {
        let isNamed = common.register != nil
        guard isNamed || FileManager.default.fileExists(atPath: common.registerPath) else {
            if moment.asAt != nil || moment.knownAt != nil {
                throw Failure(
                    .missing,
                    "there is no register \(common.registerPath), so there is no day to speak for; "
                        + "name one with --register")
            }
            return nil
        }
        return try OpenRegister.existing(common)
    }

    private func count(_ diff: RulebookDiff, _ store: RegisterStore) throws -> RulesDiffCounted? {
        let knownAt = try moment.knownAt.map(OpenRegister.knownAtPoint)
        let view: RegisterView
        do {
            view = try store.view(asAt: moment.asAt, knownAt: knownAt)
        } catch StoreError.nothingImported {
            return nil
        }
        // No risks would be counted as "no risk moves", which nobody can know of such a day.
        if let first = try store.imports().map(\.asAt).min(), view.asAt < first {
            throw StoreError.nothingBefore(view.asAt, first: first)
        }
        guard !diff.isEmpty else { return nil }
        let count = RulebookDiffCount(diff, over: view)
        var membership: RulesDiffMembership?
        if diff.items.contains(where: \.canDecide) {
            // Under each the days are played anew, so that what people agreed counts in both.
            let before = try store.view(
                asAt: view.asAt, knownAt: knownAt, whatIf: diff.old.rulebook)
            let after = try store.view(
                asAt: view.asAt, knownAt: knownAt, whatIf: diff.new.rulebook)
            membership = RulesDiffMembership(before, after)
        }
        return RulesDiffCounted(
            asAt: view.asAt, knownAt: view.knownAt, risks: count.count,
            effects: diff.items.map { count.effect(of: $0) }, together: count.together,
            membership: membership)
    }

    // MARK: - The two sides

    private func pair(_ store: RegisterStore?) throws -> (LoadedRulebook, LoadedRulebook) {
        if sides.count == 2 { return (try side(sides[0], store), try side(sides[1], store)) }
        guard let store else {
            throw Failure(
                .usage,
                "name two rulebooks, or a register whose rules the one is compared with (--register)"
            )
        }
        let day = try moment.asAt ?? store.imports().map(\.asAt).max()
        let adopted = try store.rulebooks()
        let inForce =
            adopted.filter { rulebook in day.map { rulebook.effectiveFrom <= $0 } ?? true }
            .max { ($0.effectiveFrom, $0.sequence) < ($1.effectiveFrom, $1.sequence) }
        guard let inForce = inForce ?? adopted.first else {
            throw Failure(.missing, "no rules were adopted in \(common.registerPath) yet")
        }
        return (
            try load(inForce, store), try side(sides.first ?? common.rulesPath, store)
        )
    }

    /// A folder, or a version that the register keeps.
    private func side(_ name: String, _ store: RegisterStore?) throws -> LoadedRulebook {
        guard !FileManager.default.fileExists(atPath: name), let at = name.lastIndex(of: "@") else {
            return try RulebookFolder.load(name)
        }
        let (id, version) = (name[..<at], name[name.index(after: at)...])
        guard let store else {
            throw Failure(
                .missing,
                "\(name) is a version that a register keeps, and there is no register "
                    + "\(common.registerPath); name one with --register")
        }
        let adopted = try store.rulebooks()
        guard let found = adopted.last(where: { $0.id == id && $0.version == version }) else {
            let known = adopted.map { "\($0.id)@\($0.version)" }
            throw Failure(
                .missing,
                "no rules \(name) were adopted in \(common.registerPath); it has "
                    + (known.isEmpty ? "none" : known.joined(separator: ", ")))
        }
        return try load(found, store)
    }

    private func load(
        _ adopted: AdoptedRulebook, _ store: RegisterStore
    ) throws -> LoadedRulebook {
        try RulebookFolder.load(
            files: try store.files(of: adopted).map { (path: $0.path, bytes: $0.bytes) },
            name: "\(adopted.id)@\(adopted.version)")
    }
}
