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
    var rejected = 0

    var facts: FactHistory {
        FactHistory(
            rulebooks: rulebooks.map { ($0.effectiveFrom, $0) }, frameworks: frameworks)
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
            } else if let lastSeen {
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
            of: "NB", asAt: asAt, knownAt: 99, knownAtTime: "2026-08-01T00:00:00Z", rulebook: rulebook)
        let past = extracts.filter { $0.day <= asAt }.sorted { $0.day < $1.day }
        view.extracts = past.map(summary)
        if let last = view.extracts.indices.last {
            view.extracts[last].findings = reading
            view.extracts[last].balance.rejected = rejected
        }
        view.newest = view.extracts.last
        view.previous = view.extracts.dropLast().last
        view.framework = facts.framework(on: asAt)
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

/// A record with everything in order: approved, owned, scored three times, reviewed, dated.
func record(
    _ id: String, _ likelihood: Int, _ consequence: Int,
    _ edit: (inout RiskRecord) -> Void = { _ in }
) -> RiskRecord {
    var record = RiskRecord()
    record.sourceID = id
    record.reference = "REF/\(id)"
    record.title = "Risk \(id)"
    record.description = "Because of a cause, an event may happen, with an effect."
    record.approval = .approved
    record.current = score(likelihood, consequence)
    record.initial = score(5, 5)
    record.target = score(2, 3)
    record.objectives = ["SO5"]
    record.owner = "Service Manager"
    record.directorate = "Adults"
    record.domain = "Safety"
    record.opened = .day(day(2026, 1, 10))
    record.lastReview = .day(day(2026, 5, 10))
    record.reviewDue = .day(day(2026, 12, 31))
    record.targetDate = .day(day(2026, 12, 31))
    edit(&record)
    return record
}

func score(_ likelihood: Int, _ consequence: Int) -> ScoreEntry {
    ScoreEntry(
        likelihood: likelihood, consequence: consequence,
        printed: PrintedScore(likelihood * consequence))
}

func ruling(
    _ sequence: Int, _ id: String, _ verb: Ruling.Verb, _ register: String, _ date: Day,
    until: Day? = nil, level: RiskLevel = .operational
) -> Ruling {
    Ruling(
        sequence: sequence, subject: RiskKey(organisation: "NB", level: level, id: id),
        verb: verb, register: register, by: "A Chair", role: "Chief Executive",
        meeting: register == "BAF" ? "Trust Board" : "Executive Team", date: date,
        why: "controls are in place", until: until)
}

let may = day(2026, 5, 31)
let june = day(2026, 6, 30)
let july = day(2026, 7, 31)

/// A small register in which every check has its data, and finds nothing.
func goodRegister() -> TestRegister {
    var framework = AssuranceFramework()
    framework.organisation = "NB"
    var objective = AssuranceFramework.Objective()
    objective.id = "SO5"
    framework.objectives = [objective]
    var workforce = AssuranceFramework.Objective()
    workforce.id = "WF3"
    workforce.kind = .other("workforce")
    var old = AssuranceFramework.Objective()
    old.id = "SO1"
    old.to = day(2026, 3, 31)
    old.replacedBy = "SO5"
    framework.objectives += [workforce, old]
    var appetite = AssuranceFramework.Appetite()
    appetite.domain = "Safety"
    appetite.tolerance = 20
    framework.appetites = [appetite]
    var assurance = AssuranceFramework.Assurance()
    assurance.line = 3
    assurance.text = "Internal audit report"
    assurance.date = .day(day(2026, 2, 1))
    assurance.result = "reasonable"
    var control = AssuranceFramework.Control()
    control.id = "C1"
    control.text = "Safer staffing tool"
    control.assurances = [assurance]
    var gap = AssuranceFramework.Gap()
    gap.id = "G1"
    gap.actions = ["A1"]
    var line = AssuranceFramework.PrincipalRisk()
    line.id = "PR1"
    line.basis = .held
    line.record = record("PR1", 3, 4)
    line.linkedRisks = ["2101"]
    line.controls = [control]
    line.gaps = [gap]
    framework.principalRisks = [line]

    let records = [
        record("2101", 3, 4) { $0.markedRegisters = [] },
        record("2102", 4, 4) { $0.markedRegisters = ["HLRR", "BAF"] },
        record("2103", 4, 4) { $0.markedRegisters = ["HLRR", "BAF"] },
        record("2104", 2, 2) {
            $0.isClosed = true
            $0.closed = .day(day(2026, 4, 1))
            $0.owner = nil
        },
    ]
    var register = TestRegister()
    register.frameworks = [(may, framework)]
    register.extracts = [(may, records), (june, records)]
    register.actions = ["2101", "2102", "2103"].enumerated().map { number, id in
        var action = ActionRecord()
        action.id = "A\(number + 1)"
        action.riskID = id
        action.text = "Recruit"
        action.owner = "Team Leader"
        action.due = .day(day(2026, 12, 31))
        return action
    }
    return register
}

extension TestRegister {
    /// Edits a risk's record in the newest extract.
    mutating func now(_ id: String, _ edit: (inout RiskRecord) -> Void) {
        amend(id, in: extracts.count - 1, edit)
    }

    /// Edits a risk's record in the extract before the newest.
    mutating func before(_ id: String, _ edit: (inout RiskRecord) -> Void) {
        amend(id, in: extracts.count - 2, edit)
    }

    private mutating func amend(
        _ id: String, in extract: Int, _ edit: (inout RiskRecord) -> Void
    ) {
        for place in extracts[extract].records.indices
        where extracts[extract].records[place].sourceID == id {
            edit(&extracts[extract].records[place])
        }
    }

    /// Takes a risk out of the newest extract.
    mutating func drop(_ id: String) {
        extracts[extracts.count - 1].records.removeAll { $0.sourceID == id }
    }

    /// Edits the first line of the framework.
    mutating func line(_ edit: (inout AssuranceFramework.PrincipalRisk) -> Void) {
        edit(&frameworks[0].framework.principalRisks[0])
    }

    /// Edits the first action.
    mutating func action(_ edit: (inout ActionRecord) -> Void) {
        var all = actions ?? []
        edit(&all[0])
        actions = all
    }
}
