import GRDB

extension Row {
    /// The value of a column; a value of another type is damage, an error and never a crash.
    func get<T: DatabaseValueConvertible>(_ column: String) throws -> T {
        guard let value: T = try optional(column) else { throw damage(column) }
        return value
    }

    /// The value of a column, or nil for NULL.
    func optional<T: DatabaseValueConvertible>(_ column: String) throws -> T? {
        let stored: DatabaseValue = self[column]
        if stored.isNull { return nil }
        guard let value = T.fromDatabaseValue(stored) else { throw damage(column) }
        return value
    }

    private func damage(_ column: String) -> StoreError {
        let id = (self["id"] as DatabaseValue?).flatMap(Int64.fromDatabaseValue)
        return .unreadable(
            row: id.map { "row \($0)" } ?? "a row", reason: "\(column) holds no such value")
    }
}
