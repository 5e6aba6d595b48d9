/// Why rows of data cannot be read on: where, what, and what to do.
///
///     data.csv:3:1: error: the row has 5 fields, and the head has 6; ...
package struct RowError: Error, Hashable, Sendable {
    /// The line, from 1.
    package let line: Int
    /// The column in characters, from 1.
    package let column: Int
    /// What is wrong, lower case, no full stop.
    package let what: String
    /// What to do about it.
    package let advice: String

    package init(line: Int, column: Int, _ what: String, advice: String) {
        self.line = line
        self.column = column
        self.what = what
        self.advice = advice
    }

    /// The error as `file:line:column: error: what; advice`.
    package func description(in file: String) -> String {
        "\(file):\(line):\(column): error: \(what); \(advice)"
    }
}
