import XML

/// An Office file (ECMA-376, part 2): a ZIP of XML parts that name one another by relations.
struct OfficePackage: Sendable {
    /// A relation of a part to another.
    struct Link: Sendable {
        let id: String
        /// The last word of its type: "worksheet"; the words before it differ between the two namespaces
        /// (transitional and strict).
        let type: String
        let target: String
    }

    let archive: ZipArchive
    /// The file, as errors call it.
    let file: String
    /// The path of the part that the package is about: the workbook, the document.
    private(set) var main = ""
    /// The relations of the main part.
    private(set) var links: [Link] = []

    /// How large a part that is read as it is unpacked may be: a sheet of a million rows.
    private static let partLimit = 2 << 30

    /// Opens a package.
    ///
    /// - Parameters:
    ///   - input: The file.
    ///   - main: Where the main part stands when the package does not say.
    /// - Throws: `TableError` when it is none.
    init(_ input: XMLInput, main: String) throws(TableError) {
        file = input.name
        guard let archive = ZipArchive(input) else {
            throw TableError(
                file, "the file is damaged: it begins like a workbook and is no ZIP archive",
                advice: "copy it again, or open it in a spreadsheet and save it as .xlsx")
        }
        self.archive = archive
        guard archive.count <= 10_000 else {
            throw TableError(
                file, "the archive holds more than 10,000 parts", advice: TableError.saveAgain)
        }
        let first = try links("_rels/.rels", base: "").first { $0.type == "officeDocument" }
        self.main = first?.target ?? main
        let folders = self.main.split(separator: "/")
        let folder = folders.dropLast().joined(separator: "/")
        links = try links("\(folder)/_rels/\(folders.last ?? "").rels", base: folder)
    }

    /// The path of the part of a type that the main part names.
    func path(_ type: String) -> String? { links.first { $0.type == type }?.target }

    private func links(_ path: String, base: String) throws(TableError) -> [Link] {
        var links: [Link] = []
        _ = try records(path, ["Relationship"]) { (record) throws(TableError) in
            let target = record.attribute(0, named: "Target") ?? ""
            var folders = target.hasPrefix("/") ? [] : base.split(separator: "/")
            for part in target.split(separator: "/") {
                if part == ".." {
                    _ = folders.popLast()
                } else if part != "." {
                    folders.append(part)
                }
            }
            let type = record.attribute(0, named: "Type") ?? ""
            links.append(
                Link(
                    id: record.attribute(0, named: "Id") ?? "",
                    type: type.split(separator: "/").last.map(String.init) ?? "",
                    target: folders.joined(separator: "/")))
            guard links.count <= 10_000 else {
                throw TableError(
                    file, "its part \(path) holds more than 10,000 relations",
                    advice: TableError.saveAgain)
            }
        }
        return links
    }

    /// The bytes of a part as they are unpacked; nil when there is none of this path.
    func pieces(_ path: String) -> XMLPieces? {
        archive.index(of: path).map {
            archive.pieces($0, name: "\(file)/\(path)", limit: Self.partLimit)
        }
    }

    /// Reads the records of a part as they are unpacked; false when there is no such part.
    ///
    /// - Parameters:
    ///   - path: The part.
    ///   - names: The names of the elements that are records.
    ///   - place: The place that errors of XML name; the file's name without it.
    ///   - body: Gets each record.
    /// - Returns: Whether there is such a part.
    /// - Throws: `TableError`, or what `body` throws.
    func records(
        _ path: String, _ names: Set<String>, place: () -> String? = { nil },
        _ body: (borrowing XMLRecord) throws(TableError) -> Void
    ) throws(TableError) -> Bool {
        do {
            return try anyRecords(path, names, place: place) { try body($0) }
        } catch {
            throw error as? TableError ?? TableError(file, "\(error)", advice: TableError.saveAgain)
        }
    }

    /// Reads the records of a part with a body that throws errors of its own.
    func anyRecords(
        _ path: String, _ names: Set<String>, place: () -> String? = { nil },
        _ body: (borrowing XMLRecord) throws -> Void
    ) throws -> Bool {
        guard let pieces = pieces(path) else { return false }
        let input = XMLInput.pieces(pieces)
        do {
            let summary = try XMLRecordReader.read(
                input, encoding: InputScan.unicode(input), records: names, body)
            guard summary.repairs.total == 0 else {
                throw TableError(
                    file, "its part \(path) holds characters that XML does not allow",
                    advice: TableError.saveAgain)
            }
            return true
        } catch let error as XMLError {
            guard error.kind != .notReadable else {
                throw TableError(
                    file, "its part \(path) cannot be read: \(error.what)",
                    advice: TableError.clause(error.advice))
            }
            guard let place = place() else {
                throw TableError(
                    file, "its part \(path) cannot be read: \(error.what)",
                    advice: TableError.saveAgain)
            }
            throw TableError(place, error.what, advice: TableError.saveAgain)
        }
    }
}
