extension StringProtocol {
    /// The text on one line: no white space at its ends, and one space for each run of it inside.
    ///
    ///     " at or\n  above ".onOneLine   // "at or above"
    package var onOneLine: String {
        split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
