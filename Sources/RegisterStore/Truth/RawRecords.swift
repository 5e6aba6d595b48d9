import Digests
import Foundation
import GRDB
import RiskRegister

/// What a raw record is of.
enum RecordKind: Int64, CaseIterable {
    case risk = 0
    case action = 1
    case framework = 2

    init(_ kind: SourceMapping.Kind) {
        switch kind {
        case .risks: self = .risk
        case .actions: self = .action
        case .framework: self = .framework
        }
    }

    var mapped: SourceMapping.Kind {
        switch self {
        case .risk: .risks
        case .action: .actions
        case .framework: .framework
        }
    }
}

/// In which way a file's words were read: its mapping and the order of its numeric dates, as one number.
struct Reading: Hashable {
    let number: Int64

    init(number: Int64) { self.number = number }

    init(mappingID: Int64, dateOrder: SourceMapping.DateOrder) {
        switch dateOrder {
        case .dayFirst: number = mappingID * 2
        case .monthFirst: number = mappingID * 2 + 1
        }
    }

    var mappingID: Int64 { number / 2 }
    var dateOrder: SourceMapping.DateOrder { number % 2 == 0 ? .dayFirst : .monthFirst }
}

enum RecordDigest {
    /// The digest of a record's row: over organisation, kind, key, and every name and text in order.
    static func row(
        organisation: String, kind: RecordKind, key: String, fields: [RawField],
        into writer: inout ByteWriter
    ) -> Digest {
        writer.removeAll()
        writer.text("rawRecord")
        writer.text(organisation)
        writer.signed(kind.rawValue)
        writer.text(key)
        append(fields, to: &writer)
        return SHA256.digest(writer.bytes)
    }

    /// The key of a record without an id: "?" and 12 digits of the digest of its content.
    static func key(of fields: [RawField]) -> String {
        var writer = ByteWriter()
        append(fields, to: &writer)
        return "?" + SHA256.digest(writer.bytes).hex.prefix(12)
    }

    private static func append(_ fields: [RawField], to writer: inout ByteWriter) {
        writer.count(fields.count)
        for field in fields {
            writer.text(field.name)
            writer.text(field.text)
        }
    }
}

/// The names of fields, each kept once; records name them by number.
struct FieldNames {
    private var numbers: [String: Int64] = [:]
    private var names: [Int64: String] = [:]

    init(_ db: Database) throws {
        let rows = try Row.fetchCursor(db, sql: "SELECT id, name FROM fieldName")
        while let row = try rows.next() { add(try row.get("name"), try row.get("id")) }
    }

    private mutating func add(_ name: String, _ number: Int64) {
        numbers[name] = number
        names[number] = name
    }

    /// The fields as bytes: for each, its name's number and its text.
    mutating func encoded(
        _ fields: [RawField], entry: EntryWriter, into writer: inout ByteWriter
    ) throws -> [UInt8] {
        writer.removeAll()
        writer.count(fields.count)
        for field in fields {
            if numbers[field.name] == nil {
                add(field.name, try entry.insert("fieldName", ["name": field.name]))
            }
            writer.signed(numbers[field.name] ?? 0)
            writer.text(field.text)
        }
        return writer.bytes
    }

    /// The same of fields whose names are numbered otherwise.
    ///
    /// - Parameters:
    ///   - fields: For each field its name's place in `spooled`, and its text.
    ///   - spooled: The names.
    ///   - entry: Adds names that are not known yet.
    ///   - writer: Where the bytes are made.
    /// - Returns: The bytes.
    /// - Throws: `ByteReader.Malformed` when the fields are not as they were written.
    mutating func encoded(
        _ fields: [UInt8], named spooled: [String], entry: EntryWriter,
        into writer: inout ByteWriter
    ) throws -> [UInt8] {
        writer.removeAll()
        var reader = ByteReader(fields)
        let count = try reader.count()
        writer.count(count)
        for _ in 0..<count {
            let place = try reader.count()
            guard spooled.indices.contains(place) else { throw ByteReader.Malformed() }
            let name = spooled[place]
            if numbers[name] == nil {
                add(name, try entry.insert("fieldName", ["name": name]))
            }
            writer.signed(numbers[name] ?? 0)
            writer.block(try reader.slice())
        }
        return writer.bytes
    }

    /// The fields that bytes hold.
    func decoded(_ bytes: [UInt8]) throws -> [RawField] {
        var reader = ByteReader(bytes)
        let fields = try reader.list { reader in
            guard let name = names[try reader.signed()] else { throw ByteReader.Malformed() }
            return RawField(name: name, text: try reader.text())
        }
        guard reader.isAtEnd else { throw ByteReader.Malformed() }
        return fields
    }
}

