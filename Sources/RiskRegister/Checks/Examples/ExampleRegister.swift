/// What examples of checks edit: the files, rulings and settings of a small trust, for two months.
///
/// It holds what was imported and decided, and computes nothing: the tests play it through the engine
/// under a small policy (at the threshold from 15: on the HLRR; with a strategic objective on the BAF).
package struct ExampleRegister: Sendable {
    /// Exports, by day, oldest first.
    package var extracts: [(day: Day, records: [RiskRecord])] = []
    /// The framework of the first day.
    package var framework: AssuranceFramework?
    /// The framework that it took the place of.
    package var frameworkBefore: AssuranceFramework?
    /// The actions file.
    package var actions: [ActionRecord]?
    /// Rulings.
    package var rulings: [Ruling] = []
    /// What reading the newest extract found.
    package var reading: [Finding] = []
    /// Records of the newest extract that were rejected.
    package var doubles: [RejectedDouble] = []
    /// How the rulebook sets checks, where it sets more than that they are on.
    package var settings = [
        "DT10": FindingSetting(isOn: true, severity: .information, limit: 12),
        "DT11": FindingSetting(isOn: true, severity: .warning, limit: 35),
        "CA02": FindingSetting(isOn: true, severity: .warning, limit: 12),
    ]
    /// The rulebook's shrink limit.
    package var shrinkLimitPercent = 20
    /// The exports hold open risks only.
    package var holdsOpenOnly = false
    /// The day that is asked.
    package var asAt = Day.example(2026, 6, 30)

    /// An empty register.
    package init() {}

    /// The code of its organisation.
    package static let organisation = "NB"

    /// A register in which every check has its data, and finds nothing.
    ///
    /// Three open risks (2101 below the threshold, 2102 and 2103 at it), a closed one (2104), an action
    /// for each open one, and a principal risk (PR1) that the board holds.
    package static let good: ExampleRegister = {
        let records = [
            RiskRecord.example("2101", 3, 4) { $0.markedRegisters = [] },
            RiskRecord.example("2102", 4, 4) { $0.markedRegisters = ["HLRR", "BAF"] },
            RiskRecord.example("2103", 4, 4) { $0.markedRegisters = ["HLRR", "BAF"] },
            RiskRecord.example("2104", 2, 2) {
                $0.isClosed = true
                $0.closed = .example(2026, 4, 1)
                $0.owner = nil
            },
        ]
        var register = ExampleRegister()
        register.framework = goodFramework()
        register.extracts = [
            (.example(2026, 5, 31), records), (.example(2026, 6, 30), records),
        ]
        register.actions = ["2101", "2102", "2103"].enumerated().map { number, id in
            var action = ActionRecord()
            action.id = "A\(number + 1)"
            action.riskID = id
            action.text = "Recruit"
            action.owner = "Team Leader"
            action.due = .example(2026, 12, 31)
            return action
        }
        return register
    }()

    private static func goodFramework() -> AssuranceFramework {
        var framework = AssuranceFramework()
        framework.organisation = organisation
        var strategic = AssuranceFramework.Objective()
        strategic.id = "SO5"
        var workforce = AssuranceFramework.Objective()
        workforce.id = "WF3"
        workforce.kind = .other("workforce")
        var old = AssuranceFramework.Objective()
        old.id = "SO1"
        old.to = .example(2026, 3, 31)
        old.replacedBy = "SO5, WF3"
        framework.objectives = [strategic, workforce, old]
        var appetite = AssuranceFramework.Appetite()
        appetite.domain = "Safety"
        appetite.tolerance = 20
        framework.appetites = [appetite]
        framework.principalRisks = [goodLine()]
        return framework
    }

    private static func goodLine() -> AssuranceFramework.PrincipalRisk {
        var assurance = AssuranceFramework.Assurance()
        assurance.line = 3
        assurance.text = "Internal audit report"
        assurance.date = .example(2026, 2, 1)
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
        line.record = .example("PR1", 3, 4)
        line.linkedRisks = ["2101"]
        line.controls = [control]
        line.gaps = [gap]
        return line
    }

    // MARK: - Edits

    /// Edits a risk's record in the newest extract.
    package mutating func now(_ id: String, _ edit: (inout RiskRecord) -> Void) {
        amend(id, in: extracts.count - 1, edit)
    }

    /// Edits a risk's record in the extract before the newest.
    package mutating func before(_ id: String, _ edit: (inout RiskRecord) -> Void) {
        amend(id, in: extracts.count - 2, edit)
    }

    private mutating func amend(
        _ id: String, in extract: Int, _ edit: (inout RiskRecord) -> Void
    ) {
        guard extracts.indices.contains(extract) else { return }
        for place in extracts[extract].records.indices
        where extracts[extract].records[place].sourceID == id {
            edit(&extracts[extract].records[place])
        }
    }

    /// Adds a risk to every extract.
    package mutating func add(_ record: RiskRecord) {
        for place in extracts.indices { extracts[place].records.append(record) }
    }

    /// Takes a risk out of the newest extract.
    package mutating func drop(_ id: String) {
        guard let newest = extracts.indices.last else { return }
        extracts[newest].records.removeAll { $0.sourceID == id }
    }

    /// Edits the first line of the framework.
    package mutating func line(_ edit: (inout AssuranceFramework.PrincipalRisk) -> Void) {
        guard var line = framework?.principalRisks.first else { return }
        edit(&line)
        framework?.principalRisks[0] = line
    }

    /// Edits the first action.
    package mutating func action(_ edit: (inout ActionRecord) -> Void) {
        guard var action = actions?.first else { return }
        edit(&action)
        actions?[0] = action
    }

    /// Adds a ruling.
    package mutating func rule(
        _ sequence: Int, _ id: String, _ verb: Ruling.Verb, _ register: String, on date: Day,
        until: Day? = nil, score: Int? = nil, level: RiskLevel = .operational,
        terms: RulingTerms = RulingTerms()
    ) {
        var ruling = Ruling.example(
            sequence, id, verb, register, on: date, until: until, level: level)
        ruling.scoreSeen = score
        ruling.terms = terms
        rulings.append(ruling)
    }
}

