/// The cells of one sheet or CSV file, as they were found.
struct SheetGrid: Sendable {
    /// The sheet's name, or the file's.
    var name: String
    /// Rows that hold something, by number from 1, and their cells by column from 0.
    var rows: [Int: [Int: SheetCell]] = [:]
    /// Areas that were made one cell, as the file names them ("B9:B11").
    var mergedAreas: [String] = []
    /// Whether numbers, booleans and marks are only spelt, as in CSV.
    var isCSV = false

    /// A cell's name: `Registers!C12`.
    func place(_ row: Int, _ column: Int) -> String {
        "\(name)!\(SheetGrid.columnName(column))\(row)"
    }

    /// A column's letters: A, ..., Z, AA.
    static func columnName(_ column: Int) -> String {
        var rest = column + 1
        var name = ""
        while rest > 0 {
            rest -= 1
            name = String(UnicodeScalar(UInt8(65 + rest % 26))) + name
            rest /= 26
        }
        return name
    }

    /// The row and column of a cell's name ("C12"); nil when it is none.
    static func position(_ reference: String) -> (row: Int, column: Int)? {
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

/// What a cell holds.
enum SheetCell: Hashable, Sendable {
    /// A text, as typed.
    case text(String)
    /// A number, in plain digits.
    case number(String)
    /// A yes or no that the spreadsheet made.
    case boolean(Bool)
    /// Something that has no one text: a date, a formula, an error.
    case unusable(String)

    /// The cell as text, line ends made LF; nil when it has none.
    var text: String? {
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
