internal import FEEL
internal import RiskRegister

/// What the text of a score says: a number, a pair, a word, or several of them in one cell.
///
///     ScoreText("16 (4x4)", likelihoodFirst: true).number       // 16
///     ScoreText("25, 5x5", likelihoodFirst: true).pair          // (5, 5)
///     ScoreText("8 MOD", likelihoodFirst: true).band            // "MOD"
///
/// Nothing is computed: "4x4" alone holds no score, only a pair.
struct ScoreText {
    /// The highest step that is read as one: five where the mapping's words go no further.
    ///
    /// Whether it is a step of the matrix of the day is for the rules to say.
    static func top(_ steps: Int) -> Int { max(5, steps) }

    /// One side of a pair: a step, or the text that is none.
    enum Side: Hashable {
        case level(Int)
        case unreadable(String)
    }

    /// The score that is written out, besides any pair.
    var number: Decimal128?
    /// Likelihood and consequence where the text holds both.
    var pair: (likelihood: Side, consequence: Side)?
    /// The words beside the numbers, when they are few enough to be a band.
    var band: String?

    /// - Parameters:
    ///   - text: The text.
    ///   - likelihoodFirst: Which number stands first in "4x3".
    ///   - size: The matrix that the mapping's words tell of.
    init(_ text: String, likelihoodFirst: Bool, size: ScoreSize = .npsa) {
        var parser = Parser(text: text, likelihoodFirst: likelihoodFirst, size: size)
        parser.run()
        let numbers = parser.numbers
        if numbers.count == 1 { number = Decimal128(numbers[0]) }
        pair = parser.pair
        if pair != nil || number != nil, (1...3).contains(parser.words.count) {
            band = parser.words.joined(separator: " ")
        }
    }

    // MARK: - One level

    /// What the text of a likelihood or a consequence says.
    enum Level: Hashable {
        case level(Int)
        /// A digit beside a word that means another.
        case contradiction(used: Int, word: Int)
        /// Letters without a digit, which the mapping does not know.
        case unknownWord
        case unreadable
    }

    /// Reads "4", "4.0", "4 - Likely", "Major (4)", "Likely".
    ///
    /// - Parameters:
    ///   - text: The text, trimmed.
    ///   - words: The mapping's words, folded, and their levels.
    ///   - steps: How many steps the mapping's words tell of.
    /// - Returns: The level, or why there is none.
    static func level(_ text: String, words: [String: Int], steps: Int = 5) -> Level {
        let utf8 = text.utf8
        if utf8.count == 1, let byte = utf8.first, byte >= UInt8(ascii: "1"),
            byte <= UInt8(ascii: "0") + UInt8(min(9, top(steps)))
        {
            return .level(Int(byte - UInt8(ascii: "0")))
        }
        if let known = words[text.lettersAndDigits] { return .level(known) }
        let tokens = Parser.tokens(of: text)
        let numbers = tokens.indices.filter { tokens[$0].isNumber }
        guard let first = numbers.first else {
            return tokens.contains { $0.isWord } ? .unknownWord : .unreadable
        }
        guard case .number(let digits) = tokens[first], isWhole(tokens, first),
            let value = Decimal128(digits)?.exactInt, (1...top(steps)).contains(value)
        else { return .unreadable }
        let others = tokens.filter { $0.isWord }.map(\.text)
        let meant =
            words[others.joined().lettersAndDigits] ?? others.lazy.compactMap { words[$0] }.first
        // "4 - Likely (50-80%)": more numbers are an explanation only after a word that is known.
        if numbers.count > 1 {
            let between = tokens[(first + 1)..<numbers[1]].filter(\.isWord).map(\.text)
            guard first == 0, words[between.joined().lettersAndDigits] != nil else {
                return .unreadable
            }
        }
        if let meant, meant != value { return .contradiction(used: value, word: meant) }
        return .level(value)
    }

    /// No sign, percent, product or other arithmetic touches the number.
    private static func isWhole(_ tokens: [Token], _ place: Int) -> Bool {
        let around = [place - 1, place + 1].filter(tokens.indices.contains).map { tokens[$0] }
        return around.allSatisfy { token in
            switch token {
            case .times, .equals, .slash, .arithmetic: false
            case .dash: !(place > 0 && tokens[place - 1] == .dash && place == 1)
            case .number, .word, .other: true
            }
        }
    }

