/// A cell of a table of any format, as its reader gives it: its text, and what kind of value the file says it is.
///
///     TableCell(column: 6, text: "16", kind: .number, place: "F12")
///
/// A text is what a person sees who opens the file and looks at the cell, but for two things that the look would
/// lose: numbers have all their digits (0.1666 under a format of percent is "0.1666"), and days are ISO 8601
/// (2026-06-30, or 2026-06-30T09:30:00 when there is a time), because how a day looks depends on who looks.
package struct TableCell: Hashable, Sendable {
    /// What the file says a value is.
    ///
    /// Formats that do not say have texts only.
    package enum Kind: Hashable, Sendable {
        /// A text, as typed, its line ends LF.
        case text
        /// A number, in plain digits.
        case number
        /// A day, a day and a time, or a time ("09:30:00").
        case date
        /// TRUE or FALSE.
        case boolean
        /// No value: what a formula failed with ("#N/A"), or the formula itself ("=C2*D2") when the file holds
        /// no value of it.
        case error
    }

    /// The column, from 1.
    package let column: Int
    /// The value as text; empty only where a reader keeps texts as they are stored.
    package let text: String
    /// What the file says it is.
    package let kind: Kind
    /// Where it stands, in its file's own terms: "F12" in a workbook or document, "6" (the byte column) in text.
    package let place: String
    /// The value was said in another cell and this one is merged with it: "said once for these rows".
    package let isMerged: Bool
    /// The column is hidden.
    package let isHidden: Bool

    /// A cell.
    ///
    /// - Parameters:
    ///   - column: The column, from 1.
    ///   - text: The value as text.
    ///   - kind: What the file says it is.
    ///   - place: Where it stands.
    ///   - isMerged: Whether the value was said in another cell that this one is merged with.
    ///   - isHidden: Whether the column is hidden.
    package init(
        column: Int, text: String, kind: Kind = .text, place: String, isMerged: Bool = false,
        isHidden: Bool = false
    ) {
        self.column = column
        self.text = text
        self.kind = kind
        self.place = place
        self.isMerged = isMerged
        self.isHidden = isHidden
    }
}

extension TableCell {
    /// It holds white space only.
    package var isBlank: Bool { text.utf8.allSatisfy { $0 <= 0x20 } }
}

/// A row of a table: its cells that hold something.
package struct TableRow: Hashable, Sendable {
    /// Its number in the file, from 1: the row of a sheet, the line of a text.
    package let number: Int
    /// It is hidden, by hand or by a filter.
    package let isHidden: Bool
    /// The cells by column, blank ones left out; at least one of them is not merged from elsewhere.
    package let cells: [TableCell]

    /// A row.
    package init(number: Int, isHidden: Bool = false, cells: [TableCell]) {
        self.number = number
        self.isHidden = isHidden
        self.cells = cells
    }
}
