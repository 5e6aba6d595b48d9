import RegisterDesk
import RegisterReports

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
    static func answer(
        _ answer: some DeskAnswer, _ table: @autoclosure () -> OutputTable, as form: OutputForm
    ) throws {
        switch form {
        case .json: write(try answer.json())
        case .csv: write(table().csv)
        case .table: write(table().text(width: Surroundings.width))
        }
    }

    /// Says that an answer is only supposed, where rules were named on a question.
    static func note(_ basis: AnswerBasis, _ common: CommonOptions) {
        guard let whatIf = basis.whatIf, !common.quiet else { return }
        note("what-if: every day by the rules \(whatIf) of --rules")
    }
}
