extension String {
    /// The text without characters that act on a terminal, or on the order in which a line is shown.
    ///
    /// Exports, names of files and options may hold them: an escape sequence clears a screen or sets a window's title, and
    /// a change of direction shows "exe.txt" where "txt.exe" stands. Each becomes U+FFFD, so that it is seen that something was
    /// there; line feeds and tabs stay, a carriage return only before a line feed.
    ///
    ///     "a\u{1B}[31mb".harmless   // "a\u{FFFD}[31mb"
    package var harmless: String {
        var text = self
        guard text.withUTF8({ $0.contains(where: Harm.mayBegin) }) else { return text }
        var scalars = String.UnicodeScalarView()
        var before: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if before == "\r" { scalars.append(scalar == "\n" ? "\r" : "\u{FFFD}") }
            before = scalar
            if scalar != "\r" { scalars.append(Harm.isOne(scalar) ? "\u{FFFD}" : scalar) }
        }
        if before == "\r" { scalars.append("\u{FFFD}") }
        return String(scalars)
    }
}

/// The characters that act.
private enum Harm {
    /// A byte of UTF-8 with which one of them may begin.
    static func mayBegin(_ byte: UInt8) -> Bool {
        (byte < 0x20 && byte != 0x0A && byte != 0x09)
            || byte == 0x7F || byte == 0xC2 || byte == 0xD8 || byte == 0xE2
    }

    static func isOne(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0x00...0x1F, 0x7F...0x9F: true
        // Marks, embeddings, overrides and isolates of direction; separators of lines and paragraphs.
        case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
