import ArgumentParser
import RegisterDesk

/// `baf rules eval`: any DMN model over any table.
struct RulesEvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Ask a DMN model about every row of a table: CSV or JSON Lines in, and out.",
        discussion: """
            The model is any .dmn file of DMN 1.2 to 1.6; models that it imports are found beside it. \
            Columns are matched to inputs by name, then without regard to case and space; a context \
            comes in one cell or with a column for each member (loan.amount). Cells are read by the \
            inputs' types: numbers exactly, dates as 2026-06-30, booleans as true or false, yes or \
            no, lists and contexts as JSON or as FEEL writes them; an empty cell is null. Columns \
            that are no input are carried through. A cell that does not fit its type is null, and a \
            warning says where; with --strict the exit code is then 1.

            EXAMPLES
              baf rules eval Rules/hct/routing.dmn --decision Registers --in risks.csv
              baf rules eval Rules/hct/routing.dmn --in risks.csv --trace -o table
              cat rows.jsonl | baf rules eval model.dmn --in - --format jsonl --out answers.jsonl
            """)

    @Argument(help: ArgumentHelp("The model's .dmn file.", valueName: "model"))
    var model: String

    @Option(
        help: ArgumentHelp(
            "A decision to ask, by name or id; may be repeated (default: those no other requires).",
            valueName: "name"))
    var decision: [String] = []

    @Option(help: ArgumentHelp("A decision service to call instead.", valueName: "name"))
    var service: String?

    @Option(
        name: .customLong("in"),
        help: ArgumentHelp(
            "The rows: a .csv or .jsonl file, or - for standard input.", valueName: "file"))
    var input: String

    @Option(help: "What the rows are, where the file's name does not say: csv or jsonl.")
    var format: EvalRequest.Format?

    @Option(
        help:
            "What stands between fields: comma, semicolon, tab or pipe (default: by the first line)."
    )
    var separator: Separator?

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: "csv, json, jsonl or table (default: as the rows came).")
    var output: EvalRequest.Form?

    @Option(
        help: ArgumentHelp("Write into this file instead of standard output.", valueName: "file"))
    var out: String?

    @Flag(help: "Say for each row which decisions, rows and near misses led to the answer.")
    var trace = false

    @Flag(help: "Exit with 1 when a cell does not fit its input's type.")
    var strict = false

    @Flag(help: "Answer what can be answered of a model that does not compile whole.")
    var lenient = false

    @Option(
        help: ArgumentHelp(
            "What now() and today() answer: a time with its zone (default: they are null).",
            valueName: "time"))
    var now: String?

    @Flag(help: "Print nothing but results and errors.")
    var quiet = false

    func validate() throws {
        if service != nil, !decision.isEmpty {
            throw ValidationError("name decisions or a service, not both")
        }
    }

    func run() throws {
        var misfits = 0
        try reporting {
            let isQuiet = quiet
            misfits = try EvalRequest(
                model, decisions: decision, service: service, input: input, format: format,
                separator: separator?.byte, form: output, out: out, isTraced: trace,
                isLenient: lenient, moment: now, width: Surroundings.width
            ) { if !isQuiet { Output.note($0) } }
            .answered().misfits
        }
        if strict, misfits > 0 { throw ExitCode(1) }
    }
}

extension EvalRequest.Format: ExpressibleByArgument {}
extension EvalRequest.Form: ExpressibleByArgument {}

/// What stands between the fields of a CSV file.
enum Separator: String, ExpressibleByArgument, CaseIterable {
    case comma, semicolon, tab, pipe

    init?(argument: String) {
        switch argument {
        case ",": self = .comma
        case ";": self = .semicolon
        case "\t", "\\t": self = .tab
        case "|": self = .pipe
        default: self.init(rawValue: argument)
        }
    }

    var byte: UInt8 {
        switch self {
        case .comma: UInt8(ascii: ",")
        case .semicolon: UInt8(ascii: ";")
        case .tab: 9
        case .pipe: UInt8(ascii: "|")
        }
    }
}
