import RiskRegister

/// Writes a paper as one HTML file that needs nothing else: no script, no network, no font.
///
/// WCAG 2.2 AA is the aim: real table heads with captions, headings in order, no signal by colour
/// alone, a skip link, tables that stack on a narrow screen.
package enum HTMLWriter {
    /// The document of a paper.
    package static func document(_ paper: Paper) -> String {
        var page = HTMLPage(paper: paper)
        return page.document()
    }

    /// The text with the five characters escaped that mean something in HTML.
    package static func text(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in PlainText.cleaned(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A part of an anchor: letters, digits and hyphens, everything else by its number.
    package static func anchor(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "-": result.unicodeScalars.append(scalar)
            case " ": result += "_"
            default: result += ".\(scalar.value)"
            }
        }
        return result
    }
}

/// One document under construction.
private struct HTMLPage {
    let paper: Paper
    /// The ids that have a card: ids elsewhere link to it.
    private let carded: Set<String>
    private var output = ""

    init(paper: Paper) {
        self.paper = paper
        var carded: Set<String> = []
        for case .cards(let deck) in paper.blocks { carded.formUnion(deck.cards.map(\.id)) }
        self.carded = carded
    }

    mutating func document() -> String {
        let title = "\(paper.title), \(paper.asAt.inWords): \(paper.organisation)"
        unescaped(
            """
            <!DOCTYPE html>
            <html lang="en-GB">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(HTMLWriter.text(title))</title>
            <style>
            \(HTMLStyle.sheet(footer: "\(paper.organisation) · \(paper.title) · as at \(paper.asAt.short)"))
            </style>
            </head>
            <body>
            <a class="skip" href="#paper">Skip to the paper</a>
            <header>
            <p class="organisation">\(HTMLWriter.text(paper.organisation))</p>
            <h1>\(HTMLWriter.text(paper.title))</h1>
            <p class="moment">As at \(time(paper.asAt.description, paper.asAt.inWords)), \
            \(HTMLWriter.text(paper.knownWords))</p>
            </header>
            <main id="paper">

            """)
        frontSheet()
        contents()
        for (index, block) in paper.blocks.enumerated() {
            let rest = paper.blocks[(index + 1)...]
            if case .heading(2, let text) = block {
                section(
                    text, isWide: rest.prefix { !$0.isSectionHeading }.contains(where: \.isWide))
            } else {
                write(block)
            }
        }
        if isInSection { unescaped("</section>\n") }
        unescaped("</main>\n</body>\n</html>\n")
        return output
    }

    /// HTML that is known to be safe: all free text goes through `HTMLWriter.text`.
    private mutating func unescaped(_ html: String) { output += html }

    private func time(_ machine: String, _ shown: String) -> String {
        "<time datetime=\"\(machine)\">\(HTMLWriter.text(shown))</time>"
    }

    // MARK: - The front

    private mutating func frontSheet() {
        guard !paper.frontSheet.isEmpty else { return }
        unescaped(
            "<table class=\"front\">\n<caption class=\"quiet\">Front sheet</caption>\n<tbody>\n")
        for pair in paper.frontSheet {
            unescaped(
                "<tr><th scope=\"row\">\(HTMLWriter.text(pair.label))</th>"
                    + "<td>\(lines(pair.value))</td></tr>\n")
        }
        unescaped("</tbody>\n</table>\n")
    }

    private mutating func contents() {
        let heads = paper.blocks.compactMap { block -> String? in
            if case .heading(2, let text) = block { text } else { nil }
        }
        guard heads.count > 2 else { return }
        unescaped("<nav aria-label=\"Contents\">\n<ol class=\"contents\">\n")
        for head in heads {
            unescaped(
                "<li><a href=\"#\(sectionAnchor(head))\">\(HTMLWriter.text(head))</a></li>\n")
        }
        unescaped("</ol>\n</nav>\n")
    }

    private func sectionAnchor(_ heading: String) -> String {
        "section-" + HTMLWriter.anchor(heading)
    }

    // MARK: - The body

    private var isInSection = false

    private mutating func write(_ block: Paper.Block) {
        switch block {
        case .heading(let level, let text): heading(level, text)
        case .paragraph(let text): unescaped("<p>\(lines(text))</p>\n")
        case .callout(let text): unescaped("<p class=\"callout\">\(lines(text))</p>\n")
        case .sentences(let sentences): list(sentences, class: "sentences")
        case .missing(let sentences): list(sentences, class: "missing")
        case .table(let table): write(table, rows: table.rows, class: "data")
        case .figures(let table): write(table, rows: table.rows, class: "data figures")
        case .heatMap(let map): write(map)
        case .cards(let deck): write(deck)
        }
    }

