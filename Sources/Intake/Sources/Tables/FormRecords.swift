import RiskRegister
import Tables
import Texts

/// Tables that are one record each, as frameworks in Word have them: labels beside or above their values.
///
///     Risk ref     PR1          Executive lead   Medical Director
///                  Likelihood   Consequence      Score
///     Current      4            4                16
///
/// gives "Risk ref" = PR1, "Executive lead" = Medical Director, and "Current Score" = 16, where the mapping knows that
/// name. What has no label the mapping knows is kept under the label it has, or under its place.
enum FormRecords {
    /// How many rows a table of one record has at most; more is a list.
    static let rowLimit = 200

    /// Whether a table is one record: what the mapping knows stands in many rows, and in none is most of it.
    static func isForm(_ rows: [TableRow], _ mapping: CompiledMapping) -> Bool {
        let known = rows.map { Set(names(of: $0).filter { mapping.known($0) != nil }) }
        guard let most = known.max(by: { $0.count < $1.count }) else { return false }
        // Headings that are said again on each page are headings.
        let others = known.filter { $0 != most }.reduce(into: Set<String>()) { $0.formUnion($1) }
            .subtracting(most)
        return others.count >= 3 && others.count >= most.count
    }

    /// How many different labels of a table the mapping knows.
    static func labels(_ rows: [TableRow], _ mapping: CompiledMapping) -> Int {
        Set(rows.flatMap(names).filter { mapping.known($0) != nil }).count
    }

    private static func names(of row: TableRow) -> [String] {
        row.cells.filter { !$0.isMerged }.map(name)
    }

    /// A label as a name: on one line, without the colon behind it.
    private static func name(_ cell: TableCell) -> String {
        let text = cell.text.onOneLine
        return text.hasSuffix(":") ? String(text.dropLast()).onOneLine : text
    }

    /// The fields of the record that a table is.
    static func fields(_ rows: [TableRow], _ mapping: CompiledMapping) -> [RawField] {
        var form = Form(rows.map { $0.cells.filter { !$0.isMerged } }, mapping)
        return form.fields()
    }

    /// The cells of a table, and which of them have been read.
    private struct Form {
        let rows: [[TableCell]]
        let mapping: CompiledMapping
        private var taken: [Set<Int>]

        init(_ rows: [[TableCell]], _ mapping: CompiledMapping) {
            self.rows = rows
            self.mapping = mapping
            taken = rows.map { _ in [] }
        }

        private func isLabel(_ cell: TableCell) -> Bool {
            mapping.known(FormRecords.name(cell)) != nil
        }

        private func cell(_ row: Int, column: Int) -> TableCell? {
            guard rows.indices.contains(row) else { return nil }
            return rows[row].first { $0.column == column }
        }

        mutating func fields() -> [RawField] {
            var fields: [RawField] = []
            for row in rows.indices {
                for (place, label) in rows[row].enumerated()
                where !taken[row].contains(label.column) {
                    if let block = block(row, place) {
                        fields += block
                    } else if let field = field(row, place) {
                        fields.append(field)
                    } else {
                        fields.append(rest(row, place))
                    }
                }
            }
            return fields
        }

        /// A label with the value beside or below it.
        private mutating func field(_ row: Int, _ place: Int) -> RawField? {
            let label = rows[row][place]
            guard isLabel(label) else { return nil }
            taken[row].insert(label.column)
            let name = FormRecords.name(label)
            if place + 1 < rows[row].count {
                let beside = rows[row][place + 1]
                if !isLabel(beside), !taken[row].contains(beside.column) {
                    taken[row].insert(beside.column)
                    return RawField(name: name, text: beside.text)
                }
            }
            // Headings above their values; a label that ends its row alone may have none.
            if let below = cell(row + 1, column: label.column), !isLabel(below),
                !taken[row + 1].contains(below.column), rows[row].count > 1
            {
                taken[row + 1].insert(below.column)
                return RawField(name: name, text: below.text)
            }
            return RawField(name: name, text: "")
        }

        /// Rows named at their beginning under columns named above: "Current", "Target" by "Likelihood", "Score".
        private mutating func block(_ row: Int, _ place: Int) -> [RawField]? {
            let above = rows[row][place...].filter { !taken[row].contains($0.column) }
            var fields: [RawField] = []
            var next = row + 1
            while next < rows.count, let first = rows[next].first,
                !taken[next].contains(first.column)
            {
                let side = FormRecords.name(first)
                let line = above.compactMap { head -> (TableCell, RawField)? in
                    guard head.column > first.column, let value = cell(next, column: head.column)
                    else { return nil }
                    let name = side + " " + FormRecords.name(head)
                    return mapping.known(name) == nil
                        ? nil : (value, RawField(name: name, text: value.text))
                }
                if line.isEmpty { break }
                taken[next].insert(first.column)
                for (value, field) in line {
                    taken[next].insert(value.column)
                    fields.append(field)
                }
                next += 1
            }
            guard !fields.isEmpty else { return nil }
            for head in above { taken[row].insert(head.column) }
            return fields
        }

        /// What no label of the mapping names: under the label that it has, or under its place.
        private mutating func rest(_ row: Int, _ place: Int) -> RawField {
            let cell = rows[row][place]
            taken[row].insert(cell.column)
            // Up to the next label that is known: a label and a value, or cells that say nothing of each other.
            let others = rows[row][(place + 1)...].prefix { !isLabel($0) }
                .filter { !taken[row].contains($0.column) }
            guard let value = others.first, others.count == 1 else {
                return RawField(name: "Cell \(cell.place)", text: cell.text)
            }
            taken[row].insert(value.column)
            return RawField(name: FormRecords.name(cell), text: value.text)
        }
    }
}
