import XML

/// An XLSX workbook that was opened: its sheets, texts and styles.
///
/// Both readers of workbooks are made of it.
struct WorkbookFile: Sendable {
    /// A sheet, and where its rows are.
    struct Sheet: Sendable {
        let name: String
        let isHidden: Bool
        let path: String
    }

    let package: OfficePackage
    /// The sheets of rows, in the workbook's order; sheets of charts have none.
    private(set) var sheets: [Sheet] = []
    let texts: SharedTexts
    let formats: CellFormats
    private(set) var days = SerialDays()

    /// Opens a workbook.
    ///
    /// - Parameter input: The file.
    /// - Throws: `TableError` when it is none, or hostile, damaged or of another kind.
    init(_ input: XMLInput) throws(TableError) {
        package = try OfficePackage(input, main: "xl/workbook.xml")
        try Self.refuseOthers(package)
        let none = TableError(
            package.file, "the archive holds no workbook", advice: TableError.saveAgain)
        var found: [Sheet] = []
        var days = SerialDays()
        let links = package.links
        let isThere = try package.records(package.main, ["sheet", "workbookPr"]) { record in
            switch record.name(0).local {
            case "workbookPr":
                let flag = record.attribute(0, named: "date1904")
                days.is1904 = flag == "1" || flag == "true" || flag == "on"
            default:
                let id = Self.relation(of: record)
                guard let link = links.first(where: { $0.id == id && $0.type == "worksheet" })
                else { return }
                let state = record.attribute(0, named: "state") ?? "visible"
                found.append(
                    Sheet(
                        name: record.attribute(0, named: "name") ?? "sheet",
                        isHidden: state != "visible", path: link.target))
            }
        }
        guard isThere, !found.isEmpty else { throw none }
        guard found.count <= 1_000 else {
            throw TableError(
                package.file, "the workbook has more than 1,000 sheets",
                advice: "delete the sheets that are not needed")
        }
        sheets = found
        self.days = days
        texts = try SharedTexts(package)
        formats = try CellFormats(package)
    }

    /// The relation that a sheet names: the one `id` that has a prefix (`r:id`); `sheetId` is another.
    private static func relation(of record: borrowing XMLRecord) -> String? {
        for place in 0..<record.attributeCount(0) {
            let name = record.attributeName(0, place)
            if name.local == "id", name.prefix != nil { return record.attributeString(0, place) }
        }
        return nil
    }

    private static func refuseOthers(_ package: OfficePackage) throws(TableError) {
        for name in package.archive.names.map({ $0.lowercased() }) {
            let what: String? =
                if name.hasSuffix("vbaproject.bin") {
                    "the workbook holds macros, which are never read"
                } else if name.hasSuffix("workbook.bin") {
                    "the workbook is in Excel's binary form (.xlsb)"
                } else if name == "content.xml" {
                    "the file is an OpenDocument spreadsheet (.ods)"
                } else {
                    nil
                }
            if let what {
                throw TableError(package.file, what, advice: "save it as .xlsx")
            }
        }
    }
}
