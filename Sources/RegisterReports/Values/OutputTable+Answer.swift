extension OutputTable {
    /// A table that stands by itself as an answer: its columns are known by their heads, and the first
    /// one names the row.
    ///
    ///     OutputTable(columns: ["ID", "Score"], rows: [[.text("2101"), .number(16)]]).csv
    package init(columns: [String], rows: [[Cell]]) {
        self.init(
            id: "answer", caption: "",
            columns: columns.enumerated().map { index, title in
                Column(title.lowercased(), title, isHeader: index == 0)
            },
            rows: rows.map { Row($0) }, whenEmpty: "Nothing to list.")
    }

    /// The table as RFC 4180 text, safe for spreadsheets.
    package var csv: String { CSVWriter.text(of: self) }

    /// The table for a terminal of a width in columns, without its caption.
    package func text(width: Int) -> String {
        TextTable.text(of: self, width: width, showsCaption: false)
    }
}
