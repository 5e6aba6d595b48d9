import Texts

/// Matches the parts of two versions, and tells a change of meaning from one of spelling.
enum Matching {
    /// The index in `new` of each element of `old`: by the first rule, then by the next, in order.
    ///
    /// Each element is matched once at most.
    static func pairs<Element>(
        _ old: [Element], _ new: [Element], by rules: [(Element, Element) -> Bool]
    ) -> [Int?] {
        var found: [Int?] = Array(repeating: nil, count: old.count)
        var taken = Array(repeating: false, count: new.count)
        for rule in rules {
            // What is not matched yet starts later and later: equal tables are matched in one pass.
            var first = 0
            for (index, element) in old.enumerated() where found[index] == nil {
                while first < new.count, taken[first] { first += 1 }
                guard
                    let match = (first..<new.count).first(where: {
                        !taken[$0] && rule(element, new[$0])
                    })
                else { continue }
                found[index] = match
                taken[match] = true
            }
        }
        return found
    }

    /// Whether two FEEL texts mean the same, as far as their spelling tells.
    static func isSame(_ one: ExpressionText, _ other: ExpressionText) -> Bool {
        one.text == other.text || FEELSpelling.meaning(one.text) == FEELSpelling.meaning(other.text)
    }

    /// What a reference leads to.
    static func key(_ reference: Reference, in namespace: String) -> String {
        let other = reference.namespace.flatMap { $0 == namespace ? nil : $0 }
        return "\(other ?? "")#\(reference.id)"
    }

    /// The indexes of a longest run of rising numbers, in order.
    static func longestRise(_ numbers: [Int]) -> [Int] {
        var ends: [Int] = []
        var previous: [Int?] = Array(repeating: nil, count: numbers.count)
        for (index, number) in numbers.enumerated() {
            var (low, high) = (0, ends.count)
            while low < high {
                let middle = (low + high) / 2
                if numbers[ends[middle]] < number { low = middle + 1 } else { high = middle }
            }
            previous[index] = low > 0 ? ends[low - 1] : nil
            if low < ends.count { ends[low] = index } else { ends.append(index) }
        }
        var rise: [Int] = []
        var next = ends.last
        while let index = next {
            rise.append(index)
            next = previous[index]
        }
        return rise.reversed()
    }
}

/// FEEL texts without what their spelling leaves free.
enum FEELSpelling {
    /// A text without the spaces that mean nothing: two texts of one meaning differ in nothing else.
    ///
    /// Spaces count between words, which may be one name, and inside strings; a text with a comment
    /// is taken as it is, because a line's end ends it. A test that is blank is `-`.
    static func meaning(_ text: String, isTest: Bool = false) -> String {
        var out: [Character] = []
        var isInString = false
        var isEscaped = false
        var hasSpace = false
        let characters = Array(text)
        for (index, character) in characters.enumerated() {
            if isInString {
                out.append(character)
                if isEscaped {
                    isEscaped = false
                } else if character == "\\" {
                    isEscaped = true
                } else if character == "\"" {
                    isInString = false
                }
                continue
            }
            if character.isWhitespace {
                hasSpace = true
                continue
            }
            if hasSpace, let last = out.last, needsSpace(last, character) {
                // The dots of a range are no decimal point.
                let isRange =
                    character == "."
                    ? characters.dropFirst(index + 1).first == "." : out.suffix(2) == [".", "."]
                if !isRange { out.append(" ") }
            }
            hasSpace = false
            if character == "/", out.last == "/" { return text }
            if character == "*", out.last == "/" { return text }
            isInString = character == "\""
            out.append(character)
        }
        return out.isEmpty && isTest ? "-" : String(out)
    }

    private static func needsSpace(_ left: Character, _ right: Character) -> Bool {
        func isWord(_ character: Character) -> Bool {
            character.isLetter || character.isNumber || "_'?".contains(character)
        }
        func isSign(_ character: Character) -> Bool { "<>=!.*/-+".contains(character) }
        return (isWord(left) && isWord(right)) || (isSign(left) && isSign(right))
            || (left.isNumber && right == ".") || (left == "." && right.isNumber)
    }

    /// Whether a cell says nothing.
    static func isAny(_ text: String) -> Bool {
        text.allSatisfy { $0.isWhitespace } || text.filter { !$0.isWhitespace } == "-"
    }
}

/// A text in quotation marks; nothing, where there is none.
func quoted(_ text: String?) -> String {
    guard let text, !text.isEmpty else { return "nothing" }
    return "\"\(text)\""
}

