import RiskRegister

/// What a check must find, and the nearest thing that it must not.
struct CheckExample: Sendable, CustomStringConvertible {
    let code: String
    /// The id of the subject and the message of the finding.
    let id: String
    let message: String
    /// The day the answers speak for.
    var asAt = june
    /// Makes a good register one that the check speaks of.
    let bad: @Sendable (inout TestRegister) -> Void
    /// Makes it one that it must not speak of.
    let near: @Sendable (inout TestRegister) -> Void
    /// The day for the near example, where it is another.
    var nearAsAt: Day?

    var description: String { "\(code): \(message)" }
}

/// An example for the usual day.
func example(
    _ code: String, _ id: String, _ message: String,
    _ bad: @escaping @Sendable (inout TestRegister) -> Void,
    near: @escaping @Sendable (inout TestRegister) -> Void
) -> CheckExample {
    CheckExample(code: code, id: id, message: message, bad: bad, near: near)
}

/// One example a code, and more where a code has more than one message.
let checkExamples: [CheckExample] =
    scoreExamples + routingExamples + objectiveExamples + dateExamples + actionExamples
    + controlExamples + identityExamples + readingExamples + rulingExamples
