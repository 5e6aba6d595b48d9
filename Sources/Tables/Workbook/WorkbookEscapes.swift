/// The way in which workbooks write characters that XML does not allow: `_x000D_` (ECMA-376, 22.9.2.19).
enum WorkbookEscapes {
    /// A run of text with such marks read as the characters they stand for.
    static func unescaped(_ text: String) -> String {
        guard mayHoldMark(text) else { return text }
        var result = String.UnicodeScalarView()
        let scalars = Array(text.unicodeScalars)
        var place = 0
        while place < scalars.count {
            if let scalar = mark(scalars, place) {
                result.append(scalar)
                place += 7
            } else {
                result.append(scalars[place])
                place += 1
            }
        }
        return String(result)
    }

    /// A text cut so that no run holds such a mark: a text that only looks like one is written as it is.
    ///
    /// Some versions of libxlsxwriter escape the mark themselves and some do not; runs do not depend on it.
    static func runs(_ text: String) -> [String] {
        guard mayHoldMark(text) else { return [text] }
        let scalars = Array(text.unicodeScalars)
        var runs: [String] = []
        var start = 0
        for place in scalars.indices where mark(scalars, place) != nil {
            runs.append(String(String.UnicodeScalarView(scalars[start...place])))
            start = place + 1
        }
        runs.append(String(String.UnicodeScalarView(scalars[start...])))
        return runs
    }

    /// Somewhere stands "_x".
    private static func mayHoldMark(_ text: String) -> Bool {
        zip(text.utf8, text.utf8.dropFirst()).contains {
            $0 == (UInt8(ascii: "_"), UInt8(ascii: "x"))
        }
    }

    /// The character that the seven characters from a place stand for.
    private static func mark(_ scalars: [UnicodeScalar], _ place: Int) -> UnicodeScalar? {
        guard place + 6 < scalars.count, scalars[place] == "_", scalars[place + 1] == "x",
            scalars[place + 6] == "_"
        else { return nil }
        let digits = scalars[(place + 2)..<(place + 6)]
        guard digits.allSatisfy({ $0.properties.isASCIIHexDigit }) else { return nil }
        return UInt32(String(String.UnicodeScalarView(digits)), radix: 16)
            .flatMap(UnicodeScalar.init)
    }
}
