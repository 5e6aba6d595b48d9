import RiskRegister

/// A register in memory: extracts, frameworks and rulings, and the view of any day.
///
/// It plays every risk through `Timeline` from its first day, as the store must: no shortcut, so that
/// it can say what the right answer is.
struct TestRegister {
    var rulebooks = [testRulebook()]
    var extracts: [(day: Day, records: [RiskRecord])] = []
    var frameworks: [(day: Day, framework: AssuranceFramework)] = []
    var actions: [ActionRecord]?
    var rulings: [Ruling] = []
    /// What reading the newest extract found.
    var reading: [Finding] = []
    /// Records of the newest extract that were rejected.
    var doubles: [RejectedDouble] = []
    /// The exports hold open risks only.
    var holdsOpenOnly = false

    var facts: FactHistory {
        FactHistory(
            rulebooks: rulebooks.map { ($0.effectiveFrom, $0) }, frameworks: frameworks,
            extracts: extracts.map { (day: $0.day, scope: .all) })
    }

    /// The risks of all extracts, by key.
    var keys: [RiskKey] {
        var keys = Set(
            extracts.flatMap { $0.records.compactMap(\.sourceID) }.map {
                RiskKey(organisation: "NB", id: $0)
            })
        for (_, framework) in frameworks {
            for line in framework.principalRisks {
                keys.insert(RiskKey(organisation: "NB", level: .principal, id: line.id))
            }
        }
        return keys.sorted()
    }

    /// What the sources say of a risk, by day.
    func events(of key: RiskKey) -> RiskEvents {
        let records: [(day: Day, record: RiskRecord?)] =
            switch key.level {
            case .operational:
                extracts.map { ($0.day, $0.records.first { $0.sourceID == key.id }) }
            case .principal:
                frameworks.map { day, framework in
                    (day, framework.principalRisks.first { $0.id == key.id }?.record)
                }
            }
        var sightings: [(day: Day, sighting: Sighting)] = []
        var lastSeen: Day?
        for (day, record) in records.sorted(by: { $0.day < $1.day }) {
            if let record {
                sightings.append((day, .seen(record)))
                lastSeen = day
            } else if let lastSeen, !holdsOpenOnly || key.level == .principal {
                sightings.append((day, .gone(lastSeen: lastSeen)))
            }
        }
        let own = rulings.filter { $0.subject == key }
            .sorted { ($0.date, $0.sequence) < ($1.date, $1.sequence) }
        return RiskEvents(key: key, sightings: sightings, rulings: own)
    }

    func view(asAt: Day) -> RegisterView {
        let rulebook = facts.rulebook(on: asAt) ?? testRulebook()
        var view = RegisterView(
            of: ExampleRegister.organisation, asAt: asAt, knownAt: 99,
            knownAtTime: "2026-08-01T00:00:00Z", rulebook: rulebook)
        let past = extracts.filter { $0.day <= asAt }.sorted { $0.day < $1.day }
        view.extracts = past.map(summary)
        if let last = view.extracts.indices.last {
            view.extracts[last].findings = reading
            view.extracts[last].balance.rejected = doubles.count
        }
        view.newest = view.extracts.last
        view.doubles = doubles
        view.previous = view.extracts.dropLast().last
        view.framework = facts.framework(on: asAt)
        view.frameworkBefore =
            frameworks.filter { $0.day <= asAt }.dropLast().last?.framework
        view.frameworkDay = frameworks.last { $0.day <= asAt }?.day
        view.actions = actions
        view.rulings = rulings.filter { $0.date <= asAt }
            .sorted { ($0.date, $0.sequence) < ($1.date, $1.sequence) }
        for key in keys {
            guard let state = state(of: key, asAt: asAt, previous: view.previous?.asAt) else {
                continue
            }
            if key.level == .operational {
                view.risks.append(state)
            } else {
                view.principalRisks.append(state)
            }
        }
        return view
    }

