extension FEELError {
    /// A place in the text of an expression: line and column, both from 1.
    ///
    /// Columns count Unicode code points, as FEEL does.
    public struct Position: Sendable, Hashable, Comparable, CustomStringConvertible {
        /// The line, from 1.
        public var line: Int
        /// The column in code points, from 1.
        public var column: Int

        /// Makes a position.
        public init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }

        /// The first character of the text.
        public static let start = Position(line: 1, column: 1)

        /// Earlier in the text is less.
        public static func < (left: Position, right: Position) -> Bool {
            (left.line, left.column) < (right.line, right.column)
        }

        /// The position as `line:column`.
        public var description: String { "\(line):\(column)" }
    }
}

/// A place in the text of an expression, by its short name.
package typealias Position = FEELError.Position

/// A reason why an expression cannot be compiled.
///
/// Thrown once with every problem that was found, in the order of their positions:
///
///     Expression("1 + + x")   // throws FEELError([1:5: expected an expression ...])
public struct FEELError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One problem in the text.
    public struct Problem: Sendable, Hashable, CustomStringConvertible {
        /// What kind of problem it is; the code never changes.
        public enum Code: String, Sendable, Hashable, CaseIterable {
            /// The text does not follow the grammar.
            case syntax = "syntax"
            /// A name that is neither in scope nor a built-in function.
            case unknownName = "unknown-name"
            /// A type that is neither built in nor defined.
            case unknownType = "unknown-type"
            /// Nested deeper, or larger, than an expression may be.
            case tooComplex = "too-complex"
        }
        /// What kind of problem it is.
        public var code: Code
        /// Where in the text.
        public var position: Position
        /// What was found and what was expected, lower case, no full stop; long text is cut.
        public var message: String

        /// Makes a problem.
        public init(code: Code, position: Position, message: String) {
            self.code = code
            self.position = position
            self.message = shortened(message)
        }

        /// The problem of a text that nests deeper than can be followed.
        static func tooDeep(at position: Position) -> Problem {
            Problem(
                code: .tooComplex, position: position,
                message: "the expression is nested too deep to be read")
        }

        /// The problem as `line:column: message`.
        public var description: String { "\(position): \(message)" }
    }

    /// Every problem found, in the order of their positions; never empty.
    public var problems: [Problem]

    /// Makes an error of problems.
    public init(_ problems: [Problem]) {
        self.problems = problems.sorted { $0.position < $1.position }
    }

    /// The problems, separated by semicolons.
    public var description: String { problems.map(\.description).joined(separator: "; ") }
}

/// A message whose middle is left out where it is long, because it quotes what somebody wrote.
///
///     "1e999...999 is not a number that can be held"
///
/// - Parameters:
///   - message: The message.
///   - limit: The most code points that it may have.
/// - Returns: The message, or its beginning and its end.
package func shortened(_ message: String, to limit: Int = 300) -> String {
    // Characters can be of any length, so the parts are counted in code points.
    guard message.utf8.count > limit else { return message }
    let scalars = message.unicodeScalars
    guard scalars.count > limit else { return message }
    return String(scalars.prefix(limit * 3 / 5)) + " ... " + String(scalars.suffix(limit / 3))
}
