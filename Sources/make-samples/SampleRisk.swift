/// A pair of likelihood and consequence.
struct Pair: Equatable {
    var likelihood: Int
    var consequence: Int
    var score: Int { likelihood * consequence }

    init(_ likelihood: Int, _ consequence: Int) {
        self.likelihood = min(5, max(1, likelihood))
        self.consequence = min(5, max(1, consequence))
    }
}

/// A problem with the way in which a record was filled in, as domain lists of data quality have them.
enum Quirk: Hashable {
    /// Another number is printed than likelihood x consequence gives.
    case printedWrong(Int)
    /// The pair is there, the score is not.
    case noPrintedScore
    /// The score is there, the pair is not.
    case noPair
    /// A printed score that no pair gives, and no pair.
    case printedAlone(Int)
    /// "4x4=16", "16, 4x4", "16 EXT", "L=4, C=4".
    case combined(Int)
    /// "4 - Likely", "Major (4)".
    case words
    case noTarget
    case targetAbove
    case noReviewDate
    case farReviewDate
    case openedIn1900
    case monthOnlyTarget
    case noOwner
    case jointOwner
    case oldCode
    case html
    case cdata
    case lineResidue
    case doubleEscape
    case spaces
    case personalData
    case wrongBand
    case noApproval
    case controlCharacter
    case extraElement
    case markedWrongly
    case notMarked
}

/// What a record says at the end of one month.
struct SampleState {
    var pair: Pair
    var owner: String
    var approval = "Final approval"
    var lastReview: SampleDay?
    var reviewDue: SampleDay
    var closed: SampleDay?
    var progress = ""
    /// The record has lost its current score.
    var isUnscored = false
}

/// A risk and what its record says each month; nil where the export lacks it.
struct SampleRisk {
    var id: Int
    var reference: String
    var template: RiskTemplate
    var title: String
    var description: String
    var service: String
    var site: String
    var directorate: Trust.Directorate
    var objectives: String
    var principal: String?
    var source: String
    var opened: SampleDay
    var initial: Pair
    var target: Pair
    var targetDate: SampleDay
    var quirks: Set<Quirk> = []
    var states: [SampleState?]

    /// The months between reviews that a risk of a score is given.
    static func interval(_ score: Int) -> Int {
        score >= 15 ? 1 : score >= 8 ? 3 : score >= 4 ? 6 : 12
    }
}
