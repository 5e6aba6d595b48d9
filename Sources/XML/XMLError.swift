import Texts

/// Why a file could not be read as XML: what, where, and what to do about it.
///
/// Printed as one to four lines, in the shape that every error of `baf` has:
///
///     risks.xml:3:9: error: the end tag </Risks> does not match <Risk>, opened in line 2
///         3 | </Risks>
///           |         ^
///       Export the file again; if it comes out the same, send these lines to whoever makes it.
package struct XMLError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of thing is wrong.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// There is no such file.
        case notFound
        /// The file is there and cannot be read.
        case notReadable
        /// The file holds nothing but white space.
        case empty
        /// The file is something other than XML.
        case notXML
        /// The XML breaks a rule of XML.
        case malformed
        /// The file ends before its last element does.
        case truncated
        /// The file has a document type declaration, which we never read.
        case documentType
        /// Too many elements inside one another.
        case tooDeep
        /// One field is too long.
        case fieldTooLong
        /// One record is too long.
        case recordTooLong
        /// One start tag is too long, or has too many attributes.
        case startTagTooLong
        /// The file's encoding is none that we can read.
        case encoding
    }

    /// What kind of thing is wrong.
    package var kind: Kind

    /// The file, as it was named.
    package var file: String

    /// The line, from 1, where there is one.
    package var line: Int?

    /// The column in characters, from 1, where there is one.
    package var column: Int?

    /// What is wrong: lower case, no full stop.
    package var what: String

    /// The line of the file, or the part of a long line that matters.
    package var excerpt: String?

    /// How many characters into the excerpt the caret stands, from 0.
    package var caret: Int?

    /// What to do about it: a sentence.
    package var advice: String

    /// An error at a place in a file.
    ///
    /// - Parameters:
    ///   - kind: What kind of thing is wrong.
    ///   - file: The file, as it was named.
    ///   - line: The line, from 1.
    ///   - column: The column in characters, from 1.
    ///   - what: What is wrong.
    ///   - excerpt: The line of the file.
    ///   - caret: How many characters into the excerpt the caret stands.
    ///   - advice: What to do; nil for the usual words of the kind.
    package init(
        _ kind: Kind, file: String, line: Int? = nil, column: Int? = nil, what: String,
        excerpt: String? = nil, caret: Int? = nil, advice: String? = nil
    ) {
        self.kind = kind
        self.file = file
        self.line = line
        self.column = column
        self.what = XMLError.oneLine(what)
        self.excerpt = excerpt
        self.caret = caret
        self.advice = advice ?? kind.advice
    }

    /// Words that may quote the file, as one line of a bearable length.
    ///
    ///     XMLError.oneLine("declares the encoding a\nb")   // "declares the encoding a b"
    package static func oneLine(_ text: String) -> String {
        let scalars = text.unicodeScalars.prefix(161).map { $0.value < 0x20 ? " " : $0 }
        let shown = String(String.UnicodeScalarView(scalars.prefix(160))).harmless
        return scalars.count > 160 ? shown + "\u{2026}" : shown
    }

    package var description: String {
        var place = file
        if let line {
            place += ":\(line)"
            if let column { place += ":\(column)" }
        }
        var lines = ["\(place): error: \(what)"]
        if let line, let excerpt {
            let number = String(line)
            lines.append("    \(number) | \(excerpt)")
            if let caret {
                let margin = String(repeating: " ", count: 4 + number.count)
                lines.append("\(margin) | \(String(repeating: " ", count: caret))^")
            }
        }
        if !advice.isEmpty { lines.append("  \(advice)") }
        return lines.joined(separator: "\n").harmless
    }
}

extension XMLError.Kind {
    /// What to do about an error of this kind, in a sentence.
    package var advice: String {
        switch self {
        case .notFound: "Check the name of the file."
        case .notReadable: "Check that you may read the file and that it is not a folder."
        case .empty: "Export the file again; this one holds nothing."
        case .notXML: "Export from the risk system as XML, or save it as CSV."
        case .malformed:
            "Export the file again; if it comes out the same, send these lines to whoever makes it."
        case .truncated: "The file is cut short: export or copy it again."
        case .documentType:
            "Document type declarations are never read, for safety: export without one."
        case .tooDeep, .fieldTooLong, .recordTooLong, .startTagTooLong:
            "No export should be like this: look at the file before you trust it."
        case .encoding: "Save the file as UTF-8, or correct the encoding its first line declares."
        }
    }
}
