/// A text of a record as plain text: what the source's screens, exports and word processors left in
/// it taken out, and every kind of repair counted.
///
///     PlainText("Staff &amp; patients<br>wait ").text   // "Staff & patients\nwait"
///
/// Only markup that formats is taken out; "<15" and "<script>" are text, which writers escape.
struct PlainText: Hashable {
    /// The plain text, trimmed.
    var text: String
    /// How many kinds of repair it needed; white space is not one.
    var repairs = 0

    /// The plain text of a field.
    ///
    /// - Parameters:
    ///   - source: The text as the file gave it.
    ///   - oneLine: Line breaks become spaces, as in a title.
    init(_ source: String, oneLine: Bool = false) {
        var source = source
        let needs = source.withUTF8 { PlainText.look(at: $0, oneLine: oneLine) }
        guard needs != .nothing else {
            text = source
            return
        }
        var kinds: Repairs = []
        var bytes: [UInt8]
        if needs == .repairs {
            bytes = Array(source.utf8)
            PlainText.repair(&bytes, &kinds)
            source = String(decoding: bytes, as: UTF8.self)
        }
        text = PlainText.tidied(source, oneLine: oneLine, &kinds)
        repairs = kinds.rawValue.nonzeroBitCount
    }

    /// Whether anything but white space would be left.
    static func isBlank(_ text: String) -> Bool {
        for byte in text.utf8 where byte > 0x20 {
            // Only these can begin something that is taken out.
            guard byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte >= 0x7F else {
                return false
            }
            return PlainText(text).text.isEmpty
        }
        return true
    }

    private struct Repairs: OptionSet {
        let rawValue: Int
        static let escapes = Repairs(rawValue: 1)
        static let markup = Repairs(rawValue: 2)
        static let separators = Repairs(rawValue: 4)
        static let controls = Repairs(rawValue: 8)
    }

    // MARK: - A first look

    private enum Needs { case nothing, tidying, repairs }

    /// What a text needs: most need nothing, and are not copied.
    private static func look(at bytes: UnsafeBufferPointer<UInt8>, oneLine: Bool) -> Needs {
        var tidying = false
        var before = UInt8(ascii: " ")
        for (place, byte) in bytes.enumerated() {
            if byte > UInt8(ascii: "_"), byte < 0x7F {
                before = byte
                continue
            }
            switch byte {
            case UInt8(ascii: "&"), UInt8(ascii: "<"): return .repairs
            case UInt8(ascii: "_"):
                if place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "x") {
                    return .repairs
                }
            case UInt8(ascii: " "): if before <= UInt8(ascii: " ") { tidying = true }
            case UInt8(ascii: "\n"):
                if oneLine || before <= UInt8(ascii: " ") { tidying = true }
            case 0..<0x20, 0x7F, 0xC2, 0xEF: tidying = true
            case 0xE2: if place + 1 < bytes.count, bytes[place + 1] == 0x80 { tidying = true }
            default: break
            }
            before = byte
        }
        return tidying || (before <= UInt8(ascii: " ") && !bytes.isEmpty) ? .tidying : .nothing
    }

    // MARK: - Markup and escapes

    private static func repair(_ bytes: inout [UInt8], _ kinds: inout Repairs) {
        var plain = Markup.stripped(bytes)
        if plain != nil { kinds.insert(.markup) }
        if let plain { bytes = plain }
        if let decoded = Escapes.decoded(bytes) {
            kinds.insert(.escapes)
            bytes = decoded
        }
        // Markup that was escaped once too often shows only now; its own escapes are one level down.
        if plain == nil {
            plain = Markup.stripped(bytes)
            guard let plain else { return }
            kinds.insert(.markup)
            bytes = Escapes.decoded(plain) ?? plain
        }
    }

    // MARK: - Characters and white space

    /// Control characters, residue and white space made plain.
    private static func tidied(
        _ source: String, oneLine: Bool, _ kinds: inout Repairs
    ) -> String {
        var result = ""
        result.reserveCapacity(source.utf8.count)
        var (spaces, breaks) = (false, 0)
        var isEmpty = true
        func flush(_ result: inout String) {
            if !isEmpty {
                if breaks > 0, !oneLine {
                    result += breaks > 1 ? "\n\n" : "\n"
                } else if spaces || breaks > 0 {
                    result += " "
                }
            }
            (spaces, breaks) = (false, 0)
        }
        var returned = false
        for scalar in source.unicodeScalars {
            var scalar = scalar
            if returned, scalar == "\n" {
                returned = false
                continue
            }
            returned = scalar == "\r"
            switch scalar.value {
            case 0x0A, 0x0D:
                breaks += 1
                continue
            case 0x09, 0x20, 0xA0, 0x2007, 0x202F:
                spaces = true
                continue
            case 0x0B, 0x0C, 0x85, 0x2028, 0x2029:
                kinds.insert(.controls)
                breaks += 1
                continue
            case 0xAC:
                // Datix parts the values of a list by it; at the ends it parts nothing.
                kinds.insert(.separators)
                if oneLine, !isEmpty, !result.hasSuffix(",") { result += "," }
                (spaces, breaks) = (true, breaks + 1)
                continue
            case 0x80...0x9F:
                kinds.insert(.controls)
                guard let meant = Escapes.windows1252(scalar.value) else { continue }
                scalar = meant
            case 0..<0x20, 0x7F, 0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF:
                kinds.insert(.controls)
                continue
            case 0xF0A7, 0xF0B7, 0xF0D8, 0xF0FC:
                kinds.insert(.markup)
                scalar = "•"
            default: break
            }
            flush(&result)
            result.unicodeScalars.append(scalar)
            isEmpty = false
        }
        while oneLine, kinds.contains(.separators), result.last == "," { result.removeLast() }
        return result
    }
}

