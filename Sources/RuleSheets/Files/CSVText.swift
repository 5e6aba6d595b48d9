import Foundation

/// Tables as comma-separated text: RFC 4180, UTF-8 with a mark at the start, and reversible.
///
/// A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula. Such a cell is written
/// with an apostrophe before it, and so is one that begins with an apostrophe itself; reading takes one
/// apostrophe away. `-` alone, which stands in most rows, is no formula anywhere and is written as it is.
enum CSVText {
    /// Rows as text, lines ended by CR LF.
    static func text(_ rows: [[String]]) -> String {
        var output = "\u{FEFF}"
        for row in rows {
            for (index, cell) in row.enumerated() {
                if index > 0 { output += "," }
                output += quoted(marked(cell))
            }
            output += "\r\n"
        }
        return output
    }

    /// A cell with the apostrophe that keeps spreadsheets from reading it as something else.
    static func marked(_ cell: String) -> String {
        guard cell != "-" else { return cell }
        switch cell.unicodeScalars.first {
        case "=", "+", "-", "@", "\t", "\r", "\n", "'": return "'" + cell
        default: return cell
        }
    }

    /// A cell without that apostrophe.
    static func unmarked(_ cell: String) -> String {
        cell.hasPrefix("'") ? String(cell.dropFirst()) : cell
    }

    private static func quoted(_ cell: String) -> String {
        let needsQuotes = cell.unicodeScalars.contains {
            $0 == "\"" || $0 == "," || $0 == ";" || $0 == "\n" || $0 == "\r" || $0 == "\t"
        }
        let isPadded = cell.first?.isWhitespace == true || cell.last?.isWhitespace == true
        guard needsQuotes || isPadded else { return cell }
        return "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }

    /// The cells of a file: commas, semicolons or tabs; UTF-8, UTF-16 with a mark, or Windows-1252.
    static func grid(_ bytes: [UInt8], file: String) throws(RuleSheetError) -> SheetGrid {
        let text = decoded(bytes)
        var grid = SheetGrid(name: file)
        grid.isCSV = true
        var reader = CSVReader(text)
        while let record = reader.record() {
            guard let cells = record.cells else {
                throw .refused([
                    SheetProblem(
                        file, "the quotation mark opened in line \(record.line) is never closed",
                        advice: "open the file in a spreadsheet and save it as CSV UTF-8")
                ])
            }
            for (column, cell) in cells.enumerated() where !cell.isEmpty {
                grid.rows[record.number, default: [:]][column] = .text(unmarked(cell))
            }
        }
        return grid
    }

    private static func decoded(_ bytes: [UInt8]) -> String {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return String(bytes: bytes, encoding: .utf16) ?? ""
        }
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        return String(validating: body, as: UTF8.self)
            ?? String(bytes: body, encoding: .windowsCP1252)
            ?? String(decoding: body, as: UTF8.self)
    }
}

/// Cuts a text into records and cells.
private struct CSVReader {
    private let scalars: [UnicodeScalar]
    private let separator: UnicodeScalar
    private var place = 0
    private var number = 0
    private var line = 1

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        // The first cell of every file of ours is `table`, and what follows it parts the cells.
        let head = scalars.prefix(20).drop { $0 != "t" }.drop {
            $0 != "," && $0 != ";" && $0 != "\t"
        }
        separator = head.first ?? ","
    }

    /// The next record, with its number and line; its cells are nil when a quotation mark is never closed.
    mutating func record() -> (number: Int, line: Int, cells: [String]?)? {
        guard place < scalars.count else { return nil }
        number += 1
        var cells: [String] = []
        var cell = String.UnicodeScalarView()
        var isQuoted = false
        var opened = line
        while place < scalars.count {
            let scalar = scalars[place]
            place += 1
            if scalar == "\n" { line += 1 }
            if isQuoted {
                if scalar != "\"" {
                    cell.append(scalar)
                } else if place < scalars.count, scalars[place] == "\"" {
                    cell.append(scalar)
                    place += 1
                } else {
                    isQuoted = false
                }
            } else if scalar == "\"", cell.isEmpty {
                isQuoted = true
                opened = line
            } else if scalar == separator {
                cells.append(String(cell))
                cell = String.UnicodeScalarView()
            } else if scalar == "\n" || scalar == "\r" {
                if scalar == "\r", place < scalars.count, scalars[place] == "\n" {
                    place += 1
                    line += 1
                }
                cells.append(String(cell))
                return (number, line, cells)
            } else {
                cell.append(scalar)
            }
        }
        cells.append(String(cell))
        return (number, opened, isQuoted ? nil : cells)
    }
}
