import RiskRegister
import Tables
import Texts

// Files of tables, whatever their format: which mapping, what they hold, and their records.

extension TableRecords {
    /// The mappings of risks and actions that know two headings of a sheet.
    ///
    /// - Parameters:
    ///   - mappings: Those at hand.
    ///   - file: What to call the file.
    ///   - reader: Its reader.
    ///   - sheets: The sheets to read.
    /// - Returns: Those worth trying.
    /// - Throws: `RegisterFileError.noHeadings` where none is.
    static func candidates(
        _ mappings: [SourceMapping], file: String, _ reader: any TableReader,
        _ sheets: [TableSheet]
    ) throws -> [SourceMapping] {
        let tables = mappings.filter { $0.kind != .framework }
        var rows: [TableRow] = []
        for sheet in sheets { rows += try beginning(of: sheet, reader) }
        let found = tables.filter { mapping in
            let compiled = CompiledMapping.compiled(mapping)
            return rows.contains { row in
                Set(row.cells.map(\.text).filter { compiled.known($0.onOneLine) != nil }).count >= 2
            }
        }
        guard found.isEmpty else { return found }
        let widest = rows.max { $0.cells.count < $1.cells.count }
        let compiled = tables.first.map(CompiledMapping.compiled)
        throw RegisterFileError.noHeadings(
            file: file, line: widest?.number ?? 1,
            names: (widest?.cells ?? []).prefix(12).map { cell in
                let name = cell.text.onOneLine
                return RegisterFileError.Heading(name: name, near: compiled?.suggestion(for: name))
            })
    }

    private struct Enough: Error {}

    private static func beginning(
        of sheet: TableSheet, _ reader: any TableReader
    ) throws -> [TableRow] {
        var rows: [TableRow] = []
        do {
            try reader.read(sheet) { row in
                rows.append(row)
                if rows.count == 40 { throw Enough() }
            }
        } catch is Enough {}
        return rows
    }

    /// Looks through a file as one mapping reads it.
    ///
    /// - Parameters:
    ///   - reader: Its reader.
    ///   - sheets: The sheets to read.
    ///   - mapping: The mapping.
    /// - Returns: What it finds; what a reader replaces in characters is the format's to add.
    /// - Throws: What the reader throws.
    static func inspect(
        _ reader: any TableReader & Sendable, _ sheets: [TableSheet], _ mapping: SourceMapping
    ) throws -> Inspection {
        let compiled = CompiledMapping.compiled(mapping)
        var found = Inspection(mapping: mapping, tally: NameTally(compiled))
        let rows = try read(reader, sheets, compiled) { record in
            found.tally.add(record.fields, record.line)
            found.records += 1
        }
        found.head = rows.titles
        if rows.leftOut.withoutHeadings > 0 {
            found.notes.append(.unreadRows(rows.leftOut.withoutHeadings))
        }
        found.notes += [.leftOut(rows.leftOut), .shared(rows.shared)].compactMap { $0 }
        found.read = { body in _ = try read(reader, sheets, compiled, body) }
        return found
    }

    @discardableResult
    private static func read(
        _ reader: any TableReader, _ sheets: [TableSheet], _ compiled: CompiledMapping,
        _ body: (RawRecord) throws -> Void
    ) throws -> TableRecords {
        var records = TableRecords(compiled)
        for sheet in sheets {
            try reader.read(sheet) { row in try records.take(row, body) }
            try records.endSheet(body)
        }
        return records
    }
}
