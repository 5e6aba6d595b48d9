import RiskRegister

/// What the heading of a score says: of which time it is, and which of its numbers.
///
///     ScoreName(HeadingWords("Likelihood (current)"))   // current, likelihood
///     ScoreName(HeadingWords("Net"))                    // later("net"), no part
///     ScoreName(HeadingWords("Previous score"))         // other: ["previous"], never taken
struct ScoreName: Hashable {
    /// The time that a score is of.
    enum Phase: Hashable {
        case initial
        case current
        case target
        /// After something was done, which may mean now or in the end: "residual", "net", "mitigated".
        case later(String)
        /// The heading says none.
        case unsaid
    }

    /// Which of a score's numbers.
    enum Part: Hashable, CaseIterable {
        case likelihood, consequence, score, band
    }

    var phase = Phase.unsaid
    /// Nil where only the time is said ("Gross", "Current risk").
    var part: Part?
    /// Letters stand for words: L, C, R.
    var isLetters = false
    /// Words that are of no score ("reputational"): the numbers have to prove it.
    var other: [String] = []
    /// A word says that it is something else ("previous", "appetite"): never taken.
    var isBarred = false
    var isMended: Bool

    init(_ heading: HeadingWords) {
        isMended = !heading.mended.isEmpty
        var rest = heading.words
        func take(_ words: Set<String>) -> [String] {
            let found = rest.filter(words.contains)
            rest.removeAll(where: words.contains)
            return found
        }
        isBarred = !take(ScoreName.barred).isEmpty
        phase = ScoreName.phase(&rest)
        let product: Set<String> = [
            "lxc", "cxl", "lxi", "ixl", "pxi", "ixp", "lxs", "sxl",
        ]
        let isProduct = rest.contains("x") || !take(product).isEmpty
        let saysScore = !take(ScoreName.score).isEmpty
        let saysLikelihood = !take(ScoreName.likelihood).isEmpty
        let saysConsequence = !take(ScoreName.consequence).isEmpty
        switch (saysLikelihood, saysConsequence) {
        case (true, false) where !isProduct: part = .likelihood
        case (false, true) where !isProduct: part = .consequence
        default:
            // "Score (L x C)", "Likelihood x impact": the product, and its letters are no words.
            if saysScore || isProduct || saysLikelihood {
                part = .score
                rest.removeAll { ["x", "by", "l", "c", "i", "p", "s"].contains($0) }
            }
        }
        if !take(ScoreName.band).isEmpty, part == nil { part = .band }
        if part == nil, rest.count == 1 { readLetters(&rest) }
        other = rest.filter { !ScoreName.harmless.contains($0) }
    }

    /// "L", "IC", "TR": letters of the part, and of the time before it.
    private mutating func readLetters(_ rest: inout [String]) {
        var letters = Array(rest[0])
        if letters.count == 2, phase == .unsaid, let first = letters.first {
            switch first {
            case "i", "g": phase = .initial
            case "c": phase = .current
            case "t": phase = .target
            case "r", "n": phase = .later(first == "r" ? "residual" : "net")
            default: return
            }
            letters.removeFirst()
        }
        guard letters.count == 1 else { return }
        switch letters[0] {
        case "l", "p": part = .likelihood
        case "c", "i", "s": part = .consequence
        case "r": part = .score
        default: return
        }
        isLetters = true
        rest = []
    }

    /// The time that words say, which are taken out.
    private static func phase(_ rest: inout [String]) -> Phase {
        let words = Set(rest)
        func drop(_ more: Set<String>) { rest.removeAll(where: more.contains) }
        let done: Set<String> = [
            "control", "mitigation", "treatment", "action", "existing", "place", "plan", "further",
            "current",
        ]
        if !words.isDisjoint(with: ["before", "pre", "without", "excluding"]) {
            drop(done.union(["before", "pre", "without", "excluding"]))
            return .initial
        }
        if !words.isDisjoint(with: ["after", "post", "with", "following"]) {
            let isControl = words.contains("control") || words.contains("existing")
            let isAction =
                words.contains("action") || words.contains("plan") || words.contains("further")
            let said = rest.filter { done.contains($0) || $0 == "after" || $0 == "post" }
            drop(done.union(["after", "post", "with", "following"]))
            if isAction, !isControl { return .target }
            if isControl, !isAction { return .current }
            return .later(said.joined(separator: " "))
        }
        for (found, known) in [(Phase.target, target), (.initial, initial), (.current, current)]
        where !words.isDisjoint(with: known) {
            // "Current target", "Initial residual": two times are none.
            let others = target.union(initial).union(current).subtracting(known)
            drop(known)
            if words.isDisjoint(with: others) { return found }
            return .unsaid
        }
        if let word = rest.first(where: later.contains) {
            drop(later)
            return .later(word)
        }
        return .unsaid
    }

    private static let initial: Set<String> = [
        "initial", "inherent", "gross", "original", "raw", "uncontrolled", "untreated",
        "unmitigated",
        "opening", "baseline",
    ]
    private static let current: Set<String> = [
        "current", "now", "present", "today", "controlled", "existing",
    ]
    private static let target: Set<String> = [
        "target", "tolerable", "tolerated", "desired", "planned", "acceptable", "goal", "aim",
        "tolerance",
    ]
    private static let later: Set<String> = [
        "residual", "net", "mitigated", "treated", "remaining", "managed", "mitigation",
    ]
    private static let likelihood: Set<String> = [
        "likelihood", "probability", "frequency", "chance",
    ]
    private static let consequence: Set<String> = [
        "consequence", "impact", "severity",
    ]
    private static let score: Set<String> = ["score", "rating", "exposure", "points", "scoring"]
    private static let band: Set<String> = ["level", "band", "grade", "rag", "colour", "zone"]
    private static let barred: Set<String> = [
        "previous", "last", "prior", "old", "history", "historical", "movement", "trend", "change",
        "direction", "variance", "difference", "date", "appetite", "threshold", "limit", "highest",
        "maximum", "month", "january", "february", "march", "april", "may", "june", "july",
        "august",
        "september", "october", "november", "december", "quarter", "week", "year", "review",
        "confidence", "effectiveness",
        "adequacy", "assurance", "audit", "reason", "rationale", "why", "comment", "note",
    ]

    /// Words that a score's heading may have besides.
    private static let harmless: Set<String> = [
        "risk", "overall", "total", "assessment", "assessed", "calculated", "numeric", "numerical",
        "matrix", "out", "five", "scale", "grading", "level", "number",
    ]

    /// Every word that names scores.
    static let allWords: Set<String> = initial.union(current).union(target).union(later)
        .union(likelihood).union(consequence).union(score).union(band).union(barred)
}