/// Reads records back from the register and gives them their meaning again.
final class StoredRecords {
    private let db: Database
    private let typing: Typing
    private let names: FieldNames
    private let select: Prepared
    private var mappings: [Int64: SourceMapping] = [:]

    init(_ db: Database, typing: Typing) throws {
        self.db = db
        self.typing = typing
        names = try FieldNames(db)
        select = try Prepared(db, "SELECT fields, key FROM rawRecord WHERE id = ?")
    }

    func raw(_ id: Int64) throws -> RawRecord { try keyed(id).raw }

    /// A record with the key that its extract gave it.
    private func keyed(_ id: Int64) throws -> (key: String, raw: RawRecord) {
        select.bind(id, 1)
        defer { select.reset() }
        guard try select.step() else {
            throw StoreError.unreadable(row: "rawRecord \(id)", reason: "there is no such row")
        }
        return try named(id) {
            (select.text(1), RawRecord(fields: try names.decoded(select.bytes(0))))
        }
    }

    func risk(_ id: Int64, _ reading: Reading) throws -> RiskRecord {
        let (raw, mapping) = (try raw(id), try mapping(reading))
        return try named(id) { try typing.risk(raw, mapping, reading.dateOrder) }
    }

    func action(
        _ id: Int64, _ reading: Reading
    ) throws -> (key: String, action: ActionRecord) {
        let ((key, raw), mapping) = (try keyed(id), try mapping(reading))
        return (key, try named(id) { try typing.action(raw, mapping, reading.dateOrder) })
    }

    func framework(_ id: Int64, _ reading: Reading) throws -> AssuranceFramework {
        let (raw, mapping) = (try raw(id), try mapping(reading))
        return try named(id) { try typing.framework(raw, mapping, reading.dateOrder) }
    }

    /// A file that is read in this way holds open risks only.
    func holdsOpenOnly(_ reading: Reading) throws -> Bool {
        switch try mapping(reading).holds {
        case .all: false
        case .open: true
        }
    }

    private func named<T>(_ id: Int64, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError.unreadable(row: "rawRecord \(id)", reason: "\(error)")
        }
    }

    private func mapping(_ reading: Reading) throws -> SourceMapping {
        let id = reading.mappingID
        if let known = mappings[id] { return known }
        let text = try Data.fetchOne(
            db, sql: "SELECT text FROM mapping WHERE id = ?", arguments: [id])
        do {
            let mapping = try typing.mapping(Array(text ?? Data()))
            mappings[id] = mapping
            return mapping
        } catch {
            throw StoreError.unreadable(row: "mapping \(id)", reason: "\(error)")
        }
    }
}

/// The records that files held: ascending row numbers as differences, in chunks.
enum Manifest {
    private static let chunk = 8192

    static func write(_ records: [Int64], file: Int64, entry: EntryWriter) throws {
        let sorted = records.sorted()
        var start = 0
        while start < sorted.count {
            let end = min(start + chunk, sorted.count)
            var writer = ByteWriter(capacity: (end - start) * 2)
            var last: Int64 = 0
            for record in sorted[start..<end] {
                writer.unsigned(UInt64(bitPattern: record - last))
                last = record
            }
            try entry.insert(
                "manifest",
                ["file": file, "count": end - start, "records": Data(writer.bytes)])
            start = end
        }
    }

    /// The records of a file, ascending.
    static func records(_ db: Database, file: Int64) throws -> [Int64] {
        var records: [Int64] = []
        let rows = try Row.fetchCursor(
            db, sql: "SELECT id, count, records FROM manifest WHERE file = ? ORDER BY id",
            arguments: [file])
        while let row = try rows.next() {
            do {
                records += try decoded(row.get("records"), count: row.get("count"))
            } catch {
                throw StoreError.unreadable(
                    row: "manifest \(try row.get("id") as Int64)", reason: "its bytes are damaged")
            }
        }
        return records
    }

    private static func decoded(_ data: Data, count: Int) throws -> [Int64] {
        var reader = ByteReader(Array(data))
        guard count >= 0, count <= data.count else { throw ByteReader.Malformed() }
        var records: [Int64] = []
        records.reserveCapacity(count)
        var last: Int64 = 0
        for _ in 0..<count {
            let (next, overflow) = last.addingReportingOverflow(
                Int64(bitPattern: try reader.unsigned()))
            guard !overflow, next >= last else { throw ByteReader.Malformed() }
            records.append(next)
            last = next
        }
        guard reader.isAtEnd else { throw ByteReader.Malformed() }
        return records
    }
}
