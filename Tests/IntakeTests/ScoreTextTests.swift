import RiskRegister
import Testing

@testable import Intake

/// A combined cell: its number, its pair as "LxC" with "?" for what is unreadable, its band.
struct CellCase: CustomTestStringConvertible, Sendable {
    let text: String
    let number: String?
    let pair: String?
    let band: String?
    let likelihoodFirst: Bool
    var testDescription: String { text }

    init(
        _ text: String, _ number: String?, _ pair: String? = nil, _ band: String? = nil,
        likelihoodFirst: Bool = true
    ) {
        (self.text, self.number, self.pair, self.band) = (text, number, pair, band)
        self.likelihoodFirst = likelihoodFirst
    }

    static let all: [CellCase] = [
        CellCase("16", "16"),
        CellCase("16.0", "16"),
        CellCase("12.5", "12.5"),
        CellCase("0", "0"),
        CellCase("30", "30"),
        CellCase("-3", "-3"),
        CellCase("25, 5x5", "25", "5x5"),
        CellCase("8 MOD", "8", nil, "MOD"),
        CellCase("4x4=16", "16", "4x4"),
        CellCase("4 x 4 = 16", "16", "4x4"),
        CellCase("4 × 3", nil, "4x3"),
        CellCase("4X3", nil, "4x3"),
        CellCase("4*3", nil, "4x3"),
        CellCase("4x3", nil, "3x4", likelihoodFirst: false),
        CellCase("16 (4x4)", "16", "4x4"),
        CellCase("L=4, C=4", nil, "4x4"),
        CellCase("L4 C3", nil, "4x3"),
        CellCase("L4xC3", nil, "4x3"),
        CellCase("C4 x L3", nil, "3x4"),
        CellCase("C4 x 3", nil, "3x4"),
        CellCase("4(L) x 3(C) = 12", "12", "4x3"),
        CellCase("Impact: 5, Likelihood: 2", nil, "2x5"),
        CellCase("Extreme 16", "16", nil, "Extreme"),
        CellCase("16 - Extreme", "16", nil, "Extreme"),
        CellCase("High (12)", "12", nil, "High"),
        CellCase("Risk score 12", "12"),
        CellCase("16/25", "16"),
        CellCase("20 (4x5) Extreme", "20", "4x5", "Extreme"),
        CellCase("6x3", nil, "?x3"),
        CellCase("4.5x4", nil, "?x4"),
        CellCase("Extreme", nil),
        CellCase("8-12", nil),
        CellCase("16 (was 20)", nil),
        CellCase(">15", nil),
        CellCase("4x4 now 3x4", nil),
        CellCase("L4 L4", nil),
        CellCase("", nil),
    ]
}

/// The text of a likelihood and what it says.
struct LevelCase: CustomTestStringConvertible, Sendable {
    let text: String
    let level: ScoreText.Level
    var testDescription: String { text }

    init(_ text: String, _ level: ScoreText.Level) { (self.text, self.level) = (text, level) }

    static let all: [LevelCase] = [
        LevelCase("4", .level(4)),
        LevelCase("4.0", .level(4)),
        LevelCase("4 - Likely", .level(4)),
        LevelCase("4 – Likely", .level(4)),
        LevelCase("4: Likely", .level(4)),
        LevelCase("4. Likely", .level(4)),
        LevelCase("Likely (4)", .level(4)),
        LevelCase("Likely - 4", .level(4)),
        LevelCase("(4) Likely", .level(4)),
        LevelCase("LIKELY", .level(4)),
        LevelCase("almost-certain", .level(5)),
        LevelCase("5 - Almost certain", .level(5)),
        LevelCase("4 - Likely (50-80%)", .level(4)),
        LevelCase("4 - Quite probable", .level(4)),
        LevelCase("Level 4", .level(4)),
        LevelCase("4 - Rare", .contradiction(used: 4, word: 1)),
        LevelCase("0", .unreadable),
        LevelCase("6", .unreadable),
        LevelCase("4.5", .unreadable),
        LevelCase("3-4", .unreadable),
        LevelCase("3 or 4", .unreadable),
        LevelCase("4 (was 3)", .unreadable),
        LevelCase("-4", .unreadable),
        LevelCase("4/5", .unreadable),
        LevelCase("4x4", .unreadable),
        LevelCase("5%", .unreadable),
        LevelCase(">3", .unreadable),
        LevelCase("?", .unreadable),
        LevelCase("44444444444444444444444444444444444444444", .unreadable),
        LevelCase("High", .unknownWord),
        LevelCase("TBC", .unknownWord),
    ]
}

struct ScoreTextTests {
    @Test(
        "A cell gives its number, pair and band, and nothing is computed", arguments: CellCase.all)
    func cell(_ one: CellCase) {
        let found = ScoreText(one.text, likelihoodFirst: one.likelihoodFirst)
        #expect(found.number.map { "\($0)" } == one.number)
        func side(_ side: ScoreText.Side) -> String {
            switch side {
            case .level(let value): String(value)
            case .unreadable: "?"
            }
        }
        #expect(found.pair.map { "\(side($0.likelihood))x\(side($0.consequence))" } == one.pair)
        #expect(found.band == one.band)
    }

    @Test("A level is a whole number from 1 to 5, or a word for one", arguments: LevelCase.all)
    func level(_ one: LevelCase) {
        let words = ["rare": 1, "unlikely": 2, "possible": 3, "likely": 4, "almostcertain": 5]
        #expect(ScoreText.level(one.text, words: words) == one.level)
    }

    @Test("The words of a mapping tell how many steps there are")
    func otherMatrix() {
        let words = ["unlikely": 1, "possible": 2, "likely": 3, "almostcertain": 4]
        #expect(ScoreText.level("4 - Almost certain", words: words, steps: 4) == .level(4))
        #expect(
            ScoreText.level("4 - Likely", words: words, steps: 4)
                == .contradiction(used: 4, word: 3))
        // A five is read as it stands: that it is no step of a 4x4 is for the rules to say.
        #expect(ScoreText.level("5", words: words, steps: 4) == .level(5))
        #expect(ScoreText.level("6", words: [:], steps: 6) == .level(6))
        #expect(ScoreText.level("10", words: [:], steps: 10) == .level(10))
        #expect(ScoreText.level("7", words: [:], steps: 6) == .unreadable)
        let four = ScoreSize(likelihoods: 4, consequences: 4)
        let outOf = ScoreText("12/16", likelihoodFirst: true, size: four)
        #expect(outOf.number.map { "\($0)" } == "12")
        #expect(ScoreText("12/16", likelihoodFirst: true).number == nil)
        let six = ScoreSize(likelihoods: 6, consequences: 6)
        #expect(
            ScoreText("6x5", likelihoodFirst: true, size: six).pair?.likelihood == .level(6))
    }
}
