/// Why the desk did not do what was asked: what it means, and one to four lines for the reader.
///
/// The command line makes an exit code of the meaning, and a browser a status; neither reads the words.
package struct DeskFailure: Error, Hashable, Sendable {
    /// What a failure means to whoever asked.
    package enum Meaning: String, Hashable, Sendable, Codable, CaseIterable {
        /// The request itself is wrong: words, options, days that contradict each other.
        case usage
        /// The data, the rules or the ruling are refused; nothing was changed.
        case refused
        /// There is no such file, register, organisation or risk.
        case missing
        /// Whoever asks may not do this.
        case forbidden
        /// What the request answers is no longer what it saw; nothing was changed.
        case stale
        /// Another process is writing to the register.
        case locked
        /// Nothing can be written there.
        case cannotWrite
        /// Input or output failed; the disk is full.
        case inputOutput
        /// Nobody foresaw this.
        case unexpected
    }

    /// What it means.
    package let meaning: Meaning
    /// What, where there is one with file:line:column, and what to do.
    package let message: String

    /// A failure with its lines.
    package init(_ meaning: Meaning, _ message: String) {
        self.meaning = meaning
        self.message = message
    }
}
