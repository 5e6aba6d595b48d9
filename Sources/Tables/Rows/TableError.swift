import XML

/// Why a file of tables cannot be read (on): where, what, and what to do about it.
///
///     risks.xlsx!Sheet1!F12: error: the cell names a text that the workbook does not hold; open the file ...
package struct TableError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file, and the place in it where there is one: `risks.xlsx!Sheet1!F12`.
    package let place: String
    /// What is wrong, lower case, no full stop, on one line.
    package let what: String
    /// What to do about it, likewise.
    package let advice: String

    /// An error.
    ///
    /// - Parameters:
    ///   - place: The file, and the place in it.
    ///   - what: What is wrong; may quote the file.
    ///   - advice: What to do about it.
    package init(_ place: String, _ what: String, advice: String) {
        self.place = XMLError.oneLine(place)
        self.what = XMLError.oneLine(what)
        self.advice = advice
    }

    /// The error on one line.
    package var description: String { "\(place): error: \(what); \(advice)" }

    /// The words for whatever a spreadsheet can mend by writing the file anew.
    static let saveAgain = "open the file in a spreadsheet and save it as .xlsx"

    /// Advice as XML's errors print it: a sentence.
    static func sentence(_ advice: String) -> String {
        advice.prefix(1).uppercased() + advice.dropFirst() + "."
    }

    /// A sentence as advice is said here.
    static func clause(_ sentence: String) -> String {
        let words = sentence.hasSuffix(".") ? sentence.dropLast() : sentence[...]
        return words.prefix(1).lowercased() + words.dropFirst()
    }
}
