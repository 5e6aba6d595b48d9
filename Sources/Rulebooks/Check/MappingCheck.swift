package import DMN
import RiskRegister
import Yams

/// Checks a mapping's file beyond what reading it needs: what it says twice, and what it cannot do without.
///
///     ours.yaml:14:17: error: "Score" is a name of both current score and target score; keep it under one
///     ours.yaml:41:5: error: "tolerated" is an open word and a closed word; keep one of them
///     ours.yaml:9:1: error: no name is given for title; ...
///
/// A mapping with such an error is read all the same where a rulebook loads it, as mappings that were adopted long
/// ago have to be; whoever writes one wants to know.
package enum MappingCheck {
    /// What there is to say of a mapping's file, by place.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - path: Its name for messages.
    /// - Returns: Errors and warnings; none when all is well.
    /// - Throws: `RulebookError.problems` for what is no YAML of names and values.
    package static func problems(
        in bytes: [UInt8], path: String
    ) throws(RulebookError) -> [ModelProblem] {
        var tree = YAMLTree(file: path)
        let entries = tree.entries(of: bytes)
        guard !entries.isEmpty else {
            tree.problemIfNone(
                1, 1, "the file is empty", advice: "`baf mapping suggest FILE` writes a mapping")
            throw .problems(tree.problems)
        }
        var reader = MappingReader(file: path)
        let mapping = reader.mapping(bytes)
        var check = Checking(file: path)
        for entry in entries { check.look(at: entry) }
        check.lookForMissing(mapping, entries)
        return (reader.tree.problems + check.problems).inFileOrder
    }

    /// The entries that were seen so far.
    private struct Checking {
        let file: String
        var problems: [ModelProblem] = []
        /// Where each name stands, folded: under which field, or as ignored.
        private var names: [String: String] = [:]
        private var states: [String: String] = [:]
        private var written: Set<String> = []

        init(file: String) { self.file = file }

        private mutating func note(
            _ severity: ModelProblem.Severity, _ node: Node, _ what: String, _ advice: String
        ) {
            let mark = node.mark
            let place = SourceLocation(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
            problems.append(ModelProblem(severity, at: place, what, advice: advice))
        }

        mutating func look(at entry: YAMLEntry) {
            switch entry.name {
            case "fields":
                guard case .mapping(let fields) = entry.value else { return }
                for (key, value) in fields {
                    for name in Checking.items(value) { take(name, as: key.string ?? "") }
                }
            case "ignored":
                for name in Checking.items(entry.value) { take(name, as: "ignored") }
            case "closed words", "open words":
                let state = entry.name == "closed words" ? "a closed word" : "an open word"
                for word in Checking.items(entry.value) { takeWord(word, as: state) }
            case "approval words", "likelihood words", "consequence words":
                lookAtMeanings(entry)
            default: break
            }
        }

        private mutating func take(_ node: Node, as use: String) {
            guard let name = node.string else { return }
            let folded = name.lettersAndDigits
            guard !folded.isEmpty else {
                note(
                    .error, node,
                    "\"\(name)\" has neither letter nor digit, by which names are compared",
                    "give the column a heading")
                return
            }
            guard let before = names[folded] else {
                names[folded] = use
                return
            }
            if before == use {
                note(
                    .warning, node,
                    "\"\(name)\" stands twice under \(use): case, spaces and punctuation do not count",
                    "keep one of them")
            } else if before == "ignored" || use == "ignored" {
                let field = before == "ignored" ? use : before
                note(
                    .error, node, "\"\(name)\" is a name of \(field) and ignored",
                    "keep one of them")
            }
            // Of two fields the reader tells.
        }

        private mutating func takeWord(_ node: Node, as state: String) {
            guard let word = node.string else { return }
            let folded = word.lettersAndDigits
            if let before = states[folded], before != state {
                note(.error, node, "\"\(word)\" is \(before) and \(state)", "keep one of them")
            } else if !written.insert("\(state) \(word.lowercased())").inserted {
                // "re-opened" beside "reopened" helps whoever reads the file.
                note(.warning, node, "\"\(word)\" stands twice as \(state)", "keep one of them")
            }
            states[folded] = states[folded] ?? state
        }

        private mutating func lookAtMeanings(_ entry: YAMLEntry) {
            guard case .mapping(let words) = entry.value else { return }
            var meanings: [String: String] = [:]
            for (key, value) in words {
                guard let word = key.string, let meaning = value.string else { continue }
                let folded = word.lettersAndDigits
                if let before = meanings[folded], before != meaning {
                    note(
                        .error, key,
                        "\"\(word)\" means \(before) above and \(meaning) here: case, spaces and punctuation do not count",
                        "keep one of them")
                }
                meanings[folded] = meanings[folded] ?? meaning
            }
        }

        /// The scalars of a list, or the only one.
        private static func items(_ node: Node) -> [Node] {
            switch node {
            case .sequence(let items): Array(items)
            case .scalar: [node]
            case .mapping, .alias: []
            }
        }

        /// What no import can do without.
        mutating func lookForMissing(_ mapping: SourceMapping, _ entries: [YAMLEntry]) {
            func has(_ field: MappedField) -> Bool { !(mapping.fields[field] ?? []).isEmpty }
            let place = entries.first { $0.name == "fields" } ?? entries[0]
            func lacks(_ field: String, _ why: String) {
                note(
                    .error, place.key, "no name is given for \(field): \(why)",
                    "add a line `\(field): [...]` to the fields")
            }
            switch mapping.kind {
            case .risks:
                if !has(.title) { lacks("title", "nobody knows a risk by its number") }
                let hasPair = has(.currentLikelihood) && has(.currentConsequence)
                if !has(.currentScore), !hasPair {
                    lacks("current score", "nothing is routed without one")
                }
            case .actions:
                if !has(.riskID) { lacks("risk id", "an action belongs to a risk") }
                if !has(.actionText) { lacks("action", "it says what is to be done") }
            case .framework: break
            }
        }
    }
}

extension YAMLTree {
    /// Notes a problem where there is none yet.
    fileprivate mutating func problemIfNone(
        _ line: Int, _ column: Int, _ what: String, advice: String
    ) {
        if problems.isEmpty { problem(line, column, what, advice: advice) }
    }
}
