internal import FEEL
internal import RiskRegister

extension RecordTyping {
    private typealias ScoreFields = (
        likelihood: MappedField, consequence: MappedField, score: MappedField, band: MappedField
    )

    private static func fields(_ kind: ScoreKind) -> ScoreFields {
        switch kind {
        case .initial: (.initialLikelihood, .initialConsequence, .initialScore, .initialBand)
        case .current: (.currentLikelihood, .currentConsequence, .currentScore, .currentBand)
        case .target: (.targetLikelihood, .targetConsequence, .targetScore, .targetBand)
        }
    }

    /// What the record holds for one kind of score, each number as it is.
    mutating func score(_ kind: ScoreKind) -> ScoreEntry {
        let fields = RecordTyping.fields(kind)
        var entry = ScoreEntry()
        entry.likelihood = level(
            fields.likelihood, compiled.likelihoodWords, compiled.size.likelihoods, &entry)
        entry.consequence = level(
            fields.consequence, compiled.consequenceWords, compiled.size.consequences, &entry)
        entry.band = text(fields.band).map { plain($0, oneLine: true) }
        guard let text = text(fields.score).map({ plain($0, oneLine: true) }) else {
            readBandAsScore(&entry)
            return entry
        }
        if let value = RecordTyping.smallNumber(text) {
            entry.printed = PrintedScore(text: text, number: Decimal128(value))
            return entry
        }
        let found = ScoreText(
            text, likelihoodFirst: compiled.mapping.likelihoodFirst, size: compiled.size)
        entry.printed = PrintedScore(text: text, number: found.number)
        entry.band = entry.band ?? found.band
        fillPair(found, &entry)
        return entry
    }

    /// A band cell that holds the score besides its word, where the score has no cell of its own.
    private func readBandAsScore(_ entry: inout ScoreEntry) {
        guard let band = entry.band, band.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else {
            return
        }
        let found = ScoreText(
            band, likelihoodFirst: compiled.mapping.likelihoodFirst, size: compiled.size)
        guard found.number != nil || found.pair != nil else { return }
        if found.number != nil {
            entry.printed = PrintedScore(text: band, number: found.number)
        }
        fillPair(found, &entry)
    }

    /// Fills an empty pair from a combined cell.
    private func fillPair(_ found: ScoreText, _ entry: inout ScoreEntry) {
        guard let (likelihood, consequence) = found.pair else { return }
        let isEmpty =
            entry.likelihood == nil && entry.consequence == nil && entry.unreadable.isEmpty
        if isEmpty {
            switch likelihood {
            case .level(let value): entry.likelihood = value
            case .unreadable(let text): entry.unreadable.append(text)
            }
            switch consequence {
            case .level(let value): entry.consequence = value
            case .unreadable(let text): entry.unreadable.append(text)
            }
        }
        // "4x4" alone prints a pair and no score; beside another pair it stays, to be looked at.
        let agrees =
            entry.likelihood.map { likelihood == .level($0) } == true
            && entry.consequence.map { consequence == .level($0) } == true
        if found.number == nil, agrees { entry.printed = nil }
    }

    private mutating func level(
        _ field: MappedField, _ words: [String: Int], _ steps: Int, _ entry: inout ScoreEntry
    ) -> Int? {
        guard let text = text(field) else { return nil }
        let plain = plain(text, oneLine: true)
        switch ScoreText.level(plain, words: words, steps: steps) {
        case .level(let value): return value
        case .contradiction(let used, let word):
            let shown = plain.utf8.count <= 40 ? " \"\(plain)\"" : ""
            find(
                "RD04", field,
                "\(field.rawValue)\(shown): the mapping reads the word as \(word); \(used) used",
                "Correct the word in the mapping or the value in the risk system.")
            return used
        case .unknownWord:
            findUnknown(plain, field, "not used")
            entry.unreadable.append(String(plain.prefix(40)))
            return nil
        case .unreadable:
            entry.unreadable.append(String(plain.prefix(40)))
            return nil
        }
    }

    /// A number of one or two digits, as nearly every score is.
    private static func smallNumber(_ text: String) -> Int? {
        guard (1...2).contains(text.utf8.count) else { return nil }
        var value = 0
        for byte in text.utf8 {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return value
    }
}
