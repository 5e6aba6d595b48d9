/// Writes a line of CSV: RFC 4180.
///
///     CSVLine.text(["7", "a, \"b\""])   // "7,\"a, \"\"b\"\"\"\r\n"
///
/// Formulas are `SpreadsheetText`'s concern: a caller knows which of its fields are numbers.
package enum CSVLine {
    /// A comma, which parts the fields where nothing else is said.
    package static let comma = UInt8(ascii: ",")

    /// The line of some fields, ended by CR LF.
    ///
    /// - Parameters:
    ///   - fields: The texts of the fields.
    ///   - separator: What stands between them.
    ///   - isForSpreadsheets: Whether other programs shall save the file and give it back: fields with
    ///     any separator that they know, or with space at an end, are quoted too.
    /// - Returns: The line.
    package static func text(
        _ fields: [String], separator: UInt8 = comma, isForSpreadsheets: Bool = false
    ) -> String {
        // A line of one empty field would be a blank line, which readers pass over.
        if fields == [""] { return "\"\"\r\n" }
        var line = ""
        for (index, field) in fields.enumerated() {
            if index > 0 { line.unicodeScalars.append(UnicodeScalar(separator)) }
            if needsQuotes(field, separator, isForSpreadsheets) {
                append(field, quotedTo: &line)
            } else {
                line += field
            }
        }
        return line + "\r\n"
    }

    private static func needsQuotes(
        _ field: String, _ separator: UInt8, _ isForSpreadsheets: Bool
    ) -> Bool {
        let hasMark = field.utf8.contains { byte in
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"), separator: true
            case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"): isForSpreadsheets
            default: false
            }
        }
        guard !hasMark, isForSpreadsheets else { return hasMark }
        return field.first?.isWhitespace == true || field.last?.isWhitespace == true
    }

    // By scalars: a quotation mark and an accent after it are one character.
    private static func append(_ field: String, quotedTo line: inout String) {
        line += "\""
        for scalar in field.unicodeScalars {
            if scalar == "\"" { line += "\"" }
            line.unicodeScalars.append(scalar)
        }
        line += "\""
    }
}
