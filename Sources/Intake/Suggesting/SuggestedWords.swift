import RiskRegister
import Texts

/// The words of an unknown export's columns and what they mean, as far as they can be told.
struct SuggestedWords: Sendable {
    /// A word, what it means, and whether a person has to look.
    struct Meaning<Value: Sendable>: Sendable {
        var word: String
        var value: Value
        var isInFile: Bool
    }

    private(set) var likelihood: [Meaning<Int>]
    private(set) var consequence: [Meaning<Int>]
    private(set) var approval: [Meaning<Approval>]
    private(set) var closed: [Meaning<Bool>] = []
    private(set) var open: [Meaning<Bool>] = []
    /// Words that mean nothing known, by the part of the mapping that they belong to.
    private(set) var unknown: [(part: String, word: String)] = []

    init(_ columns: [UnknownColumn], _ choices: [ColumnChoice]) {
        func texts(_ fields: Set<MappedField>) -> [String] {
            let all = choices.filter { fields.contains($0.field) }.flatMap {
                columns[$0.column].filled
            }
            return Set(all.filter { $0.count <= 40 }).sorted()
        }
        likelihood = SuggestedWords.steps(
            UsualWords.likelihoodWords,
            texts([.initialLikelihood, .currentLikelihood, .targetLikelihood]))
        consequence = SuggestedWords.steps(
            UsualWords.consequenceWords,
            texts([.initialConsequence, .currentConsequence, .targetConsequence]))
        let approvals = texts([.approval])
        let known = Set(approvals.map(\.lettersAndDigits))
        approval = UsualWords.approvals.map {
            Meaning(word: $0.0, value: $0.1, isInFile: known.contains($0.0.lettersAndDigits))
        }
        unknown = approvals.filter { UsualWords.approval($0) == nil }.map { ("approval words", $0) }
        let states = texts([.status, .actionStatus])
        let said = Set(states.map(\.lettersAndDigits))
        closed = UsualWords.closed.map {
            Meaning(word: $0, value: true, isInFile: said.contains($0.lettersAndDigits))
        }
        open = UsualWords.open.map {
            Meaning(word: $0, value: false, isInFile: said.contains($0.lettersAndDigits))
        }
        unknown += states.filter { UsualWords.status($0) == nil }.map { ("open words", $0) }
    }

    /// The usual words, but for those to which the file gives a step of its own: "Possible (2)".
    private static func steps(_ usual: [(String, Int)], _ texts: [String]) -> [Meaning<Int>] {
        var own: [String: (word: String, steps: Set<Int>)] = [:]
        for text in texts {
            let parts = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
            let numbers = parts.compactMap { Int($0) }
            let words = parts.filter { Int($0) == nil }.joined(separator: " ")
            guard numbers.count == 1, (1...5).contains(numbers[0]), words.count >= 3 else {
                continue
            }
            own[words.lettersAndDigits, default: (words.lowercased(), [])].steps.insert(numbers[0])
        }
        let told = own.filter { $0.value.steps.count == 1 }
        let seen = Set(texts.map(\.lettersAndDigits))
        var words = usual.filter { told[$0.0.lettersAndDigits] == nil }.map {
            Meaning(word: $0.0, value: $0.1, isInFile: seen.contains($0.0.lettersAndDigits))
        }
        words += told.sorted { $0.key < $1.key }.compactMap { entry in
            entry.value.steps.first.map {
                Meaning(word: entry.value.word, value: $0, isInFile: true)
            }
        }
        return words
    }
}

/// What stands at the head of an unknown export.
enum SuggestedHead {
    /// Names whose text is a day, and which say that it is the file's.
    static func days(_ head: [(name: String, text: String)]) -> [MappingSuggestion.Word] {
        let telling: Set<String> = [
            "date", "extract", "extracted", "report", "run", "exported", "export", "generated",
            "produced", "printed", "snapshot", "data", "at", "position", "created", "day",
        ]
        return unique(
            head.compactMap { name, text in
                let words = HeadingWords(name).set
                guard text.count <= 40,
                    DateText(text, order: .dayFirst).date != nil
                        || DateText(text, order: .monthFirst).date != nil,
                    !words.isDisjoint(with: telling)
                else { return nil }
                return SuggestedHead.word(name, text)
            })
    }

    /// Names that say whose the file is.
    static func organisations(_ head: [(name: String, text: String)]) -> [MappingSuggestion.Word] {
        let telling: Set<String> = [
            "organisation", "organization", "trust", "org", "council", "company",
        ]
        return unique(
            head.compactMap { name, text in
                guard !text.onOneLine.isEmpty, text.count <= 80,
                    !HeadingWords(name).set.isDisjoint(with: telling)
                else { return nil }
                return SuggestedHead.word(name, text)
            })
    }

    private static func word(_ name: String, _ text: String) -> MappingSuggestion.Word {
        var name = name.onOneLine
        while name.last == ":" { name.removeLast() }
        return MappingSuggestion.Word(
            word: name, reason: "\"\(text.onOneLine)\" at the head of the file")
    }

    private static func unique(_ words: [MappingSuggestion.Word]) -> [MappingSuggestion.Word] {
        var seen: Set<String> = []
        return words.filter { seen.insert($0.word.lettersAndDigits).inserted }
    }
}
