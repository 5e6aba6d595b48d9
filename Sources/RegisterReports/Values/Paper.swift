package import RiskRegister

/// A paper as a value: what every format writes, and nothing that only one of them knows.
///
/// It is a pure function of the register's view and the view it is compared with, so the same day,
/// as known at the same entry, gives the same bytes.
package struct Paper: Hashable, Sendable {
    /// The report's id: the first part of file names ("hlrr").
    package var report: String
    /// The title ("High Level Risk Register").
    package var title: String
    /// The organisation's name.
    package var organisation: String
    /// The day the paper speaks for.
    package var asAt: Day
    /// The sequence of the newest entry that it knows.
    package var knownAt: Int
    /// The instant of storing of that entry, ISO 8601 UTC.
    package var knownAtTime: String
    /// The pairs of the front sheet.
    package var frontSheet: [Pair] = []
    /// The body.
    package var blocks: [Block] = []
    /// The id of the table that is the paper's main answer: its CSV has no suffix.
    package var mainTable: String
    /// The ids of the risks shown, in order without repeats: what an issued paper records.
    package var risks: [String] = []

    /// A paper without a body.
    package init(
        report: String, title: String, organisation: String, asAt: Day, knownAt: Int,
        knownAtTime: String, mainTable: String
    ) {
        self.report = report
        self.title = title
        self.organisation = organisation
        self.asAt = asAt
        self.knownAt = knownAt
        self.knownAtTime = knownAtTime
        self.mainTable = mainTable
    }

    /// A label with its value, on the front sheet.
    package struct Pair: Hashable, Sendable {
        /// The label.
        package var label: String
        /// The value.
        package var value: String

        /// A pair.
        package init(_ label: String, _ value: String) {
            self.label = label
            self.value = value
        }
    }

    /// One part of a paper's body.
    package enum Block: Hashable, Sendable {
        /// A heading: level 2 for a section, 3 within it.
        case heading(level: Int, String)
        /// A paragraph.
        case paragraph(String)
        /// A sentence that must not be missed: what a decision hangs on.
        case callout(String)
        /// Sentences, one an item.
        case sentences([String])
        /// Things that the paper does not show, and why ("not shown: no actions file").
        case missing([String])
        /// A table.
        case table(OutputTable)
        /// The front page's figures: a table whose number stands out.
        case figures(OutputTable)
        /// The grid of counts, beside its tables.
        case heatMap(HeatMap)
        /// One card for each record.
        case cards(CardDeck)
    }

    /// All tables, in the order of the paper: the same in every format.
    package var tables: [OutputTable] {
        blocks.flatMap { block -> [OutputTable] in
            switch block {
            case .heading, .paragraph, .callout, .sentences, .missing: []
            case .table(let table), .figures(let table): [table]
            case .heatMap(let map): map.tables
            case .cards(let deck): deck.tables
            }
        }
    }
}

/// Records printed one after the other, each with the rows of several tables that belong to it.
///
/// The tables hold all records, their first column naming the record, so that a spreadsheet has them
/// whole; on a page each card shows its own rows.
package struct CardDeck: Hashable, Sendable {
    /// The head of a card.
    package struct Card: Hashable, Sendable {
        /// The id that its rows have as their group.
        package var id: String
        /// The heading ("2101 Deterioration is missed").
        package var title: String

        /// A card.
        package init(id: String, title: String) {
            self.id = id
            self.title = title
        }
    }

    /// The cards, in order.
    package var cards: [Card]
    /// The tables; every row has a card's id as its group and its first cell.
    package var tables: [OutputTable]
    /// Whether each card begins a page.
    package var onOwnPages: Bool

    /// A deck of cards.
    package init(cards: [Card], tables: [OutputTable], onOwnPages: Bool = false) {
        self.cards = cards
        self.tables = tables
        self.onOwnPages = onOwnPages
    }
}

/// The grid of counts on the rulebook's matrix, and what could not be placed on it.
package struct HeatMap: Hashable, Sendable {
    /// One cell of the grid.
    package struct Place: Hashable, Sendable {
        /// From 1 to the matrix's highest.
        package var likelihood: Int
        /// From 1 to the matrix's highest.
        package var consequence: Int
        /// The grade of the product, by the rulebook.
        package var grade: String?
        /// The grade's tone.
        package var tone: Tone
        /// The ids of the risks there, with a mark where the pair was inferred.
        package var risks: [String]
    }

    /// The caption.
    package var caption: String
    /// The matrix: how many cells there are, and the word of each step.
    package var matrix: ScoreMatrix
    /// All cells: the highest consequence first, likelihood 1 first.
    package var places: [Place]
    /// The ids of the risks that have no place.
    package var notPlaced: [String]
    /// The grid and the occupied cells as tables.
    package var tables: [OutputTable]

    /// What is placed and what is not, as a sentence.
    ///
    /// "3 risks placed; 1 not placed: no L and C (4405)."
    package var sentence: String {
        let placed = places.reduce(0) { $0 + $1.risks.count }
        let first = "\(Count.of(placed, "risk")) placed"
        guard !notPlaced.isEmpty else { return first + "; none left out." }
        return
            "\(first); \(Count.grouped(notPlaced.count)) not placed: no L and C "
            + "(\(notPlaced.joined(separator: ", ")))."
    }
}

extension Paper {
    /// What the paper knows, in words: "as known at entry 7 of the register, recorded 2 July 2026, 13:46 UTC".
    var knownWords: String {
        let parts = knownAtTime.split(separator: "T", maxSplits: 1)
        guard parts.count == 2, let day = Day(parts[0]) else {
            return "as known at entry \(knownAt) of the register, recorded \(knownAtTime)"
        }
        return "as known at entry \(knownAt) of the register, recorded \(day.inWords), "
            + "\(parts[1].prefix(5)) UTC"
    }
}
