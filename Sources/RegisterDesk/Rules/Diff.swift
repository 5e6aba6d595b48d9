import Foundation
import RegisterStore
import RiskRegister
import Rulebooks

/// Two rulebooks compared by row and cell, with the risks that each change moves: `baf rules diff`.
package struct DiffRequest: DeskRequest {
    /// Folders of rules, or versions that the register keeps ("hct@1"); two at most.
    package var sides: [String]
    /// The folder to compare when fewer than two are named.
    package var rules: String
    /// The register was named, so that there must be one.
    package var needsRegister: Bool
    /// The day, the knowledge, the organisation whose risks are counted.
    package var moment: Moment

    /// A comparison.
    package init(_ sides: [String], rules: String, needsRegister: Bool, moment: Moment) {
        self.sides = sides
        self.rules = rules
        self.needsRegister = needsRegister
        self.moment = moment
    }

    package var capabilities: [Capability] { [.ask] }

    package func answer(at visit: Visit) throws -> DiffAnswer {
        try visit.asker.requireWhole("a comparison of rules")
        let store = try openStore(at: visit)
        let (old, new) = try pair(store, visit.desk.path)
        let diff = RulebookDiff.between(old, new)
        let counted = try store.flatMap { _ in try count(diff, at: visit) }
        return DiffAnswer(diff, counted, isRegisterGiven: store != nil)
    }

    // MARK: - The register

    /// The register, when one was named or stands at its usual place.
    private func openStore(at visit: Visit) throws -> RegisterStore? {
        guard needsRegister || FileManager.default.fileExists(atPath: visit.desk.path) else {
            if moment.asAt != nil || moment.knownAt != nil {
                throw DeskFailure(
                    .missing,
                    "there is no register \(visit.desk.path), so there is no day to speak for; "
                        + "name one with --register")
            }
            return nil
        }
        return try visit.store()
    }

    private func count(_ diff: RulebookDiff, at visit: Visit) throws -> DiffCount? {
        let store = try visit.store()
        let point = try moment.point()
        let organisations: [String]
        do {
            organisations = try visit.organisations(moment)
        } catch StoreError.nothingImported {
            return nil
        }
        guard organisations.count == 1, let organisation = organisations.first else {
            throw StoreError.severalOrganisations(organisations)
        }
        let view = try store.view(of: organisation, asAt: moment.asAt, knownAt: point)
        // No risks would be counted as "no risk moves", which nobody can know of such a day.
        let days = try store.imports().filter { $0.organisation == organisation }.map(\.asAt)
        if let first = days.min(), view.asAt < first {
            throw StoreError.nothingBefore(view.asAt, first: first)
        }
        guard !diff.isEmpty else { return nil }
        let count = RulebookDiffCount(diff, over: view)
        var membership: DiffAnswer.Membership?
        if diff.items.contains(where: \.canDecide) {
            // Under each the days are played anew, so that what people agreed counts in both.
            func played(_ rules: Rulebook) throws -> RegisterView {
                try store.view(
                    of: organisation, asAt: view.asAt, knownAt: point, whatIf: rules)
            }
            membership = DiffAnswer.Membership(
                try played(diff.old.rulebook), try played(diff.new.rulebook))
        }
        return DiffCount(
            asAt: view.asAt, knownAt: view.knownAt, risks: count.count,
            effects: diff.items.map { count.effect(of: $0) }, together: count.together,
            membership: membership)
    }

    // MARK: - The two sides

    private func pair(
        _ store: RegisterStore?, _ path: String
    ) throws -> (LoadedRulebook, LoadedRulebook) {
        if sides.count == 2 {
            return (try side(sides[0], store, path), try side(sides[1], store, path))
        }
        guard let store else {
            throw DeskFailure(
                .usage,
                "name two rulebooks, or a register whose rules the one is compared with (--register)"
            )
        }
        let day = try moment.asAt ?? store.imports().map(\.asAt).max()
        let adopted = try store.rulebooks().filter { rulebook in
            rulebook.organisation.map(moment.organisations.contains) ?? true
        }
        let inForce =
            adopted.filter { rulebook in day.map { rulebook.effectiveFrom <= $0 } ?? true }
            .max { ($0.effectiveFrom, $0.sequence) < ($1.effectiveFrom, $1.sequence) }
        guard let inForce = inForce ?? adopted.first else {
            throw DeskFailure(.missing, "no rules were adopted in \(path) yet")
        }
        return (try load(inForce, store), try side(sides.first ?? rules, store, path))
    }

    /// A folder, or a version that the register keeps.
    private func side(
        _ name: String, _ store: RegisterStore?, _ path: String
    ) throws -> LoadedRulebook {
        guard !FileManager.default.fileExists(atPath: name), let at = name.lastIndex(of: "@") else {
            return try RulebookFolder.load(name)
        }
        let (id, version) = (name[..<at], name[name.index(after: at)...])
        guard let store else {
            throw DeskFailure(
                .missing,
                "\(name) is a version that a register keeps, and there is no register "
                    + "\(path); name one with --register")
        }
        let adopted = try store.rulebooks()
        guard let found = adopted.last(where: { $0.id == id && $0.version == version }) else {
            let known = adopted.map { "\($0.id)@\($0.version)" }
            throw DeskFailure(
                .missing,
                "no rules \(name) were adopted in \(path); it has "
                    + (known.isEmpty ? "none" : known.joined(separator: ", ")))
        }
        return try load(found, store)
    }

    private func load(_ adopted: AdoptedRulebook, _ store: RegisterStore) throws -> LoadedRulebook {
        try RulebookFolder.load(
            files: try store.files(of: adopted).map { (path: $0.path, bytes: $0.bytes) },
            name: "\(adopted.id)@\(adopted.version)")
    }
}

/// What the changes of a rulebook do to the risks of a register.
struct DiffCount {
    let asAt: Day
    let knownAt: Int
    let risks: Int
    /// What each difference does alone, in their order.
    let effects: [RulebookDiffCount.Effect]
    /// What all do together.
    let together: RulebookDiffCount.Moves
    /// Where risks stand when every day is played under each; nil when nothing can decide.
    let membership: DiffAnswer.Membership?
}

extension DiffAnswer.Membership {
    fileprivate init(_ before: RegisterView, _ after: RegisterView) {
        func members(_ register: PolicyTrial.Register, _ view: RegisterView) -> [String] {
            view.counted.filter { register.stay($0.standing) != nil }.map { view.label($0.key) }
        }
        func waiting(_ view: RegisterView) -> Int {
            view.counted.reduce(0) { $0 + $1.standing.proposals.count }
        }
        // A register that only has another id in the new rules is one and the same.
        let registers = PolicyTrial.registers(before.rulebook, after.rulebook).map { register in
            let (old, new) = (members(register, before), members(register, after))
            let (one, two) = (Set(old), Set(new))
            return Register(
                id: register.id, joins: new.filter { !one.contains($0) },
                leaves: old.filter { !two.contains($0) })
        }
        self.init(
            registers: registers.sorted { $0.id < $1.id }, proposalsBefore: waiting(before),
            proposalsAfter: waiting(after))
    }
}
