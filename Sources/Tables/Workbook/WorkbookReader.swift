import FEEL
import XML

/// Reads an XLSX workbook (ECMA-376): its sheets, and what each cell holds, a row at a time.
///
///     var workbook = try WorkbookReader(bytes, file: "risks.xlsx")
///     try workbook.read(workbook.sheets[0]) { part in ... }
///
/// It takes what Excel, LibreOffice and other programs write: shared, inline and rich text, numbers,
/// booleans. What has no one text (a date, a percentage, a formula, an error) is kept as such, so that
/// it can be refused where it matters. Its XML is read with our own limits; nothing is fetched.
package struct WorkbookReader {
    /// A sheet of the workbook.
    package struct Sheet: Sendable {
        /// Its name.
        package let name: String
        fileprivate let path: String
    }

    /// What a sheet consists of, in the file's order.
    package enum Part {
        /// A row by its number from 1, and its cells that hold something, by column from 0.
        case row(Int, [(column: Int, cell: SheetCell)])
        /// An area that was made one cell ("B9:B11"); those of a sheet follow its rows.
        case mergedArea(String)
    }

    /// The sheets, in the workbook's order, hidden ones too.
    package private(set) var sheets: [Sheet] = []

    private let archive: ZipArchive
    private let file: String
    private var texts: [String] = []
    private var styles = CellStyles()
    private var cells = 0

    /// A part may be as large as a sheet whose million rows were all touched once.
    private static let partLimit = 160 << 20
    private static let cellLimit = 2_000_000

    /// Opens a workbook.
    ///
    /// - Parameters:
    ///   - bytes: The file's bytes.
    ///   - file: The file's name, for messages.
    /// - Throws: `WorkbookError` when the file is none, or hostile, damaged or of another kind.
    package init(_ bytes: [UInt8], file: String) throws(WorkbookError) {
        guard let archive = ZipArchive(bytes) else {
            throw .unreadable(
                file: file,
                what: "the file is damaged: it begins like a workbook and is no ZIP archive",
                advice: "copy it again, or open it in a spreadsheet and save it as .xlsx")
        }
        self.archive = archive
        self.file = file
        try refuseOthers()
        let links = try links("_rels/.rels", base: "")
        let book = links.first { $0.type.hasSuffix("/officeDocument") }?.target ?? "xl/workbook.xml"
        guard let root = try document(book) else { throw notAWorkbook }
        let folder = book.split(separator: "/").dropLast().joined(separator: "/")
        let name = book.split(separator: "/").last.map(String.init) ?? ""
        let parts = try self.links("\(folder)/_rels/\(name).rels", base: folder)
        if let path = parts.first(where: { $0.type.hasSuffix("/sharedStrings") })?.target {
            try readTexts(path)
        }
        if let path = parts.first(where: { $0.type.hasSuffix("/styles") })?.target,
            let root = try document(path)
        {
            styles = CellStyles(root)
        }
        for sheet in root.first("sheets")?.all("sheet") ?? [] {
            let id = sheet.attributes.first { $0.name == "id" && $0.prefix != nil }?.value
            guard let part = parts.first(where: { $0.id == id }),
                part.type.hasSuffix("/worksheet")
            else { continue }
            sheets.append(Sheet(name: sheet[attribute: "name"] ?? "sheet", path: part.target))
        }
        guard !sheets.isEmpty else { throw notAWorkbook }
    }

    private func refused(_ what: String, _ advice: String) -> WorkbookError {
        .unreadable(file: file, what: what, advice: advice)
    }

    private var notAWorkbook: WorkbookError {
        refused(
            "the archive holds no workbook", "open the file in a spreadsheet and save it as .xlsx")
    }

    private func refuseOthers() throws(WorkbookError) {
        guard archive.count <= 10_000 else { throw notAWorkbook }
        let names = archive.names.map { $0.lowercased() }
        let found: (String, String)?
        if names.contains(where: { $0.hasSuffix("vbaproject.bin") }) {
            found = ("the workbook holds macros, which are never read", "save it as .xlsx")
        } else if names.contains(where: { $0.hasSuffix("workbook.bin") }) {
            found = ("the workbook is in Excel's binary form (.xlsb)", "save it as .xlsx")
        } else if names.contains("content.xml"), names.contains("mimetype") {
            found = ("the file is an OpenDocument spreadsheet", "save it as .xlsx")
        } else {
            found = nil
        }
        if let (what, advice) = found { throw refused(what, advice) }
    }

    // MARK: - Parts

    /// A relation of a part to another.
    private struct Link {
        let id: String
        let type: String
        let target: String
    }

    private func links(_ path: String, base: String) throws(WorkbookError) -> [Link] {
        guard let root = try document(path) else { return [] }
        return root.all("Relationship").map { node in
            let target = node[attribute: "Target"] ?? ""
            var folders = target.hasPrefix("/") ? [] : base.split(separator: "/")
            for part in target.split(separator: "/") {
                if part == ".." {
                    _ = folders.popLast()
                } else if part != "." {
                    folders.append(part)
                }
            }
            return Link(
                id: node[attribute: "Id"] ?? "", type: node[attribute: "Type"] ?? "",
                target: folders.joined(separator: "/"))
        }
    }

    private func part(_ path: String) throws(WorkbookError) -> [UInt8]? {
        do throws(ZipArchive.PartError) {
            return try archive.part(path, limit: Self.partLimit)
        } catch {
            let (what, advice) =
                switch error {
                case .encrypted:
                    ("is encrypted", "save the workbook without a password")
                case .tooLarge:
                    (
                        "holds more than \(Self.partLimit >> 20) MB",
                        "delete the rows that are not used"
                    )
                case .broken:
                    ("is damaged", "copy the file again, or open it and save it as .xlsx")
                }
            throw refused("its part \(path) \(what)", advice)
        }
    }

    private func document(_ path: String) throws(WorkbookError) -> XMLNode? {
        guard let bytes = try part(path) else { return nil }
        do throws(XMLError) {
            return try XMLDocument.parse(bytes, name: "\(file)/\(path)")
        } catch {
            throw unreadable(path, error.what)
        }
    }

    private func unreadable(_ path: String, _ what: String) -> WorkbookError {
        refused(
            "its part \(path) cannot be read: \(what)",
            "open the file in a spreadsheet and save it as .xlsx")
    }

    private func records(
        _ path: String, _ names: Set<String>,
        _ body: (borrowing XMLRecord) throws(WorkbookError) -> Void
    ) throws(WorkbookError) {
        guard let bytes = try part(path) else {
            throw refused("its part \(path) is missing", "save it again")
        }
        do {
            let summary = try XMLRecordReader.read(
                .bytes(bytes, name: "\(file)/\(path)"), records: names, body)
            guard summary.repairs.total == 0 else {
                throw refused(
                    "its part \(path) holds characters that XML does not allow",
                    "open the file in a spreadsheet and save it as .xlsx")
            }
        } catch {
            if let error = error as? WorkbookError { throw error }
            throw unreadable(path, (error as? XMLError)?.what ?? "\(error)")
        }
    }

    // MARK: - Cells

    private mutating func readTexts(_ path: String) throws(WorkbookError) {
        var texts: [String] = []
        try records(path, ["si"]) { record in texts.append(Self.text(of: record, in: 0)) }
        self.texts = texts
    }

    /// The text of a string item: its runs together, without the readings of East Asian words.
    private static func text(of record: borrowing XMLRecord, in parent: Int) -> String {
        var text = ""
        let depth = record.depth(parent)
        var index = parent + 1
        while index < record.count, record.depth(index) > depth {
            if record.name(index).local == "t",
                record.parent(index).map({ record.name($0).local }) != "rPh"
            {
                text += WorkbookEscapes.unescaped(record.string(index))
            }
            index += 1
        }
        return text
    }

    /// Reads a sheet.
    ///
    /// - Parameters:
    ///   - sheet: One of `sheets`.
    ///   - body: Gets each row that holds something, then the merged areas.
    /// - Throws: `WorkbookError`.
    package mutating func read(
        _ sheet: Sheet, _ body: (Part) -> Void
    ) throws(WorkbookError) {
        var row = 0
        var count = self.cells
        let (texts, styles) = (self.texts, self.styles)
        let tooMany = refused(
            "the workbook has more than \(Self.cellLimit) cells",
            "delete the sheets and rows that are not needed")
        try records(sheet.path, ["row", "mergeCell"]) { (record) throws(WorkbookError) in
            guard record.name(0).local == "row" else {
                record.attribute(0, named: "ref").map { body(.mergedArea($0)) }
                return
            }
            row = record.attribute(0, named: "r").flatMap { Int($0) } ?? row + 1
            var column = -1
            var cells: [(column: Int, cell: SheetCell)] = []
            for index in 1..<max(1, record.count)
            where record.depth(index) == 1 && record.name(index).local == "c" {
                let reference = record.attribute(index, named: "r").flatMap(CellName.position)
                column = reference?.column ?? column + 1
                guard let cell = Self.cell(record, index, texts, styles) else { continue }
                count += 1
                guard count <= Self.cellLimit else { throw tooMany }
                cells.append((column, cell))
            }
            if !cells.isEmpty { body(.row(row, cells)) }
        }
        self.cells = count
    }

    private static func cell(
        _ record: borrowing XMLRecord, _ index: Int, _ texts: [String], _ styles: CellStyles
    ) -> SheetCell? {
        var value: String?
        var inline: String?
        var formula: String?
        var child = index + 1
        let depth = record.depth(index)
        while child < record.count, record.depth(child) > depth {
            if record.depth(child) == depth + 1 {
                switch record.name(child).local {
                case "v": value = record.string(child)
                case "is": inline = text(of: record, in: child)
                case "f": formula = record.string(child)
                default: break
                }
            }
            child += 1
        }
        if let formula { return .unusable("the formula =\(XMLError.oneLine(formula))") }
        let type = record.attribute(index, named: "t") ?? "n"
        if type == "inlineStr" {
            return inline.flatMap { $0.isEmpty ? nil : .text($0) }
        }
        guard let value, !value.isEmpty else { return nil }
        switch type {
        case "s":
            guard let number = Int(value), texts.indices.contains(number) else {
                return .unusable("a text that the workbook does not hold")
            }
            return texts[number].isEmpty ? nil : .text(texts[number])
        case "str": return .text(WorkbookEscapes.unescaped(value))
        case "b": return .boolean(value == "1" || value == "true")
        case "e": return .unusable("the error \(XMLError.oneLine(value))")
        case "d": return .unusable("the date \(XMLError.oneLine(value))")
        default:
            let style = record.attribute(index, named: "s").flatMap { Int($0) }
            return number(value, styles.kind(style))
        }
    }

    /// A number as a person typed it: 15, not 15.0; 0.1, not 0.10000000000000001.
    private static func number(_ value: String, _ kind: CellStyles.Kind) -> SheetCell {
        switch kind {
        case .date: return .unusable("a date or time, which the spreadsheet made of what was typed")
        case .percentage:
            return .unusable("a percentage, which the spreadsheet made of what was typed")
        case .plain: break
        }
        guard let double = Double(value), let decimal = Decimal128("\(double)") else {
            return .unusable("\"\(XMLError.oneLine(value))\", which is no number")
        }
        guard double.magnitude < 1e15 else {
            return .unusable("a number of more than 15 digits, of which spreadsheets keep only 15")
        }
        return .number(decimal.description)
    }
}
