/// RL02: nothing was proposed where it agrees or refuses, nothing held where it releases, or it names what is not there.
enum RL02IdleRuling {
    static let check = Check(
        "RL02", "ruling had nothing to decide", .warning,
        reader: .riskLead, dependsOn: .risk([.rulings]),
        why: "The minutes hold a decision that changed nothing in the register.",
        advice: "Check the risk, the register and the date of the ruling, and record it again.",
        looks: .ruling(find),
        examples: examples)

    private static func find(_ context: CheckContext, _ ruling: Ruling) -> [Finding] {
        switch ruling.verb {
        case .acceptFinding, .acceptRisk, .place, .askAction, .note, .mark, .ratify: return []
        case .agree, .refuse, .hold, .release, .notStrategic: break
        }
        let what = "\(ruling.verb.rawValue) \(ruling.register) of \(ruling.date.inWords)"
        guard let state = context.index.state(of: ruling.subject) else {
            return [
                context.finding(
                    about: .ruling(ruling.sequence),
                    "\(what) names \(ruling.subject.id), which is not in the register")
            ]
        }
        if context.view.rulebook.register(ruling.register) == nil {
            return [context.finding(state, "\(what) names a register that the rulebook lacks")]
        }
        guard state.standing.idleRulings.contains(ruling.sequence) else { return [] }
        let nothing = ruling.verb == .release ? "was held by ruling" : "was proposed"
        return [context.finding(state, "\(what): nothing \(nothing) there then")]
    }

    private static let examples = [
        Check.Example("2101", "agree HLRR of 30 June 2026: nothing was proposed there then") {
            $0.rule(1, "2101", .agree, "HLRR", on: .example(2026, 6, 30))
        } butNot: {
            $0.before("2101") { $0.current = .example(4, 4) }
            $0.rule(1, "2101", .agree, "HLRR", on: .example(2026, 6, 30))
        },
        Check.Example("7", "release HLRR of 30 June 2026 names 9999, which is not in the register")
        {
            $0.rule(7, "9999", .release, "HLRR", on: .example(2026, 6, 30))
        } butNot: {
            $0.rule(6, "2101", .hold, "HLRR", on: .example(2026, 6, 30))
            $0.rule(7, "2101", .release, "HLRR", on: .example(2026, 6, 30))
        },
    ]
}
