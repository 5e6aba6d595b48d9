import FEEL
import Foundation

/// Any DMN model asked about every row of a table, however long: `baf rules eval`.
///
/// Rows stream from a file or standard input to a file or standard output; a file that is written is
/// there only when all answers are. No register is needed.
package struct EvalRequest: DeskRequest {
    /// What rows are written in.
    package enum Format: String, Hashable, Sendable, CaseIterable {
        case csv, jsonl
    }

    /// The form in which answers are written.
    package enum Form: String, Hashable, Sendable, CaseIterable {
        case csv, json, jsonl, table
    }

    /// The model's .dmn file.
    package var model: String
    /// Decisions to ask, by name or id; none: those that no other requires.
    package var decisions: [String]
    /// A decision service to call instead.
    package var service: String?
    /// The rows: a file, or "-" for standard input.
    package var input: String
    /// What the rows are; nil: as the file's name says.
    package var format: Format?
    /// What stands between the fields of CSV; nil: by the first line.
    package var separator: UInt8?
    /// The form of the answers; nil: as the rows came.
    package var form: Form?
    /// The file to write; nil: standard output.
    package var out: String?
    /// Each answer says which decisions, rows and near misses led to it.
    package var isTraced: Bool
    /// What can be answered of a model that does not compile whole is answered.
    package var isLenient: Bool
    /// What now() and today() answer: a time with its zone; nil: null.
    package var moment: String?
    /// The width of a table, in columns.
    package var width: Int
    /// Told what a reader should know of a row, as it comes.
    package var note: @Sendable (String) -> Void

    /// A question about the rows of a table.
    package init(
        _ model: String, decisions: [String] = [], service: String? = nil, input: String,
        format: Format? = nil, separator: UInt8? = nil, form: Form? = nil, out: String? = nil,
        isTraced: Bool = false, isLenient: Bool = false, moment: String? = nil, width: Int = 100,
        note: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.model = model
        self.decisions = decisions
        self.service = service
        self.input = input
        self.format = format
        self.separator = separator
        self.form = form
        self.out = out
        self.isTraced = isTraced
        self.isLenient = isLenient
        self.moment = moment
        self.width = width
        self.note = note
    }

    package var capabilities: [Capability] { [.ask] }

    package func answer(at visit: Visit) throws -> EvalAnswer {
        let format = try knownFormat()
        let asked = try AskedModel(
            path: model, decisions: decisions, service: service, isLenient: isLenient,
            now: try parsedMoment())
        try checkOut()
        let source = try DataSource(input)
        let sink = try DataSink(out)
        do {
            let run = EvalRun(
                asked, source: source, sink: sink, form: form ?? (format == .csv ? .csv : .jsonl),
                isTraced: isTraced, width: width, noted: note)
            switch format {
            case .csv: try run.csv(separator: separator)
            case .jsonl: try run.jsonLines()
            }
            try sink.finish()
            return EvalAnswer(misfits: run.finish())
        } catch {
            sink.abandon()
            throw error
        }
    }

    private func parsedMoment() throws(DeskFailure) -> DateAndTime? {
        guard let moment else { return nil }
        guard let parsed = DateAndTime(moment), moment.contains("T") else {
            throw DeskFailure(
                .usage, "--now takes a time (2026-07-02T09:00:00Z); got \"\(moment)\"")
        }
        return parsed
    }

    /// The answers never replace what was asked: the table, or the model.
    private func checkOut() throws(DeskFailure) {
        guard let out else { return }
        func file(_ path: String) -> String {
            URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
        }
        for path in [input, model] where path != "-" && file(path) == file(out) {
            throw DeskFailure(
                .usage, "--out \(out) is what is read: the answers would replace it; name another")
        }
    }

    private func knownFormat() throws(DeskFailure) -> Format {
        if let format { return format }
        let name = input.lowercased()
        for format in Format.allCases where name.hasSuffix(".\(format.rawValue)") {
            return format
        }
        if name.hasSuffix(".ndjson") { return .jsonl }
        if name.hasSuffix(".tsv") || name.hasSuffix(".txt") { return .csv }
        throw DeskFailure(
            .usage,
            "what is \(input == "-" ? "on standard input" : input)? say --format csv or --format jsonl"
        )
    }
}

/// How a run over a table went.
package struct EvalAnswer: DeskAnswer {
    /// Cells that did not fit their inputs' types: they were null.
    package var misfits: Int

    package var document: EvalAnswer { self }
}
