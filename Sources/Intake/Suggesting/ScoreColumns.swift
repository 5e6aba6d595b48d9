import RiskRegister

/// A column that a suggestion takes for a field, how sure it is, and why.
struct ColumnChoice: Hashable {
    var field: MappedField
    /// Its place among the columns.
    var column: Int
    var sureness: MappingSuggestion.Sureness
    var reason: String
}

/// Decides which columns are the scores of an unknown export.
///
/// Names say what a column may be, values whether it can be, and the columns' agreement whether it is: the product
/// of likelihood and consequence is the score, and scores mostly fall from initial to current to target. What
/// is not proven or plainly said stays in doubt: a score left out is asked for, a score under the wrong name
/// decides a register.
struct ScoreColumns {
    typealias Phase = ScoreName.Phase
    typealias Part = ScoreName.Part

    /// What a column may be by its name and its values.
    struct Candidate {
        let column: Int
        let name: ScoreName
        var part: Part
        let isEmpty: Bool

        /// The heading's words say just this.
        var isPlain: Bool { name.other.isEmpty && !name.isMended && !name.isLetters }
        /// Of two, the one with fewer words that say something else.
        var rank: Double { isPlain ? 2 : name.other.isEmpty ? 1 : 0 }
    }

    let columns: [UnknownColumn]
    private(set) var choices: [ColumnChoice] = []
    private(set) var doubts: [ColumnChoice] = []
    /// Scores of several times are headed by letters: "Initial R", "Current R".
    private var hasFamily = false

    init(_ columns: [UnknownColumn], _ kinds: [ColumnKind]) {
        self.columns = columns
        var candidates: [Candidate] = []
        for (place, column) in columns.enumerated() {
            let name = ScoreName(column.words)
            guard let part = ScoreColumns.part(name, kinds[place]) else { continue }
            if let why = ScoreColumns.bar(name, part, column) {
                doubt(place, part, name, why)
                continue
            }
            candidates.append(
                Candidate(column: place, name: name, part: part, isEmpty: kinds[place].filled == 0))
        }
        let times = Set(
            candidates.filter { $0.name.isLetters && $0.part == .score && $0.name.phase != .unsaid }
                .map(\.name.phase))
        hasFamily = times.count > 1
        let phases = ScorePhases(candidates, columns)
        for (phase, kind) in [
            (Phase.initial, ScoreKind.initial), (.current, .current), (.target, .target),
        ] {
            decide(kind, phases.groups[phase] ?? [], phases.reasons[phase])
        }
        for (candidate, why) in phases.doubts {
            doubt(candidate.column, candidate.part, candidate.name, why)
        }
        checkOrder(phases)
    }

    /// What a column's values are, where its name says that it belongs to a score.
    private static func part(_ name: ScoreName, _ kind: ColumnKind) -> Part? {
        // A heading that says it plainly needs fewer values that do: the rest are slips, or words for nothing.
        let isPlain =
            name.other.isEmpty && !name.isMended && !name.isLetters && name.part != nil
            && name.phase != .unsaid
        let most = isPlain ? 0.6 : 0.8
        let isScore = kind.products >= most || kind.pairs >= most
        let isBand = kind.bands >= 0.7 && kind.products < 0.5
        let isStep = kind.levels >= most && !kind.exceedsSteps
        if kind.filled == 0 { return name.other.isEmpty && name.phase != .unsaid ? name.part : nil }
        switch name.part {
        case .likelihood?: return isStep && kind.consequenceWords < 0.6 ? .likelihood : nil
        case .consequence?:
            if name.isLetters, kind.exceedsSteps, isScore { return .score }
            return isStep && kind.likelihoodWords < 0.6 ? .consequence : nil
        case .score?: return isScore ? .score : isBand ? .band : nil
        case .band?: return isBand ? .band : isScore && kind.exceedsSteps ? .score : nil
        case nil:
            guard name.phase != .unsaid, name.other.isEmpty else { return nil }
            return isScore && kind.exceedsSteps ? .score : isBand ? .band : nil
        }
    }

    /// Why a column is not to be taken, whatever else speaks for it.
    private static func bar(_ name: ScoreName, _ part: Part, _ column: UnknownColumn) -> String? {
        if column.timesNamed > 1 {
            return
                "the heading stands \(column.timesNamed) times, and a mapping tells columns by name: "
                + "give each a heading of its own"
        }
        return name.isBarred ? "its heading says that it is not the score itself" : nil
    }

