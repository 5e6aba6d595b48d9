import Intake
import RegisterReports
import RiskRegister
import XML

/// A mapping for an export that nobody documented: `baf mapping suggest`.
package struct SuggestMappingRequest: DeskRequest {
    /// The form of the answer.
    package enum Form: String, Hashable, Sendable {
        /// A mapping's file, with a reason as a comment on each line.
        case yaml
        /// Their heading and our field, in two columns.
        case sheet

        /// The form that a file's name asks for: a sheet where it ends in .csv, YAML where it ends in .yaml or .yml.
        ///
        /// - Throws: `DeskFailure` for any other ending: a workbook's name on a text opens nowhere.
        package init(fileName: String?) throws(DeskFailure) {
            guard let fileName else {
                self = .yaml
                return
            }
            switch fileName.split(separator: ".").last?.lowercased() {
            case "csv": self = .sheet
            case "yaml", "yml": self = .yaml
            default:
                throw DeskFailure(
                    .usage,
                    "a mapping is written as .yaml, or as two columns in .csv; got \(fileName)\n"
                        + "A spreadsheet opens the .csv.")
            }
        }
    }

    /// The export's path.
    package var file: String
    /// In which form.
    package var form: Form

    /// A request to suggest a mapping for a file.
    package init(_ file: String, as form: Form = .yaml) {
        self.file = file
        self.form = form
    }

    package var capabilities: [Capability] { [.ask] }

    package func answer(at visit: Visit) throws -> SuggestMappingAnswer {
        guard let suggestion = try MappingSuggestion.best(for: .file(file)) else {
            throw DeskFailure(
                .refused,
                "\(file): no table and no element that occurs again: there is nothing to map\n"
                    + "A register has a row of headings with records below it, or an element for each record."
            )
        }
        return SuggestMappingAnswer(suggestion, form)
    }
}

/// A suggested mapping.
package struct SuggestMappingAnswer: Sendable {
    /// The mapping's file, whole.
    package let text: String
    /// The file, and the table in it that looks most like a register.
    package let file: String
    /// How many records were looked at.
    package let records: Int
    /// How many lines are taken, and how many are in doubt.
    package let taken: Int
    package let doubtful: Int
    /// Headings that are no field.
    package let others: Int
    /// Must-haves that no line gives: id, title, current score.
    package let missing: [String]

    init(_ suggestion: MappingSuggestion, _ form: SuggestMappingRequest.Form) {
        text = form == .yaml ? suggestion.yaml : suggestion.sheet
        file = suggestion.file
        records = suggestion.records
        taken = suggestion.taken.count
        doubtful = suggestion.lines.count - taken
        others = suggestion.others.count
        missing = suggestion.missing
    }

    /// What was found, in a sentence or two.
    package var sentence: String {
        var text =
            "\(file), \(Count.of(records, "record")): \(Count.of(taken, "field")) found, \(doubtful) in doubt, "
            + "\(Count.of(others, "heading")) kept as they stand."
        if !missing.isEmpty {
            text +=
                " No column is surely the \(missing.joined(separator: " or the ")): look at the lines in doubt."
        }
        return text
    }
}
