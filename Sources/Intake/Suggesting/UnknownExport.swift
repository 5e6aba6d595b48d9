import RiskRegister
import Tables
import Texts
import XML

/// A file that no mapping describes, as its columns: what they are called and what stands in them.
///
/// It is read as any export is, by a mapping that knows its headings and nothing else; so titles, totals, repairs
/// and limits are those of an import. The headings of a table, and the element of a record, are found by shape.
struct UnknownExport {
    /// How many records are looked at: enough for every word of a status to occur, and soon done.
    static let recordLimit = 5_000
    /// How many names are looked at: more are no register's headings.
    static let columnLimit = 1_000

    /// The file's name, and the table in it.
    let name: String
    /// The root element, and the element of one record; nil for tables.
    let root: String?
    let record: String?
    /// The row of the headings, or the line; nil for XML.
    let headingRow: Int?
    /// Names and texts outside the records.
    let head: [(name: String, text: String)]
    /// The columns, in the order in which they first occur.
    let columns: [UnknownColumn]
    /// How many records were looked at.
    let records: Int

    /// The tables of a file that hold records, hidden ones left out.
    static func all(in input: XMLInput) throws -> [UnknownExport] {
        try RegisterFile.unwrapped(input).flatMap { input, name in
            try ExportFormats.open(input, for: []).filter { !$0.isHidden }.compactMap { source in
                try UnknownExport(source, name + (source.table.map { "!\($0)" } ?? ""))
            }
        }
    }

    private init?(_ source: any ExportSource, _ name: String) throws {
        var mapping = SourceMapping()
        var repeated: [String: Int] = [:]
        var row: Int?
        if let table = source as? TableExport {
            guard let headings = try HeadingShape.headings(of: table) else { return nil }
            mapping.ignored = headings.names
            repeated = headings.repeated
            row = headings.row
            (root, record) = (nil, nil)
        } else if let export = source as? XMLExport {
            root = export.scan.rootName
            record = try HeadingShape.recordName(of: export)
            mapping.records = record.map { [$0] } ?? []
            // What is said once for a group of records is a value of each; as which field does not matter here.
            let shared = try HeadingShape.groupNames(of: export, mapping.records)
            for (field, name) in zip(GroupValues.fields.sorted(), shared) {
                mapping.fields[field] = [name]
            }
        } else {
            return nil
        }
        let found = try source.inspect(mapping)
        var columns = UnknownColumns(repeated)
        do {
            try found.read { raw in
                columns.take(raw)
                if columns.records == UnknownExport.recordLimit { throw Enough() }
            }
        } catch is Enough {}
        guard columns.records > 0 else { return nil }
        self.name = name
        headingRow = row
        head = found.head
        self.columns = columns.all
        records = columns.records
    }

    private struct Enough: Error {}
}

/// Gathers records into columns.
struct UnknownColumns {
    private var places: [String: Int] = [:]
    private var columns: [UnknownColumn] = []
    private let repeated: [String: Int]
    private(set) var records = 0

    init(_ repeated: [String: Int]) { self.repeated = repeated }

    /// The columns, each as long as there are records.
    var all: [UnknownColumn] {
        columns.map { column in
            var column = column
            column.pad(to: records)
            return column
        }
    }

    mutating func take(_ raw: RawRecord) {
        for field in raw.fields {
            // Attributes of an element belong to it; a blank heading has no name to map it by.
            guard !field.name.contains("/@"), !field.name.lettersAndDigits.isEmpty else { continue }
            let place: Int
            if let known = places[field.name] {
                place = known
            } else {
                guard columns.count < UnknownExport.columnLimit else { continue }
                place = columns.count
                places[field.name] = place
                let times = repeated[field.name.lettersAndDigits] ?? 1
                columns.append(UnknownColumn(field.name, standing: times))
            }
            columns[place].take(RepairedText(field.text, oneLine: true).text, in: records)
        }
        records += 1
    }
}

/// Finds by shape alone what names the values of a file.
enum HeadingShape {
    struct Headings {
        var names: [String]
        /// How often each stands in the row, folded, where that is more than once.
        var repeated: [String: Int]
        var row: Int
    }

    /// The headings of a table: of its first rows, the first with nearly the most cells that are short texts, no
    /// two alike, no number or date among them, and a row below it.
    static func headings(of table: TableExport) throws -> Headings? {
        for sheet in table.sheets {
            let rows = try TableBeginning.rows(of: sheet, table.reader)
            let counts = rows.map(wordy)
            guard let most = counts.dropLast().max(), most >= 2,
                let place = counts.firstIndex(where: { $0 * 5 >= most * 4 })
            else { continue }
            let names = rows[place].cells.filter { !$0.isMerged }.map(\.text.onOneLine)
            let folded = Dictionary(names.map { ($0.lettersAndDigits, 1) }, uniquingKeysWith: +)
            return Headings(
                names: names, repeated: folded.filter { $0.value > 1 }, row: rows[place].number)
        }
        return nil
    }

    /// How many different headings a row may hold; 0 where it holds what no heading is.
    private static func wordy(_ row: TableRow) -> Int {
        let texts = row.cells.filter { !$0.isBlank && !$0.isMerged }.map(\.text.onOneLine)
        let values = texts.count { text in
            text.utf8.count > 90 || !text.contains(where: \.isLetter)
                || DateText(text, order: .dayFirst).date != nil
        }
        // "#" and "5x5" may head a column; a row of values has more of them.
        guard values * 8 <= texts.count else { return 0 }
        return Set(texts.map(\.lettersAndDigits)).count
    }

    /// The element of a record: the highest that occurs again and has three fields or more of its own.
    static func recordName(of export: XMLExport) throws -> String? {
        let outside = try XMLRecordReader.read(
            export.input, encoding: export.scan.encoding, records: []
        ) { _ in }.outside
        let parents = Set(outside.compactMap { parent(of: $0.path) })
        var fields: [String: Set<String>] = [:]
        var counts: [String: Int] = [:]
        for element in outside where element.path.contains("/") {
            counts[element.path, default: 0] += 1
            fields[element.path, default: []].formUnion(element.attributes.map(\.name))
            guard !parents.contains(element.path), let parent = parent(of: element.path) else {
                continue
            }
            // `<field name="score">`: the name it gives is the field.
            let given = element.attributes.first {
                ["name", "key", "label"].contains($0.name.lowercased())
            }
            fields[parent, default: []].insert(given?.value ?? element.path)
        }
        let records = counts.filter { $0.value >= 2 && fields[$0.key]?.count ?? 0 >= 3 }.keys
        let depth: (String) -> Int = { $0.split(separator: "/").count }
        let highest = records.min {
            (depth($0), -(counts[$0] ?? 0), $0) < (depth($1), -(counts[$1] ?? 0), $1)
        }
        return highest?.split(separator: "/").last.map(String.init) ?? FileHead.recordName(outside)
    }

    /// Names of what the elements around the first records say, the outermost first.
    static func groupNames(of export: XMLExport, _ records: [String]) throws -> [String] {
        var names: [String] = []
        var count = 0
        struct Enough: Error {}
        do {
            try XMLRecordReader.read(
                export.input, encoding: export.scan.encoding, records: Set(records)
            ) { record in
                for value in record.group {
                    let name = GroupValues.name(of: value)
                    if !names.contains(name), names.count < 40 { names.append(name) }
                }
                count += 1
                if count == UnknownExport.recordLimit { throw Enough() }
            }
        } catch is Enough {}
        return names
    }

    private static func parent(of path: String) -> String? {
        path.lastIndex(of: "/").map { String(path[..<$0]) }
    }
}
