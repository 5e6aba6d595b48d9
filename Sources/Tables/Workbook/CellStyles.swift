import XML

/// Which styles of a workbook's cells show a number as something else.
struct CellStyles: Sendable {
    /// How a number is shown.
    enum Kind: Sendable {
        case plain, date, percentage
    }

    private var kinds: [Kind] = []

    /// No styles: every number is one.
    init() {}

    /// The styles of `xl/styles.xml`.
    init(_ root: XMLNode) {
        var codes: [Int: String] = [:]
        for format in root.first("numFmts")?.all("numFmt") ?? [] {
            guard let id = format[attribute: "numFmtId"].flatMap({ Int($0) }) else { continue }
            codes[id] = format[attribute: "formatCode"] ?? ""
        }
        kinds = (root.first("cellXfs")?.all("xf") ?? []).map { style in
            let id = style[attribute: "numFmtId"].flatMap { Int($0) } ?? 0
            if let code = codes[id] { return Self.kind(code: code) }
            switch id {
            case 9, 10: return .percentage
            case 14...22, 27...36, 45...47, 50...58: return .date
            default: return .plain
            }
        }
    }

    /// How a cell of this style shows a number.
    func kind(_ style: Int?) -> Kind {
        guard let style, kinds.indices.contains(style) else { return .plain }
        return kinds[style]
    }

    /// What a format's code makes of a number: letters of days and hours outside quotes and brackets make a date.
    private static func kind(code: String) -> Kind {
        var isQuoted = false
        var isBracketed = false
        var isEscaped = false
        for character in code.lowercased() {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch character {
            case "\\", "_", "*": isEscaped = !isQuoted
            case "\"": isQuoted.toggle()
            case "[" where !isQuoted: isBracketed = true
            case "]" where !isQuoted: isBracketed = false
            case "%" where !isQuoted && !isBracketed: return .percentage
            case "d", "m", "y", "h", "s":
                if !isQuoted, !isBracketed { return .date }
            default: break
            }
        }
        return .plain
    }
}
