package import RiskRegister

/// What the rulebook makes of each score from 1 to 25, for papers: its grade, and the threshold.
///
/// It is asked of the rules; no number and no word of it lives in Swift.
package struct ScoreScale: Hashable, Sendable {
    /// The lowest score at the threshold; nil when no score is.
    package var threshold: Int?
    /// The grades of 1...25, in order; nil where the rules give none.
    package var grades: [String?]

    /// A scale; missing grades are nil.
    package init(threshold: Int?, grades: [String?]) {
        self.threshold = threshold
        self.grades = (0..<25).map { $0 < grades.count ? grades[$0] : nil }
    }

    /// The scale of a rulebook.
    package init(_ rulebook: Rulebook) {
        self.init(
            threshold: rulebook.thresholdScore, grades: (1...25).map { rulebook.grade(ofScore: $0) }
        )
    }

    /// The grade of a score.
    package func grade(of score: Int) -> String? {
        (1...25).contains(score) ? grades[score - 1] : nil
    }

    /// The grades' words, mildest first: by the lowest score that has each.
    package var words: [String] {
        var words: [String] = []
        for case let word? in grades where !words.contains(word) { words.append(word) }
        return words
    }

    /// The tone of a grade's word: the gravest of the rulebook is extreme, the mildest low.
    package func tone(of grade: String?) -> Tone {
        guard let grade, let index = words.firstIndex(of: grade) else { return .plain }
        let fromTop = words.count - 1 - index
        return switch fromTop {
        case 0: .extreme
        case 1: .high
        case 2: .moderate
        default: .low
        }
    }

    /// A grade's cell: the word with its tone.
    package func cell(_ grade: String?) -> Cell {
        grade.map { .word($0, tone(of: $0)) } ?? .absent
    }
}
