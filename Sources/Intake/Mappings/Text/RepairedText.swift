/// A text of a record as plain text: what the source's screens, exports and word processors left in
/// it taken out, and every kind of repair counted.
///
///     RepairedText("Staff &amp; patients<br>wait ").text   // "Staff & patients\nwait"
///
/// Only markup that formats is taken out; "<15" and "<script>" are text, which writers escape.
struct RepairedText: Hashable {
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
        let needs = source.withUTF8 { RepairedText.look(at: $0, oneLine: oneLine) }
        guard needs != .nothing else {
            text = source
            return
        }
        var kinds: Repairs = []
        var bytes: [UInt8]
        if needs == .repairs {
            bytes = Array(source.utf8)
            RepairedText.repair(&bytes, &kinds)
            source = String(decoding: bytes, as: UTF8.self)
        }
        text = RepairedText.tidied(source, oneLine: oneLine, &kinds)
        repairs = kinds.rawValue.nonzeroBitCount
    }

    /// Whether anything but white space would be left.
    static func isBlank(_ text: String) -> Bool {
        for byte in text.utf8 where byte > 0x20 {
            // Only these can begin something that is taken out.
            guard byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte >= 0x7F else {
                return false
            }
            return RepairedText(text).text.isEmpty
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
            case 0..<0x20, 0x7F: tidying = true
            case 0xC2, 0xE2, 0xEF:
                // Dashes, quotation marks and the pound sign are in many texts and stay.
                let rest = bytes[(place + 1)..<min(place + 3, bytes.count)]
                if isMended(byte, rest.first ?? 0, rest.dropFirst().first ?? 0) { tidying = true }
            default: break
            }
            before = byte
        }
        return tidying || (before <= UInt8(ascii: " ") && !bytes.isEmpty) ? .tidying : .nothing
    }

    /// Whether the bytes of a character of two or three may begin one that `tidied` takes out or changes.
    private static func isMended(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        switch (first, second) {
        case (0xC2, 0x80...0xA0), (0xC2, 0xAC...0xAD): true
        case (0xE2, 0x80): [0x87, 0x8B, 0x8E, 0x8F, 0xA8, 0xA9, 0xAF].contains(third)
        case (0xE2, 0x81): third == 0xA0
        case (0xEF, 0x82...0x83), (0xEF, 0xBB): true
        default: false
        }
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
