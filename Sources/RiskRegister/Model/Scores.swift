package import FEEL

/// What one kind of score is for.
package enum ScoreKind: String, Sendable, CaseIterable, Hashable {
    /// The score at first assessment; it may already include controls, so it is not "inherent".
    case initial
    /// The score with today's controls: the one that routes.
    case current
    /// Where the planned actions should take it.
    case target
}

/// A number as a source prints it, kept exactly: 18 stays 18, "12.5" stays "12.5".
package struct PrintedScore: Hashable, Sendable {
    /// The text as it stood, trimmed.
    package let text: String
    /// The number that the text writes, or nil when it writes none.
    package let number: Decimal128?

    /// A printed score with the number its text writes.
    package init(text: String, number: Decimal128?) {
        self.text = text
        self.number = number
    }

    /// A whole number, as most registers print it.
    package init(_ value: Int) {
        self.init(text: String(value), number: Decimal128(value))
    }

    /// The number when it is whole and from 1 to 25, the range in which a score can be used.
    package var usable: Int? {
        guard let value = number?.exactInt, (1...25).contains(value) else { return nil }
        return value
    }
}

/// What a source holds for one kind of score: the pair, and the printed number beside it.
///
/// The three are never reconciled here. A register that prints 12 beside 4 x 4 holds a contradiction
/// that its owner must see (check SC02), so both numbers are kept.
package struct ScoreEntry: Hashable, Sendable {
    /// Likelihood as recorded when it is a whole number from 1 to 5.
    package var likelihood: Int?
    /// Consequence as recorded when it is a whole number from 1 to 5.
    package var consequence: Int?
    /// The printed score.
    package var printed: PrintedScore?
    /// The band as printed, in the trust's own word ("Extreme", "8 MOD").
    package var band: String?
    /// What stood in likelihood or consequence when it was not a whole number from 1 to 5 (SC03).
    package var unreadable: [String]

    /// An entry; all parts may be absent.
    package init(
        likelihood: Int? = nil, consequence: Int? = nil, printed: PrintedScore? = nil,
        band: String? = nil, unreadable: [String] = []
    ) {
        self.likelihood = likelihood
        self.consequence = consequence
        self.printed = printed
        self.band = band
        self.unreadable = unreadable
    }

    /// Likelihood x consequence where both are known: 1...25.
    package var computed: Int? {
        guard let likelihood, let consequence else { return nil }
        return likelihood * consequence
    }

    /// The pair that a printed score allows when it allows only one (1, 9, 16, 25) and no pair is given.
    package var inferredPair: (likelihood: Int, consequence: Int)? {
        guard likelihood == nil, consequence == nil, unreadable.isEmpty else { return nil }
        switch printed?.usable {
        case 1: return (1, 1)
        case 9: return (3, 3)
        case 16: return (4, 4)
        case 25: return (5, 5)
        default: return nil
        }
    }

    /// Nothing at all was recorded.
    package var isEmpty: Bool {
        likelihood == nil && consequence == nil && printed == nil && unreadable.isEmpty
    }

    /// The highest number that the entry supports: printed when usable, or computed.
    package var highest: Int? { [printed?.usable, computed].compactMap { $0 }.max() }

    /// The products of a 5x5 matrix: 1 2 3 4 5 6 8 9 10 12 15 16 20 25.
    package static let products: Set<Int> = [1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 20, 25]
}
