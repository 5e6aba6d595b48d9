import RiskRegister

/// HTML and Word markup in a text.
enum Markup {
    /// The text without formatting markup, line breaks kept; nil when there is none.
    ///
    /// Linear in the text whatever it holds: a tag ends before the next "<", and a search that once
    /// found nothing is not repeated.
    static func stripped(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.contains(UInt8(ascii: "<")) else { return nil }
        var stripper = Stripper(bytes: bytes)
        return stripper.run()
    }

    private struct Stripper {
        let bytes: [UInt8]
        var result: [UInt8] = []
        var place = 0
        var changed = false
        /// Ends that do not occur after the place where they were looked for.
        var missing: Set<String> = []

        init(bytes: [UInt8]) {
            self.bytes = bytes
            result.reserveCapacity(bytes.count)
        }

        mutating func run() -> [UInt8]? {
            while place < bytes.count {
                let byte = bytes[place]
                if byte == UInt8(ascii: "<"), markup() {
                    changed = true
                } else {
                    result.append(byte)
                    place += 1
                }
            }
            return changed ? result : nil
        }

        private mutating func markup() -> Bool {
            let next = place + 1 < bytes.count ? bytes[place + 1] : 0
            switch next {
            case UInt8(ascii: "!"):
                if bytes[place...].starts(with: Array("<!--".utf8)) { return skip(past: "-->") }
                return bytes[place...].starts(with: Array("<![".utf8)) && skip(past: "]>")
            case UInt8(ascii: "?"):
                return bytes[place...].starts(with: Array("<?xml".utf8)) && skip(past: ">")
            default: return tag()
            }
        }

        /// Skips everything up to and with an end, if the end occurs.
        private mutating func skip(past end: String) -> Bool {
            guard !missing.contains(end) else { return false }
            let wanted = Array(end.utf8)
            var index = place
            while index + wanted.count <= bytes.count {
                if bytes[index] == wanted[0], bytes[index...].starts(with: wanted) {
                    place = index + wanted.count
                    return true
                }
                index += 1
            }
            missing.insert(end)
            return false
        }

        private mutating func tag() -> Bool {
            var index = place + 1
            let closes = index < bytes.count && bytes[index] == UInt8(ascii: "/")
            if closes { index += 1 }
            let start = index
            while index < bytes.count, index - start < 24, isNameByte(bytes[index]) { index += 1 }
            let name = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
            guard let kind = Markup.kind(of: name), let end = tagEnd(index) else { return false }
            place = end
            switch kind {
            case .inline: break
            case .cell: result.append(UInt8(ascii: " "))
            case .block: addBreak()
            case .item:
                addBreak()
                if !closes { result += Array("• ".utf8) }
            case .line: result.append(UInt8(ascii: "\n"))
            case .hidden: if !closes { _ = skip(past: "</\(name)>") }
            }
            return true
        }

        /// A block begins on a line of its own, without empty lines between blocks.
        private mutating func addBreak() {
            while result.last == UInt8(ascii: " ") { result.removeLast() }
            if result.last != UInt8(ascii: "\n") { result.append(UInt8(ascii: "\n")) }
        }

        private func isNameByte(_ byte: UInt8) -> Bool {
            FoldedByte.of(byte) != 0 || byte == UInt8(ascii: ":")
        }

        /// The place after the tag's end, if what follows its name looks like attributes.
        private func tagEnd(_ start: Int) -> Int? {
            var index = start
            var (attributes, other) = (false, false)
            while index < bytes.count {
                switch bytes[index] {
                case UInt8(ascii: ">"): return attributes || !other ? index + 1 : nil
                case UInt8(ascii: "<"): return nil
                case UInt8(ascii: "="): attributes = true
                case UInt8(ascii: " "), UInt8(ascii: "/"), UInt8(ascii: "\n"), UInt8(ascii: "\r"),
                    UInt8(ascii: "\t"):
                    break
                default:
                    // "<b" that goes on as another word is no tag.
                    if index == start { return nil }
                    other = true
                }
                index += 1
            }
            return nil
        }
    }

    private enum Kind { case inline, cell, block, item, line, hidden }

    private static func kind(of name: String) -> Kind? {
        if let kind = kinds[name] { return kind }
        guard let colon = name.firstIndex(of: ":") else { return nil }
        return officePrefixes.contains(String(name[..<colon])) ? .inline : nil
    }

    private static let officePrefixes: Set<String> = ["o", "w", "v", "m", "st1", "x"]

    private static let kinds: [String: Kind] = {
        var kinds: [String: Kind] = ["br": .line, "hr": .line, "li": .item]
        let inline = [
            "a", "abbr", "acronym", "b", "bdo", "big", "center", "cite", "code", "del", "em",
            "font", "html", "body", "head", "i", "img", "ins", "kbd", "label", "link", "mark",
            "meta", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "xml",
            "tbody", "thead", "tfoot", "colgroup", "col",
        ]
        let block = [
            "p", "div", "ul", "ol", "dl", "dt", "dd", "table", "tr", "h1", "h2", "h3", "h4", "h5",
            "h6", "blockquote", "pre", "section", "article", "header", "footer", "address",
            "caption",
        ]
        for name in inline { kinds[name] = .inline }
        for name in block { kinds[name] = .block }
        for name in ["td", "th"] { kinds[name] = .cell }
        for name in ["style", "title"] { kinds[name] = .hidden }
        return kinds
    }()
}