    private mutating func heading(_ level: Int, _ text: String) {
        unescaped("<h\(level)>\(HTMLWriter.text(text))</h\(level)>\n")
    }

    /// Begins a section; one with a very wide table is printed on pages that lie down.
    private mutating func section(_ text: String, isWide: Bool) {
        if isInSection { unescaped("</section>\n") }
        isInSection = true
        let anchor = sectionAnchor(text)
        let style = isWide ? " class=\"landscape\"" : ""
        unescaped("<section\(style) aria-labelledby=\"\(anchor)\">\n")
        unescaped("<h2 id=\"\(anchor)\">\(HTMLWriter.text(text))</h2>\n")
    }

    private mutating func list(_ sentences: [String], class name: String) {
        guard !sentences.isEmpty else { return }
        unescaped("<ul class=\"\(name)\">\n")
        for sentence in sentences { unescaped("<li>\(linked(sentence))</li>\n") }
        unescaped("</ul>\n")
    }

    /// The text with its line ends kept.
    private func lines(_ text: String) -> String {
        HTMLWriter.text(text).split(separator: "\n", omittingEmptySubsequences: false)
            .joined(separator: "<br>")
    }

    /// A sentence that begins with the id of a card links to it.
    private func linked(_ sentence: String) -> String {
        let text = PlainText.cleaned(sentence)
        let first = text.prefix { $0 != " " && $0 != ":" && $0 != "," }
        guard carded.contains(String(first)) else { return lines(text) }
        return link(String(first)) + lines(String(text.dropFirst(first.count)))
    }

    private func link(_ id: String) -> String {
        "<a href=\"#card-\(HTMLWriter.anchor(id))\">\(HTMLWriter.text(id))</a>"
    }

    // MARK: - Tables

    private mutating func write(
        _ table: OutputTable, rows: [OutputTable.Row], class name: String,
        caption: String? = nil, dropping dropped: Int = 0, card: String? = nil
    ) {
        let columns = Array(table.columns.dropFirst(dropped))
        let anchor =
            "table-\(HTMLWriter.anchor(table.id))"
            + (card.map { "-" + HTMLWriter.anchor($0) } ?? "")
        let size = table.isWide ? " widest" : columns.count > 6 ? " wide" : ""
        let of = card.map { " data-card=\"\(HTMLWriter.text($0))\"" } ?? ""
        let wished = Array(table.widths.dropFirst(dropped))
        let widths = table.fitted(wished, Array(table.narrowest.dropFirst(dropped)))
        let total = max(1, widths.reduce(0, +))
        // A table of few short columns is not pulled across the page.
        let limit = total < 90 && card == nil ? " style=\"max-width:\(total * 3 / 4 + 4)em\"" : ""
        unescaped(
            """
            <div class="scroll\(size)" role="region" aria-labelledby="\(anchor)" tabindex="0">
            <table class="\(name)" data-table="\(HTMLWriter.text(table.id))"\(of)\(limit)>
            <caption id="\(anchor)">\(HTMLWriter.text(caption ?? table.caption))</caption>

            """)
        if rows.isEmpty {
            unescaped(
                "<tbody><tr class=\"none\"><td>\(HTMLWriter.text(table.whenEmpty))</td></tr></tbody>\n"
            )
            unescaped("</table>\n</div>\n")
            return
        }
        unescaped("<colgroup>")
        for width in widths {
            let share = width * 1000 / total
            unescaped("<col style=\"width:\(share / 10).\(share % 10)%\">")
        }
        unescaped("</colgroup>\n<thead>\n<tr>")
        let numeric = Array(table.numericColumns.dropFirst(dropped))
        for (column, isNumeric) in zip(columns, numeric) {
            let style = isNumeric ? " class=\"number\"" : ""
            unescaped("<th scope=\"col\"\(style)>\(HTMLWriter.text(column.title))</th>")
        }
        unescaped("</tr>\n</thead>\n<tbody>\n")
        for row in rows {
            write(Array(row.cells.dropFirst(dropped)), columns: columns, numeric: numeric)
        }
        unescaped("</tbody>\n</table>\n</div>\n")
    }

