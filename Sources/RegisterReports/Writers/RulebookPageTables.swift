import Rulebooks

extension RulebookPageWriter {
    /// Writes a decision table, and each row of it once more as a sentence.
    mutating func write(
        _ table: RulebookPage.Table, of name: String, anchor: String
    ) {
        let columns = 1 + table.conditions.count + table.conclusions.count + table.notes.count
        let size = columns > 9 ? " widest" : columns > 6 ? " wide" : ""
        unescaped(
            """
            <p class="policy">\(text(table.policy))</p>
            <div class="scroll\(size)" role="region" aria-labelledby="\(anchor)-table" tabindex="0">
            <table class="data rules">
            <caption id="\(anchor)-table">\(text(name)): the rows</caption>
            \(columnGroup(table))
            <thead>
            <tr class="groups">\(group("", 1))\(group("If", table.conditions.count))\
            \(group("then", table.conclusions.count))\(group("because", table.notes.count))</tr>
            <tr><th scope="col">Row</th>\
            \((table.conditions + table.conclusions + table.notes).map { "<th scope=\"col\">\(text($0))</th>" }.joined())\
            </tr>
            </thead>
            <tbody>

            """)
        for row in table.rows { write(row, of: table) }
        if table.rows.isEmpty {
            unescaped(
                "<tr class=\"none\"><td colspan=\"\(columns)\">The table has no rows.</td></tr>\n")
        }
        unescaped("</tbody>\n</table>\n</div>\n")
        if let fallback = table.fallback {
            unescaped("<p>When no row applies: \(text(fallback)).</p>\n")
        }
        guard !table.rows.isEmpty else { return }
        unescaped("<ul class=\"sentences rows\">\n")
        for row in table.rows {
            var clauses = ""
            for (head, note) in zip(table.notes, row.notes) where !note.isEmpty {
                clauses += " <span class=\"clause\">\(text(head)): \(text(note))</span>"
            }
            unescaped(
                "<li><a href=\"#\(row.anchor)\">\(text(row.id))</a>: \(text(row.sentence))\(clauses)</li>\n"
            )
        }
        unescaped("</ul>\n")
    }

    /// Widths by what the columns hold: no word is broken while the page has room, and a long clause
    /// gets what is left.
    private func columnGroup(_ table: RulebookPage.Table) -> String {
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
        let shares = widths.map { width in
            let share = width * 1000 / total
            return "<col style=\"width:\(share / 10).\(share % 10)%\"/>"
        }
        return "<colgroup>\(shares.joined())</colgroup>"
    }

    private func group(_ title: String, _ count: Int) -> String {
        guard count > 0 else { return "" }
        return title.isEmpty
            ? "<td></td>" : "<th scope=\"colgroup\" colspan=\"\(count)\">\(title)</th>"
    }

    private mutating func write(_ row: RulebookPage.Row, of table: RulebookPage.Table) {
        unescaped("<tr id=\"\(row.anchor)\"><th scope=\"row\">\(text(row.id))</th>")
        for (head, cell) in zip(table.conditions, row.conditions) { write(cell, head, "condition") }
        for (head, cell) in zip(table.conclusions, row.conclusions) {
            write(cell, head, "conclusion")
        }
        for (head, note) in zip(table.notes, row.notes) {
            unescaped("<td class=\"note\" data-label=\"\(text(head))\">\(breakable(note))</td>")
        }
        unescaped("</tr>\n")
    }

    private mutating func write(_ cell: RulebookPage.Cell, _ head: String, _ name: String) {
        let isAny = name == "condition" && cell.text == "any"
        let content = cell.isWritten ? "<code>\(text(cell.text))</code>" : breakable(cell.text)
        unescaped(
            "<td class=\"\(isAny ? "any" : name)\" data-label=\"\(text(head))\">\(content)</td>")
    }
}
