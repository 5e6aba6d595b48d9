/// What stops a parse.
struct ParseFailure: Error {
    let problem: FEELError.Problem
}

/// The text of an expression as code points, with a place in it.
struct Scanner {
    let scalars: [Unicode.Scalar]
    var offset = 0
    private let lineStarts: [Int]

    init(_ source: String) {
        scalars = Array(source.unicodeScalars)
        var starts = [0]
        for (index, scalar) in scalars.enumerated() where scalar == "\n" {
            starts.append(index + 1)
        }
        lineStarts = starts
    }

    /// The line and column of an offset.
    func position(_ offset: Int) -> Position {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return Position(line: low + 1, column: offset - lineStarts[low] + 1)
    }

    /// The code point some places on; nil past the end.
    func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
        let index = offset + ahead
        return index < scalars.count ? scalars[index] : nil
    }

    /// Passes white space and comments: DMN 10.3.1.2, rules 64 and 65.
    mutating func skipSpace() {
        while let scalar = peek() {
            if isFEELSpace(scalar) {
                offset += 1
            } else if scalar == "/", peek(1) == "/" {
                while let next = peek(), next != "\n" { offset += 1 }
            } else if scalar == "/", peek(1) == "*", let end = endOfComment() {
                offset = end
            } else {
                return
            }
        }
    }

    private func endOfComment() -> Int? {
        var index = offset + 2
        while index + 1 < scalars.count {
            if scalars[index] == "*", scalars[index + 1] == "/" { return index + 2 }
            index += 1
        }
        return nil
    }

    /// Passes a symbol if it is next.
    mutating func accept(_ symbol: String) -> Bool {
        skipSpace()
        var index = offset
        for scalar in symbol.unicodeScalars {
            guard index < scalars.count, scalars[index] == scalar else { return false }
            index += 1
        }
        offset = index
        return true
    }

    /// The plain word at an offset: a run of name characters that begins as a name does.
    func word(at offset: Int) -> String? {
        guard offset < scalars.count, isNameStart(scalars[offset]) else { return nil }
        var end = offset
        while end < scalars.count, isNamePart(scalars[end]) { end += 1 }
        return String(String.UnicodeScalarView(scalars[offset..<end]))
    }

    /// The plain word that is next, after white space.
    mutating func nextWord() -> String? {
        skipSpace()
        return word(at: offset)
    }

    /// Passes a keyword if it is next.
    mutating func acceptWord(_ keyword: String) -> Bool {
        guard let word = nextWord(), word == keyword else { return false }
        offset += keyword.unicodeScalars.count
        return true
    }

    /// Where a name ends that begins at an offset; nil when the text there is not that name.
    ///
    /// A space in the name stands for any run of white space in the text; nothing else may differ,
    /// so that `a-b` is the name and `a - b` the subtraction.
    func end(of name: [Unicode.Scalar], at offset: Int) -> Int? {
        var index = offset
        for scalar in name {
            guard index < scalars.count else { return nil }
            if scalar == " " {
                guard isFEELSpace(scalars[index]) else { return nil }
                while index < scalars.count, isFEELSpace(scalars[index]) { index += 1 }
            } else {
                guard scalars[index] == scalar else { return nil }
                index += 1
            }
        }
        if let last = name.last, isNamePart(last), index < scalars.count,
            isNamePart(scalars[index])
        {
            return nil
        }
        return index
    }

    /// The longest of some names that stands at an offset, and where it ends.
    func longest(_ names: [[Unicode.Scalar]], at offset: Int) -> (name: String, end: Int)? {
        var best: (name: [Unicode.Scalar], end: Int)?
        for name in names {
            guard let end = end(of: name, at: offset), end > best?.end ?? 0 else { continue }
            best = (name, end)
        }
        return best.map { (String(String.UnicodeScalarView($0.name)), $0.end) }
    }

    /// The name from here to a colon, as keys and named arguments have it; nil if there is none.
    ///
    /// Leaves the place after the colon.
    mutating func nameBeforeColon() -> String? {
        skipSpace()
        guard let first = peek(), isNameStart(first) else { return nil }
        var index = offset
        while index < scalars.count {
            let scalar = scalars[index]
            if scalar == ":" { break }
            guard isNamePart(scalar) || isNameSymbol(scalar) || isFEELSpace(scalar) else {
                return nil
            }
            index += 1
        }
        guard index < scalars.count else { return nil }
        let name = normalisedName(String(String.UnicodeScalarView(scalars[offset..<index])))
        offset = index + 1
        return name
    }

    /// The offset after the bracket that closes the one at an offset; nil when there is none.
    func endOfBracket(at start: Int) -> Int? {
        var depth = 0
        var index = start
        while index < scalars.count {
            switch scalars[index] {
            case "(": depth += 1
            case ")":
                depth -= 1
                if depth == 0 { return index + 1 }
            case "\"": index = endOfString(at: index) - 1
            default: break
            }
            index += 1
        }
        return nil
    }

    private func endOfString(at start: Int) -> Int {
        var index = start + 1
        while index < scalars.count {
            if scalars[index] == "\\" {
                index += 2
            } else if scalars[index] == "\"" {
                return index + 1
            } else {
                index += 1
            }
        }
        return index
    }
}
