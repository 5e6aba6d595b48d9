extension Check {
    /// What a check finds in a register that was good, and the nearest thing that it must not find.
    ///
    /// It stands in the check's file, so that whoever reads the check sees what it says, and when. The
    /// tests play every example; Rules/FINDINGS.md prints its message.
    package struct Example: Sendable, CustomStringConvertible {
        /// The id of the finding's subject: "2101", "PR1", "2026-06-30".
        package let subject: String
        /// The finding's message.
        package let message: String
        /// Makes `ExampleRegister.good` one in which the check finds it.
        package let bad: @Sendable (inout ExampleRegister) -> Void
        /// Makes it the nearest one in which the check must be silent about the subject.
        package let near: @Sendable (inout ExampleRegister) -> Void

        init(
            _ subject: String, _ message: String,
            _ bad: @escaping @Sendable (inout ExampleRegister) -> Void,
            butNot near: @escaping @Sendable (inout ExampleRegister) -> Void
        ) {
            self.subject = subject
            self.message = message
            self.bad = bad
            self.near = near
        }

        /// A code that readers of files raise: what one says, and that the rulebook can switch it off.
        static func reading(
            _ code: String, about subject: FindingSubject, _ message: String
        ) -> Example {
            Example(subject.id, message) {
                $0.reading = [Finding(code, about: subject, message)]
            } butNot: {
                $0.reading = [Finding(code, about: subject, message)]
                $0.settings[code] = FindingSetting(isOn: false, severity: .error, limit: nil)
            }
        }

        package var description: String { "\(subject): \(message)" }
    }
}