    enum Token: Hashable {
        case number(String)
        case word(String)
        case times, equals, slash, dash
        /// Percent, plus, less, greater: what makes a number something else than a level.
        case arithmetic
        case other(UInt8)

        var isNumber: Bool { if case .number = self { true } else { false } }
        var isWord: Bool { if case .word = self { true } else { false } }
        /// The letters of a word, in lower case.
        var text: String {
            if case .word(let text) = self { text.lowercased() } else { "" }
        }
    }

    // MARK: - Combined cells

    private enum Axis { case likelihood, consequence }

    private struct Parser {
        let likelihoodFirst: Bool
        let size: ScoreSize
        var tokens: [Token]
        var numbers: [String] = []
        var words: [String] = []
        var pair: (likelihood: Side, consequence: Side)?

        init(text: String, likelihoodFirst: Bool, size: ScoreSize) {
            self.likelihoodFirst = likelihoodFirst
            self.size = size
            tokens = Parser.tokens(of: text)
        }

        mutating func run() {
            var place = 0
            var pairs = 0
            while place < tokens.count {
                if let (found, end) = product(place) {
                    pair = found
                    pairs += 1
                    place = end
                    continue
                }
                switch tokens[place] {
                case .number(let digits):
                    let isNegative =
                        place == 1 && tokens[0] == .dash
                    if !isOutOfHighest(place) { numbers.append((isNegative ? "-" : "") + digits) }
                case .word(let word):
                    if axis(place) == nil, !Parser.noise.contains(word.lowercased()) {
                        words.append(word)
                    }
                case .arithmetic: numbers.append("?")
                case .times, .equals, .slash, .dash, .other: break
                }
                place += 1
            }
            if pairs > 1 { pair = nil }
            if numbers.contains("?") { numbers = [] }
        }

        /// Words that name what the cell is.
        private static let noise: Set<String> = ["risk", "score", "rating", "level", "grade"]

        /// The 25 of "16/25", or the highest score of another matrix.
        private func isOutOfHighest(_ place: Int) -> Bool {
            guard place > 0, tokens[place - 1] == .slash, !numbers.isEmpty else { return false }
            return [ScoreSize.npsa.highest, size.highest].contains {
                tokens[place] == .number("\($0)")
            }
        }

        /// Two operands with a times sign between them, or each with its axis.
        private func product(
            _ start: Int
        ) -> ((likelihood: Side, consequence: Side), Int)? {
            guard let first = operand(start) else { return nil }
            var place = first.end
            if place < tokens.count, tokens[place] == .times {
                guard let second = operand(place + 1) else { return nil }
                return sides(first, second).map { ($0, second.end) }
            }
            guard first.axis != nil else { return nil }
            while place < tokens.count, isBetween(tokens[place]) { place += 1 }
            guard let second = operand(place), second.axis != nil else { return nil }
            return sides(first, second).map { ($0, second.end) }
        }

        private func isBetween(_ token: Token) -> Bool {
            switch token {
            case .slash, .dash, .other: true
            case .word(let word): word.lowercased() == "and"
            case .number, .times, .equals, .arithmetic: false
            }
        }

        private struct Operand {
            var digits: String
            var axis: Axis?
            var end: Int
        }

        /// `4`, `L4`, `L=4`, `L: 4`, `4(L)`, `4 L`.
        private func operand(_ start: Int) -> Operand? {
            var place = start
            var axis: Axis?
            if let found = self.axis(place) {
                axis = found
                place += 1
                if place < tokens.count,
                    tokens[place] == .equals || tokens[place] == .other(UInt8(ascii: ":"))
                {
                    place += 1
                }
            }
            guard place < tokens.count, case .number(let digits) = tokens[place] else {
                return nil
            }
            place += 1
            guard axis == nil else { return Operand(digits: digits, axis: axis, end: place) }
            let opens = place < tokens.count && tokens[place] == .other(UInt8(ascii: "("))
            if let found = self.axis(opens ? place + 1 : place) {
                axis = found
                place += opens ? 3 : 1
            }
            return Operand(digits: digits, axis: axis, end: min(place, tokens.count))
        }

