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
