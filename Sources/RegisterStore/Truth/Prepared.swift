import GRDB
import GRDBSQLite
import RiskRegister

/// A statement of the import's hot path, bound through SQLite's own C functions.
///
/// GRDB prepares it and owns it; binding through GRDB's value type costs 2.4 times the time.
final class Prepared {
    private let db: Database
    private let statement: Statement
    private var raw: SQLiteStatement { statement.sqliteStatement }
    // SQLITE_TRANSIENT: SQLite copies the bytes before the call returns.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    init(_ db: Database, _ sql: String) throws {
        self.db = db
        statement = try db.makeStatement(sql: sql)
    }

    func bind(_ value: Int64, _ index: Int32) { sqlite3_bind_int64(raw, index, value) }

    func bind(_ value: Int64?, _ index: Int32) {
        if let value { bind(value, index) } else { sqlite3_bind_null(raw, index) }
    }

    func bind(_ value: String, _ index: Int32) {
        var value = value
        _ = value.withUTF8 { text in
            // A null pointer would bind NULL, so that empty text needs an address.
            text.withMemoryRebound(to: CChar.self) { bytes in
                if let base = bytes.baseAddress {
                    sqlite3_bind_text(
                        raw, index, base, Int32(clamping: bytes.count), Prepared.copied)
                } else {
                    sqlite3_bind_text(raw, index, "", 0, Prepared.copied)
                }
            }
        }
    }

    func bind(_ value: [UInt8], _ index: Int32) {
        _ = value.withUnsafeBytes { bytes in
            if let base = bytes.baseAddress, !bytes.isEmpty {
                sqlite3_bind_blob(raw, index, base, Int32(clamping: bytes.count), Prepared.copied)
            } else {
                sqlite3_bind_zeroblob(raw, index, 0)
            }
        }
    }

    /// True when there is a row to read.
    func step() throws -> Bool {
        switch sqlite3_step(raw) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code:
            sqlite3_reset(raw)
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code),
                message: db.sqliteConnection.map { String(cString: sqlite3_errmsg($0)) })
        }
    }

    /// Runs a statement that gives no rows.
    func run() throws {
        _ = try step()
        reset()
    }

    func reset() { sqlite3_reset(raw) }

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(raw, column) }

    func day(_ column: Int32) -> Day { Day(number: Int32(clamping: integer(column))) }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(raw, column) == SQLITE_NULL }

    func bytes(_ column: Int32) -> [UInt8] {
        guard let base = sqlite3_column_blob(raw, column) else { return [] }
        let count = Int(sqlite3_column_bytes(raw, column))
        return Array(UnsafeRawBufferPointer(start: base, count: count))
    }

    func text(_ column: Int32) -> String {
        guard let base = sqlite3_column_text(raw, column) else { return "" }
        let count = Int(sqlite3_column_bytes(raw, column))
        return String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self)
    }
}