    private func state(of key: RiskKey, asAt: Day, previous: Day?) -> RiskState? {
        let events = events(of: key)
        let points = Timeline.points(of: events, facts: facts).filter { $0.day <= asAt }
        guard let point = points.last else { return nil }
        let seen = events.sightings.last {
            if case .seen = $0.sighting { $0.day <= asAt } else { false }
        }
        var state = RiskState(
            key: key, record: point.record, standing: point.standing,
            lastSeen: seen?.day ?? point.day)
        if key.level == .principal {
            state.principal = facts.framework(on: asAt)?.principalRisks.first { $0.id == key.id }
        }
        state.isAsked =
            holdsOpenOnly && key.level == .operational
            && state.lastSeen < extracts.last { $0.day <= asAt }?.day ?? state.lastSeen
        guard let previous else { return state }
        let before = points.last { $0.day <= previous }
        state.before = before.map {
            RiskState.Before(record: $0.record, standing: $0.standing)
        }
        state.movement = movement(before?.standing, point.standing)
        return state
    }

    private func movement(_ before: Standing?, _ now: Standing) -> MovementWord {
        guard let before else { return .new }
        if before.status != .open, now.status == .open { return .returned }
        let (old, new) = (before.outcome.score ?? 0, now.outcome.score ?? 0)
        return old < new ? .up : old > new ? .down : .same
    }

    private func summary(_ extract: (day: Day, records: [RiskRecord])) -> ExtractSummary {
        var summary = ExtractSummary(
            asAt: extract.day, organisation: "NB", source: "datix", scope: .all)
        summary.hasRisks = true
        for record in extract.records {
            summary.balance.records += 1
            if let assessor = facts.assessor(on: extract.day) {
                summary.balance[assessor.outcome(of: record).routing] += 1
            }
        }
        return summary
    }
}

extension TestRegister {
    /// The register of an example of a check, under the small policy of these tests.
    init(_ example: ExampleRegister) {
        var rulebook = testRulebook(settings: example.settings)
        rulebook.shrinkLimitPercent = example.shrinkLimitPercent
        rulebooks = [rulebook]
        extracts = example.extracts
        frameworks =
            (example.frameworkBefore.map { [(may.adding(days: -30), $0)] } ?? [])
            + (example.framework.map { [(may, $0)] } ?? [])
        actions = example.actions
        rulings = example.rulings
        reading = example.reading
        doubles = example.doubles
        holdsOpenOnly = example.holdsOpenOnly
    }

    /// Edits a risk's record in the newest extract.
    mutating func now(_ id: String, _ edit: (inout RiskRecord) -> Void) {
        guard let newest = extracts.indices.last else { return }
        for place in extracts[newest].records.indices
        where extracts[newest].records[place].sourceID == id {
            edit(&extracts[newest].records[place])
        }
    }
}

extension ExampleRegister {
    /// The register on the day that the example asks.
    var view: RegisterView { view(asAt: asAt) }

    func view(asAt: Day) -> RegisterView { TestRegister(self).view(asAt: asAt) }
}

/// A record with everything in order.
func record(
    _ id: String, _ likelihood: Int, _ consequence: Int,
    _ edit: (inout RiskRecord) -> Void = { _ in }
) -> RiskRecord { .example(id, likelihood, consequence, edit) }

func score(_ likelihood: Int, _ consequence: Int) -> ScoreEntry {
    .example(likelihood, consequence)
}

func ruling(
    _ sequence: Int, _ id: String, _ verb: Ruling.Verb, _ register: String, _ date: Day,
    until: Day? = nil, level: RiskLevel = .operational
) -> Ruling { .example(sequence, id, verb, register, on: date, until: until, level: level) }

let may = day(2026, 5, 31)
let june = day(2026, 6, 30)
let july = day(2026, 7, 31)

/// Where a risk stands at the end of a day in a few characters: registers with their basis, then
/// proposals.
///
///     standing(register, june)   // "HLRR kept, BAF rule | de-escalate HLRR"
func standing(_ register: TestRegister, _ asAt: Day, _ id: String = "1") -> String {
    guard let state = register.view(asAt: asAt).risk(named: id) else { return "unknown" }
    let stays = state.standing.memberships.map { "\($0.register) \($0.basis.rawValue)" }
    let proposals = state.standing.proposals.map { "\($0.kind.rawValue) \($0.register)" }
    return [stays.joined(separator: ", "), proposals.joined(separator: ", ")]
        .filter { !$0.isEmpty }.joined(separator: " | ")
}
