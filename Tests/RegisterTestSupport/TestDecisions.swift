import FEEL
package import RiskRegister

/// The decisions of a small policy for tests: HCT's rule and the NPSA bands in Swift instead of tables.
///
/// Tests of the engine and the store should not depend on files that a trust may edit; tests of the
/// files are in RulebooksTests.
///
/// - Parameter threshold: The lowest score at the threshold.
/// - Returns: The decisions of every role but findings.
package func testDecisions(_ threshold: Int) -> RuleDecisions {
    func decision(
        _ facts: [Fact], _ evaluate: @escaping @Sendable ([Value]) -> Value
    ) -> RoleDecision {
        RoleDecision(
            file: "test", name: "test", inputs: facts.map(RuleInput.fact), evaluate: evaluate)
    }
    return RuleDecisions([
        .score: decision([.printedScore, .computedScore]) { facts in
            let printed = facts[0].wholeNumber.flatMap { (1...25).contains($0) ? $0 : nil }
            let computed = facts[1].wholeNumber
            let basis =
                switch (printed, computed) {
                case (nil, nil): "none"
                case (_?, nil): "printed"
                case (nil, _?): "computed"
                case (let one?, let two?): one == two ? "both" : "higher"
                }
            let used = [printed, computed].compactMap { $0 }.max()
            return .context(Context([("used", .integer(used)), ("basis", .string(basis))]))
        },
        .grade: decision([.score]) { facts in
            switch facts[0].wholeNumber ?? 0 {
            case 1...3: .string("low")
            case 4...6: .string("moderate")
            case 8...12: .string("high")
            case 15...25: .string("extreme")
            default: .null
            }
        },
        .threshold: decision([.score]) { facts in
            .boolean((facts[0].wholeNumber ?? 0) >= threshold)
        },
        .routing: decision([.status, .approval, .score, .atThreshold]) { facts in
            if facts[0].asText == "closed" { return .string("closed") }
            if ["awaiting", "rejected"].contains(facts[1].asText) { return .string("unapproved") }
            if facts[2].wholeNumber == nil { return .string("unroutable") }
            if case .boolean(true) = facts[3] { return .string("routed") }
            return .string("belowThreshold")
        },
        .registers: decision([
            .level, .status, .approval, .atThreshold, .strategicObjectives, .unknownObjectives,
            .boardBasis,
        ]) { facts in
            guard facts[1].asText == "open", !["awaiting", "rejected"].contains(facts[2].asText)
            else { return .list([]) }
            var entries: [Value] = []
            func put(_ register: String, _ reason: String, _ basis: String) {
                entries.append(
                    .context(
                        Context([
                            ("register", .string(register)), ("reason", .string(reason)),
                            ("basis", .string(basis)), ("row", .string(register + "-" + basis)),
                        ])))
            }
            let isAtThreshold = if case .boolean(true) = facts[3] { true } else { false }
            let counted = (facts[4].wholeNumber ?? 0) + (facts[5].wholeNumber ?? 0)
            if isAtThreshold, facts[0].asText == "operational" {
                put("HLRR", "at the threshold", "rule")
            }
            if isAtThreshold, counted > 0 {
                put("BAF", "at the threshold with a strategic objective", "rule")
            } else if facts[6].asText == "held" || facts[6].asText == "theme" {
                put("BAF", "held by the board, whatever its score", facts[6].asText ?? "")
            }
            return .list(entries)
        },
        .moves: decision([.move, .register, .level]) { facts in
            let kind: String? =
                switch facts[0].asText {
                case "fell below", "score lost", "approval lost", "vanished",
                    "no longer entitled":
                    "de-escalate"
                case "closed": "close"
                case "entered":
                    facts[1].asText == "BAF" && facts[2].asText == "operational" ? "confirm" : nil
                case "no objective": "question"
                default: nil
                }
            guard let kind else { return .null }
            let needs = facts[1].asText == "BAF" ? "Trust Board" : "Executive Team"
            return .context(Context([("proposal", .string(kind)), ("needs", .string(needs))]))
        },
        .review: decision([.grade]) { facts in
            .context(
                Context([
                    ("interval", .integer(facts[0].asText == "extreme" ? 1 : 3)),
                    ("reviewer", .string("Executive Team")), ("acceptor", .null),
                ]))
        },
    ])
}
