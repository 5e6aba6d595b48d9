/// Texts in CSV files that a spreadsheet would take for formulas, and how they are told from others.
///
///     SpreadsheetText.guarded("=1+1")      // "'=1+1"
///     SpreadsheetText.unguarded("'=1+1")   // "=1+1"
///
/// A text that begins with one of `= + - @`, a tab or a line end is given an apostrophe, one that begins
/// with apostrophes before such a character one more. Reading takes one apostrophe away again, so that a
/// file that was written is read as what it was; an apostrophe before anything else is a part of the text.
package enum SpreadsheetText {
    /// What begins like a formula and is written as it is all the same.
    package enum Exception: Sendable {
        /// Nothing: a number that is a text is to stay one.
        case nothing
        /// A dash alone, which stands in most rows of rules and is no formula anywhere.
        case dash
        /// Numbers, whose sign begins no formula.
        case numbers
    }

    /// A text as it is safe to write.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - exception: What is written as it is.
    /// - Returns: The text, with an apostrophe before it where it could be a formula.
    package static func guarded(_ text: String, except exception: Exception = .nothing) -> String {
        guard isRisky(text) else { return text }
        let isExcepted =
            switch exception {
            case .nothing: false
            case .dash: text == "-"
            case .numbers: isNumber(text)
            }
        return isExcepted ? text : "'" + text
    }

    /// The text that was meant by one that may be guarded.
    package static func unguarded(_ text: String) -> String {
        text.utf8.first == UInt8(ascii: "'") && isRisky(text) ? String(text.dropFirst()) : text
    }

    private static func isRisky(_ text: String) -> Bool {
        switch text.utf8.first(where: { $0 != UInt8(ascii: "'") }) {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 9, 10, 13:
            true
        default: false
        }
    }

    /// Whether a text is a number as FEEL, JSON and spreadsheets write one.
    package static func isNumber(_ text: String) -> Bool {
        var rest = text.utf8[...]
        func digits() -> Bool {
            let count = rest.prefix { (48...57).contains($0) }.count
            rest = rest.dropFirst(count)
            return count > 0
        }
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        let hasWhole = digits()
        var hasFraction = false
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            hasFraction = digits()
            if !hasFraction { return false }
        }
        guard hasWhole || hasFraction else { return false }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
                rest.removeFirst()
            }
            guard digits() else { return false }
        }
        return rest.isEmpty
    }
}
