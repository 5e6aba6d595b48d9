/// One fact that rules may ask about: the closed list of inputs.
///
/// A decision table's input must be one of these names (or a fact that a mapping declares); any other
/// name is a load error with a suggestion. Rules/FACTS.md is generated from this list.
package enum Fact: String, CaseIterable, Sendable, Hashable {
    case level
    case status
    case approval
    case likelihood
    case consequence
    case printedScore = "printed score"
    case computedScore = "computed score"
    case initialScore = "initial score"
    case targetScore = "target score"
    case score
    case scoreBasis = "score basis"
    case grade
    case atThreshold = "at the threshold"
    case strategicObjectives = "current strategic objectives"
    case unknownObjectives = "unknown objectives"
    case otherObjectives = "other objectives"
    case boardBasis = "board basis"
    case source
    case type
    case subtype
    case domain
    case directorate
    case opened
    case lastReview = "last review"
    case move
    case register
    case code

    /// The FEEL type of the fact's value; null is always possible.
    package var typeName: String {
        switch self {
        case .likelihood, .consequence, .printedScore, .computedScore, .initialScore, .targetScore,
            .score, .strategicObjectives, .unknownObjectives, .otherObjectives:
            "number"
        case .atThreshold: "boolean"
        case .opened, .lastReview: "date"
        case .level, .status, .approval, .scoreBasis, .grade, .boardBasis, .source, .type, .subtype,
            .domain, .directorate, .move, .register, .code:
            "string"
        }
    }

    /// The values or unit of the fact, in words.
    package var unit: String {
        switch self {
        case .level: "\"operational\" or \"principal\""
        case .status: "\"open\" or \"closed\""
        case .approval: "\"approved\", \"awaiting\", \"rejected\" or \"unknown\""
        case .likelihood, .consequence:
            "a step of the matrix: 1...5 unless the rulebook declares another"
        case .printedScore: "as printed: any number, also 0, 12.5 or 30"
        case .computedScore: "a product of the matrix: 1...25 unless the rulebook declares another"
        case .initialScore, .targetScore, .score:
            "1...25 unless the rulebook declares another matrix"
        case .scoreBasis: "\"printed\", \"computed\", \"both\", \"higher\" or \"none\""
        case .grade: "the word that the grade decision gives"
        case .atThreshold: "true or false"
        case .strategicObjectives, .unknownObjectives, .otherObjectives: "a count, 0 or more"
        case .boardBasis: "\"held\", \"theme\" or \"none\""
        case .source, .type, .subtype, .domain, .directorate: "the trust's own word"
        case .opened, .lastReview: "a day"
        case .move:
            "\"fell below\", \"score lost\", \"approval lost\", \"vanished\", \"no longer entitled\", \"closed\", \"entered\" or \"no objective\""
        case .register: "the id of a register of the rulebook"
        case .code: "the code of a check (SC01 ...)"
        }
    }

    /// Where the value comes from.
    package var origin: String {
        switch self {
        case .level: "a record of an export is operational, a line of the framework principal"
        case .status, .approval: "the export, by the mapping's words"
        case .likelihood, .consequence:
            "the record's current score, when it is a step of the matrix"
        case .printedScore: "the record's current score as it stands"
        case .computedScore: "likelihood x consequence of the current score"
        case .initialScore, .targetScore: "the higher of printed and computed, when usable"
        case .score, .scoreBasis: "the score decision"
        case .grade: "the grade decision"
        case .atThreshold: "the threshold decision"
        case .strategicObjectives: "codes of the record that name a current strategic objective"
        case .unknownObjectives: "codes of the record that the framework does not know"
        case .otherObjectives: "codes of objectives that are not strategic, or have ended"
        case .boardBasis: "the assurance framework's line, \"none\" for operational risks"
        case .source, .type, .subtype, .domain, .directorate, .opened, .lastReview: "the record"
        case .move: "what has changed about the risk; for the moves decision only"
        case .register: "the register concerned; for the moves decision only"
        case .code: "the check concerned; for the findings decision only"
        }
    }
}

/// What a decision of the rulebook is for.
package enum Role: String, CaseIterable, Sendable, Hashable {
    /// printed score, computed score -> used, basis.
    case score
    /// score -> a word, or null.
    case grade
    /// score and more -> true when at the threshold.
    case threshold
    /// status, approval, at the threshold -> the record's own outcome.
    case routing
    /// score, objectives, board basis -> register, reason, basis (a list).
    case registers
    /// move, register, level -> proposal, needs.
    case moves
    /// grade, source -> interval, reviewer, acceptor.
    case review
    /// code -> on, severity, limit.
    case findings

    /// The facts that decisions of this role may ask for.
    package var facts: [Fact] {
        let record: [Fact] = [
            .level, .status, .approval, .likelihood, .consequence, .printedScore, .computedScore,
            .initialScore, .targetScore, .strategicObjectives, .unknownObjectives,
            .otherObjectives, .boardBasis, .source, .type, .subtype, .domain, .directorate, .opened,
            .lastReview,
        ]
        return switch self {
        case .score: record
        case .grade: record + [.score, .scoreBasis]
        case .threshold: record + [.score, .scoreBasis, .grade]
        case .routing, .registers, .review: record + [.score, .scoreBasis, .grade, .atThreshold]
        case .moves: [.move, .register, .level, .score, .grade, .boardBasis]
        case .findings: [.code]
        }
    }
}