    private mutating func doubt(
        _ column: Int, _ part: Part, _ name: ScoreName, _ why: String, _ decided: ScoreKind? = nil
    ) {
        let said: ScoreKind =
            switch name.phase {
            case .initial: .initial
            case .target: .target
            case .current, .later, .unsaid: .current
            }
        let kind = decided ?? said
        doubts.append(
            ColumnChoice(
                field: ScoreColumns.field(kind, part), column: column, sureness: .doubtful,
                reason: why))
    }

    static func field(_ kind: ScoreKind, _ part: Part) -> MappedField {
        switch (kind, part) {
        case (.initial, .likelihood): .initialLikelihood
        case (.initial, .consequence): .initialConsequence
        case (.initial, .score): .initialScore
        case (.initial, .band): .initialBand
        case (.current, .likelihood): .currentLikelihood
        case (.current, .consequence): .currentConsequence
        case (.current, .score): .currentScore
        case (.current, .band): .currentBand
        case (.target, .likelihood): .targetLikelihood
        case (.target, .consequence): .targetConsequence
        case (.target, .score): .targetScore
        case (.target, .band): .targetBand
        }
    }

    // MARK: - One score

    private mutating func decide(_ kind: ScoreKind, _ group: [Candidate], _ phaseReason: String?) {
        var best: (trio: [Candidate?], proof: Agreement?, rank: Double)?
        func of(_ part: Part) -> [Candidate?] {
            let found = group.filter { $0.part == part }
            // Each with each is tried: of more than a few, those with the plainest names.
            let plainest = [2, 1, 0].flatMap { rank in found.filter { $0.rank == rank } }
            return plainest.isEmpty ? [nil] : Array(plainest.prefix(6))
        }
        for likelihood in of(.likelihood) {
            for consequence in of(.consequence) {
                for score in of(.score) {
                    let proof = agreement(likelihood, consequence, score)
                    let trio = [likelihood, consequence, score]
                    let rank = (proof?.share ?? 0) * 8 + trio.reduce(0) { $0 + ($1?.rank ?? 0) }
                    if rank > best?.rank ?? -1 { best = (trio, proof, rank) }
                }
            }
        }
        guard let best else { return }
        let band = group.first { $0.part == .band }
        let hasSteps = best.trio[0] != nil && best.trio[1] != nil
        for candidate in best.trio.compactMap({ $0 }) + [band].compactMap({ $0 }) {
            // Of two that may both be it, only the numbers can tell.
            let rivals = group.filter { $0.part == candidate.part && $0.isPlain }.count
            if rivals > 1, candidate.part != .band, best.proof?.isProof != true {
                doubt(
                    candidate.column, candidate.part, candidate.name, "\(rivals) columns say so",
                    kind)
                continue
            }
            choose(candidate, kind, best.proof, phaseReason, hasSteps: hasSteps)
        }
        let taken = Set((best.trio + [band]).compactMap { $0?.column })
        for other in group where !taken.contains(other.column) {
            doubt(
                other.column, other.part, other.name, "another column is nearer to this field", kind
            )
        }
    }

    private mutating func choose(
        _ candidate: Candidate, _ kind: ScoreKind, _ proof: Agreement?, _ phaseReason: String?,
        hasSteps: Bool
    ) {
        // Last month's score is this month's on most records: a score with other words is never proven by numbers,
        // and a step only when hardly one product differs.
        let isProven =
            candidate.part != .band && proof?.isProof == true
            && (candidate.name.other.isEmpty
                || candidate.part != .score && proof.map { $0.share >= 0.9 } ?? false)
        var reasons = [says(candidate)]
        if let phaseReason { reasons.append(phaseReason) }
        if candidate.part != .band, let proof { reasons.append(proof.sentence) }
        let isTaken: Bool =
            if isProven || candidate.isPlain {
                true
            } else if !candidate.name.other.isEmpty {
                false
            } else {
                // Letters, or a slip of the pen: with its fellow beside it, or by its values alone.
                candidate.name.isMended || hasSteps && proof.map { $0.share >= 0.4 } ?? true
                    || hasFamily && proof == nil && candidate.part == .score
            }
        let choice = ColumnChoice(
            field: ScoreColumns.field(kind, candidate.part), column: candidate.column,
            sureness: !isTaken ? .doubtful : isProven ? .sure : .likely,
            reason: reasons.joined(separator: "; "))
        if isTaken { choices.append(choice) } else { doubts.append(choice) }
    }

