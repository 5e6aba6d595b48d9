import XML

/// What the styles of a workbook's cells make of their numbers.
///
/// A workbook keeps 2026-06-30 as the number 46203: that it is a day is said by the cell's style alone, whose format
/// is one of a list or a code ("dd/mm/yyyy").
struct CellFormats: Sendable {
    /// How a number is shown.
    enum Kind: Hashable, Sendable {
        /// As a number.
        case plain
        /// As a day, with or without a time.
        case day
        /// As a time of day.
        case time
        /// As an amount of time, which may be more than a day: "[h]:mm".
        case elapsed
        case percentage
        /// As a whole number with zeros before it: "00000".
        case padded(Int)
    }

    private var kinds: [Kind] = []

    /// No styles: every number is one.
    init() {}

    /// The styles of a workbook.
    init(_ package: OfficePackage) throws(TableError) {
        guard let path = package.path("styles") else { return }
        var codes: [Int: Kind] = [:]
        var formats: [Int] = []
        _ = try package.records(path, ["numFmts", "cellXfs"]) { record in
            for index in 1..<max(1, record.count) where record.depth(index) == 1 {
                let id = record.attribute(index, named: "numFmtId").flatMap { Int($0) }
                switch record.name(index).local {
                case "numFmt":
                    guard let id else { continue }
                    codes[id] = Self.kind(
                        code: record.attribute(index, named: "formatCode") ?? "")
                case "xf": formats.append(id ?? 0)
                default: break
                }
            }
        }
        kinds = formats.map { codes[$0] ?? Self.builtIn($0) }
    }

    /// How a cell of a style shows a number.
    func kind(_ style: Int) -> Kind {
        style >= 0 && style < kinds.count ? kinds[style] : .plain
    }

    /// The formats that are not written in the file (ECMA-376, 18.8.30); 27 to 36 and 50 to 58 are the days of East
    /// Asian versions.
    static func builtIn(_ id: Int) -> Kind {
        switch id {
        case 9, 10: .percentage
        case 14...17, 22, 27...31, 36, 50...54, 57, 58: .day
        case 18...21, 32...35, 45, 47, 55, 56: .time
        case 46: .elapsed
        default: .plain
        }
    }

    /// What a format's code makes of a number: of its first section, the letters outside quotes and brackets.
    ///
    ///     CellFormats.kind(code: "[Red]0.0")           // .plain: a colour
    ///     CellFormats.kind(code: "[$-809]d mmm yyyy")  // .day: the brackets are a language
    ///     CellFormats.kind(code: "[h]:mm")             // .elapsed
    static func kind(code: String) -> Kind {
        var letters: [Character] = []
        var bracketed: String?
        var isQuoted = false
        var isEscaped = false
        for character in code.lowercased() {
            if isEscaped {
                isEscaped = false
            } else if isQuoted {
                isQuoted = character != "\""
            } else if let inside = bracketed {
                bracketed = character == "]" ? nil : inside + String(character)
                guard character == "]", let unit = inside.first, "hms".contains(unit),
                    inside.allSatisfy({ $0 == unit })
                else { continue }
                return .elapsed
            } else if character == ";" {
                break
            } else {
                switch character {
                case "\\", "_", "*": isEscaped = true
                case "\"": isQuoted = true
                case "[": bracketed = ""
                default: letters.append(character)
                }
            }
        }
        let text = String(letters)
        if text == "general" || text == "@" { return .plain }
        if text.contains("y") || text.contains("d") { return .day }
        if text.contains("h") || text.contains("s") { return .time }
        if text.contains("m") { return .day }
        if text.contains("%") { return .percentage }
        let isPadded = text == code && text.count > 1 && text.allSatisfy { $0 == "0" }
        return isPadded && text.count <= 15 ? .padded(text.count) : .plain
    }
}
