import RiskRegister
import Tables
import Texts
import XML

/// A table of a file: the rows of a sheet, or tables of a document that each hold one record.
///
/// Its headings, or labels, say which mapping reads it, before its records are looked at.
struct TableExport: ExportSource {
    /// How its records lie in it.
    enum Layout: Sendable {
        /// A row of headings, and a record in each row below.
        case rows
        /// Labels beside or above their values: each sheet is one record.
        case forms
    }

    /// The file, and the table in it: what errors call it.
    let place: String
    let fingerprint: FileFingerprint
    var table: String?
    var isHidden = false
    let reader: any TableReader & Sendable
    var sheets: [TableSheet]
    var layout = Layout.rows
    var style = TableStyle()
    var repairs = XMLRepairs()
    /// What the format has to say of the file as a whole.
    var notes: [ShapeNote] = []

    func candidates(among mappings: [SourceMapping]) throws -> [SourceMapping] {
        let tables = mappings.filter { $0.kind != .framework }
        var beginnings: [[TableRow]] = []
        for sheet in sheets { beginnings.append(try TableBeginning.rows(of: sheet, reader)) }
        let known = tables.map { mapping in
            let compiled = CompiledMapping.compiled(mapping)
            return beginnings.map {
                layout == .forms
                    ? FormRecords.labels($0, compiled) : TableBeginning.headings($0, compiled).known
            }.max() ?? 0
        }
        // The head decides: of several mappings, those that know most of it.
        let most = known.max() ?? 0
        let found = zip(tables, known).filter { $0.1 == most && most >= 2 }.map(\.0)
        guard found.isEmpty else { return found }
        let widest = beginnings.joined().max { $0.cells.count < $1.cells.count }
        let compiled = tables.first.map(CompiledMapping.compiled)
        throw RegisterFileError.noHeadings(
            file: place, line: widest?.number ?? 1,
            names: (widest?.cells ?? []).prefix(12).map { cell in
                let name = cell.text.onOneLine
                return RegisterFileError.Heading(name: name, near: compiled?.suggestion(for: name))
            })
    }

    func inspect(_ mapping: SourceMapping) throws -> Inspection {
        let compiled = CompiledMapping.compiled(mapping)
        var found = Inspection(mapping: mapping, tally: NameTally(compiled))
        found.repairs = repairs
        found.notes = notes
        switch layout {
        case .rows:
            let rows = try readRows(compiled) { record in
                found.tally.add(record.fields, record.line)
                found.records += 1
            }
            found.head = rows.titles
            found.headingRow = rows.headingRow
            found.leftOutRows = rows.leftOutRows
            found.notes += rows.notes
            found.read = { body in _ = try readRows(compiled, body) }
        case .forms:
            try readForms(compiled) { record in
                found.tally.add(record.fields, record.line)
                found.records += 1
            }
            found.read = { body in try readForms(compiled, body) }
        }
        return found
    }

    private func readRows(
        _ compiled: CompiledMapping, _ body: (RawRecord) throws -> Void
    ) throws -> TableRecords {
        var records = TableRecords(compiled, style)
        for sheet in sheets {
            try reader.read(sheet) { row in try records.take(row, body) }
            try records.endSheet(body)
        }
        return records
    }

    private func readForms(
        _ compiled: CompiledMapping, _ body: (RawRecord) throws -> Void
    ) throws {
        for sheet in sheets {
            let rows = try TableBeginning.rows(of: sheet, reader, atMost: FormRecords.rowLimit)
            let fields = FormRecords.fields(rows, compiled)
            if !fields.isEmpty {
                try body(RawRecord(fields: fields, line: rows.first?.number ?? 0))
            }
        }
    }
}

/// How the tables of a format are written, and what their rows are called.
struct TableStyle: Hashable, Sendable {
    /// A row is called by its line in the file, or by its row in the sheet.
    var row = "row"
    /// Every heading gives a field of each record, a blank one too; else only what is stored does.
    var givesBlanks = true
}

/// The first rows of a sheet, in which its headings are looked for.
enum TableBeginning {
    /// How many rows of a sheet are looked at for its headings.
    static let limit = 40

    private struct Enough: Error {}

    /// The first rows of a sheet.
    static func rows(
        of sheet: TableSheet, _ reader: any TableReader, atMost limit: Int = limit
    ) throws -> [TableRow] {
        var rows: [TableRow] = []
        do {
            try reader.read(sheet) { row in
                rows.append(row)
                if rows.count == limit { throw Enough() }
            }
        } catch is Enough {}
        return rows
    }

    /// The row of which a mapping knows the most cells, and how many: 0 when there is none of two.
    static func headings(
        _ rows: [TableRow], _ mapping: CompiledMapping
    ) -> (place: Int, known: Int) {
        var best = (place: 0, known: 0)
        for (place, row) in rows.enumerated() {
            let names = Set(
                row.cells.filter { !$0.isMerged }.map(\.text.onOneLine)
                    .filter { mapping.known($0) != nil })
            if names.count >= 2, names.count > best.known { best = (place, names.count) }
        }
        return best
    }
}