/// `a becomes b`, each on one line, cut around what differs where they are long.
func becomes(_ old: String, _ new: String) -> String {
    let limit = 90
    let (before, after) = (old.onOneLine, new.onOneLine)
    guard before.count > limit || after.count > limit else { return "\(before) becomes \(after)" }
    let shared = zip(before, after).prefix { $0 == $1 }.count
    // From a word's beginning to a word's end, the first difference within.
    let lead = before.prefix(max(0, shared - 20))
    let start = lead.lastIndex(of: " ").map { lead[...$0].count } ?? lead.count
    func cut(_ text: String) -> String {
        let rest = text.dropFirst(start)
        var part = rest.prefix(limit)
        if rest.count > limit, let end = part.lastIndex(of: " "),
            part[..<end].count > shared - start
        {
            part = part[..<end]
        }
        return (start > 0 ? "..." : "") + part + (rest.count > limit ? "..." : "")
    }
    return "\(cut(before)) becomes \(cut(after))"
}

/// A text on one line, cut where it is very long.
func shown(_ text: String) -> String {
    let line = text.onOneLine
    return line.count > 160 ? line.prefix(157) + "..." : line
}

/// An element that has a place and may refer to others.
protocol PlacedElement: Sendable {
    var id: String { get set }
    var name: String { get set }
    var variable: InformationItem { get set }
    var location: SourceLocation { get }

    /// The element with the ids of the old version where it refers to others.
    func withReferences(_ ids: [String: String]) -> Self
}

extension InputData: PlacedElement {
    func withReferences(_ ids: [String: String]) -> InputData { self }
}

extension Decision: PlacedElement {
    func withReferences(_ ids: [String: String]) -> Decision {
        var decision = self
        decision.requiredDecisions = requiredDecisions.map { $0.with(ids) }
        decision.requiredInputs = requiredInputs.map { $0.with(ids) }
        decision.requiredKnowledge = requiredKnowledge.map { $0.with(ids) }
        return decision
    }
}

extension BusinessKnowledgeModel: PlacedElement {
    func withReferences(_ ids: [String: String]) -> BusinessKnowledgeModel {
        var model = self
        model.requiredKnowledge = requiredKnowledge.map { $0.with(ids) }
        return model
    }
}

extension DecisionService: PlacedElement {
    func withReferences(_ ids: [String: String]) -> DecisionService {
        var service = self
        service.outputDecisions = outputDecisions.map { $0.with(ids) }
        service.encapsulatedDecisions = encapsulatedDecisions.map { $0.with(ids) }
        service.inputDecisions = inputDecisions.map { $0.with(ids) }
        service.inputData = inputData.map { $0.with(ids) }
        return service
    }
}

extension Reference {
    /// The reference by other ids, where the element is of the same model.
    func with(_ ids: [String: String], own namespace: String? = nil) -> Reference {
        var reference = self
        if reference.namespace == namespace { reference.namespace = nil }
        if reference.namespace == nil { reference.id = ids[id] ?? id }
        return reference
    }
}

extension Definitions {
    /// The name of an element by id.
    func name(ofElement id: String) -> String? {
        inputData.first { $0.id == id }?.name ?? decisions.first { $0.id == id }?.name
            ?? knowledgeModels.first { $0.id == id }?.name
            ?? decisionServices.first { $0.id == id }?.name
    }

    /// Makes every reference to an element of this model go by its new id.
    mutating func renameReferences(_ old: String, _ new: String) {
        let ids = [old: new]
        decisions = decisions.map { $0.withReferences(ids) }
        knowledgeModels = knowledgeModels.map { $0.withReferences(ids) }
        decisionServices = decisionServices.map { $0.withReferences(ids) }
    }
}

extension ItemDefinition {
    /// The type on one line: `number [1..25]`, `list of { register: tRegister }`.
    var words: String {
        var words: String
        switch body {
        case .reference(let name): words = name
        case .components(let components):
            words =
                "{ " + components.map { "\($0.name): \($0.words)" }.joined(separator: ", ") + " }"
        case .function(let parameters, let result):
            words =
                "function("
                + parameters.map { "\($0.name): \($0.typeRef ?? "Any")" }.joined(separator: ", ")
                + ") -> \(result ?? "Any")"
        case .unspecified: words = "Any"
        }
        if let allowedValues { words += " \(allowedValues.text)" }
        if isCollection { words = "list of \(words)" }
        if let typeConstraint { words += " where \(typeConstraint.text)" }
        return words
    }

    /// The type without what its spelling leaves free.
    var meaning: String { FEELSpelling.meaning(words) }
}
