import DMNRows
import FEEL
import RegisterReports
import Tables

/// Writes rows with their answers, as they come.
final class EvalOutput {
    private let form: EvalRequest.Form
    private let answers: [AskedModel.Answer]
    private let columns: AnswerColumns
    private let isTraced: Bool
    private let width: Int
    private let sink: DataSink
    private var separator = CSVLine.comma
    private var carried: [String] = []
    private var waiting: [[Cell]] = []
    private var written = 0
    private var unnamed: Set<String> = []

    /// How many rows a table for a reader shows under one head.
    private static let page = 1_000

    init(
        _ form: EvalRequest.Form, _ answers: [AskedModel.Answer], isTraced: Bool, width: Int,
        sink: DataSink
    ) {
        self.width = width
        self.form = form
        self.answers = answers
        self.isTraced = isTraced
        self.sink = sink
        columns = AnswerColumns(answers)
    }

    /// The heads that the answers take, none of which a row may have itself.
    var reserved: [String] {
        let own =
            switch form {
            case .csv, .table: columns.columns.map(\.head)
            case .json, .jsonl: answers.map(\.name)
            }
        return own + (isTraced ? ["trace"] : [])
    }

    /// Whether the columns must be known before the first row.
    var isFixed: Bool {
        switch form {
        case .csv, .table: true
        case .json, .jsonl: false
        }
    }

    /// Begins, with the names of what each row came with.
    func begin(_ names: [String], separator: UInt8 = UInt8(ascii: ","), hasMark: Bool = false)
        throws
    {
        carried = names
        switch form {
        case .csv:
            self.separator = separator
            if hasMark { try sink.write("\u{FEFF}") }
            try line((names + reserved).map(guarded))
        case .json: try sink.write("[")
        case .jsonl, .table: break
        }
    }

    /// Writes a row.
    ///
    /// - Parameters:
    ///   - row: The row.
    ///   - note: Gets, once, the name of a member that has no column because no type names it.
    /// - Throws: `DeskFailure` when it cannot be written.
    func row(_ row: EvalRow, note: (String) -> Void) throws {
        if isFixed {
            for name in columns.unnamed(row.answers) where unnamed.insert(name).inserted {
                note(name)
            }
        }
        switch form {
        case .csv:
            let answers = columns.values(row.answers).map { value in
                // Numbers stand as they are: a minus sign begins no formula there.
                value.cellText.map(guarded) ?? ""
            }
            try line(
                row.carried.map { guarded($0.text) } + answers
                    + (row.trace.map { [$0.json.compactText()] } ?? []))
        case .json:
            try sink.write((written == 0 ? "\n" : ",\n") + object(row).compactText())
        case .jsonl: try sink.write(object(row).compactText() + "\n")
        case .table where isTraced: try blocks(row)
        case .table:
            waiting.append(
                row.carried.map { .text(orAbsent: $0.text) }
                    + columns.values(row.answers).map { .text(orAbsent: $0.cellText) })
            if waiting.count == EvalOutput.page { try flush() }
        }
        written += 1
    }

    /// Writes what is left.
    func finish() throws {
        switch form {
        case .json: try sink.write(written == 0 ? "]\n" : "\n]\n")
        case .table: if !isTraced { try flush() }
        case .csv, .jsonl: break
        }
    }

    private func object(_ row: EvalRow) -> JSONValue {
        .object(
            zip(row.names, row.carried).map { ($0, $1.json) }
                + zip(answers, row.answers).map { ($0.name, JSONValue($1)) }
                + (row.trace.map { [("trace", $0.json)] } ?? []))
    }

    private func blocks(_ row: EvalRow) throws {
        let inputs = zip(row.names, row.carried).map {
            "\($0) = \($1.text.isEmpty ? "-" : $1.text)"
        }
        let head = "row \(row.number) (\(row.place)): \(inputs.joined(separator: ", "))"
        let lines = (row.trace?.lines ?? []).map { line in
            let indent = line.prefix { $0 == " " }
            return "    \(indent)\(PlainText.onOneLine(line))"
        }
        try sink.write(
            (written == 0 ? "" : "\n")
                + ([PlainText.onOneLine(head)] + lines).joined(separator: "\n") + "\n")
    }

    private func flush() throws {
        guard !waiting.isEmpty || written == 0 else { return }
        let table = OutputTable(columns: carried + columns.columns.map(\.head), rows: waiting)
        try sink.write(
            (written > EvalOutput.page ? "\n" : "") + table.text(width: width))
        waiting.removeAll(keepingCapacity: true)
    }

    private func guarded(_ text: String) -> String {
        SpreadsheetText.guarded(text, except: .numbers)
    }

    private func line(_ fields: [String]) throws {
        try sink.write(CSVLine.text(fields, separator: separator))
    }
}
