import FEEL

extension DMNError {
    /// Something wrong with a model: where, what, and what to do.
    ///
    ///     routing.dmn:31:17: error: no input is called "Scor"; did you mean "Score"?
    public struct Problem: Hashable, Sendable, CustomStringConvertible {
        /// How bad it is: a model with an error does not compile; a warning is kept beside it.
        public enum Severity: String, Sendable {
            /// The model cannot be used.
            case error
            /// The model can be used, and something about it deserves a look.
            case warning
        }

        /// How bad it is.
        public let severity: Severity
        /// The element or cell it is about.
        public let location: SourceLocation
        /// The row it is about, when it is about one.
        public let row: String?
        /// What is wrong, lower case, no full stop; long text is cut.
        public let what: String
        /// What to do about it.
        public let advice: String?

        /// Makes a problem.
        public init(
            _ severity: Severity = .error, at location: SourceLocation, row: String? = nil,
            _ what: String, advice: String? = nil
        ) {
            self.severity = severity
            self.location = location
            self.row = row
            self.what = shortened(what)
            self.advice = advice.map { shortened($0) }
        }

        /// The problem of a box that lies deeper in boxes than can be followed.
        package static func tooDeep(at location: SourceLocation) -> Self {
            Self(
                at: location, "boxed expressions are nested too deep to be read",
                advice: "make a decision or a function of the inner ones")
        }

        /// The one-line form: `file:line:column: error: what; what to do`.
        public var description: String {
            let rowPart = row.map { "row \($0): " } ?? ""
            let advicePart = advice.map { "; \($0)" } ?? ""
            return "\(location): \(severity.rawValue): \(rowPart)\(what)\(advicePart)"
        }
    }
}

/// Something wrong with a model, by the name that says so where no error is near.
package typealias ModelProblem = DMNError.Problem

/// Why a model could not be loaded or compiled: every problem found, in file order.
public struct DMNError: Error, Sendable, CustomStringConvertible {
    /// The problems, sorted by place; never empty.
    public let problems: [Problem]

    /// Makes an error from problems, which it sorts by place.
    public init(_ problems: [Problem]) {
        self.problems = problems.inFileOrder
    }

    /// One line for each problem.
    public var description: String {
        problems.map(\.description).joined(separator: "\n")
    }
}

extension [ModelProblem] {
    /// Sorted by place, each said once.
    package var inFileOrder: [ModelProblem] {
        var seen: Set<ModelProblem> = []
        return filter { seen.insert($0).inserted }.enumerated().sorted { left, right in
            left.element.location != right.element.location
                ? left.element.location < right.element.location : left.offset < right.offset
        }.map(\.element)
    }
}
