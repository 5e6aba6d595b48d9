/// A check that could not run for lack of data: it says so instead of showing zero.
package struct NotRun: Hashable, Sendable {
    /// The check's code.
    package var code: String
    /// Why it did not run ("no actions file").
    package var reason: String

    /// A check that did not run.
    package init(code: String, reason: String) {
        self.code = code
        self.reason = reason
    }
}
