import RegisterReports
import RiskRegister

/// The operational risks of the sample.
extension SampleRegister {
    static func key(_ id: String, _ level: RiskLevel = .operational) -> RiskKey {
        RiskKey(organisation: "NBC", level: level, id: id)
    }

    /// What a risk of the sample is made of; nil for what does not matter.
    struct Sketch {
        var id: String
        var title: String
        var pair: (Int, Int)?
        var printed: Int?
        var before: Int?
        var objectives: [String] = []
        var status = RiskStatus.open
        var approval = Approval.approved
        var proposals: [Proposal.Kind] = []
        var owner = "Head of Community Nursing"
        var isNew = false
    }

    static func risks(_ day: Day) -> [RiskState] {
        var all = [
            Sketch(
                id: "2101", title: "Staff shortage in the night service", pair: (3, 4),
                printed: 12, before: 16, objectives: ["SO5"], proposals: [.deescalate]),
            Sketch(
                id: "2102", title: "The boiler of Northbridge House fails", pair: (5, 3),
                printed: 15, before: 20, proposals: [.question]),
            Sketch(
                id: "3301", title: "Deterioration is missed in out-of-hours visits", pair: (5, 4),
                printed: 20, before: 20, objectives: ["SO2"]),
            Sketch(
                id: "3302", title: "The telephone system of the contact centre fails",
                pair: (4, 4), printed: 16, before: nil, proposals: [.question], isNew: true),
            Sketch(
                id: "3303",
                title: "Training lapses <script>alert(1)</script> & \"quotes\" for bank staff",
                pair: (4, 4), printed: 16, before: 16, objectives: ["WF3"],
                owner: "Jane Doe, Head of Learning"),
            Sketch(
                id: "3304", title: "=cmd|'/c calc'!A1", pair: (3, 4), printed: 12, before: 12,
                objectives: ["SO1"]),
            Sketch(
                id: "4403", title: "A score that no matrix gives", printed: 14, before: 14),
            Sketch(
                id: "4404", title: "Children wait too long for therapy", before: nil,
                objectives: ["SO2"]),
            Sketch(
                id: "4405", title: "The transport contract ends without a successor", printed: 18,
                before: 18, objectives: ["SO2"], proposals: [.confirm]),
            Sketch(
                id: "4406", title: "Agency staff cannot see the record", pair: (5, 4),
                printed: 20, before: 20, objectives: ["SO2"], approval: .awaiting),
            Sketch(
                id: "4407", title: "Rejected at the threshold", pair: (4, 4), printed: 16,
                before: 16, approval: .rejected),
            Sketch(
                id: "4408", title: "Closed this month", pair: (4, 4), printed: 16, before: 16,
                status: .closed, proposals: [.close]),
            Sketch(
                id: "4409", title: "Missing from the June extract", pair: (4, 5), printed: 20,
                before: 20, status: .vanished, proposals: [.deescalate]),
            Sketch(
                id: "4410", title: "A pair that only the product tells", printed: 16, before: 16),
        ].map(state)
        for index in all.indices where all[index].key.id == "3301" {
            all[index].record.principalRisk = "PR3"
        }
        return all
    }

    private static func state(_ sketch: Sketch) -> RiskState {
        var record = record(sketch, score: sketch.printed, pair: sketch.pair)
        record.isClosed = sketch.status == .closed
        if record.isClosed { record.closed = .day(june.adding(days: -9)) }
        let isAtThreshold = (sketch.printed ?? 0) >= 15
        var standing = Standing(firstSeen: sketch.isNew ? june : may)
        standing.status = sketch.status
        standing.outcome = outcome(sketch, record, score: sketch.printed)
        standing.scoreSince = sketch.before == sketch.printed ? may.adding(months: -5) : june
        if sketch.approval == .awaiting { standing.awaitingSince = may }
        if sketch.status == .vanished { standing.lostAfter = may }
        let isOn = sketch.status != .closed && sketch.approval == .approved
        let wasAtThreshold = (sketch.before ?? 0) >= 15
        if isOn, isAtThreshold || wasAtThreshold {
            let kept = !isAtThreshold || sketch.status == .vanished
            standing.memberships.append(
                Membership(
                    register: "HLRR", basis: kept ? .kept : .rule, since: sketch.isNew ? june : may,
                    reason: kept ? "score is below the threshold" : "score of 15 or more",
                    row: kept ? "" : "REG-01"))
            if standing.outcome.objectives.counts {
                standing.memberships.append(
                    Membership(
                        register: "BAF", basis: kept ? .kept : .rule, since: may,
                        reason: "and a strategic objective", row: kept ? "" : "REG-02"))
            }
        }
        standing.proposals = sketch.proposals.flatMap { kind in
            let isStepDown = kind == .deescalate
            let registers =
                isStepDown
                ? standing.memberships.map(\.register) : [kind == .close ? "HLRR" : "BAF"]
            return registers.map {
                Proposal(
                    kind: kind, register: $0, since: isStepDown || kind == .close ? june : may,
                    needs: "Executive Team", reason: "so that people decide")
            }
        }
        var state = RiskState(
            key: key(sketch.id), record: record, standing: standing,
            lastSeen: sketch.status == .vanished ? may : june)
        guard !sketch.isNew else {
            state.movement = .new
            return state
        }
        state.before = before(sketch)
        state.movement =
            switch (sketch.before, sketch.printed) {
            case (let old?, let new?): new > old ? .up : new < old ? .down : .same
            case (nil, _?), (_?, nil), (nil, nil): .same
            }
        return state
    }

