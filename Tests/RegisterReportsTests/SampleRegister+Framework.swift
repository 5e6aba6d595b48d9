import RiskRegister

/// The framework of the sample: objectives, and principal risks with all that hangs on them.
extension SampleRegister {
    static func principals() -> [RiskState] {
        framework.principalRisks.map { line in
            let sketch = Sketch(
                id: line.id, title: line.record.title,
                pair: line.id == "PR3" ? (3, 4) : (2, 3), printed: line.id == "PR3" ? 12 : 6,
                before: line.id == "PR3" ? 12 : 6, objectives: line.record.objectives)
            var record = SampleRegister.record(sketch, score: sketch.printed, pair: sketch.pair)
            record.owner = nil
            var standing = Standing(firstSeen: may)
            standing.outcome = outcome(sketch, record, score: sketch.printed)
            standing.scoreSince = may.adding(months: -14)
            let basis: Membership.Basis = line.basis == .theme ? .theme : .held
            standing.memberships = [
                Membership(
                    register: "BAF", basis: basis, since: may,
                    reason: "held by the board, whatever its score", row: "REG-03")
            ]
            var state = RiskState(
                key: key(line.id, .principal), record: record, standing: standing, lastSeen: may)
            state.principal = line
            state.before = RiskState.Before(record: record, standing: standing)
            state.movement = .same
            return state
        }
    }

    static let framework: AssuranceFramework = {
        var framework = AssuranceFramework()
        framework.organisation = "NBC"
        framework.organisationName = "Northbridge Community NHS Trust"
        framework.objectives = [
            objective("SO1", "Help people to stay well at home"),
            objective("SO2", "Give safe and effective care"),
            objective("SO4", "Live within our means"),
            objective("SO5", "Be a good place to work"),
            objective("WF3", "Every member of staff has an appraisal", .other("workforce")),
        ]
        var director = AssuranceFramework.Executive()
        (director.id, director.role) = ("CN", "Director of Nursing")
        framework.executives = [director]
        var committee = AssuranceFramework.Committee()
        (committee.id, committee.name) = ("QC", "Quality Committee")
        framework.committees = [committee]
        var appetite = AssuranceFramework.Appetite()
        (appetite.domain, appetite.word) = ("Quality", "cautious")
        (appetite.appetite, appetite.tolerance) = (8, 12)
        framework.appetites = [appetite]
        framework.principalRisks = [careLine, estateLine]
        return framework
    }()

    private static func objective(
        _ id: String, _ text: String, _ kind: AssuranceFramework.ObjectiveKind = .strategic
    ) -> AssuranceFramework.Objective {
        var objective = AssuranceFramework.Objective()
        (objective.id, objective.text, objective.kind) = (id, text, kind)
        return objective
    }

    private static var careLine: AssuranceFramework.PrincipalRisk {
        var line = AssuranceFramework.PrincipalRisk()
        line.id = "PR3"
        line.record.title = "Care falls below the standards that we set"
        line.record.objectives = ["SO2"]
        line.basis = .held
        (line.leadExecutive, line.committee) = ("CN", "QC")
        var audit = AssuranceFramework.Assurance()
        (audit.line, audit.text, audit.source) = (3, "Review of records", "Internal audit")
        (audit.date, audit.result) = (.month(lastDay: may), "limited")
        var report = AssuranceFramework.Assurance()
        (report.line, report.text) = (2, "Quality report")
        (report.date, report.result) = (.day(may), "positive")
        var first = AssuranceFramework.Control()
        (first.id, first.text, first.owner) = ("C1", "Weekly case review", "CN")
        first.assurances = [audit, report]
        var second = AssuranceFramework.Control()
        (second.id, second.text) = ("C2", "Competency framework")
        line.controls = [first, second]
        var control = AssuranceFramework.Gap()
        (control.id, control.kind, control.text) = ("G1", .control, "No cover at weekends")
        control.actions = ["A1"]
        var evidence = AssuranceFramework.Gap()
        (evidence.id, evidence.kind, evidence.text) = ("G2", .assurance, "No audit of visits")
        line.gaps = [control, evidence]
        line.assuranceRating = "reasonable"
        return line
    }

    private static var estateLine: AssuranceFramework.PrincipalRisk {
        var line = AssuranceFramework.PrincipalRisk()
        line.id = "PR4"
        line.record.title = "The estate is used inefficiently"
        line.record.objectives = ["SO4"]
        line.basis = .theme
        line.note = "A secondary theme."
        return line
    }

    static var actions: [ActionRecord] {
        var first = ActionRecord()
        (first.id, first.riskID, first.text) = ("A1", "3301", "Recruit to weekend shifts")
        (first.owner, first.due) = ("Operations Manager", .day(june.adding(days: -5)))
        var second = ActionRecord()
        (second.id, second.riskID, second.text) = ("A2", "2102", "@SUM(1+1) replace the boiler")
        (second.owner, second.due) = ("Sam Smith", .day(june.adding(days: 60)))
        var third = ActionRecord()
        (third.id, third.riskID, third.text) = ("A3", "3301", "Audit of visits")
        (third.due, third.done) = (.day(may), .day(may))
        return [first, second, third]
    }

    static var findings: [Finding] {
        [
            Finding(
                code: "SC01", severity: .error, subject: .risk(key("4405")),
                message: "18 is not a product on a 5x5 matrix; may be a combined score",
                advice: "Ask the owner which likelihood and consequence are meant."),
            Finding(
                code: "SC01", severity: .error, subject: .risk(key("4403")),
                message: "14 is not a product on a 5x5 matrix", advice: "Ask the owner."),
            Finding(
                code: "SC04", severity: .error, subject: .risk(key("4404")),
                message: "no current score", advice: "Score the risk."),
            Finding(
                code: "RT07", severity: .warning, subject: .risk(key("2101")),
                message: "fell below the threshold; step-down not agreed", advice: "Decide."),
            Finding(
                code: "DT09", severity: .information, subject: .risk(key("3303")),
                message: "target date is a month only", advice: "Give a day."),
            Finding(
                code: "RT17", severity: .warning, subject: .risk(key("PR3", .principal)),
                message: "linked 3301 scores 20", advice: "Re-score one of them."),
        ]
    }

    static func extract(_ day: Day, sequence: Int) -> ExtractSummary {
        var extract = ExtractSummary(
            asAt: day, organisation: "NBC", source: "datix", scope: .all)
        extract.sequence = sequence
        extract.hasRisks = true
        extract.recordedAt = "\(day.adding(days: 1))T09:00:00Z"
        extract.software = "baf 0.1"
        extract.files = [
            ExtractFile(
                name: "\(day).xml", sha256: String(repeating: "0f", count: 32), bytes: 1_234,
                kind: .risks, encoding: "UTF-8", mapping: String(repeating: "1e", count: 32),
                dateOrder: .dayFirst)
        ]
        extract.balance.records = 14
        extract.balance.routed = 7
        extract.balance.belowThreshold = 3
        extract.balance.closed = 1
        extract.balance.unapproved = 2
        extract.balance.unroutable = 1
        extract.balance.keptOnRegister = 2
        return extract
    }
}
