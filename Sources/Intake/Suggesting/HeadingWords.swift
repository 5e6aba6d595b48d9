import RiskRegister
import Texts

/// The words of a heading, as a suggestion compares them: folded, spelt out, and mended where misspelt.
///
///     HeadingWords("curLikelyhood (1-5)").words   // ["current", "likelihood"]
///     HeadingWords("ram_dcreated").words          // ["dcreated"]
///
/// Words that say nothing ("risk", "the", "1-5", "dd/mm/yyyy") are left out unless nothing else stands there, so
/// that "Risk owner" and "Owner" are one heading.
struct HeadingWords: Hashable {
    /// The words, in their order.
    let words: [String]
    /// Misspelt words with what they were taken for: "likelyhood" for "likelihood".
    let mended: [String]

    init(_ heading: String) {
        var words: [String] = []
        var mended: [String] = []
        for part in HeadingWords.parts(of: heading) {
            let word = HeadingWords.long[part] ?? HeadingWords.singular(part)
            if HeadingWords.known.contains(word) || word.count < 6 {
                words.append(word)
            } else if let meant = HeadingWords.meant(by: word) {
                words.append(meant)
                mended.append("\"\(part)\" for \"\(meant)\"")
            } else {
                words.append(word)
            }
        }
        let telling = words.filter { !HeadingWords.silent.contains($0) && Int($0) == nil }
        self.words = telling.isEmpty ? words.filter { Int($0) == nil } : telling
        self.mended = mended
    }

    /// The words without their order.
    var set: Set<String> { Set(words) }

    // MARK: - Parts

    /// Letters and digits between everything else, parted where a small letter meets a capital one.
    private static func parts(of heading: String) -> [String] {
        var parts: [String] = []
        var part = ""
        var before: Character?
        func end() {
            if !part.isEmpty { parts.append(part.lowercased()) }
            part = ""
        }
        // "LxC" is one word, whose small letter parts nothing.
        var heading = heading
        for product in ["LxC", "CxL", "LxI", "IxL", "PxI", "IxP", "LxS", "SxL"]
        where heading.contains(product) {
            heading = heading.replacing(product, with: " \(product.lowercased()) ")
        }
        for letter in heading {
            defer { before = letter }
            guard letter.isLetter || letter.isNumber else {
                if letter != "'" && letter != "\u{2019}" { end() }
                continue
            }
            if let before,
                before.isLowercase && letter.isUppercase
                    || before.isLetter && letter.isNumber || before.isNumber && letter.isLetter
            {
                end()
            }
            part.append(letter)
        }
        end()
        return parts
    }

    /// "controls" is "control"; "status" and "progress" stay.
    private static func singular(_ word: String) -> String {
        guard word.count > 3, word.hasSuffix("s"), !word.hasSuffix("ss"), !word.hasSuffix("us"),
            !word.hasSuffix("is")
        else { return word }
        if word.hasSuffix("ies") { return word.dropLast(3) + "y" }
        return String(word.dropLast())
    }

    /// The known word that an unknown one is a slip of: it begins alike and is as long but for one letter.
    private static func meant(by word: String) -> String? {
        let near = nearest(
            word,
            known.filter { $0.first == word.first && abs($0.count - word.count) <= 1 }.sorted())
        // Two slips make another word of a short one: "section" is no "action", "region" no "reason".
        return near.flatMap { $0.count >= 6 ? $0 : nil }
    }

    /// Short forms that registers use.
    private static let long: [String: String] = [
        "cons": "consequence", "conseq": "consequence", "csq": "consequence",
        "consequences": "consequence", "imp": "impact", "sev": "severity",
        "lik": "likelihood", "likeli": "likelihood", "lhood": "likelihood", "lkhd": "likelihood",
        "prob": "probability", "cur": "current", "curr": "current", "crnt": "current",
        "init": "initial", "orig": "original", "inh": "inherent", "resid": "residual",
        "tgt": "target", "targ": "target", "trgt": "target", "desc": "description",
        "descr": "description", "dt": "date", "num": "number", "nr": "number", "no": "number",
        "ref": "reference", "dir": "directorate", "directorates": "directorate",
        "exec": "executive", "mgr": "manager", "rev": "review", "reviewed": "reviewed",
        "resp": "responsible", "obj": "objective", "cat": "category", "dept": "department",
        "loc": "location", "colour": "colour", "color": "colour", "identifier": "id",
        "mitigations": "mitigation", "mitigating": "mitigation", "scr": "score", "rtg": "rating",
        "assur": "assurance", "ctrl": "control", "ctrls": "control", "approv": "approval",
        "speciality": "specialty", "sts": "status", "stat": "status",
    ]

    private static let silent: Set<String> = [
        "risk", "the", "of", "a", "an", "in", "on", "for", "to", "is", "and", "this", "our", "ram",
        "act", "rep",
        "fld", "txt", "field", "col", "u", "dd", "mm", "yyyy", "yy", "rr", "tbl", "cmb", "value",
    ]

    /// Every word that a suggestion knows.
    private static let known: Set<String> = Set(
        FieldWords.phrases.values.joined().flatMap { $0.split(separator: " ").map(String.init) }
    ).union(ScoreName.allWords)
}