extension RiskRecord {
    /// A record with everything in order: approved, owned, scored three times, reviewed, dated.
    package static func example(
        _ id: String, _ likelihood: Int, _ consequence: Int,
        _ edit: (inout RiskRecord) -> Void = { _ in }
    ) -> RiskRecord {
        var record = RiskRecord()
        record.sourceID = id
        record.reference = "REF/\(id)"
        record.title = "Risk \(id)"
        record.description = "Because of a cause, an event may happen, with an effect."
        record.approval = .approved
        record.current = .example(likelihood, consequence)
        record.initial = .example(5, 5)
        record.target = .example(2, 3)
        record.objectives = ["SO5"]
        record.owner = "Service Manager"
        record.directorate = "Adults"
        record.domain = "Safety"
        record.opened = .example(2026, 1, 10)
        record.lastReview = .example(2026, 5, 10)
        record.reviewDue = .example(2026, 12, 31)
        record.targetDate = .example(2026, 12, 31)
        edit(&record)
        return record
    }
}

extension ScoreEntry {
    /// A pair with the score that it gives, printed.
    package static func example(_ likelihood: Int, _ consequence: Int) -> ScoreEntry {
        ScoreEntry(
            likelihood: likelihood, consequence: consequence,
            printed: PrintedScore(likelihood * consequence))
    }
}

extension Ruling {
    /// A ruling of the body that keeps the register.
    package static func example(
        _ sequence: Int, _ id: String, _ verb: Verb, _ register: String, on date: Day,
        until: Day? = nil, level: RiskLevel = .operational
    ) -> Ruling {
        Ruling(
            sequence: sequence,
            subject: RiskKey(organisation: ExampleRegister.organisation, level: level, id: id),
            verb: verb, register: register, by: "A Chair", role: "Chief Executive",
            meeting: register == "BAF" ? "Trust Board" : "Executive Team", date: date,
            why: "controls are in place", until: until)
    }
}

extension Day {
    /// A day of an example; one that is none would be day 0, and no example would pass.
    package static func example(_ year: Int, _ month: Int, _ day: Int) -> Day {
        Day(year, month, day) ?? Day(number: 0)
    }
}

extension SourceDate {
    /// A recorded day of an example.
    package static func example(_ year: Int, _ month: Int, _ day: Int) -> SourceDate {
        .day(.example(year, month, day))
    }
}
