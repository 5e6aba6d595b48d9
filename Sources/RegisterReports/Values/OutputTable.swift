package import RiskRegister

/// How strongly a word should be seen; never the only signal, since the word itself is always there.
package enum Tone: String, Hashable, Sendable {
    /// No emphasis.
    case plain
    /// The mildest of the rulebook's grades.
    case low
    /// The next.
    case moderate
    /// The next.
    case high
    /// The gravest of the rulebook's grades.
    case extreme
    /// Something that waits for a person.
    case attention
}

/// One value of a table, typed, so that every format can write it as what it is.
package enum Cell: Hashable, Sendable {
    /// Nothing is recorded: null in JSON, empty in CSV and XLSX, "not recorded" to a screen reader.
    case absent
    /// Free text, exactly as recorded; writers escape it.
    case text(String)
    /// A whole number.
    case number(Int)
    /// A whole number, or more: what it counts began before anything is known.
    case atLeast(Int)
    /// A day, or a month where only the month is known.
    case date(SourceDate)
    /// One word or short phrase of a controlled list (a grade, a movement), with its tone.
    case word(String, Tone)

    /// A text, or nothing when it is nil or blank.
    package static func text(orAbsent text: String?) -> Cell {
        guard let text, text.contains(where: { !$0.isWhitespace }) else { return .absent }
        return .text(text)
    }

    /// A number, or nothing.
    package static func number(orAbsent number: Int?) -> Cell { number.map(Cell.number) ?? .absent }

    /// A date, or nothing.
    package static func date(orAbsent date: SourceDate?) -> Cell { date.map(Cell.date) ?? .absent }

    /// A day.
    package static func day(_ day: Day) -> Cell { .date(.day(day)) }

    /// A word without emphasis.
    package static func word(_ word: String) -> Cell { .word(word, .plain) }

    /// The value as plain text, the same in every format: "16", "2026-06-30", "Increased from 12 to 16".
    ///
    /// Control characters are made visible and very long texts are cut here, so that no format shows
    /// more or other than the rest.
    package var plainText: String {
        switch self {
        case .absent: ""
        case .text(let text): PlainText.cleaned(text)
        case .number(let number): String(number)
        case .atLeast(let number): "at least \(number)"
        case .date(let date): date.description
        case .word(let word, _): PlainText.cleaned(word)
        }
    }

    /// Nothing is recorded.
    package var isAbsent: Bool { self == .absent }

    /// A count of something, which more may be known of later.
    package static func number(_ number: Int, isLeast: Bool) -> Cell {
        isLeast ? .atLeast(number) : .number(number)
    }

    /// It is "at least" what it says.
    package var isLeast: Bool { if case .atLeast = self { true } else { false } }

    /// A number, exact or at least.
    var isCount: Bool {
        switch self {
        case .number, .atLeast: true
        case .absent, .text, .date, .word: false
        }
    }
}

/// A table of typed cells: what papers print and what `risks`, `changes` and `findings` answer.
///
/// The same value becomes a terminal table, CSV, JSON, an XLSX sheet or an HTML table.
package struct OutputTable: Hashable, Sendable {
    /// A column: its id for programs, its title for readers.
    package struct Column: Hashable, Sendable {
        /// The key in JSON ("reviewDue").
        package var id: String
        /// The head that readers see ("Next review").
        package var title: String
        /// About how many characters its cells need; writers share out the width by it.
        package var width: Int
        /// Its cell names the row: a row header for a screen reader.
        package var isHeader: Bool

        /// A column.
        package init(_ id: String, _ title: String, width: Int = 12, isHeader: Bool = false) {
            self.id = id
            self.title = title
            self.width = width
            self.isHeader = isHeader
        }
    }

    /// A row: one cell for each column, and the card or risk it belongs to.
    package struct Row: Hashable, Sendable {
        /// The cells, in the order of the columns.
        package var cells: [Cell]
        /// The id of the record card that the row is printed on; nil in a table of its own.
        package var group: String?

        /// A row of cells.
        package init(_ cells: [Cell], group: String? = nil) {
            self.cells = cells
            self.group = group
        }
    }

    /// The table's id: the name of its CSV file, sheet and JSON key ("risks", "decisions").
    package var id: String
    /// What the table shows, in a phrase.
    package var caption: String
    /// The columns.
    package var columns: [Column]
    /// The rows, in the order to print.
    package var rows: [Row]
    /// What to print when there are no rows ("No decision is wanted.").
    package var whenEmpty: String

    /// A table.
    package init(
        id: String, caption: String, columns: [Column], rows: [Row] = [],
        whenEmpty: String = "None."
    ) {
        self.id = id
        self.caption = caption
        self.columns = columns
        self.rows = rows
        self.whenEmpty = whenEmpty
    }

    /// For each column, whether it holds numbers: they stand right, with their head.
    package var numericColumns: [Bool] {
        columns.indices.map { column in
            rows.contains { $0.cells[column].isCount }
        }
    }

    /// The rows as objects by column id; absent cells are null.
    ///
    /// Where any number is "at least" one, each row names the columns of which that is so: the number
    /// stays a number.
    ///
    ///     {"id": "2101", "months": 5, "sinceBaseline": ["months"]}
    package var json: JSONValue {
        let hasLeast = rows.contains { $0.cells.contains(where: \.isLeast) }
        return .array(
            rows.map { row in
                let cells = Array(zip(columns, row.cells))
                let least = cells.filter { $0.1.isLeast }.map(\.0.id)
                return .object(
                    cells.map { ($0.id, JSONValue($1)) }
                        + (hasLeast ? [("sinceBaseline", .strings(least))] : []))
            })
    }
}
