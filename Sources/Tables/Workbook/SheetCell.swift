/// What a cell of a spreadsheet holds.
package enum SheetCell: Hashable, Sendable {
    /// A text, as typed.
    case text(String)
    /// A number, in plain digits.
    case number(String)
    /// A yes or no that the spreadsheet made.
    case boolean(Bool)
    /// Something that has no one text: a date, a formula, an error.
    case unusable(String)

    /// The cell as text, line ends made LF; nil when it has none.
    package var text: String? {
        switch self {
        case .text(let text):
            text.unicodeScalars.contains("\r")
                ? text.replacing("\r\n", with: "\n").replacing("\r", with: "\n") : text
        case .number(let digits): digits
        case .boolean(let value): value ? "true" : "false"
        case .unusable: nil
        }
    }
}

/// The names that spreadsheets give to cells: C12.
package enum CellName {
    /// A column's letters, by its number from 0: A, ..., Z, AA.
    package static func letters(_ column: Int) -> String {
        var rest = column + 1
        var name = ""
        while rest > 0 {
            rest -= 1
            name = String(UnicodeScalar(UInt8(65 + rest % 26))) + name
            rest /= 26
        }
        return name
    }

    /// The row, from 1, and the column, from 0, of a cell's name ("C12"); nil when it is none.
    package static func position(_ reference: String) -> (row: Int, column: Int)? {
        var column = 0
        var row = 0
        var sawDigit = false
        for byte in reference.utf8 where byte != UInt8(ascii: "$") {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where !sawDigit:
                column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                sawDigit = true
                row = row * 10 + Int(byte - UInt8(ascii: "0"))
            default: return nil
            }
            guard column <= 16_384, row <= 1_048_576 else { return nil }
        }
        return column > 0 && row > 0 ? (row, column - 1) : nil
    }
}
