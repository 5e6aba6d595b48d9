import Foundation
import RegisterStore
import RegisterXML
import RiskRegister
import Rulebooks

/// The register and the rules that a command works with.
enum OpenRegister {
    /// The functions that give what the register keeps raw its meaning again.
    static let typing = Typing(
        mapping: { try MappingFile.read($0, path: "mapping") },
        risk: { raw, mapping, order in
            RecordReader(mapping: mapping, dateOrder: order).risk(raw)
        },
        action: { raw, mapping, order in
            RecordReader(mapping: mapping, dateOrder: order).action(raw)
        },
        framework: { raw, mapping, order in
            try FrameworkReader.framework(raw, mapping: mapping, dateOrder: order)
        },
        rulebook: { files in
            try RulebookFolder.load(
                files: files.map { (path: $0.path, bytes: $0.bytes) }, name: "rulebook"
            ).rulebook
        })

    /// The register, which must exist.
    static func existing(_ options: CommonOptions) throws -> RegisterStore {
        try RegisterStore(path: options.registerPath, mode: .existing, typing: typing)
    }

    /// The view of a moment, with what the checks found.
    static func view(_ moment: MomentOptions, _ options: CommonOptions) throws -> RegisterView {
        let store = try existing(options)
        return try view(store, asAt: moment.asAt, knownAt: moment.knownAt, options)
    }

    /// The view of a day as known at a point, with what the checks found.
    static func view(
        _ store: RegisterStore, asAt: Day?, knownAt: String?, _ options: CommonOptions
    ) throws -> RegisterView {
        // Rules named on a question are a what-if: nothing is stored, and the answer says so.
        let whatIf = try options.rules.map { try RulebookFolder.load($0).rulebook }
        if let whatIf, !options.quiet {
            Output.note("what-if: every day by the rules \(whatIf.id) \(whatIf.version) of --rules")
        }
        var view = try store.view(
            asAt: asAt, knownAt: try knownAt.map(knownAtPoint), whatIf: whatIf)
        (view.findings, view.notRun) = Checks.run(on: view)
        return view
    }

    /// A sequence when all digits, else a time: an instant with its zone, or the whole of a day.
    ///
    /// What is neither is refused: taken as text, it would be answered as if nothing had been asked.
    static func knownAtPoint(_ text: String) throws -> KnownAt {
        if let sequence = Int(text) { return .sequence(sequence) }
        if let day = Day(text) { return .time("\(day)T23:59:59Z") }
        guard let instant = Surroundings.instant(text) else {
            throw Failure(
                .usage,
                "--known-at takes a sequence (12), a day (2026-07-02) or a time with its zone "
                    + "(2026-07-02T09:00:00Z); got \"\(text)\"")
        }
        return .time(instant)
    }
}
