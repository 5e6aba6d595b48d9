import RegisterDesk
import RegisterReports

extension CheckAnswer {
    /// Problems and remarks for a spreadsheet.
    var table: OutputTable {
        OutputTable(
            columns: [
                "File", "Line", "Column", "Severity", "Kind", "Decision", "Rows", "Sentence",
                "Example", "Advice", "Accepted",
            ],
            rows: document.map { entry in
                [
                    .text(entry.file), .number(entry.line), .number(entry.column),
                    .word(entry.severity), .word(entry.kind), .text(orAbsent: entry.decision),
                    .text(entry.rows.joined(separator: ", ")), .text(entry.sentence),
                    .text(entry.example.joined(separator: ", ")), .text(orAbsent: entry.advice),
                    .text(orAbsent: entry.accepted),
                ]
            })
    }
}
