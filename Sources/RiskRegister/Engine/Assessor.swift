import FEEL

/// Scores, grades and routes records: a pure function of record, rulebook and framework on a day.
///
///     let assessor = Assessor(rulebook: rulebook, framework: framework, day: day)
///     assessor.outcome(of: record).score   // 16
package struct Assessor: Sendable {
    /// The rulebook in force.
    package let rulebook: Rulebook
    /// The framework of the day, if one was imported.
    package let framework: AssuranceFramework?
    /// The day: it decides which objectives are current.
    package let day: Day

    /// An assessor for a day.
    package init(rulebook: Rulebook, framework: AssuranceFramework?, day: Day) {
        self.rulebook = rulebook
        self.framework = framework
        self.day = day
    }

    /// What the rules make of a record.
    ///
    /// - Parameters:
    ///   - record: The record.
    ///   - level: Operational, or principal for a line of the framework.
    ///   - basis: For a principal risk, whether the board holds it or it is a theme.
    /// - Returns: The outcome. A score of nil is unroutable, never 0.
    package func outcome(
        of record: RiskRecord, level: RiskLevel = .operational,
        basis: AssuranceFramework.BoardBasis? = nil
    ) -> Outcome {
        assess(record, level: level, basis: basis).outcome
    }

    /// The outcome, and the facts as the last decision saw them.
    func assess(
        _ record: RiskRecord, level: RiskLevel, basis: AssuranceFramework.BoardBasis?
    ) -> (outcome: Outcome, facts: FactValues) {
        let size = rulebook.matrix.size
        let record = record.on(size)
        var outcome = Outcome()
        outcome.size = size
        outcome.doubt = record.doubt
        outcome.isEndedByBoard = record.isEndedByBoard
        outcome.objectives = ObjectiveStanding(
            codes: record.objectives, framework: framework, on: day)
        outcome.computedScore = record.current.computed
        if let inferred = record.current.inferredPair {
            (outcome.likelihood, outcome.consequence) = inferred
            outcome.pairIsInferred = true
        } else {
            outcome.likelihood = record.current.likelihood
            outcome.consequence = record.current.consequence
        }
        var facts = FactValues(
            record: record, level: level, basis: basis, objectives: outcome.objectives)
        let decisions = rulebook.decisions
        (outcome.score, outcome.scoreBasis) = decisions.score(facts)
        facts[.score] = .integer(outcome.score)
        facts[.scoreBasis] = .string(outcome.scoreBasis.rawValue)
        outcome.grade = decisions.grade(facts)
        facts[.grade] = .text(outcome.grade)
        outcome.isAtThreshold = decisions.isAtThreshold(facts)
        facts[.atThreshold] = .boolean(outcome.isAtThreshold)
        outcome.routing = decisions.routing(facts)
        outcome.entitlements = decisions.registers(facts).sorted {
            rulebook.rank($0.register) < rulebook.rank($1.register)
        }
        outcome.review = decisions.review(facts)
        return (outcome, facts)
    }
}

extension Rulebook {
    /// The lowest score at which an open, approved operational risk is at the threshold; nil when no score is.
    ///
    /// Papers print it ("none at 15 or more"); it comes from asking the rules, so no number lives in Swift.
    package var thresholdScore: Int? {
        (1...matrix.size.highest).first { score in
            var facts = FactValues()
            facts[.level] = .string(RiskLevel.operational.rawValue)
            facts[.status] = .string("open")
            facts[.approval] = .string(Approval.approved.rawValue)
            facts[.boardBasis] = .string("none")
            facts[.score] = .integer(score)
            facts[.scoreBasis] = .string(ScoreBasis.printed.rawValue)
            facts[.strategicObjectives] = .integer(0)
            facts[.unknownObjectives] = .integer(0)
            facts[.otherObjectives] = .integer(0)
            facts[.grade] = .text(decisions.grade(facts))
            return decisions.isAtThreshold(facts)
        }
    }

    /// The grade's word for a score, as an open, approved operational risk would have it.
    ///
    /// Papers colour and name the cells of a heat map by it.
    package func grade(ofScore score: Int) -> String? {
        var facts = FactValues()
        facts[.level] = .string(RiskLevel.operational.rawValue)
        facts[.status] = .string("open")
        facts[.approval] = .string(Approval.approved.rawValue)
        facts[.boardBasis] = .string("none")
        facts[.score] = .integer(score)
        facts[.scoreBasis] = .string(ScoreBasis.printed.rawValue)
        return decisions.grade(facts)
    }
}
