extension Warning {
    /// Why a value is null although the expression could be evaluated.
    ///
    /// FEEL turns most mistakes into null. The code says which mistake it was; it never changes, so
    /// that findings and tests may name it.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        /// Written as `null`, or data that is not there.
        case literal = "null"
        /// An operand or argument of a type that the operation does not take.
        case invalidType = "invalid-type"
        /// An argument whose type is right and whose value is not.
        case invalidArgument = "invalid-argument"
        /// A wrong number of arguments, or an argument name that the function does not have.
        case invalidCall = "invalid-call"
        /// Something other than a function was called.
        case notAFunction = "not-a-function"
        /// Values of different types were compared.
        case notComparable = "not-comparable"
        /// A context has no entry of that name, or the value has no such property.
        case noSuchMember = "no-such-member"
        /// A list has no item at that index.
        case indexOutOfRange = "index-out-of-range"
        /// A name without a value.
        case unknownName = "unknown-name"
        /// Division by zero.
        case divisionByZero = "division-by-zero"
        /// A result that the number or temporal type cannot hold.
        case overflow = "overflow"
        /// Text that is not a number, date, time or duration.
        case invalidLiteral = "invalid-literal"
        /// A regular expression that does not parse.
        case invalidPattern = "invalid-pattern"
        /// A value that does not conform to the declared type.
        case typeMismatch = "type-mismatch"
        /// The clock was asked and none was given.
        case noClock = "no-clock"
        /// A function defined outside FEEL, which cannot be run here.
        case externalFunction = "external-function"
        /// More steps, depth or size than one evaluation may use.
        case budgetExceeded = "budget-exceeded"
    }
}

/// Why a value is null, by the name that says so where no warning is near.
package typealias NullReason = Warning.Reason

/// A mistake that became null, and where in the expression it was made.
///
///     Expression("10 * {}").evaluate().warnings   // [1:4: invalid-type: ...]
public struct Warning: Sendable, Hashable, CustomStringConvertible {
    /// What went wrong.
    public var reason: Reason
    /// Where in the text of the expression.
    public var position: FEELError.Position
    /// The facts, lower case, no full stop; long text is cut.
    public var detail: String

    /// Makes a warning.
    public init(reason: Reason, position: FEELError.Position, detail: String) {
        self.reason = reason
        self.position = position
        self.detail = shortened(detail)
    }

    /// The warning as `line:column: code: detail`.
    public var description: String { "\(position): \(reason.rawValue): \(detail)" }
}

/// The value of an expression, and each mistake that became null on the way.
public struct Evaluation: Sendable {
    /// The value; null when it could not be had.
    public var value: Value
    /// What became null on the way, in the order of evaluation.
    public var warnings: [Warning]

    /// Makes an evaluation.
    public init(value: Value, warnings: [Warning] = []) {
        self.value = value
        self.warnings = warnings
    }
}
