internal import RiskRegister

extension RecordTyping {
    /// The codes of objectives, in order, without repeats.
    mutating func objectives() -> [String] {
        var codes: [String] = []
        for text in texts(.objectives) {
            let plain = plain(text, oneLine: false)
            for part in parts(of: plain) {
                let code = word(RecordTyping.code(of: part), .objectives)
                if let code, !codes.contains(code) { codes.append(code) }
            }
        }
        return codes
    }

    /// The parts of a list: between semicolons and the mapping's separators; between commas unless
    /// they belong to a sentence; between spaces when every part looks like a code.
    private func parts(of text: String) -> [String] {
        let hard = text.split { character in
            character == ";" || character == "\n" || compiled.separators.contains(character)
        }
        var parts: [String] = []
        for part in hard {
            let commas = part.split(separator: ",").map { RecordTyping.trimmed($0) }
            let isList =
                commas.count > 1
                && commas.contains { RecordTyping.looksLikeCode(RecordTyping.code(of: $0)) }
            for piece in isList ? commas : [RecordTyping.trimmed(part)] {
                let words = piece.split(separator: " ").map(String.init)
                if words.count > 1, words.allSatisfy(RecordTyping.looksLikeCode) {
                    parts += words
                } else if piece.contains(where: { $0.isLetter || $0.isNumber }) {
                    parts.append(piece)
                }
            }
        }
        return parts
    }

    /// "SO1", "WF3", "1.2", "OBJ": short, without spaces, with a digit or all in capitals.
    static func looksLikeCode(_ text: String) -> Bool {
        var (digits, small) = (false, false)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits = true
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "-"),
                UInt8(ascii: "_"), UInt8(ascii: "/"):
                break
            case UInt8(ascii: "a")...UInt8(ascii: "z"): small = true
            default: return false
            }
        }
        return (1...12).contains(text.utf8.count) && (digits || !small)
    }

    /// The code before its own wording: "SO1" of "SO1: Give safe care" and "SO1 - Give safe care".
    static func code(of text: String) -> String {
        for separator in [":", " - ", " – "] {
            guard let range = text.firstRange(of: separator) else { continue }
            let code = trimmed(text[..<range.lowerBound])
            if looksLikeCode(code), code.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) {
                return code
            }
        }
        return text
    }

    /// The registers that the source itself marks, or nil when it has no such field.
    mutating func markedRegisters() -> [String]? {
        var marked: [String]?
        func add(_ register: String) {
            if marked?.contains(register) != true { marked = (marked ?? []) + [register] }
        }
        if slots[MappedField.registers.ordinal].isPresent { marked = [] }
        for text in texts(.registers) {
            let plain = plain(text, oneLine: false)
            if let register = compiled.registerMarks[plain.lettersAndDigits] {
                add(register)
                continue
            }
            for part in plain.split(whereSeparator: { isListSeparator($0) }) {
                let word = RecordTyping.trimmed(part)
                let folded = word.lettersAndDigits
                if let register = compiled.registerMarks[folded] {
                    add(register)
                } else if !RecordTyping.noWords.contains(folded) {
                    add(word)
                }
            }
        }
        for (index, target) in extras {
            guard let register = compiled.targets[target].register else { continue }
            marked = marked ?? []
            let word = plain(raw.fields[index].text, oneLine: true)
            let folded = word.lettersAndDigits
            if RecordTyping.yesWords.contains(folded) || word == "✓" || word == "✔" {
                add(register)
            } else if !RecordTyping.noWords.contains(folded) {
                findUnknown(word, .registers, "taken as no")
            }
        }
        return marked
    }

    private func isListSeparator(_ character: Character) -> Bool {
        switch character {
        case ",", ";", "/", "\n": true
        default: compiled.separators.contains(character)
        }
    }

    private static let yesWords: Set<String> = ["yes", "y", "true", "1", "x", "on"]
    private static let noWords: Set<String> = ["", "no", "n", "false", "0", "none", "off", "na"]

    /// The facts that the mapping declares from local fields.
    mutating func localFacts() -> [String: String] {
        var facts: [String: String] = [:]
        for (index, target) in extras where !compiled.targets[target].facts.isEmpty {
            let text = plain(raw.fields[index].text, oneLine: true)
            guard !text.isEmpty else { continue }
            for fact in compiled.targets[target].facts where facts[fact] == nil {
                facts[fact] = text
            }
        }
        return facts
    }
}
