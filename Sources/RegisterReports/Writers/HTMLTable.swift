import RiskRegister
internal import Texts

/// A table as a page shows it, measured once: its columns' shares depend on all its rows.
struct PageTable {
    struct Column {
        var title: String
        var isHeader: Bool
        var isNumeric: Bool
    }

    let id: String
    let caption: String
    let whenEmpty: String
    /// How many of the table's columns are not shown.
    let dropped: Int
    let columns: [Column]
    /// The class that says how small the type has to be, after a space.
    let size: String
    /// A table of few short columns is not pulled across the page.
    let limit: String?
    /// The columns' shares of the width, as declarations.
    let shares: [String]

    init(_ table: OutputTable, dropping dropped: Int = 0) {
        id = table.id
        caption = table.caption
        whenEmpty = table.whenEmpty
        self.dropped = dropped
        columns = zip(table.columns, table.numericColumns).dropFirst(dropped).map {
            Column(
                title: PlainText.cleaned($0.title), isHeader: $0.isHeader, isNumeric: $1)
        }
        size = table.isWide ? " widest" : columns.count > 6 ? " wide" : ""
        let widths = table.fitted(
            Array(table.widths.dropFirst(dropped)), Array(table.narrowest.dropFirst(dropped)))
        let total = max(1, widths.reduce(0, +))
        limit = total < 90 ? "max-width:\(total * 3 / 4 + 4)em" : nil
        shares = widths.map { width in
            let share = width * 1000 / total
            return "width:\(share / 10).\(share % 10)%"
        }
    }
}

extension OutputTable {
    /// Too many columns for an upright page.
    var isWide: Bool { columns.count > 12 }

    /// How many characters a row of the printed page holds, at the table's size of type.
    private var charactersOfPage: Int { isWide ? 200 : columns.count > 6 ? 122 : 112 }

    /// Widths that are too wide for the page, made narrower where words can be broken.
    ///
    /// A page shrinks all columns alike, and would break "extreme" or "AC01" to leave room for titles.
    ///
    /// - Parameters:
    ///   - wished: The widths wished for, in characters.
    ///   - narrowest: The widths below which a word would be broken.
    /// - Returns: The widths; as wished where the page has room, or too little for any choice.
    fileprivate func fitted(_ wished: [Int], _ narrowest: [Int]) -> [Int] {
        let (all, least) = (wished.reduce(0, +), narrowest.reduce(0, +))
        let page = charactersOfPage
        guard all > page, least < page else { return wished }
        let spare = zip(wished, narrowest).map { max(0, $0 - $1) }
        let total = max(1, spare.reduce(0, +))
        return zip(narrowest, spare).map { $0 + $1 * (page - least) / total }
    }

    /// The widths in characters below which a word of a head, an id or a controlled word is broken.
    fileprivate var narrowest: [Int] {
        func bold(_ count: Int) -> Int { count * 23 / 20 }
        return columns.enumerated().map { index, column in
            let words = rows.map { row in
                switch row.cells[index] {
                case .word(let word, let tone): bold(word.longestWord) + (tone == .plain ? 2 : 3)
                case .date: isWide ? 6 : 13
                case .text(let text):
                    column.isHeader
                        ? bold(text.longestWord(atMost: 14)) + 2 : text.longestWord(atMost: 9) + 2
                case .number(let number): "\(number)".count + 2
                case .atLeast(let number): max("\(number)".count, 5) + 2
                case .absent: 3
                }
            }
            let head = column.title.longestWord
            return max(head + (head < 5 ? 3 : 2), words.max() ?? 0)
        }
    }

    /// The columns' widths in characters, none narrower than the longest word of its head or of its
    /// controlled words, which are not to be broken.
    fileprivate var widths: [Int] {
        return columns.enumerated().map { index, column in
            let words = rows.map { row in
                switch row.cells[index] {
                case .word(let word, _): word.longestWord + 2
                case .date: isWide ? 0 : 14
                // Ids are not to be broken either.
                case .text(let text):
                    column.isHeader ? text.longestWord(atMost: 14) + 3 : 0
                case .absent, .number, .atLeast: 0
                }
            }
            return max(column.width, column.title.longestWord * 3 / 2 + 2, words.max() ?? 0)
        }
    }
}

extension String {
    /// The characters of the longest word.
    fileprivate var longestWord: Int { longestWord(atMost: .max) }

    /// The characters of the longest word; a text is read only until one of the most asked for is found.
    fileprivate func longestWord(atMost limit: Int) -> Int {
        var (longest, length) = (0, 0)
        if isPlainLine {
            var text = self
            return text.withUTF8 { bytes in
                for byte in bytes {
                    length = byte == 0x20 ? 0 : length + 1
                    longest = max(longest, length)
                    if longest >= limit { return limit }
                }
                return longest
            }
        }
        for character in self {
            length = character.isWhitespace ? 0 : length + 1
            longest = max(longest, length)
            if longest >= limit { return limit }
        }
        return longest
    }
}
