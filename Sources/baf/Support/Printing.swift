import RegisterReports

extension JSONValue {
    /// A text, or null.
    static func text(_ text: String?) -> JSONValue { .string(orNull: text) }

    /// A whole number, or null.
    static func integer(_ number: Int?) -> JSONValue { .number(orNull: number) }

    /// A number by its decimal digits, or null.
    static func decimal(orNull digits: String?) -> JSONValue { digits.map(decimal) ?? .null }
}

extension OutputTable {
    /// A table whose columns are known by their heads; the first column names the row.
    init(columns: [String], rows: [[Cell]]) {
        self.init(
            id: "answer", caption: "",
            columns: columns.enumerated().map { index, title in
                Column(title.lowercased(), title, isHeader: index == 0)
            },
            rows: rows.map { Row($0) }, whenEmpty: "Nothing to list.")
    }

    /// The table as RFC 4180 text, safe for spreadsheets.
    var csv: String { CSVWriter.text(of: self) }

    /// The table for a terminal.
    func text(width: Int) -> String { TextTable.text(of: self, width: width, showsCaption: false) }
}

extension Output {
    /// Writes an answer in the form that was asked for.
    static func answer(_ json: JSONValue, _ table: OutputTable, as form: OutputForm) {
        switch form {
        case .json: write(json.text())
        case .csv: write(table.csv)
        case .table: write(table.text(width: Surroundings.width))
        }
    }
}
