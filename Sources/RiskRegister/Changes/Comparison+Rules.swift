/// What new rules do to a risk whose record says the same: nothing in the register would explain it.
extension Comparison {
    /// The rules in force on the later day, when they are others than on the earlier one.
    private var newRules: Rulebook? {
        later.rulebook.digest == earlier.rulebook.digest ? nil : later.rulebook
    }

    /// "hct 2 (in force from 1 June 2026)": the rules under which a stay that began between the two
    /// days began, when those of the earlier day would not have begun it.
    func newRules(of stay: Membership) -> String? {
        guard let newRules, stay.since > earlier.asAt else { return nil }
        switch stay.basis {
        case .rule, .theme:
            guard !wasEntitled(to: stay.register) else { return nil }
        case .held:
            // Without a row it is a ruling that holds it.
            guard !stay.row.isEmpty, !wasEntitled(to: stay.register) else { return nil }
        case .kept:
            // It no longer meets the rules that put it there; the day tells which they were.
            guard stay.since == newRules.effectiveFrom else { return nil }
        }
        return name(on: stay.since, newRules)
    }

    /// A risk of the same score that new rules judge otherwise, and that stays where it is.
    func rejudged(_ was: RiskState) -> Event? {
        guard let newRules else { return nil }
        let name = name(on: later.asAt, newRules)
        var (kept, ruled): ([Membership], [Membership]) = ([], [])
        for stay in now.standing.memberships {
            guard let before = was.standing.membership(of: stay.register)?.basis else { continue }
            switch (before, stay.basis) {
            case (.rule, .kept) where wasEntitled(to: stay.register): kept.append(stay)
            case (.kept, .rule) where !wasEntitled(to: stay.register): ruled.append(stay)
            default: break
            }
        }
        var parts: [String] = []
        var kinds: [(kind: Change.Kind, from: String?, to: String?)] = []
        func say(_ stays: [Membership], _ how: String, _ from: Membership.Basis) {
            guard let to = stays.first?.basis else { return }
            let waits = stays.filter { stay in
                now.standing.proposals.contains {
                    $0.register == stay.register && $0.kind == .deescalate
                }
            }
            let until = waits.isEmpty ? "" : " until step-down is agreed"
            let reasons = stays.map(\.reason).reduce(into: [String]()) {
                if !$0.contains($1) { $0.append($1) }
            }
            parts.append(
                "stays on \(Wording.list(stays.map(\.register)))\(how)\(until) under \(name): "
                    + reasons.joined(separator: "; "))
            kinds.append((.rescored, from.rawValue, to.rawValue))
        }
        say(kept, "", .rule)
        say(ruled, ", by rule again,", .kept)
        guard let head = parts.first else { return nil }
        return Event(head: head, tails: Array(parts.dropFirst()), kinds: kinds)
    }

    /// The new rules that no longer put the risk on a register on which the old ones still would.
    func newlyKept(_ register: String) -> String? {
        guard let newRules, was?.standing.membership(of: register)?.basis == .rule,
            wasEntitled(to: register)
        else { return nil }
        return name(on: later.asAt, newRules)
    }

    /// Why the rules alone took it off a register.
    func released(_ stay: Membership) -> String {
        let reason = "the rules no longer put it there"
        guard let newRules else { return reason }
        let name = name(on: later.asAt, newRules)
        if newRules.register(stay.register) == nil { return "\(name) has no such register" }
        return wasEntitled(to: stay.register) ? "under \(name) \(reason)" : reason
    }

    /// Whether the rules of the earlier day would put the record of the later day on a register.
    private func wasEntitled(to register: String) -> Bool {
        let assessor = Assessor(
            rulebook: earlier.rulebook, framework: later.framework, day: later.asAt)
        let outcome = assessor.outcome(
            of: now.record, level: now.key.level, basis: now.principal?.basis)
        return outcome.entitlements.contains { $0.register == register }
    }

    /// The rules in force on a day after the earlier one, with their first day.
    private func name(on day: Day, _ newest: Rulebook) -> String {
        let between = later.rulebooks.last {
            $0.effectiveFrom <= day && $0.effectiveFrom > earlier.asAt
        }
        let (name, from) =
            between.map { ("\($0.id) \($0.version)", $0.effectiveFrom) }
            ?? (newest.versionName, newest.effectiveFrom)
        return "\(name) (in force from \(from.inWords))"
    }
}