        private func sides(
            _ first: Operand, _ second: Operand
        ) -> (likelihood: Side, consequence: Side)? {
            let top = ScoreText.top(max(size.likelihoods, size.consequences))
            func side(_ operand: Operand) -> Side {
                guard let value = Decimal128(operand.digits)?.exactInt, (1...top).contains(value)
                else { return .unreadable(operand.digits) }
                return .level(value)
            }
            let firstIsLikelihood: Bool
            switch (first.axis, second.axis) {
            case (nil, nil): firstIsLikelihood = likelihoodFirst
            case (.likelihood, nil), (nil, .consequence), (.likelihood, .consequence):
                firstIsLikelihood = true
            case (.consequence, nil), (nil, .likelihood), (.consequence, .likelihood):
                firstIsLikelihood = false
            case (.likelihood, .likelihood), (.consequence, .consequence): return nil
            }
            return firstIsLikelihood ? (side(first), side(second)) : (side(second), side(first))
        }

        private func axis(_ place: Int) -> Axis? {
            guard tokens.indices.contains(place), case .word(let word) = tokens[place] else {
                return nil
            }
            switch word.lowercased() {
            case "l", "lik", "likelihood": return .likelihood
            case "c", "cons", "conseq", "consequence", "i", "imp", "impact", "s", "sev", "severity":
                return .consequence
            default: return nil
            }
        }

        // MARK: Tokens

        static func tokens(of text: String) -> [Token] {
            let bytes = Array(text.utf8.prefix(400))
            var tokens: [Token] = []
            var place = 0
            while place < bytes.count {
                let start = place
                switch bytes[place] {
                case UInt8(ascii: "0")...UInt8(ascii: "9"):
                    place = numberEnd(bytes, place)
                    tokens.append(.number(String(decoding: bytes[start..<place], as: UTF8.self)))
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
                    while place < bytes.count, isLetter(bytes[place]) { place += 1 }
                    tokens += words(bytes[start..<place], before: tokens.last)
                case UInt8(ascii: "*"): (place, tokens) = (place + 1, tokens + [.times])
                case UInt8(ascii: "="): (place, tokens) = (place + 1, tokens + [.equals])
                case UInt8(ascii: "/"): (place, tokens) = (place + 1, tokens + [.slash])
                case UInt8(ascii: "-"): (place, tokens) = (place + 1, tokens + [.dash])
                case UInt8(ascii: "%"), UInt8(ascii: "+"), UInt8(ascii: "<"), UInt8(ascii: ">"),
                    UInt8(ascii: "~"), UInt8(ascii: "?"):
                    (place, tokens) = (place + 1, tokens + [.arithmetic])
                case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"),
                    UInt8(ascii: "\r"):
                    place += 1
                case 0xC3 where bytes[place...].starts(with: [0xC3, 0x97]):
                    (place, tokens) = (place + 2, tokens + [.times])
                case 0xE2 where bytes[place...].starts(with: [0xE2, 0x80]):
                    // Dashes of a word processor.
                    (place, tokens) = (place + 3, tokens + [.dash])
                case 0x80...: place += 1
                default:
                    tokens.append(.other(bytes[place]))
                    place += 1
                }
            }
            return tokens
        }

        private static func isLetter(_ byte: UInt8) -> Bool {
            byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
        }

        private static func numberEnd(_ bytes: [UInt8], _ start: Int) -> Int {
            func isDigit(_ place: Int) -> Bool {
                place < bytes.count && bytes[place] >= UInt8(ascii: "0")
                    && bytes[place] <= UInt8(ascii: "9")
            }
            var place = start
            while isDigit(place) { place += 1 }
            if place < bytes.count, bytes[place] == UInt8(ascii: "."), isDigit(place + 1) {
                place += 1
                while isDigit(place) { place += 1 }
            }
            return place
        }

        /// A run of letters: a times sign between numbers ("5x5", "L4xC4"), or a word.
        private static func words(_ letters: ArraySlice<UInt8>, before: Token?) -> [Token] {
            guard let first = letters.first, first | 0x20 == UInt8(ascii: "x"),
                letters.count <= 2, let before,
                before.isNumber || before == .other(0x29)
                    || before.isWord
            else { return [.word(String(decoding: letters, as: UTF8.self))] }
            let rest = letters.dropFirst()
            return rest.isEmpty ? [.times] : [.times, .word(String(decoding: rest, as: UTF8.self))]
        }
    }
}