    private func says(_ candidate: Candidate) -> String {
        if candidate.isEmpty { return "by its name alone; it is empty" }
        var text =
            switch candidate.part {
            case .likelihood, .consequence: "steps from 1 to 5"
            case .score: "products of two steps"
            case .band: "words of bands"
            }
        let mended = columns[candidate.column].words.mended
        if !mended.isEmpty { text += "; read " + mended.joined(separator: ", ") }
        if !candidate.name.other.isEmpty {
            text += "; the heading also says \"\(candidate.name.other.joined(separator: " "))\""
        }
        return text
    }

    // MARK: - Agreement

    /// In how many records the product of the steps is the score.
    struct Agreement {
        let agree: Int
        let of: Int
        var share: Double { of == 0 ? 0 : Double(agree) / Double(of) }
        var isProof: Bool { of >= 5 && share >= 0.75 }
        var sentence: String { "likelihood x consequence = score in \(agree) of \(of)" }
    }

    private func agreement(
        _ likelihood: Candidate?, _ consequence: Candidate?, _ score: Candidate?
    ) -> Agreement? {
        guard let likelihood, let consequence, let score else { return nil }
        return ScoreColumns.agreement(
            columns[likelihood.column], columns[consequence.column], columns[score.column])
    }

    static func agreement(
        _ likelihood: UnknownColumn, _ consequence: UnknownColumn, _ score: UnknownColumn
    ) -> Agreement? {
        var (agree, all) = (0, 0)
        for place in score.texts.indices {
            guard let one = ScoreValues.level(likelihood.texts[place]),
                let two = ScoreValues.level(consequence.texts[place]),
                let product = ScoreValues.score(score.texts[place])
            else { continue }
            all += 1
            if one * two == product { agree += 1 }
        }
        return all == 0 ? nil : Agreement(agree: agree, of: all)
    }

    // MARK: - Order

    /// Scores fall from initial to current to target: where they mostly rise, a word was taken wrongly.
    private mutating func checkOrder(_ phases: ScorePhases) {
        for (early, late) in [(ScoreKind.initial, ScoreKind.current), (.current, .target)] {
            guard let rising = rising(from: early, to: late), rising.share > 0.35 else { continue }
            let why =
                "the \(late.rawValue) score is above the \(early.rawValue) in \(rising.agree) of \(rising.of)"
            for (kind, phase) in [(early, Phase(early)), (late, Phase(late))]
            where phases.isInferred(phase) {
                let fields = Set(Part.allCases.map { ScoreColumns.field(kind, $0) })
                let wrong = choices.filter { fields.contains($0.field) }
                choices.removeAll { fields.contains($0.field) }
                doubts += wrong.map {
                    ColumnChoice(
                        field: $0.field, column: $0.column, sureness: .doubtful,
                        reason: "\($0.reason); \(why)")
                }
            }
            for place in choices.indices
            where choices[place].field == ScoreColumns.field(late, .score) {
                choices[place].reason += "; \(why)"
            }
        }
    }

    private func rising(from early: ScoreKind, to late: ScoreKind) -> Agreement? {
        var (rises, all) = (0, 0)
        let (before, after) = (scores(early), scores(late))
        for (one, two) in zip(before, after) {
            guard let one, let two else { continue }
            all += 1
            if two > one { rises += 1 }
        }
        return all == 0 ? nil : Agreement(agree: rises, of: all)
    }

    /// The scores of one kind by record, written or multiplied.
    private func scores(_ kind: ScoreKind) -> [Int?] {
        func column(_ part: Part) -> UnknownColumn? {
            choices.first { $0.field == ScoreColumns.field(kind, part) }.map { columns[$0.column] }
        }
        if let score = column(.score) { return score.texts.map(ScoreValues.score) }
        guard let likelihood = column(.likelihood), let consequence = column(.consequence) else {
            return []
        }
        return zip(likelihood.texts, consequence.texts).map { one, two in
            ScoreValues.level(one).flatMap { one in ScoreValues.level(two).map { one * $0 } }
        }
    }
}

extension ScoreName.Phase {
    fileprivate init(_ kind: ScoreKind) {
        self =
            switch kind {
            case .initial: .initial
            case .current: .current
            case .target: .target
            }
    }
}
