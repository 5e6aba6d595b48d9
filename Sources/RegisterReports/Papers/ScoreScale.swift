package import RiskRegister

/// What the rulebook makes of each score of its matrix, for papers: its grade, and the threshold.
///
/// It is asked of the rules; no number and no word of it lives in Swift.
package struct ScoreScale: Hashable, Sendable {
    /// The matrix: its size, and the word of each step.
    package let matrix: ScoreMatrix
    /// The lowest score at the threshold; nil when no score is.
    package let threshold: Int?
    /// The grades of the scores from 1 to the highest, in order; nil where the rules give none.
    package let grades: [String?]
    /// The grades' words, mildest first: by the lowest score that has each.
    package let words: [String]
    private let tones: [String: Tone]

    /// A scale; missing grades are nil.
    package init(threshold: Int?, grades: [String?], matrix: ScoreMatrix = .npsa) {
        self.matrix = matrix
        self.threshold = threshold
        self.grades = (0..<matrix.size.highest).map { $0 < grades.count ? grades[$0] : nil }
        var words: [String] = []
        for case let word? in self.grades where !words.contains(word) { words.append(word) }
        self.words = words
        var tones: [String: Tone] = [:]
        for (fromTop, word) in words.reversed().enumerated() {
            tones[word] =
                switch fromTop {
                case 0: .extreme
                case 1: .high
                case 2: .moderate
                default: .low
                }
        }
        self.tones = tones
    }

    /// The scale of a rulebook.
    package init(_ rulebook: Rulebook) {
        self.init(
            threshold: rulebook.thresholdScore,
            grades: (1...rulebook.matrix.size.highest).map { rulebook.grade(ofScore: $0) },
            matrix: rulebook.matrix)
    }

    /// How many steps the matrix has: scores of another size are never compared with these.
    package var size: ScoreSize { matrix.size }

    /// The grade of a score.
    package func grade(of score: Int) -> String? {
        grades.indices.contains(score - 1) ? grades[score - 1] : nil
    }

    /// The tone of a grade's word: the gravest of the rulebook is extreme, the mildest low.
    package func tone(of grade: String?) -> Tone { grade.flatMap { tones[$0] } ?? .plain }

    /// A grade's cell: the word with its tone.
    package func cell(_ grade: String?) -> Cell {
        grade.map { .word($0, tone(of: $0)) } ?? .absent
    }
}
