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
}

/// What a source holds for one kind of score: the pair, and the printed number beside it.
///
/// The three are never reconciled here. A register that prints 12 beside 4 x 4 holds a contradiction
/// that its owner must see (check SC02), so both numbers are kept.
package struct ScoreEntry: Hashable, Sendable {
    /// The matrix that it is read on; scores of another size are never compared with it.
    package private(set) var size = ScoreSize.npsa
    /// Likelihood as recorded when it is a step of the matrix.
    package var likelihood: Int?
    /// Consequence as recorded when it is a step of the matrix.
    package var consequence: Int?
    /// The printed score.
    package var printed: PrintedScore?
    /// The band as printed, in the trust's own word ("Extreme", "8 MOD").
    package var band: String?
    /// What stood in likelihood or consequence when it was no step of the matrix (SC03).
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

    /// The entry on a matrix of a size: a half that is no step of it is kept as what it was, and not used.
    package func on(_ size: ScoreSize) -> ScoreEntry {
        guard size != self.size else { return self }
        var entry = self
        entry.size = size
        if let likelihood, likelihood > size.likelihoods {
            entry.likelihood = nil
            entry.unreadable.append(String(likelihood))
        }
        if let consequence, consequence > size.consequences {
            entry.consequence = nil
            entry.unreadable.append(String(consequence))
        }
        return entry
    }

    /// The printed number when it is whole and on the scale (1...25 on a 5x5), where it can be used.
    package var usable: Int? {
        guard let value = printed?.number?.exactInt, (1...size.highest).contains(value) else {
            return nil
        }
        return value
    }

    /// Likelihood x consequence where both are known: 1...25 on a 5x5.
    package var computed: Int? {
        guard let likelihood, let consequence else { return nil }
        return likelihood * consequence
    }

    /// The pair that a printed score allows when it allows only one and no pair is given.
    ///
    /// On a 5x5 these are 1, 9, 16 and 25.
    package var inferredPair: (likelihood: Int, consequence: Int)? {
        guard likelihood == nil, consequence == nil, unreadable.isEmpty else { return nil }
        return usable.flatMap(size.onlyPair)
    }

    /// Nothing at all was recorded.
    package var isEmpty: Bool {
        likelihood == nil && consequence == nil && printed == nil && unreadable.isEmpty
    }

    /// The highest number that the entry supports: printed when usable, or computed.
    package var highest: Int? { [usable, computed].compactMap { $0 }.max() }
}

extension RiskRecord {
    /// The record with its scores on a matrix of a size.
    package func on(_ size: ScoreSize) -> RiskRecord {
        guard current.size != size || initial.size != size || target.size != size else {
            return self
        }
        var record = self
        record.initial = initial.on(size)
        record.current = current.on(size)
        record.target = target.on(size)
        return record
    }
}
