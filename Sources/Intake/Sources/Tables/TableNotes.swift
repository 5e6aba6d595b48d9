import Tables
import Texts

// What there is to say about the rows of a table: those that are no records, and what only who opens the file sees.

/// Rows of a table that are no records: how many, and the first of them.
struct LeftOutRows {
    private(set) var count = 0
    private(set) var examples: [(text: String, line: Int)] = []
    /// Rows of sheets without headings that the mapping knows.
    var withoutHeadings = 0

    mutating func add(_ text: String, _ line: Int) {
        count += 1
        if examples.count < 5 { examples.append((text, line)) }
    }
}

extension ShapeNote {
    /// Rows above or without headings.
    static func unreadRows(_ count: Int) -> ShapeNote {
        ShapeNote(
            message: "\(count) row\(count == 1 ? "" : "s") of a sheet above or without headings "
                + "that the mapping knows: not read as records",
            advice: "Give the sheet one row of headings, and add their names to the mapping.")
    }

    /// A table of a file that was not read, and why.
    static func unreadTable(_ source: any ExportSource, _ why: String) -> ShapeNote {
        ShapeNote(
            message: "\(source.table.map { "\"\($0)\"" } ?? "a table") \(why): not read",
            advice: "If it holds risks or actions, show it, and put its headings into the mapping.")
    }

    /// Rows that are no records.
    static func leftOut(_ rows: LeftOutRows, _ style: TableStyle) -> ShapeNote? {
        guard rows.count > 0 else { return nil }
        let examples = rows.examples.map { "\($0.text) in \(style.row) \($0.line)" }
            .joined(separator: ", ")
        let rest = rows.count > rows.examples.count ? ", and more" : ""
        return ShapeNote(
            message:
                "\(rows.count) row\(rows.count == 1 ? " is no record and was" : "s are no records and were") "
                + "left out: \(examples)\(rest)",
            advice: "Look whether one of them is a risk; a risk has an id.",
            line: rows.examples.first?.line ?? 0)
    }
}

/// What stands in a table and does not show, or shows in more cells than it stands in.
struct TableOddities {
    private var hiddenRows: [Int] = []
    private var hiddenRowCount = 0
    private var hiddenColumns: [String] = []
    private var errors: [(place: String, text: String)] = []
    private var errorCount = 0
    private var shared = 0

    private static let most = 5

    /// The row of headings: which columns are hidden.
    mutating func take(headings row: TableRow) {
        hiddenColumns += row.cells.filter(\.isHidden).map(\.text.onOneLine)
    }

    /// A row that is a record.
    mutating func take(_ row: TableRow) {
        if row.isHidden {
            hiddenRowCount += 1
            if hiddenRows.count < Self.most { hiddenRows.append(row.number) }
        }
        for cell in row.cells {
            if cell.isMerged { shared += 1 }
            guard cell.kind == .error else { continue }
            errorCount += 1
            if errors.count < Self.most { errors.append((cell.place, cell.text)) }
        }
    }

    /// What to say, a note each.
    func notes(_ style: TableStyle) -> [ShapeNote] {
        var notes: [ShapeNote] = []
        if hiddenRowCount > 0 {
            let rows = hiddenRows.map(String.init).joined(separator: ", ")
            notes.append(
                ShapeNote(
                    message:
                        "\(hiddenRowCount) hidden row\(hiddenRowCount == 1 ? " is" : "s are") read like the others: "
                        + "\(style.row) \(rows)\(hiddenRowCount > hiddenRows.count ? ", and more" : "")",
                    advice: "Take the filter off, or delete the rows if they are not meant.",
                    line: hiddenRows.first ?? 0))
        }
        if !hiddenColumns.isEmpty {
            let names = hiddenColumns.prefix(Self.most).map { "\"\($0.prefix(40))\"" }
                .joined(separator: ", ")
            notes.append(
                ShapeNote(
                    message:
                        "\(hiddenColumns.count) hidden column\(hiddenColumns.count == 1 ? " is" : "s are") read like "
                        + "the others: \(names)\(hiddenColumns.count > Self.most ? ", and more" : "")",
                    advice: "Show the columns and look whether they are what was meant."))
        }
        if errorCount > 0 {
            let cells = errors.map { "\($0.text.prefix(40)) in \($0.place)" }.joined(
                separator: ", ")
            notes.append(
                ShapeNote(
                    message:
                        "\(errorCount) cell\(errorCount == 1 ? " holds" : "s hold") no value but what a formula "
                        + "failed with: \(cells)\(errorCount > errors.count ? ", and more" : "")",
                    advice:
                        "Mend the formula, or save the file in Excel, so that its value is stored.")
            )
        }
        if shared > 0 {
            notes.append(
                ShapeNote(
                    message:
                        "\(shared) value\(shared == 1 ? "" : "s") of merged cells count\(shared == 1 ? "s" : "") for "
                        + "each row that the cell spans",
                    advice: "Look whether each of these rows was meant."))
        }
        return notes
    }
}
