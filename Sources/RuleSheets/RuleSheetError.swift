/// Something wrong in a spreadsheet of rules: where, what, and what to do.
///
///     Registers!C12: error: row REG-03: "HLR" is not allowed; did you mean "HLRR"?
package struct SheetProblem: Hashable, Sendable, CustomStringConvertible {
    /// The cell (`Registers!C12`), the sheet, or the file.
    package var place: String
    /// What is wrong, lower case, no full stop.
    package var what: String
    /// What to do about it.
    package var advice: String?

    /// A problem.
    package init(_ place: String, _ what: String, advice: String? = nil) {
        self.place = place
        self.what = what
        self.advice = advice
    }

    /// The one-line form: `place: error: what; what to do`.
    package var description: String {
        "\(place): error: \(what)" + (advice.map { "; \($0)" } ?? "")
    }
}

/// Why spreadsheets could not be written or read back.
package enum RuleSheetError: Error, Sendable, CustomStringConvertible {
    /// There is no such file or folder.
    case missing(path: String)
    /// The file is there and cannot be read.
    case unreadable(path: String, reason: String)
    /// The rulebook has no such model.
    case noModel(String, known: [String])
    /// What the file or its cells say is refused: every problem found.
    case refused([SheetProblem])
    /// libxlsxwriter failed, with its message.
    case workbook(String)

    /// One line for each problem.
    package var description: String {
        switch self {
        case .missing(let path): "there is no file or folder \(path)"
        case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
        case .noModel(let name, let known):
            "the rulebook has no model \(name); it has \(known.joined(separator: ", "))"
        case .refused(let problems): problems.map(\.description).joined(separator: "\n")
        case .workbook(let message): "no workbook: \(message)"
        }
    }
}
