internal import FEEL
internal import RiskRegister
import Texts

/// One column of an unknown export: its heading, its texts by record, and what kind of values they are.
struct UnknownColumn {
    /// As the file has it.
    let heading: String
    /// How often the heading stands in its row: a name cannot tell columns of one name apart.
    let timesNamed: Int
    let words: HeadingWords
    /// The text of each record; empty where there is none.
    private(set) var texts: [String] = []

    init(_ heading: String, standing times: Int = 1) {
        self.heading = heading
        timesNamed = times
        words = HeadingWords(heading)
    }

    /// Takes a record's text; a second one of the same record stands behind the first.
    mutating func take(_ text: String, in record: Int) {
        pad(to: record)
        if texts.count > record {
            if !text.isEmpty { texts[record] += texts[record].isEmpty ? text : "; " + text }
        } else {
            texts.append(text)
        }
    }

    mutating func pad(to count: Int) {
        while texts.count < count { texts.append("") }
    }

    var filled: [String] { texts.filter { !$0.isEmpty && !UnknownColumn.isNothing($0) } }

    /// "N/A", "-", "TBC": words for nothing.
    static func isNothing(_ text: String) -> Bool {
        ["", "na", "none", "tbc", "nil", "notapplicable", "null", "unknown", "notknown"]
            .contains(text.lettersAndDigits)
    }

    /// Up to three different values, in the file's order.
    var samples: [String] {
        var samples: [String] = []
        for text in texts where !text.isEmpty && !samples.contains(text) {
            samples.append(text)
            if samples.count == 3 { break }
        }
        return samples
    }
}

/// What the values of a column are like, as shares of those that are filled.
struct ColumnKind {
    let filled: Int
    let distinct: Int
    let averageLength: Int
    /// Texts that are a step of likelihood or consequence, as digit or word.
    let levels: Double
    let likelihoodWords: Double
    let consequenceWords: Double
    /// Texts that say one number which is a product of two steps.
    let products: Double
    /// Whole numbers, whatever they are.
    let numbers: Double
    /// Some number is higher than a step can be.
    let exceedsSteps: Bool
    /// "4x4" without a number beside it.
    let pairs: Double
    let bands: Double
    let dates: Double
    /// Words of closed and open.
    let statuses: Double
    let yesOrNo: Double

    init(_ column: UnknownColumn) {
        let filled = column.filled
        let count = Double(max(1, filled.count))
        // A text occurs often where it is a word: each is looked at once.
        let counts = Dictionary(filled.map { ($0, 1) }, uniquingKeysWith: +)
        func share(_ holds: (String) -> Bool) -> Double {
            Double(counts.reduce(0) { holds($1.key) ? $0 + $1.value : $0 }) / count
        }
        self.filled = filled.count
        distinct = counts.count
        averageLength = filled.reduce(0) { $0 + $1.count } / max(1, filled.count)
        levels = share { ScoreValues.level($0) != nil }
        likelihoodWords = share { UsualWords.likelihood[ScoreValues.word(of: $0)] != nil }
        consequenceWords = share { UsualWords.consequence[ScoreValues.word(of: $0)] != nil }
        products = share { ScoreValues.score($0).map { ScoreSize.npsa.isProduct($0) } ?? false }
        numbers = share { Double($0) != nil }
        exceedsSteps = counts.keys.contains { ScoreValues.score($0).map { $0 > 5 } ?? false }
        pairs = share { $0.count <= 24 && ScoreText($0, likelihoodFirst: true).pair != nil }
        bands = share { text in
            text.count <= 24
                && text.lowercased().split { !$0.isLetter }.contains {
                    UsualWords.bands.contains(String($0))
                }
        }
        dates = share {
            $0.count <= 40 && DateText($0, order: .dayFirst).date != nil
                || $0.count <= 40 && DateText($0, order: .monthFirst).date != nil
        }
        statuses = share { UsualWords.status($0) != nil }
        yesOrNo = share { ["yes", "no", "y", "n", "true", "false"].contains($0.lowercased()) }
    }

    /// Letters, of some length, mostly different: somebody wrote them for this record.
    var isProse: Bool { averageLength >= 12 && numbers < 0.3 && dates < 0.3 && levels < 0.5 }

    /// Different on nearly every record.
    var isDistinct: Bool { filled > 0 && Double(distinct) >= Double(filled) * 0.97 }
}

/// Reads the numbers of scores as an import does, with the usual words.
enum ScoreValues {
    /// A step from 1 to 5.
    static func level(_ text: String) -> Int? {
        guard text.count <= 40 else { return nil }
        if case .level(let level) = ScoreText.level(text, words: UsualWords.steps) { return level }
        return UsualWords.steps[word(of: text)]
    }

    /// A score written out, alone or beside its pair or word.
    static func score(_ text: String) -> Int? {
        guard text.count <= 40 else { return nil }
        return ScoreText(text, likelihoodFirst: true).number?.exactInt
    }

    /// The letters of "4 - Likely" and "Likely (4)".
    static func word(of text: String) -> String {
        guard text.count <= 40 else { return "" }
        return String(text.lowercased().filter(\.isLetter))
    }
}
