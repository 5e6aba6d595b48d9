import RiskRegister
import Tables
import Texts
import XML

/// A mapping as two columns, for people who do not write YAML: their heading or word, and what it is here.
///
///     Their heading or word,What it is here
///     Risk Ref,id
///     Net Score,current score
///     Prior score,? current score
///     Archived,closed word
///     Almost certain,likelihood 5
///
/// A question mark before a field is a doubt: the line counts once the mark is taken away. More columns are for
/// whoever fills it in, and are not read. Read back it is the same mapping as the YAML of the suggestion.
package enum MappingSheet {
    /// What the headings of the sheet say.
    static let headings = ["Their heading or word", "What it is here"]

    // MARK: - Writing

    /// The lines of a suggestion.
    static func text(_ suggestion: MappingSuggestion) -> String {
        var lines = [headings]
        lines.append([suggestion.identity, "mapping id"])
        lines.append([suggestion.kind.rawValue, "kind"])
        if let root = suggestion.root { lines.append([root, "root"]) }
        if let record = suggestion.record { lines.append([record, "record"]) }
        lines += suggestion.extractDay.map { [$0.word, "extract day"] }
        lines += suggestion.organisationNames.map { [$0.word, "organisation name"] }
        lines.append([suggestion.dateOrder.rawValue, "date order"])
        for line in suggestion.lines {
            let mark = line.sureness == .doubtful ? "? " : ""
            lines += line.headings.map { [$0, mark + line.field.rawValue] }
        }
        lines += suggestion.others.map { [$0.word, "ignored"] }
        let words = suggestion.words
        if suggestion.lines.contains(where: { $0.field == .approval }) {
            lines += words.approval.map { [$0.word, "\($0.value.rawValue) word"] }
        }
        if suggestion.lines.contains(where: { $0.field == .status || $0.field == .actionStatus }) {
            lines += words.closed.map { [$0.word, "closed word"] }
            lines += words.open.map { [$0.word, "open word"] }
        }
        lines += words.unknown.map {
            [$0.word, $0.part == "approval words" ? "? awaiting word" : "? open word"]
        }
        if suggestion.kind == .risks {
            lines += words.likelihood.map { [$0.word, "likelihood \($0.value)"] }
            lines += words.consequence.map { [$0.word, "consequence \($0.value)"] }
        }
        return lines.map { line in
            CSVLine.text(line.map { SpreadsheetText.guarded($0) }, isForSpreadsheets: true)
        }.joined()
    }

    // MARK: - Reading

    /// The YAML of a sheet, as `MappingFile` reads it.
    ///
    /// - Parameters:
    ///   - bytes: The sheet.
    ///   - path: Its name for messages.
    /// - Returns: The YAML.
    /// - Throws: `TableError` with the line of the first that says nothing known.
    package static func yaml(_ bytes: [UInt8], path: String) throws -> String {
        var entries = Entries(path)
        let text = try DelimitedText(.bytes(bytes, name: path))
        for sheet in text.sheets {
            try text.read(sheet) { row in
                func cell(_ column: Int) -> String {
                    row.cells.first { $0.column == column }
                        .map { SpreadsheetText.unguarded($0.text).onOneLine } ?? ""
                }
                try entries.take(cell(1), cell(2), row.number)
            }
        }
        return entries.yaml
    }

    /// What the lines of a sheet say, until all are read.
    private struct Entries {
        let path: String
        var settings: [String: String] = [:]
        var lists: [String: [String]] = [:]
        var fields: [(field: MappedField, headings: [String])] = []
        var meanings: [(part: String, word: String, meaning: String)] = []

        init(_ path: String) { self.path = path }

        static let lists = [
            "root": "roots", "record": "records", "extract day": "extract day",
            "organisation name": "organisation names", "ignored": "ignored",
            "closed word": "closed words", "open word": "open words",
        ]
        static let settings = [
            "mapping id": "id", "kind": "kind", "date order": "date order",
            "organisation": "organisation", "source": "source", "holds": "holds",
        ]

        /// Everything that the second column may say.
        static let known =
            MappedField.allCases.map(\.rawValue) + lists.keys + settings.keys
            + Approval.allCases.map { "\($0.rawValue) word" }
            + (1...5).flatMap { ["likelihood \($0)", "consequence \($0)"] }

        mutating func take(_ theirs: String, _ ours: String, _ line: Int) throws {
            // Titles, blank lines and doubts say nothing of the mapping.
            if theirs.isEmpty || ours.isEmpty || ours.hasPrefix("?") { return }
            if [theirs, ours].map(\.lettersAndDigits)
                == MappingSheet.headings.map(\.lettersAndDigits)
            {
                return
            }
            let said = ours.lowercased()
            if let field = MappedField(rawValue: said) {
                if let place = fields.firstIndex(where: { $0.field == field }) {
                    fields[place].headings.append(theirs)
                } else {
                    fields.append((field, [theirs]))
                }
            } else if let list = Entries.lists[said] {
                lists[list, default: []].append(theirs)
            } else if let setting = Entries.settings[said] {
                if let before = settings[setting], before != theirs {
                    throw TableError(
                        "\(path):\(line)",
                        "the \(said) is \"\(before)\" above and \"\(theirs)\" here",
                        advice: "keep one of them")
                }
                settings[setting] = theirs
            } else if let meaning = Entries.meaning(said) {
                meanings.append((meaning.part, theirs, meaning.value))
            } else {
                let near = nearest(said, Entries.known.sorted()).map { "did you mean \($0)?" }
                throw TableError(
                    "\(path):\(line)", "\"\(ours)\" is no field or meaning that we know",
                    advice: near
                        ?? "write a field, as `id`, `title` or `current score`, or `ignored`")
            }
        }

        private static func meaning(_ said: String) -> (part: String, value: String)? {
            for part in ["likelihood", "consequence"] where said.hasPrefix(part + " ") {
                let step = String(said.dropFirst(part.count + 1))
                return Int(step) == nil ? nil : ("\(part) words", step)
            }
            guard said.hasSuffix(" word") else { return nil }
            let value = String(said.dropLast(5))
            return Approval(rawValue: value) == nil ? nil : ("approval words", value)
        }

        var yaml: String {
            var page = YAMLPage()
            let id = settings["id"] ?? "sheet"
            page.line("id: \(YAMLPage.quoted(id))")
            page.line("version: \"1\"")
            page.line("kind: \(YAMLPage.quoted(settings["kind"] ?? "risks"))")
            page.line("source: \(YAMLPage.quoted(settings["source"] ?? id))")
            for name in ["organisation", "date order", "holds"] {
                if let value = settings[name] { page.line("\(name): \(YAMLPage.quoted(value))") }
            }
            for name in lists.keys.sorted() {
                page.line("\(name): \(YAMLPage.list(lists[name] ?? []))")
            }
            page.line("fields:")
            for entry in fields {
                page.line("  \(entry.field.rawValue): \(YAMLPage.list(entry.headings))")
            }
            for part in ["approval words", "likelihood words", "consequence words"] {
                let words = meanings.filter { $0.part == part }
                if !words.isEmpty { page.line("\(part):") }
                for word in words { page.line("  \(YAMLPage.quoted(word.word)): \(word.meaning)") }
            }
            return page.text
        }
    }
}

extension MappingSuggestion {
    /// The same as two columns: see ``MappingSheet``.
    package var sheet: String { MappingSheet.text(self) }
}