    private mutating func write(
        _ cells: [Cell], columns: [OutputTable.Column], numeric: [Bool]
    ) {
        unescaped("<tr>")
        for (index, cell) in cells.enumerated() where index < columns.count {
            let column = columns[index]
            let label = " data-label=\"\(HTMLWriter.text(column.title))\""
            let (name, content) = shown(cell)
            let classes = [name, numeric[index] ? "number" : ""].filter { !$0.isEmpty }
            let style = classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
            if column.isHeader {
                let id = cell.plainText
                let head = carded.contains(id) ? link(id) : content
                unescaped("<th scope=\"row\"\(label)\(style)>\(head)</th>")
            } else {
                unescaped("<td\(label)\(style)>\(content)</td>")
            }
        }
        unescaped("</tr>\n")
    }

    private func shown(_ cell: Cell) -> (name: String, html: String) {
        switch cell {
        case .absent:
            (
                "absent",
                "<span aria-hidden=\"true\">–</span><span class=\"unseen\">not recorded</span>"
            )
        case .text: ("", lines(cell.plainText))
        case .number: ("", cell.plainText)
        case .date(let date): ("date", time(date.description, date.short))
        case .word(_, .plain): ("", HTMLWriter.text(cell.plainText))
        case .word(_, let tone):
            (
                "",
                "<span class=\"tone \(tone.rawValue)\">\(HTMLWriter.text(cell.plainText))</span>"
            )
        }
    }

    // MARK: - Cards and the heat map

    private mutating func write(_ deck: CardDeck) {
        for card in deck.cards {
            let anchor = "card-\(HTMLWriter.anchor(card.id))"
            unescaped(
                "<article class=\"card\(deck.onOwnPages ? " page" : "")\" aria-labelledby=\"\(anchor)\">\n"
            )
            unescaped("<h3 id=\"\(anchor)\">\(HTMLWriter.text(card.title))</h3>\n")
            for (index, table) in deck.tables.enumerated() {
                let rows = table.rows.filter { $0.group == card.id }
                if rows.isEmpty, table.whenEmpty.isEmpty { continue }
                write(
                    table, rows: rows, class: index == 0 ? "fields" : "data",
                    caption: "\(table.caption): \(card.id)", dropping: 1, card: card.id)
            }
            unescaped("</article>\n")
        }
    }

    private mutating func write(_ map: HeatMap) {
        unescaped("<div class=\"heat\">\n<figure>\n\(HeatMapSVG.drawing(map))\n")
        unescaped("<figcaption>\(HTMLWriter.text(map.sentence))</figcaption>\n</figure>\n<div>\n")
        for (index, table) in map.tables.enumerated() {
            write(table, rows: table.rows, class: index == 0 ? "data grid" : "data")
        }
        unescaped("</div>\n</div>\n")
    }
}

extension OutputTable {
    /// Too many columns for an upright page.
    fileprivate var isWide: Bool { columns.count > 12 }

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
        func longest(_ text: String) -> Int {
            text.split { $0.isWhitespace }.map(\.count).max() ?? 0
        }
        func bold(_ count: Int) -> Int { count * 23 / 20 }
        return columns.enumerated().map { index, column in
            let words = rows.map { row in
                switch row.cells[index] {
                case .word(let word, let tone): bold(longest(word)) + (tone == .plain ? 2 : 3)
                case .date: isWide ? 6 : 13
                case .text(let text):
                    column.isHeader ? bold(min(longest(text), 14)) + 2 : min(longest(text), 9) + 2
                case .number(let number): "\(number)".count + 2
                case .absent: 3
                }
            }
            let head = longest(column.title)
            return max(head + (head < 5 ? 3 : 2), words.max() ?? 0)
        }
    }

    /// The columns' widths in characters, none narrower than the longest word of its head or of its
    /// controlled words, which are not to be broken.
    fileprivate var widths: [Int] {
        func longest(_ text: String) -> Int {
            text.split { $0.isWhitespace }.map(\.count).max() ?? 0
        }
        return columns.enumerated().map { index, column in
            let words = rows.map { row in
                switch row.cells[index] {
                case .word(let word, _): longest(word) + 2
                case .date: isWide ? 0 : 14
                // Ids are not to be broken either.
                case .text(let text): column.isHeader ? min(longest(text), 14) + 3 : 0
                case .absent, .number: 0
                }
            }
            return max(column.width, longest(column.title) * 3 / 2 + 2, words.max() ?? 0)
        }
    }
}

extension Paper.Block {
    fileprivate var isSectionHeading: Bool {
        if case .heading(2, _) = self { true } else { false }
    }

    fileprivate var isWide: Bool {
        if case .table(let table) = self { table.isWide && !table.rows.isEmpty } else { false }
    }
}
