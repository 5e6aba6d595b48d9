import Foundation

/// How a table lies in a sheet or a CSV file: eight rows of heads, then the rules.
///
///     table           Registers
///     source          routing.dmn#d_registers_table, SHA-256 5e1f...
///     hit policy      RULE ORDER: every matching row applies, top to bottom
///     column          input 1          output 1     note 1    description
///     expression      score            register
///     type            tScore (number)  string
///     allowed values                   "HLRR" or "BAF"
///     row             score            register     Policy    Description
///     REG-01          >= 15            "HLRR"       RM01 6.2
///
/// A sheet says itself which table it is and of what state, so that sheets can be renamed and reordered
/// and CSV files sent one by one.
enum SheetLayout {
    /// The first cells of the rows of heads, in their order.
    enum Head: String, CaseIterable {
        case table
        case source
        case hitPolicy = "hit policy"
        case column
        case expression
        case type
        case allowed = "allowed values"
        case row
    }

    /// What binds a sheet to its table and to the file's state when it was written.
    struct Source: Hashable {
        var file: String
        var key: String
        var digest: String

        init(file: String, key: String, digest: String) {
            self.file = file
            self.key = key
            self.digest = digest
        }

        /// Reads `routing.dmn#d_registers_table, SHA-256 5e1f...`; nil when it is not written so.
        init?(_ text: String) {
            guard let mark = text.range(of: Self.mark, options: .backwards),
                let hash = text[..<mark.lowerBound].lastIndex(of: "#")
            else { return nil }
            file = String(text[..<hash])
            key = String(text[text.index(after: hash)..<mark.lowerBound])
            digest = text[mark.upperBound...].trimmed
            guard digest.count == 64, digest.allSatisfy(\.isHexDigit) else { return nil }
        }

        var text: String { "\(file)#\(key)\(Self.mark)\(digest)" }

        private static let mark = ", SHA-256 "
    }

    /// The text of a head's row: the one value, or one for each column.
    static func heads(_ head: Head, of table: RuleTable, digest: String) -> [String] {
        switch head {
        case .table: [table.name]
        case .source: [Source(file: table.file, key: table.key, digest: digest).text]
        case .hitPolicy: [table.hitPolicy]
        case .column: table.columns.map(\.part.description)
        case .expression: table.columns.map(\.expression)
        case .type: table.columns.map(\.type)
        case .allowed: table.columns.map(\.allowed)
        case .row: table.columns.map(\.label)
        }
    }

    /// The whole sheet.
    static func rows(of table: RuleTable, digest: String) -> [[String]] {
        let heads = Head.allCases.map { [$0.rawValue] + self.heads($0, of: table, digest: digest) }
        return heads + table.rows.map { [$0.id] + $0.cells }
    }
}
