import DMN
import Texts
import Yams

/// A YAML file as nodes that know where they stand, read as plain text: no word becomes a date or a boolean.
///
/// Problems are collected, so that a file is told all that is wrong with it at once.
struct YAMLTree {
    /// The name of the file for messages.
    let file: String
    /// What was wrong so far.
    private(set) var problems: [ModelProblem] = []

    init(file: String) { self.file = file }

    /// The entries of the file's top mapping; empty, with a problem noted, when it has none.
    mutating func entries(of bytes: [UInt8]) -> [YAMLEntry] {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            problem(1, 1, "the file is not UTF-8", advice: "save it as UTF-8")
            return []
        }
        guard YAMLTree.nesting(of: bytes) <= 64 else {
            problem(1, 1, "the file is nested more than 64 deep")
            return []
        }
        do {
            guard let root = try Yams.compose(yaml: text) else {
                problem(1, 1, "the file is empty")
                return []
            }
            return entries(of: root, called: "the file")
        } catch let error as YamlError {
            note(error)
        } catch {
            problem(1, 1, "it is not YAML")
        }
        return []
    }

    /// How deep brackets nest at most: a guard in front of a parser that recurses.
    private static func nesting(of bytes: [UInt8]) -> Int {
        var depth = 0
        var deepest = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                deepest = max(deepest, depth)
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
            default: break
            }
        }
        return deepest
    }

    private mutating func note(_ error: YamlError) {
        switch error {
        case .scanner(_, let what, let mark, _), .parser(_, let what, let mark, _),
            .composer(_, let what, let mark, _):
            problem(mark.line, mark.column, "not YAML: \(what)")
        case .reader(let what, _, _, _): problem(1, 1, "not YAML: \(what)")
        case .duplicatedKeysInMapping(let keys, let context):
            problem(
                context.mark.line, context.mark.column,
                "the name \"\(keys.sorted().joined(separator: "\", \""))\" stands twice",
                advice: "keep one of them")
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            problem(1, 1, "not YAML: \(error)")
        }
    }

    /// Notes a problem at a place of the file.
    mutating func problem(_ line: Int, _ column: Int, _ what: String, advice: String? = nil) {
        problems.append(
            ModelProblem(
                at: SourceLocation(file: file, line: line, column: column), what, advice: advice))
    }

    /// Notes a problem at a node.
    mutating func problem(_ node: Node, _ what: String, advice: String? = nil) {
        let mark = node.mark
        problem(mark?.line ?? 1, mark?.column ?? 1, what, advice: advice)
    }

    // MARK: - Shapes

    /// The entries of a mapping.
    mutating func entries(of node: Node, called name: String) -> [YAMLEntry] {
        guard case .mapping(let mapping) = node else {
            problem(node, "\(name) holds no names and values", advice: "write `name: value` lines")
            return []
        }
        return mapping.compactMap { key, value in
            guard case .scalar(let scalar) = key else {
                problem(key, "a name is a list or a mapping")
                return nil
            }
            return YAMLEntry(name: scalar.string, key: key, value: value)
        }
    }

    /// The text of a scalar.
    mutating func text(_ entry: YAMLEntry) -> String? { text(entry.value, called: entry.name) }

    /// The text of a scalar.
    mutating func text(_ node: Node, called name: String) -> String? {
        guard case .scalar(let scalar) = node else {
            problem(node, "\(name) is not a single value")
            return nil
        }
        return scalar.string
    }

    /// A whole number within bounds.
    mutating func number(_ entry: YAMLEntry, in range: ClosedRange<Int>) -> Int? {
        guard let text = text(entry) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            problem(
                entry.value, "\(entry.name) is \"\(text)\", not a whole number",
                advice: "write one from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    /// The texts of a list; a single scalar is a list of one, an empty one of none.
    mutating func texts(_ entry: YAMLEntry) -> [String] {
        switch entry.value {
        case .scalar(let scalar): return scalar.string.isEmpty ? [] : [scalar.string]
        case .sequence(let items):
            return items.compactMap { text($0, called: "an item of \(entry.name)") }
        case .mapping, .alias:
            problem(entry.value, "\(entry.name) is not a list", advice: "write [first, second]")
            return []
        }
    }

    /// One of some words.
    mutating func choice(_ entry: YAMLEntry, of words: [String]) -> String? {
        guard let text = text(entry) else { return nil }
        guard words.contains(text) else {
            problem(
                entry.value, "\(entry.name) is \"\(text)\"", advice: YAMLTree.offer(text, words))
            return nil
        }
        return text
    }

    /// Notes an entry whose name is not known here.
    mutating func unknown(_ entry: YAMLEntry, among known: [String]) {
        problem(
            entry.key, "\"\(entry.name)\" is not known here",
            advice: YAMLTree.offer(entry.name, known))
    }

    /// The nearest known word, or all of them.
    static func offer(_ word: String, _ known: [String]) -> String {
        nearest(word, known).map { "did you mean \"\($0)\"?" }
            ?? "known are: \(known.joined(separator: ", "))"
    }
}

/// A name and a value of a YAML mapping.
struct YAMLEntry {
    let name: String
    let key: Node
    let value: Node

    /// Where the value stands.
    func location(in file: String) -> SourceLocation {
        SourceLocation(
            file: file, line: value.mark?.line ?? 1, column: value.mark?.column ?? 1)
    }
}
