import Foundation

extension String {
    /// An id in the one form that derived keys have: Unicode NFC, outer and doubled spaces gone.
    ///
    /// Swift compares texts by what they mean and SQLite by their bytes; of this form both say the
    /// same. Stored records keep their keys as they were typed.
    ///
    ///     " R  12 ".normalID   // "R 12"
    package var normalID: String {
        if utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return self }
        return split(whereSeparator: \.isWhitespace).joined(separator: " ")
            .precomposedStringWithCanonicalMapping
    }
}
