/// A row of a workbook's sheet, as it is stored.
struct StoredRow {
    let number: Int
    let isHidden: Bool
    let cells: [StoredCell]
}

/// A cell of a workbook, as it is stored: what its number means is its style's to say.
struct StoredCell {
    /// What is stored.
    enum Value {
        case text(String)
        /// A number, as written.
        case number(String)
        case boolean(Bool)
        /// A day in ISO 8601, as some programs write them.
        case day(String)
        case error(String)
        /// The number of a shared text that is not there.
        case noText(String)
        /// Nothing but a formula, whose value nobody has worked out yet.
        case nothing
    }

    /// The column, from 1.
    let column: Int
    let value: Value
    let style: Int
    let formula: String?
}
