package import XML

/// The rows of a text whose cells stand between commas, semicolons, tabs or bars.
///
/// It is read in any encoding (`TextFile`). What separates cells is taken from a first line `sep=;`, else
/// from the head of the file: the one by which most of its rows have the same number of cells, because the
/// first line may be a title.
///
///     let text = try DelimitedText(.file("risks.csv"))
///     try text.read(text.sheets[0]) { row in print(row.number, row.cells.map(\.text)) }
package struct DelimitedText: TableReader {
    /// The file's fingerprint, size and encoding.
    package let text: TextFile
    /// What reading the text replaces in it.
    package let repairs: XMLRepairs
    /// What stands between cells.
    package let separator: UInt8
    /// The first line says what separates, and is no row.
    private let saysSeparator: Bool
    /// What to call the file in errors.
    private let file: String

    /// Looks through a file.
    ///
    /// - Throws: `XMLError` for one that is missing, unreadable or empty.
    package init(_ input: XMLInput) throws {
        text = try TextFile.scan(input)
        file = input.name
        var head: [UInt8] = []
        repairs = try text.read { head += $0.prefix(DelimitedText.headSize - head.count) }
        let named = DelimitedText.named(head)
        saysSeparator = named != nil
        separator = named ?? DelimitedText.separator(of: head)
    }

    /// A text is one sheet without a name.
    package var sheets: [TableSheet] { [TableSheet(name: "", number: 0)] }

    /// Reads the rows; the number of a row is its line.
    package func read(_ sheet: TableSheet, _ body: (TableRow) throws -> Void) throws {
        var parser = CSVParser(separator: separator)
        var isFirst = saysSeparator
        func take(_ record: CSVParser.Record) throws {
            if isFirst {
                isFirst = false
                return
            }
            let cells = record.fields.enumerated().compactMap { place, field -> TableCell? in
                guard field.text.utf8.contains(where: { $0 > 0x20 }) else { return nil }
                return TableCell(
                    column: place + 1, text: field.text, place: "\(field.line):\(field.column)")
            }
            if !cells.isEmpty { try body(TableRow(number: record.line, cells: cells)) }
        }
        do {
            try text.read { piece in try parser.feed(piece, take) }
            try parser.finish(take)
        } catch let error as RowError {
            throw TableError(
                "\(file):\(error.line):\(error.column)", error.what, advice: error.advice)
        }
    }

    // MARK: - What separates

    private static let headSize = 1 << 16

    /// What the first line says: "sep=;".
    private static func named(_ head: [UInt8]) -> UInt8? {
        let line = head.prefix { $0 != 10 && $0 != 13 }
        let word = Array("sep=".utf8)
        let text = line.filter { $0 != UInt8(ascii: "\"") }
        guard text.count == word.count + 1, let last = text.last,
            text.dropLast().elementsEqual(word) || text.dropLast().elementsEqual("Sep=".utf8)
                || text.dropLast().elementsEqual("SEP=".utf8)
        else { return nil }
        return last
    }

    /// The separator by which most rows of the head have one number of cells, more than one.
    private static func separator(of head: [UInt8]) -> UInt8 {
        var best = (separator: UInt8(ascii: ","), rows: 0, cells: 0)
        // Texts have commas of their own, so that of equals another than the comma counts.
        for candidate in [9, UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: ",")] {
            var parser = CSVParser(separator: candidate)
            var counts: [Int: Int] = [:]
            // The head ends in the midst of a row, which is not looked at.
            try? parser.feed(head) { counts[$0.fields.count, default: 0] += 1 }
            if head.count < headSize {
                try? parser.finish { counts[$0.fields.count, default: 0] += 1 }
            }
            counts[1] = nil
            let most = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }
            guard let most else { continue }
            if (most.value, most.key) > (best.rows, best.cells) {
                best = (candidate, most.value, most.key)
            }
        }
        return best.separator
    }
}
