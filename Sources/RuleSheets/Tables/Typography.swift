/// What spreadsheets and word processors make of plain characters while one types.
enum Typography {
    private static let plain: [Character: String] = [
        "\u{201C}": "\"", "\u{201D}": "\"", "\u{201E}": "\"", "\u{201F}": "\"", "\u{2033}": "\"",
        "\u{00AB}": "\"", "\u{00BB}": "\"", "\u{2013}": "-", "\u{2014}": "-", "\u{2212}": "-",
        "\u{2026}": "..", "\u{2265}": ">=", "\u{2264}": "<=", "\u{2260}": "!=", "\u{00A0}": " ",
    ]

    /// `did you mean "HLRR"?` where a text has typographic marks; nil where it has none.
    static func offer(_ text: String) -> String? {
        guard text.contains(where: { plain[$0] != nil }) else { return nil }
        let offered = text.map { plain[$0] ?? String($0) }.joined()
        return "did you mean \(offered) (the spreadsheet wrote typographic marks)?"
    }
}
