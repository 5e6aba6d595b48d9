import HTML
import RiskRegister

/// Writes a paper as one HTML file that needs nothing else: no script, no network, no font.
///
/// WCAG 2.2 AA is the aim: real table heads with captions, headings in order, no signal by colour
/// alone, a skip link, tables that stack on a narrow screen.
package enum HTMLWriter {
    /// The document of a paper.
    package static func document(_ paper: Paper) -> String { page(of: paper).string }

    /// The document of a paper, as its file has it.
    static func bytes(_ paper: Paper) -> [UInt8] { page(of: paper).bytes }

    private static func page(of paper: Paper) -> HTMLBuilder {
        var html = HTMLBuilder()
        HTMLPage(paper: paper).document(&html)
        return html
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

/// A paper on its way into a document.
private struct HTMLPage {
    let paper: Paper
    /// The ids that have a card: ids elsewhere link to it.
    private let carded: Set<String>

    init(paper: Paper) {
        self.paper = paper
        var carded: Set<String> = []
        for case .cards(let deck) in paper.blocks { carded.formUnion(deck.cards.map(\.id)) }
        self.carded = carded
    }

    func document(_ html: inout HTMLBuilder) {
        html.doctype()
        html.block("html", ["lang": "en-GB"]) { html in
            html.block("head") { head(&$0) }
            html.block("body") { body(&$0) }
        }
    }

    private func head(_ html: inout HTMLBuilder) {
        html.empty("meta", ["charset": "utf-8"])
        html.line()
        html.empty(
            "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        html.line()
        let title = "\(paper.title), \(paper.asAt.inWords): \(paper.organisation)"
        html.line("title", text: PlainText.cleaned(title))
        html.style(
            HTMLStyle.sheet(
                footer: "\(paper.organisation) · \(paper.title) · as at \(paper.asAt.short)"))
        html.line()
    }

    private func body(_ html: inout HTMLBuilder) {
        html.line("a", ["class": "skip", "href": "#paper"], text: "Skip to the paper")
        html.block("header") { html in
            html.line("p", ["class": "organisation"], text: PlainText.cleaned(paper.organisation))
            html.line("h1", text: PlainText.cleaned(paper.title))
            html.line("p", ["class": "moment"]) { html in
                html.text("As at ")
                time(paper.asAt.description, paper.asAt.inWords, &html)
                html.text(", \(PlainText.cleaned(paper.knownWords))")
            }
        }
        html.block("main", ["id": "paper"]) { html in
            frontSheet(&html)
            contents(&html)
            blocks(&html)
        }
    }

    private func time(_ machine: String, _ shown: String, _ html: inout HTMLBuilder) {
        html.element("time", ["datetime": machine], text: PlainText.cleaned(shown))
    }

    // MARK: - The front

    private func frontSheet(_ html: inout HTMLBuilder) {
        guard !paper.frontSheet.isEmpty else { return }
        html.block("table", ["class": "front"]) { html in
            html.line("caption", ["class": "quiet"], text: "Front sheet")
            html.block("tbody") { html in
                for pair in paper.frontSheet {
                    html.line("tr") { html in
                        html.element("th", ["scope": "row"], text: PlainText.cleaned(pair.label))
                        html.element("td") { $0.lines(PlainText.cleaned(pair.value)) }
                    }
                }
            }
        }
    }

    private func contents(_ html: inout HTMLBuilder) {
        let heads = paper.blocks.compactMap { block -> String? in
            if case .heading(2, let text) = block { text } else { nil }
        }
        guard heads.count > 2 else { return }
        html.block("nav", ["aria-label": "Contents"]) { html in
            html.block("ol", ["class": "contents"]) { html in
                for head in heads {
                    html.line("li") { html in
                        html.element(
                            "a", ["href": "#\(sectionAnchor(head))"],
                            text: PlainText.cleaned(head))
                    }
                }
            }
        }
    }

    private func sectionAnchor(_ heading: String) -> String {
        "section-" + HTMLWriter.anchor(heading)
    }

    // MARK: - The body

    /// Every block, those after a heading of a section within it.
    private func blocks(_ html: inout HTMLBuilder) {
        var rest = paper.blocks[...]
        while let block = rest.popFirst() {
            guard case .heading(2, let text) = block else {
                write(block, &html)
                continue
            }
            let content = rest.prefix { !$0.isSectionHeading }
            rest = rest.dropFirst(content.count)
            section(text, content, &html)
        }
    }

    /// A section; one with a very wide table is printed on pages that lie down.
    private func section(
        _ heading: String, _ content: ArraySlice<Paper.Block>, _ html: inout HTMLBuilder
    ) {
        let anchor = sectionAnchor(heading)
        let style = content.contains(where: \.isWide) ? "landscape" : nil
        html.block("section", ["class": style, "aria-labelledby": anchor]) { html in
            html.line("h2", ["id": anchor], text: PlainText.cleaned(heading))
            for block in content { write(block, &html) }
        }
    }

    private func write(_ block: Paper.Block, _ html: inout HTMLBuilder) {
        switch block {
        case .heading(let level, let text):
            html.line(level == 2 ? "h2" : level == 3 ? "h3" : "h4", text: PlainText.cleaned(text))
        case .paragraph(let text): html.line("p") { $0.lines(PlainText.cleaned(text)) }
        case .callout(let text):
            html.line("p", ["class": "callout"]) { $0.lines(PlainText.cleaned(text)) }
        case .sentences(let sentences): list(sentences, class: "sentences", &html)
        case .missing(let sentences): list(sentences, class: "missing", &html)
        case .table(let table): write(table, class: "data", &html)
        case .figures(let table): write(table, class: "data figures", &html)
        case .heatMap(let map): write(map, &html)
        case .cards(let deck): write(deck, &html)
        }
    }

    private func list(_ sentences: [String], class name: String, _ html: inout HTMLBuilder) {
        guard !sentences.isEmpty else { return }
        html.block("ul", ["class": name]) { html in
            for sentence in sentences { html.line("li") { linked(sentence, &$0) } }
        }
    }

    /// A sentence that begins with the id of a card links to it.
    private func linked(_ sentence: String, _ html: inout HTMLBuilder) {
        let text = PlainText.cleaned(sentence)
        let first = text.prefix { $0 != " " && $0 != ":" && $0 != "," }
        guard carded.contains(String(first)) else { return html.lines(text) }
        link(String(first), &html)
        html.lines(String(text.dropFirst(first.count)))
    }

    private func link(_ id: String, _ html: inout HTMLBuilder) {
        html.element(
            "a", ["href": "#card-\(HTMLWriter.anchor(id))"], text: PlainText.cleaned(id))
    }

    // MARK: - Tables

    private func write(_ table: OutputTable, class name: String, _ html: inout HTMLBuilder) {
        write(PageTable(table), rows: table.rows, class: name, of: nil, &html)
    }

    /// Writes a table, or the rows of it that stand on a card.
    private func write(
        _ table: PageTable, rows: [OutputTable.Row], class name: String, of card: String?,
        _ html: inout HTMLBuilder
    ) {
        let anchor =
            "table-\(HTMLWriter.anchor(table.id))"
            + (card.map { "-" + HTMLWriter.anchor($0) } ?? "")
        let caption = card.map { "\(table.caption): \($0)" } ?? table.caption
        html.block(
            "div",
            [
                "class": "scroll\(table.size)", "role": "region", "aria-labelledby": anchor,
                "tabindex": "0",
            ]
        ) { html in
            html.block(
                "table",
                [
                    "class": name, "data-table": PlainText.cleaned(table.id),
                    "data-card": card.map(PlainText.cleaned),
                    "style": card == nil ? table.limit : nil,
                ]
            ) { html in
                html.line("caption", ["id": anchor], text: PlainText.cleaned(caption))
                rows.isEmpty ? none(table, &html) : body(table, rows, &html)
            }
        }
    }

    private func none(_ table: PageTable, _ html: inout HTMLBuilder) {
        html.line("tbody") { html in
            html.element("tr", ["class": "none"]) { html in
                html.element("td", text: PlainText.cleaned(table.whenEmpty))
            }
        }
    }

    private func body(_ table: PageTable, _ rows: [OutputTable.Row], _ html: inout HTMLBuilder) {
        html.line("colgroup") { html in
            for share in table.shares { html.empty("col", ["style": share]) }
        }
        html.block("thead") { html in
            html.line("tr") { html in
                for column in table.columns {
                    html.element(
                        "th", ["scope": "col", "class": column.isNumeric ? "number" : nil],
                        text: column.title)
                }
            }
        }
        html.block("tbody") { html in
            for row in rows {
                html.line("tr") { html in
                    for (column, cell) in zip(table.columns, row.cells.dropFirst(table.dropped)) {
                        write(cell, column, &html)
                    }
                }
            }
        }
    }

    private func write(_ cell: Cell, _ column: PageTable.Column, _ html: inout HTMLBuilder) {
        let name: String? =
            switch cell {
            case .absent: column.isNumeric ? "absent number" : "absent"
            case .date: column.isNumeric ? "date number" : "date"
            case .text, .number, .atLeast, .word: column.isNumeric ? "number" : nil
            }
        guard column.isHeader else {
            return html.element("td", ["data-label": column.title, "class": name]) {
                content(of: cell, &$0)
            }
        }
        html.element("th", ["scope": "row", "data-label": column.title, "class": name]) { html in
            let id = cell.plainText
            carded.contains(id) ? link(id, &html) : content(of: cell, &html)
        }
    }

    private func content(of cell: Cell, _ html: inout HTMLBuilder) {
        switch cell {
        case .absent:
            html.element("span", ["aria-hidden": "true"], text: "–")
            html.element("span", ["class": "unseen"], text: "not recorded")
        case .text: html.lines(cell.plainText)
        case .number, .atLeast, .word(_, .plain): html.text(cell.plainText)
        case .date(let date): time(date.description, date.short, &html)
        case .word(_, let tone):
            html.element("span", ["class": "tone \(tone.rawValue)"], text: cell.plainText)
        }
    }

    // MARK: - Cards and the heat map

    private func write(_ deck: CardDeck, _ html: inout HTMLBuilder) {
        // Each table is measured once, and its rows are dealt to the cards, however many there are.
        let tables = deck.tables.map { table in
            (
                table: PageTable(table, dropping: 1),
                rows: Dictionary(grouping: table.rows) { $0.group ?? "" }
            )
        }
        for card in deck.cards {
            let anchor = "card-\(HTMLWriter.anchor(card.id))"
            let name = deck.onOwnPages ? "card page" : "card"
            html.block("article", ["class": name, "aria-labelledby": anchor]) { html in
                html.line("h3", ["id": anchor], text: PlainText.cleaned(card.title))
                for (index, (table, rows)) in tables.enumerated() {
                    let own = rows[card.id] ?? []
                    if own.isEmpty, table.whenEmpty.isEmpty { continue }
                    write(
                        table, rows: own, class: index == 0 ? "fields" : "data", of: card.id,
                        &html)
                }
            }
        }
    }

    private func write(_ map: HeatMap, _ html: inout HTMLBuilder) {
        html.block("div", ["class": "heat"]) { html in
            html.block("figure") { html in
                HeatMapSVG.draw(map, &html)
                html.line("figcaption", text: PlainText.cleaned(map.sentence))
            }
            html.block("div") { html in
                for (index, table) in map.tables.enumerated() {
                    write(table, class: index == 0 ? "data grid" : "data", &html)
                }
            }
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
