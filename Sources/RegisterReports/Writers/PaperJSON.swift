import RiskRegister

extension Paper {
    /// The paper as JSON: its front sheet, its body in order, and its tables by id.
    package var json: JSONValue {
        .object([
            ("report", .string(report)), ("title", .string(PlainText.cleaned(title))),
            ("organisation", .string(PlainText.cleaned(organisation))),
            ("asAt", .string(asAt.description)),
            (
                "knownAt",
                .object([("sequence", .number(knownAt)), ("recorded", .string(knownAtTime))])
            ),
            (
                "frontSheet",
                .array(
                    frontSheet.map {
                        .object([
                            ("label", .string(PlainText.cleaned($0.label))),
                            ("value", .string(PlainText.cleaned($0.value))),
                        ])
                    })
            ), ("mainTable", .string(mainTable)), ("risks", .strings(risks)),
            ("body", .array(blocks.map(\.json))),
            ("tables", .object(tables.map { ($0.id, $0.described) })),
        ])
    }
}

extension Paper.Block {
    fileprivate var json: JSONValue {
        switch self {
        case .heading(let level, let text):
            .object([
                ("heading", .string(PlainText.cleaned(text))), ("level", .number(level)),
            ])
        case .paragraph(let text): .object([("paragraph", .string(PlainText.cleaned(text)))])
        case .callout(let text): .object([("callout", .string(PlainText.cleaned(text)))])
        case .sentences(let sentences):
            .object([("sentences", .strings(sentences.map(PlainText.cleaned)))])
        case .missing(let sentences):
            .object([("notShown", .strings(sentences.map(PlainText.cleaned)))])
        case .table(let table), .figures(let table): .object([("table", .string(table.id))])
        case .heatMap(let map):
            .object([
                ("heatMap", .strings(map.tables.map(\.id))), ("caption", .string(map.caption)),
                ("sentence", .string(PlainText.cleaned(map.sentence))),
                ("notPlaced", .strings(map.notPlaced.map(PlainText.cleaned))),
            ])
        case .cards(let deck):
            .object([
                (
                    "cards",
                    .array(
                        deck.cards.map {
                            .object([
                                ("id", .string($0.id)),
                                ("title", .string(PlainText.cleaned($0.title))),
                            ])
                        })
                ), ("tables", .strings(deck.tables.map(\.id))),
            ])
        }
    }
}

extension OutputTable {
    /// The caption, the columns' titles by id, and the rows.
    fileprivate var described: JSONValue {
        .object([
            ("caption", .string(PlainText.cleaned(caption))),
            ("columns", .object(columns.map { ($0.id, .string($0.title)) })),
            ("rows", json),
        ])
    }
}
