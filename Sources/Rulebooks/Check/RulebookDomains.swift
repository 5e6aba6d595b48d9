import DMN
import FEEL
import RiskRegister

/// What the facts of a real register can be, so that tables are tried with nothing else.
enum RulebookDomains {
    /// Printed numbers: every usable one, and some that are kept as printed and never used.
    private static func printed(_ size: ScoreSize) -> [Value] {
        (1...size.highest).map { .integer($0) }
            + ["0", "12.5"].compactMap { Decimal128($0).map { .number($0) } }
            + [.integer(size.highest + 5), .null]
    }

    /// The moves of a risk that the engine's fold asks the moves decision about.
    private static let moves = [
        "fell below", "score lost", "approval lost", "vanished", "no longer entitled", "closed",
        "entered", "no objective",
    ]

    /// What each fact can be, and which facts go together.
    static func domains(of rulebook: Rulebook) -> InputDomains {
        func texts(_ texts: [String]) -> [Value] { texts.map { .string($0) } }
        let size = rulebook.matrix.size
        let scores = Array(1...size.highest)
        let products = Set(size.products)
        let grades = scores.compactMap { rulebook.grade(ofScore: $0) }
        let distinct = grades.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let values: [String: [Value]] = [
            Fact.level.rawValue: texts(RiskLevel.allCases.map(\.rawValue)),
            Fact.status.rawValue: texts(["open", "closed"]),
            Fact.approval.rawValue: texts(Approval.allCases.map(\.rawValue)),
            Fact.boardBasis.rawValue: texts(["held", "theme", "none"]),
            Fact.grade.rawValue: texts(distinct) + [.null],
            Fact.atThreshold.rawValue: [.boolean(true), .boolean(false)],
            Fact.move.rawValue: texts(moves),
            Fact.register.rawValue: texts(rulebook.registers.map(\.id)),
            Fact.code.rawValue: texts(
                Checks.catalogue.map(\.code).filter { !Checks.later.contains($0) }),
        ]
        let planned = [Fact.initialScore, .targetScore].map { fact in
            JointDomain(
                names: [fact.rawValue],
                combinations: ([nil] + scores).map { score in
                    JointDomain.Combination(
                        [.integer(score)],
                        isRegular: score.map(products.contains) ?? true)
                }, rule: rule(size))
        }
        return InputDomains(values: values, joint: [current(rulebook)] + planned)
    }

    private static func rule(_ size: ScoreSize) -> JointDomain.Rule {
        JointDomain.Rule(
            condition: "the score is likelihood x consequence",
            breach: "no product on a \(size)", exception: "only a printed score")
    }

    /// Likelihood, consequence, the printed, the computed and the used score, and what follows from them.
    ///
    /// The score used is what the rulebook's own decision makes of the printed and the computed one.
    /// It is regular when it is absent, or likelihood x consequence: a printed score need not be.
    private static func current(_ rulebook: Rulebook) -> JointDomain {
        var facts: [Fact] = [
            .likelihood, .consequence, .printedScore, .computedScore, .score, .scoreBasis,
        ]
        // A grade or threshold that asks for other facts too does not follow from these alone.
        let follows = { (role: Role, fact: Fact) in
            let inputs = rulebook.decisions[role]?.inputs ?? [.local("")]
            return inputs.allSatisfy { input in
                if case .fact(let asked) = input { facts.contains(asked) } else { false }
            } ? [fact] : []
        }
        facts += follows(.grade, .grade)
        facts += follows(.threshold, .atThreshold)
        let size = rulebook.matrix.size
        let likelihoods: [Int?] = Array(1...size.likelihoods) + [nil]
        let consequences: [Int?] = Array(1...size.consequences) + [nil]
        let printed = printed(size)
        var combinations: [JointDomain.Combination] = []
        for likelihood in likelihoods {
            for consequence in consequences {
                for number in printed {
                    var values = FactValues()
                    let pair = ScoreEntry(likelihood: likelihood, consequence: consequence)
                    values[.likelihood] = .integer(likelihood)
                    values[.consequence] = .integer(consequence)
                    values[.printedScore] = number
                    values[.computedScore] = .integer(pair.computed)
                    let (score, basis) = rulebook.decisions.score(values)
                    values[.score] = .integer(score)
                    values[.scoreBasis] = .string(basis.rawValue)
                    values[.grade] = .text(rulebook.decisions.grade(values))
                    values[.atThreshold] = .boolean(rulebook.decisions.isAtThreshold(values))
                    combinations.append(
                        JointDomain.Combination(
                            facts.map { values[$0] },
                            isRegular: score == nil || score == pair.computed))
                }
            }
        }
        return JointDomain(
            names: facts.map(\.rawValue), combinations: combinations, rule: rule(size))
    }
}

extension RulebookCheck {
    /// The values that each fact has in a real register, by the name that tables test.
    static func domains(of rulebook: Rulebook) -> [String: [Value]] {
        let domains = RulebookDomains.domains(of: rulebook)
        var values = domains.values
        for joint in domains.joint {
            for (position, name) in joint.names.enumerated()
            where name != Fact.printedScore.rawValue {
                var seen: Set<String> = []
                values[name] = joint.combinations.map { $0.values[position] }
                    .filter { seen.insert("\($0)").inserted }
            }
        }
        return values
    }

    /// The values of decisions whose type is a range of whole numbers, as `[1..25]`; absent is one of them.
    static func declared(in definitions: Definitions) -> [String: [Value]] {
        var ranges: [String: [Value]] = [:]
        for type in definitions.itemDefinitions {
            let text = type.allowedValues?.text.filter { !$0.isWhitespace } ?? ""
            guard text.hasPrefix("["), text.hasSuffix("]") else { continue }
            let ends = text.dropFirst().dropLast().split(separator: ".").map { Int($0) }
            guard ends.count == 2, let first = ends[0], let last = ends[1], first <= last,
                last - first <= 100
            else { continue }
            ranges[type.name] = (first...last).map { .integer($0) } + [.null]
        }
        var domains: [String: [Value]] = [:]
        for decision in definitions.decisions {
            domains[decision.name] = decision.variable.typeRef.flatMap { ranges[$0] }
        }
        return domains
    }
}
