/// RL01: a hold, a refusal or an acceptance whose last day has passed, and that still matters.
enum RL01RulingExpired {
    static let check = Check(
        "RL01", "ruling expired", .warning,
        reader: .executive, dependsOn: .risk([.rulings, .findings], onDay: true),
        why: "The people who ruled said until when; an expired ruling never takes a risk off, "
            + "and nobody stands behind it any more.",
        advice: "Rule again, or end it.",
        looks: .everyRisk(hold), .ruling(ruling),
        examples: examples)

    private static func hold(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard state.status != .closed else { return [] }
        return state.standing.holds.compactMap { hold in
            guard let until = hold.until, until < context.asAt else { return nil }
            return context.finding(
                state,
                "the hold on \(hold.register) expired on \(until.inWords); it stays there until a "
                    + "ruling")
        }
    }

    private static func ruling(_ context: CheckContext, _ ruling: Ruling) -> [Finding] {
        guard let until = ruling.until, ruling.isExpired(on: context.asAt),
            context.index.isLatest(ruling)
        else { return [] }
        switch ruling.verb {
        case .refuse, .notStrategic: return refusal(context, ruling, until)
        case .acceptFinding: return acceptance(context, ruling, until)
        case .acceptRisk: return tolerance(context, ruling, until)
        case .agree, .hold, .release, .place, .askAction, .note, .mark, .ratify: return []
        }
    }

    private static func refusal(
        _ context: CheckContext, _ ruling: Ruling, _ until: Day
    ) -> [Finding] {
        guard let state = context.index.state(of: ruling.subject),
            let proposal = state.standing.proposals.first(where: {
                $0.register == ruling.register && $0.since > ruling.date
            })
        else { return [] }
        return [
            context.finding(
                state,
                "the refusal on \(ruling.register) expired on \(until.inWords); "
                    + "\(proposal.kind.inWords) is proposed again")
        ]
    }

    /// A risk that was tolerated at a score, and is still there at that score.
    private static func tolerance(
        _ context: CheckContext, _ ruling: Ruling, _ until: Day
    ) -> [Finding] {
        guard let state = context.index.state(of: ruling.subject), state.status != .closed,
            let score = state.score, score == ruling.scoreSeen
        else { return [] }
        return [
            context.finding(
                state,
                "it was tolerated at \(score) until \(until.inWords), and is still at that score")
        ]
    }

    /// What was accepted and is still found: once for a risk, however many of its actions it is.
    private static func acceptance(
        _ context: CheckContext, _ ruling: Ruling, _ until: Day
    ) -> [Finding] {
        var risks = Set<String?>()
        return context.raised.findings(acceptedBy: ruling).compactMap { finding in
            // What this check says of the risk stands beside it anyway.
            guard finding.code != context.check.code,
                risks.insert(finding.subject.riskID).inserted
            else { return nil }
            return context.finding(
                about: finding.subject,
                "the acceptance of \(finding.code) expired on \(until.inWords), and it is still "
                    + "found",
                owner: finding.owner)
        }
    }

    private static let examples = [
        Check.Example(
            "2101", "it was tolerated at 12 until 29 June 2026, and is still at that score"
        ) {
            $0.rule(
                1, "2101", .acceptRisk, "", on: .example(2026, 5, 31), until: .example(2026, 6, 29),
                score: 12)
        } butNot: {
            $0.rule(
                1, "2101", .acceptRisk, "", on: .example(2026, 5, 31), until: .example(2026, 6, 30),
                score: 12)
        },
        Check.Example(
            "2101", "the hold on BAF expired on 29 June 2026; it stays there until a ruling"
        ) {
            $0.rule(
                1, "2101", .hold, "BAF", on: .example(2026, 5, 31), until: .example(2026, 6, 29))
        } butNot: {
            $0.rule(
                1, "2101", .hold, "BAF", on: .example(2026, 5, 31), until: .example(2026, 6, 30))
        },
        Check.Example(
            "2101", "the refusal on HLRR expired on 15 June 2026; step-down is proposed again"
        ) {
            $0.extracts.insert((.example(2026, 4, 30), [.example("2101", 4, 4)]), at: 0)
            $0.rule(
                1, "2101", .refuse, "HLRR", on: .example(2026, 5, 31), until: .example(2026, 6, 15))
        } butNot: {
            $0.extracts.insert((.example(2026, 4, 30), [.example("2101", 4, 4)]), at: 0)
            $0.rule(
                1, "2101", .refuse, "HLRR", on: .example(2026, 5, 31), until: .example(2026, 7, 31))
        },
        Check.Example(
            "2101", "the acceptance of DT03 expired on 29 June 2026, and it is still found"
        ) {
            $0.now("2101") { $0.reviewDue = nil }
            $0.rule(
                1, "2101", .acceptFinding, "DT03", on: .example(2026, 5, 31),
                until: .example(2026, 6, 29))
        } butNot: {
            $0.rule(
                1, "2101", .acceptFinding, "DT03", on: .example(2026, 5, 31),
                until: .example(2026, 6, 29))
        },
    ]
}
