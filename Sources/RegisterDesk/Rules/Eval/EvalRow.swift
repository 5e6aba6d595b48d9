import DMNRows
import FEEL
import RegisterReports
import Tables

/// A cell that came in with a row, to be written beside the answers.
struct CarriedCell {
    /// What it came as.
    enum Content {
        /// A field of a CSV file, and its value where it is for an input that it fits.
        case field(String, Value?)
        /// A member of a JSON object.
        case member(JSONTree)
        /// A member that this row's object does not have.
        case absent
    }

    let content: Content

    /// The cell as text; a CSV field is written as it came.
    var text: String {
        switch content {
        case .field(let text, _): SpreadsheetText.unguarded(text)
        case .member(.string(let text)): text
        case .member(.null), .absent: ""
        case .member(let tree): JSONValue(tree).compactText()
        }
    }

    /// The cell as JSON: as it came, or as the value that it was read as.
    var json: JSONValue {
        switch content {
        case .field("", _), .absent: .null
        case .field(let text, let value):
            value.map { JSONValue($0) } ?? .string(SpreadsheetText.unguarded(text))
        case .member(let tree): JSONValue(tree)
        }
    }
}

/// One row with its answers.
struct EvalRow {
    /// Its number, from 1.
    let number: Int
    /// Where it stands: `data.csv:3`.
    let place: String
    /// What it came with, in the order of the names.
    let names: [String]
    let carried: [CarriedCell]
    let answers: [Value]
    let trace: EvalTrace?
}
