/// How labels are broken into lines that fit a box.
enum LabelText {
    /// The widest line, in pixels at 13 pixels a letter's height.
    private static let limit = 150
    private static let mostLines = 4

    /// The label in at most four lines; what does not fit is cut, and ends in an ellipsis.
    static func lines(_ label: String) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in pieces(label) {
            let longer = line.isEmpty ? word : "\(line) \(word)"
            if width(longer) <= limit {
                line = longer
            } else {
                if !line.isEmpty { lines.append(line) }
                line = word
            }
            if lines.count > mostLines { break }
        }
        if !line.isEmpty { lines.append(line) }
        guard lines.count > mostLines else { return lines.isEmpty ? ["(no name)"] : lines }
        return Array(lines.prefix(mostLines - 1)) + ["\(lines[mostLines - 1].prefix(12))..."]
    }

    /// Words, the very long ones broken.
    private static func pieces(_ label: String) -> [String] {
        var pieces: [String] = []
        for word in label.prefix(400).split(whereSeparator: \.isWhitespace) {
            var part = ""
            for character in word {
                if width(part + String(character)) > limit {
                    pieces.append(part)
                    part = ""
                }
                part.append(character)
            }
            pieces.append(part)
        }
        return pieces
    }

    /// The width of a text, a little more than it takes in any common typeface without serifs.
    static func width(_ text: String) -> Int {
        text.reduce(0) { width, character in
            switch character {
            case "i", "j", "l", "t", "f", "r", "I", ".", ",", ":", ";", "'", "|", "!", "(", ")",
                "[", "]", "-", " ":
                width + 5
            case "m", "w", "M", "W", "@", "%": width + 12
            case "a"..."z", "0"..."9": width + 8
            case "A"..."Z": width + 10
            default: width + 14
            }
        }
    }
}
