/// The names, of some, that occur in a FEEL text outside its strings and outside longer names.
///
///     namesUsed(in: "computed score > 3", of: ["score", "computed score"])   // ["computed score"]
func namesUsed(in text: String, of names: [String]) -> Set<String> {
    var rest = Array(withoutStrings(text))
    var used: Set<String> = []
    for name in names.sorted(by: { $0.count > $1.count }) where name != "?" {
        let letters = Array(name)
        guard !letters.isEmpty, letters.count <= rest.count else { continue }
        var start = 0
        while start + letters.count <= rest.count {
            let end = start + letters.count
            if rest[start..<end].elementsEqual(letters),
                start == 0 || !isWordPart(rest[start - 1]),
                end == rest.count || !isWordPart(rest[end])
            {
                used.insert(name)
                for index in start..<end { rest[index] = "\u{1}" }
                start = end
            } else {
                start += 1
            }
        }
    }
    return used
}

private func isWordPart(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
}

/// A text with its runs of space made single, and the insides of its strings left out.
private func withoutStrings(_ text: String) -> String {
    var result = ""
    var isInside = false
    var isEscaped = false
    for character in text {
        if isInside {
            if character == "\"", !isEscaped { isInside = false }
            isEscaped = character == "\\" && !isEscaped
        } else if character == "\"" {
            isInside = true
            result.append("\"")
        } else if character.isWhitespace {
            if result.last != " " { result.append(" ") }
        } else {
            result.append(character)
        }
    }
    return result
}

/// The plain strings that a text writes, in order.
func quotedStrings(in text: String) -> [String] {
    text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 }.map { String($0.element) }
}