    private static func before(_ sketch: Sketch) -> RiskState.Before {
        var then = sketch
        then.status = .open
        then.printed = sketch.before
        if sketch.before != sketch.printed { then.pair = sketch.before == 16 ? (4, 4) : (5, 4) }
        if sketch.before == nil { then.pair = nil }
        let record = record(then, score: sketch.before, pair: then.pair)
        var standing = Standing(firstSeen: may)
        standing.outcome = outcome(then, record, score: sketch.before)
        if sketch.approval == .approved, (sketch.before ?? 0) >= 15 {
            standing.memberships.append(
                Membership(
                    register: "HLRR", basis: .rule, since: may, reason: "score of 15 or more",
                    row: "REG-01"))
            if standing.outcome.objectives.counts {
                standing.memberships.append(
                    Membership(
                        register: "BAF", basis: .rule, since: may,
                        reason: "and a strategic objective", row: "REG-02"))
            }
        }
        return RiskState.Before(record: record, standing: standing)
    }

    static func record(_ sketch: Sketch, score: Int?, pair: (Int, Int)?) -> RiskRecord {
        var record = RiskRecord()
        record.sourceID = sketch.id
        record.reference = "R/\(sketch.id)"
        record.title = sketch.title
        record.description =
            "Cause, event and effect of \(sketch.id).\r\nA second line.\u{B}\u{202E}"
        record.approval = sketch.approval
        record.initial = ScoreEntry(likelihood: 5, consequence: 4, printed: PrintedScore(20))
        record.current = ScoreEntry(
            likelihood: pair?.0, consequence: pair?.1, printed: score.map { PrintedScore($0) })
        record.target = ScoreEntry(likelihood: 2, consequence: 4, printed: PrintedScore(8))
        record.objectives = sketch.objectives
        record.owner = sketch.owner
        record.directorate = sketch.id.hasPrefix("2") ? "Estates" : "Adults"
        record.domain = "quality"
        record.opened = .day(june.adding(days: -41))
        record.lastReview = .day(may.adding(days: -9))
        record.reviewDue = .day(
            sketch.id == "3301" ? june.adding(days: -10) : june.adding(days: 46))
        record.targetDate =
            sketch.id == "3303" ? .month(lastDay: may) : .day(june.adding(months: 9))
        record.controls = "Rota of senior nurses"
        return record
    }

    static func outcome(
        _ sketch: Sketch, _ record: RiskRecord, score: Int?
    ) -> Outcome {
        var outcome = Outcome()
        outcome.score = score
        outcome.computedScore = record.current.computed
        outcome.scoreBasis =
            score == nil ? .none : record.current.computed == nil ? .printed : .both
        if let inferred = record.current.inferredPair {
            (outcome.likelihood, outcome.consequence) = inferred
            outcome.pairIsInferred = true
        } else {
            outcome.likelihood = record.current.likelihood
            outcome.consequence = record.current.consequence
        }
        outcome.grade = score.flatMap(scale.grade)
        outcome.isAtThreshold = (score ?? 0) >= 15
        outcome.objectives = ObjectiveStanding(
            codes: sketch.objectives, framework: framework, on: june)
        outcome.routing =
            sketch.status == .closed
            ? .closed
            : sketch.approval != .approved
                ? .unapproved
                : score == nil ? .unroutable : outcome.isAtThreshold ? .routed : .belowThreshold
        if outcome.routing == .routed {
            outcome.entitlements.append(
                Entitlement(
                    register: "HLRR", reason: "score of 15 or more", basis: .rule, row: "REG-01"))
            if outcome.objectives.counts {
                outcome.entitlements.append(
                    Entitlement(
                        register: "BAF", reason: "and a strategic objective", basis: .rule,
                        row: "REG-02"))
            }
        }
        return outcome
    }
}
