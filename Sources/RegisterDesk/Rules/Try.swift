import RegisterStore
package import RiskRegister
import Rulebooks

/// A changed policy played over the register and its history: `baf rules try`.
package struct TryRequest: DeskRequest {
    /// The folder of the rules to try.
    package var folder: String
    /// The knowledge and the organisation; the day to compare as its `asAt`.
    package var moment: Moment
    /// Month by month from this day on.
    package var from: Day?
    /// Month by month to this day.
    package var to: Day?
    /// The day from which the rules hold; nil: always.
    package var inForceFrom: Day?
    /// Told how many risks of how many have been played.
    package var progress: @Sendable (_ done: Int, _ of: Int) -> Void

    /// A trial of the rules of a folder.
    package init(
        _ folder: String, _ moment: Moment = Moment(), from: Day? = nil, to: Day? = nil,
        inForceFrom: Day? = nil,
        progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) {
        self.folder = folder
        self.moment = moment
        self.from = from
        self.to = to
        self.inForceFrom = inForceFrom
        self.progress = progress
    }

    package var capabilities: [Capability] { [.ask] }

    package func answer(at visit: Visit) throws -> TryAnswer {
        try visit.asker.requireWhole("a trial of rules")
        try checkDays()
        let tried = try RulebookFolder.load(folder)
        // Not a byte of the register changes while something is only tried.
        let store = try RegisterStore(path: visit.desk.path, mode: .reading, typing: .desk)
        let organisation = try chosen(store, visit)
        let trial = try store.trial(
            TrialRequest(
                rules: tried.rulebook, inForceFrom: inForceFrom, asAt: moment.asAt,
                range: from == nil && to == nil ? nil : (from, to), knownAt: try moment.point(),
                organisation: organisation), progress: progress)
        return TryAnswer(
            trial, folder: folder, differences: try differences(of: tried, from: trial, in: store),
            mappings: tried.rulebook.mappings)
    }

    private func chosen(_ store: RegisterStore, _ visit: Visit) throws -> String? {
        let known = try store.organisations(knownAt: try moment.point()).filter {
            visit.asker.scope.organisations?.contains($0) ?? true
        }
        for code in moment.organisations where !known.contains(code) {
            throw StoreError.noSuchOrganisation(code, known: known)
        }
        let chosen = moment.organisations.isEmpty ? known : moment.organisations
        guard chosen.count <= 1 else { throw StoreError.severalOrganisations(chosen) }
        return chosen.first
    }

    /// The differences of the tried rules from those in force on the trial's day.
    private func differences(
        of tried: LoadedRulebook, from trial: PolicyTrial, in store: RegisterStore
    ) throws -> [RulebookDiff.Item] {
        let inForce = trial.views.inForce.rulebook
        guard let known = try store.rulebooks().last(where: { $0.digest == inForce.digest }) else {
            return []
        }
        let before = try RulebookFolder.load(
            files: try store.files(of: known).map { (path: $0.path, bytes: $0.bytes) },
            name: "\(inForce.id)@\(inForce.version)")
        return RulebookDiff.between(before, tried).items
    }

    private func checkDays() throws(DeskFailure) {
        if let from, let to, from > to {
            throw DeskFailure(.usage, "--from \(from) is after --to \(to)")
        }
        if moment.asAt != nil, from != nil || to != nil {
            throw DeskFailure(
                .usage, "--as-at names one day, --from and --to a range: give one or the other")
        }
        if moment.rules != nil {
            throw DeskFailure(
                .usage,
                "the rules to try are the command's argument, and they are compared with those in "
                    + "force; leave --rules out")
        }
    }
}

/// What a changed policy would do.
package struct TryAnswer: DeskAnswer {
    /// The trial; its fields are part of the public interface.
    package var document: TrialContent
    /// The version in force, as a command names it ("hct@1").
    package var adopted: String
    /// Earlier rules of the register: "hct 1 from 1 April 2017".
    package var earlier: [String]
    /// Of each difference, whether it changes only who reads a list, and how often.
    package var readings: [Bool]
    /// Of each register, the bodies that read it in force and when tried.
    package var reviewers: [[String]]
    /// The organisations that the tried rules are written for, when the register's is none of them.
    package var writtenFor: [String]
    /// The register's organisation.
    package var organisation: String

    init(
        _ trial: PolicyTrial, folder: String, differences: [RulebookDiff.Item],
        mappings: [SourceMapping]
    ) {
        let inForce = trial.views.inForce.rulebook
        document = TrialContent(trial, folder: folder, differences: differences)
        adopted = "\(inForce.id)@\(inForce.version)"
        earlier = trial.views.inForce.rulebooks.filter {
            $0.effectiveFrom < inForce.effectiveFrom
        }.map { "\($0.id) \($0.version) from \($0.effectiveFrom.inWords)" }
        readings = differences.map(\.isReading)
        reviewers = (trial.months?.registers ?? []).map { register in
            [register.inForce?.reviewer, register.tried?.reviewer].compactMap { $0 }
                .filter { !$0.isEmpty }
        }
        organisation = trial.views.inForce.organisation
        let named = Set(mappings.map(\.organisation).filter { !$0.isEmpty })
        writtenFor = named.contains(organisation) ? [] : named.sorted()
    }
}