/// Escapes of XML, HTML and Excel that were written once too often.
enum Escapes {
    /// The text without its escapes, or nil when it has none.
    ///
    /// `&amp;amp;` is `&` however often it was escaped; `&#x0D;` is a line break, `_x000D_` too.
    static func decoded(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.contains(where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "_") }) else {
            return nil
        }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var place = 0
        var changed = false
        while place < bytes.count {
            if let (text, end) = escape(bytes, place) {
                result += text
                place = end
                changed = true
            } else {
                result.append(bytes[place])
                place += 1
            }
        }
        return changed ? result : nil
    }

    private static func escape(_ bytes: [UInt8], _ start: Int) -> ([UInt8], Int)? {
        switch bytes[start] {
        case UInt8(ascii: "&"): reference(bytes, start)
        case UInt8(ascii: "_"): excel(bytes, start)
        default: nil
        }
    }

    /// `&` with any number of `amp;` after it, and perhaps the rest of another reference.
    private static func reference(_ bytes: [UInt8], _ start: Int) -> ([UInt8], Int)? {
        let amp = Array("amp;".utf8)
        var place = start + 1
        while bytes[place...].starts(with: amp) { place += amp.count }
        if let found = tail(bytes, place) { return found }
        return place > start + 1 ? ([UInt8(ascii: "&")], place) : nil
    }

    /// What follows the ampersand: `lt;`, `#38;`, `#x26;`.
    private static func tail(_ bytes: [UInt8], _ start: Int) -> ([UInt8], Int)? {
        let rest = bytes[start...].prefix(10)
        guard let end = rest.firstIndex(of: UInt8(ascii: ";")), end > start else { return nil }
        let name = String(decoding: bytes[start..<end], as: UTF8.self)
        guard name.hasPrefix("#") else {
            return names[name].map { (Array($0.utf8), end + 1) }
        }
        let hexadecimal = name.hasPrefix("#x") || name.hasPrefix("#X")
        let digits = name.dropFirst(hexadecimal ? 2 : 1)
        guard let value = UInt32(digits, radix: hexadecimal ? 16 : 10), digits.first != "+",
            let scalar = windows1252(value) ?? Unicode.Scalar(value)
        else { return nil }
        return (Array(String(Character(scalar)).utf8), end + 1)
    }

    /// Excel's `_x000D_`.
    private static func excel(_ bytes: [UInt8], _ start: Int) -> ([UInt8], Int)? {
        guard start + 7 <= bytes.count, bytes[start + 1] == UInt8(ascii: "x"),
            bytes[start + 6] == UInt8(ascii: "_")
        else { return nil }
        let digits = String(decoding: bytes[(start + 2)..<(start + 6)], as: UTF8.self)
        guard let value = UInt32(digits, radix: 16), digits.first != "+",
            let scalar = Unicode.Scalar(value)
        else { return nil }
        return (Array(String(Character(scalar)).utf8), start + 7)
    }

    /// The character that Windows-1252 has where Unicode has a control character (`&#146;`).
    static func windows1252(_ value: UInt32) -> Unicode.Scalar? {
        guard (0x80...0x9F).contains(value) else { return nil }
        let meant = table1252[Int(value) - 0x80]
        return meant == 0 ? nil : Unicode.Scalar(meant)
    }

    private static let table1252: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
        0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
        0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    ]

    private static let names: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
        "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”",
        "sbquo": "‚", "bdquo": "„", "bull": "•", "middot": "·", "hellip": "…", "pound": "£",
        "euro": "€", "copy": "©", "reg": "®", "trade": "™", "deg": "°", "frac12": "½",
        "frac14": "¼", "frac34": "¾", "times": "×", "divide": "÷", "plusmn": "±", "ge": "≥",
        "le": "≤", "ne": "≠", "micro": "µ", "para": "¶", "sect": "§", "shy": "\u{AD}",
        "ensp": " ", "emsp": " ", "thinsp": " ", "not": "¬", "eacute": "é", "egrave": "è",
        "aacute": "á", "oacute": "ó", "iacute": "í", "uacute": "ú", "ouml": "ö", "uuml": "ü",
        "auml": "ä", "ccedil": "ç", "rarr": "→", "larr": "←", "uarr": "↑", "darr": "↓",
        "zwnj": "", "zwj": "", "laquo": "«", "raquo": "»", "cent": "¢", "yen": "¥",
    ]
}

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
            Folded.byte(byte) != 0 || byte == UInt8(ascii: ":")
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
