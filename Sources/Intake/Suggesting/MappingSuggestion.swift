package import RiskRegister
package import XML

/// A mapping proposed for an export that nobody documented, with the reason of each line.
///
///     let suggestion = try MappingSuggestion.best(for: .file("unknown.csv"))
///     suggestion.yaml      // a mapping's file, doubtful lines commented out
///     suggestion.sheet     // the same in two columns
package struct MappingSuggestion: Sendable {
    /// How sure a line is.
    package enum Sureness: String, Codable, Hashable, Sendable {
        /// By the very words, or proven by the numbers.
        case sure
        /// By words that mostly mean this, and values that fit.
        case likely
        /// To be decided by a person: commented out.
        case doubtful
    }

    /// A field and the heading that names it.
    package struct Line: Hashable, Sendable {
        /// The field.
        package var field: MappedField
        /// The headings, most often one.
        package var headings: [String]
        /// How sure it is.
        package var sureness: Sureness
        /// Why.
        package var reason: String
    }

    /// A word of the file and what it means.
    package struct Word: Hashable, Sendable {
        /// As the file has it.
        package var word: String
        /// What is said about it.
        package var reason: String
    }

    /// The file, and the table in it.
    package let file: String
    /// What its records are.
    package let kind: SourceMapping.Kind
    /// The root element; nil for tables.
    package let root: String?
    /// The element of one record; nil for tables.
    package let record: String?
    /// Where the headings stand; nil for XML.
    package let headingRow: Int?
    /// How many records were looked at.
    package let records: Int
    /// The lines to take and those in doubt, in the order of fields.
    package let lines: [Line]
    /// Headings that are no field, with the nearest.
    package let others: [Word]
    /// Names at the head of the file that hold its day.
    package let extractDay: [Word]
    /// Names at the head of the file that hold its organisation.
    package let organisationNames: [Word]
    /// The order of day and month.
    package let dateOrder: SourceMapping.DateOrder
    /// The evidence of it.
    package let dateReason: String
    /// The words of its columns.
    let words: SuggestedWords

    /// The lines that are taken.
    package var taken: [Line] { lines.filter { $0.sureness != .doubtful } }
    /// Must-haves that no line that is taken gives: id, title, score.
    package var missing: [String] {
        guard kind == .risks else { return [] }
        let fields = Set(taken.map(\.field))
        var missing: [String] = []
        if !fields.contains(.sourceID) { missing.append("id") }
        if !fields.contains(.title) { missing.append("title") }
        let hasPair = fields.contains(.currentLikelihood) && fields.contains(.currentConsequence)
        if !fields.contains(.currentScore), !hasPair { missing.append("current score") }
        return missing
    }

    /// The suggestion for the table of a file that looks most like a register.
    ///
    /// - Parameter input: The file.
    /// - Returns: The suggestion; nil when the file holds no records.
    /// - Throws: What is wrong with a file that cannot be read.
    package static func best(for input: XMLInput) throws -> MappingSuggestion? {
        // Of equals the first: a workbook's first sheet is most often the register.
        var best: MappingSuggestion?
        for found in try all(for: input) where found.weight > best?.weight ?? -1 { best = found }
        return best
    }

    /// The suggestions for the tables of a file, hidden ones left out.
    ///
    /// - Parameter input: The file.
    /// - Returns: One for each table that holds records.
    /// - Throws: What is wrong with a file that cannot be read.
    package static func all(for input: XMLInput) throws -> [MappingSuggestion] {
        try UnknownExport.all(in: input).map(MappingSuggestion.init)
    }

    /// How much of a register it found.
    private var weight: Int {
        // A workbook of risks and their actions is a register first of all.
        taken.count + (missing.isEmpty ? 20 : 0) + (kind == .risks ? 10 : 0)
    }

    init(_ export: UnknownExport) {
        let columns = export.columns
        let kinds = columns.map(ColumnKind.init)
        let scores = ScoreColumns(columns, kinds)
        let taken = Set(scores.choices.map(\.column) + scores.doubts.map(\.column))
        let kind = MappingSuggestion.kind(export, kinds, scores)
        let fields = FieldColumns(columns, kinds, of: kind, without: taken)
        file = export.name
        self.kind = kind
        (root, record, headingRow, records) = (
            export.root, export.record, export.headingRow, export.records
        )
        let isRisks = kind == .risks
        let all =
            fields.choices + fields.doubts + (isRisks ? scores.choices + scores.doubts : [])
        lines = MappingSuggestion.lines(all, columns)
        let used = Set(all.map(\.column))
        others = columns.indices.filter { !used.contains($0) }.map { place in
            Word(word: columns[place].heading, reason: MappingSuggestion.other(columns[place]))
        }
        extractDay = SuggestedHead.days(export.head)
        organisationNames = SuggestedHead.organisations(export.head)
        dateOrder = fields.dates.order(mapped: .dayFirst)
        dateReason = fields.dates.reason
        words = SuggestedWords(columns, fields.choices + scores.choices)
    }

    /// Actions are called so, say what to do and until when, and have no scores.
    private static func kind(
        _ export: UnknownExport, _ kinds: [ColumnKind], _ scores: ScoreColumns
    ) -> SourceMapping.Kind {
        guard scores.choices.isEmpty, scores.doubts.isEmpty else { return .risks }
        let names = [export.root, export.record].compactMap { $0 } + export.columns.map(\.heading)
        guard names.contains(where: { !HeadingWords($0).set.isDisjoint(with: ["action", "task"]) })
        else { return .risks }
        let found = FieldColumns(export.columns, kinds, of: .actions, without: []).choices
        let fields = Set(found.map(\.field))
        let hasDay = fields.contains(.due) || fields.contains(.done)
        return fields.contains(.actionText) && hasDay ? .actions : .risks
    }

    private static func lines(_ choices: [ColumnChoice], _ columns: [UnknownColumn]) -> [Line] {
        var lines: [Line] = []
        for choice in choices {
            let heading = columns[choice.column].heading
            let place = lines.firstIndex {
                $0.field == choice.field && $0.sureness != .doubtful && choice.sureness != .doubtful
            }
            if let place {
                lines[place].headings.append(heading)
            } else {
                lines.append(
                    Line(
                        field: choice.field, headings: [heading], sureness: choice.sureness,
                        reason: choice.reason))
            }
        }
        let order = Dictionary(
            uniqueKeysWithValues: MappedField.allCases.enumerated().map { ($1, $0) })
        return lines.enumerated().sorted { one, two in
            (order[one.element.field] ?? 0, one.element.sureness == .doubtful ? 1 : 0, one.offset)
                < (
                    order[two.element.field] ?? 0, two.element.sureness == .doubtful ? 1 : 0,
                    two.offset
                )
        }.map(\.element)
    }

    private static func other(_ column: UnknownColumn) -> String {
        if column.filled.isEmpty { return "empty" }
        let samples = column.samples.prefix(2).map { "\"\($0.prefix(24))\"" }.joined(
            separator: ", ")
        return "no field of ours; holds \(samples)"
    }
}

extension DateOrderEvidence {
    /// What the dates show, in words.
    var reason: String {
        switch (dayFirstExample, monthFirstExample) {
        case (let day?, nil): "\(dayFirst) of its dates can only be day first (\(day))"
        case (nil, let month?): "\(monthFirst) of its dates can only be month first (\(month))"
        case (let day?, let month?):
            "written in both orders (\(day), \(month)): look at a few of them in the system"
        case (nil, nil):
            eitherExample.map { "no date shows it (\($0)): look at one in the system" }
                ?? "no date needs it"
        }
    }
}
