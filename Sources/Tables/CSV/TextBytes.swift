import Foundation

/// The bytes of a text file that a person's spreadsheet saved.
package enum TextBytes {
    /// The text: UTF-8 with or without a mark, UTF-16 with one, else Windows-1252.
    package static func text(_ bytes: [UInt8]) -> String {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return String(bytes: bytes, encoding: .utf16) ?? ""
        }
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        return String(validating: body, as: UTF8.self)
            ?? String(bytes: body, encoding: .windowsCP1252)
            ?? String(decoding: body, as: UTF8.self)
    }
}
