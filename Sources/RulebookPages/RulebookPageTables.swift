import HTML
import RegisterReports
import Rulebooks

extension RulebookPageWriter {
    /// Writes a decision table, and each row of it once more as a sentence.
    func write(
        _ table: RulebookPage.Table, of name: String, anchor: String, _ html: inout HTMLBuilder
    ) {
        let columns = 1 + table.conditions.count + table.conclusions.count + table.notes.count
        let size = columns > 9 ? " widest" : columns > 6 ? " wide" : ""
        html.line("p", ["class": "policy"], text: PlainText.cleaned(table.policy))
        html.block(
            "div",
            [
                "class": "scroll\(size)", "role": "region", "aria-labelledby": "\(anchor)-table",
                "tabindex": "0",
            ]
        ) { html in
            html.block("table", ["class": "data rules"]) { html in
                html.line(
                    "caption", ["id": "\(anchor)-table"],
                    text: PlainText.cleaned("\(name): the rows"))
                html.line("colgroup") { html in
                    for share in shares(table) { html.empty("col", ["style": share]) }
                }
                html.block("thead") { heads(of: table, &$0) }
                html.block("tbody") { html in
                    for row in table.rows { write(row, of: table, &html) }
                    if table.rows.isEmpty {
                        html.line("tr", ["class": "none"]) { html in
                            html.element(
                                "td", ["colspan": "\(columns)"], text: "The table has no rows.")
                        }
                    }
                }
            }
        }
        if let fallback = table.fallback {
            html.line("p", text: PlainText.cleaned("When no row applies: \(fallback)."))
        }
        if !table.rows.isEmpty { sentences(of: table, &html) }
    }

    private func sentences(of table: RulebookPage.Table, _ html: inout HTMLBuilder) {
        html.block("ul", ["class": "sentences rows"]) { html in
            for row in table.rows {
                html.line("li") { html in
                    html.element("a", ["href": "#\(row.anchor)"], text: PlainText.cleaned(row.id))
                    html.text(PlainText.cleaned(": \(row.sentence)"))
                    for (head, note) in zip(table.notes, row.notes) where !note.isEmpty {
                        html.text(" ")
                        html.element(
                            "span", ["class": "clause"],
                            text: PlainText.cleaned("\(head): \(note)"))
                    }
                }
            }
        }
    }

    /// Widths by what the columns hold: no word is broken while the page has room, and a long clause
    /// gets what is left.
    private func shares(_ table: RulebookPage.Table) -> [String] {
        func cells(_ cells: [String], _ index: Int) -> String {
            index < cells.count ? cells[index] : ""
        }
        var columns = [("Row", table.rows.map(\.id), true)]
        for (index, head) in table.conditions.enumerated() {
            columns.append(
                (head, table.rows.map { cells($0.conditions.map(\.text), index) }, false))
        }
        for (index, head) in table.conclusions.enumerated() {
            columns.append(
                (head, table.rows.map { cells($0.conclusions.map(\.text), index) }, true))
        }
        for (index, head) in table.notes.enumerated() {
            columns.append((head, table.rows.map { cells($0.notes, index) }, false))
        }
        func longest(_ text: String) -> Int { text.split(separator: " ").map(\.count).max() ?? 0 }
        let least = columns.map { head, cells, isBold in
            let word = cells.map(longest).max() ?? 0
            return max(
                longest(head) * 6 / 5 + 2, min(16, isBold ? word * 6 / 5 : word) + 2, 4)
        }
        let wished = zip(columns, least).map { column, least in
            max(least, min(44, (column.1.map(\.count).max() ?? 0) * 2 / 3 + 3))
        }
        let page = columns.count > 9 ? 140 : columns.count > 6 ? 122 : 112
        let spare = max(0, page - least.reduce(0, +))
        let asked = max(1, zip(wished, least).map { $0 - $1 }.reduce(0, +))
        let widths = zip(wished, least).map { wished, least in
            asked <= spare ? wished : least + (wished - least) * spare / asked
        }
        let total = max(1, widths.reduce(0, +))
        return widths.map { width in
            let share = width * 1000 / total
            return "width:\(share / 10).\(share % 10)%"
        }
    }

    /// Two rows of heads: what kind of column, and what it asks.
    private func heads(of table: RulebookPage.Table, _ html: inout HTMLBuilder) {
        html.line("tr", ["class": "groups"]) { html in
            html.element("td") { _ in }
            group("If", table.conditions.count, &html)
            group("then", table.conclusions.count, &html)
            group("because", table.notes.count, &html)
        }
        html.line("tr") { html in
            for head in ["Row"] + table.conditions + table.conclusions + table.notes {
                html.element("th", ["scope": "col"], text: PlainText.cleaned(head))
            }
        }
    }

    private func group(_ title: String, _ count: Int, _ html: inout HTMLBuilder) {
        guard count > 0 else { return }
        html.element("th", ["scope": "colgroup", "colspan": "\(count)"], text: title)
    }

    private func write(
        _ row: RulebookPage.Row, of table: RulebookPage.Table, _ html: inout HTMLBuilder
    ) {
        html.line("tr", ["id": row.anchor]) { html in
            html.element("th", ["scope": "row"], text: PlainText.cleaned(row.id))
            for (head, cell) in zip(table.conditions, row.conditions) {
                write(cell, head, cell.text == "any" ? "any" : "condition", &html)
            }
            for (head, cell) in zip(table.conclusions, row.conclusions) {
                write(cell, head, "conclusion", &html)
            }
            for (head, note) in zip(table.notes, row.notes) {
                html.element(
                    "td", ["class": "note", "data-label": PlainText.cleaned(head)]
                ) { breakable(note, &$0) }
            }
        }
    }

    private func write(
        _ cell: RulebookPage.Cell, _ head: String, _ name: String, _ html: inout HTMLBuilder
    ) {
        html.element("td", ["class": name, "data-label": PlainText.cleaned(head)]) { html in
            if cell.isWritten {
                html.element("code", text: PlainText.cleaned(cell.text))
            } else {
                breakable(cell.text, &html)
            }
        }
    }
}
