import RiskRegister

/// Exports whose headings are put together at random from words that registers use, with columns between them that look
/// like scores and are none.
///
/// No list of exports that somebody thought of shows what is wrongly taken; a hundred that nobody thought of may.
struct ShuffledExport {
    /// The times whose scores a register has, by the words it uses for each, and what they truly are.
    private static let schemes: [[(ScoreKind, [String])]] = [
        [(.initial, first), (.current, now), (.target, aim)],
        [(.initial, first), (.current, later), (.target, aim)],
        [(.initial, first), (.current, later)],
        [(.initial, first), (.current, now)],
        [(.initial, first), (.current, now), (.target, later)],
        [(.current, now), (.target, later)],
        [(.current, now), (.target, aim)],
        [(.current, [""]), (.target, aim)],
        [(.initial, first), (.current, [""]), (.target, aim)],
        [(.current, [""])],
        [(.current, later), (.target, aim)],
    ]
    private static let first = [
        "Inherent", "Initial", "Gross", "Original", "Raw", "Uncontrolled", "Pre-mitigation",
        "Unmitigated",
    ]
    private static let now = ["Current", "Present", "Curr", "Today's"]
    private static let later = ["Residual", "Net", "Mitigated", "Post-mitigation", "Resid."]
    private static let aim = ["Target", "Tolerable", "Desired", "Planned", "Tgt"]

    private static let likelihoods = [
        "Likelihood", "Probability", "L", "Likelyhood", "Frequency", "Lik",
    ]
    private static let consequences = [
        "Consequence", "Impact", "Severity", "C", "I", "Conseq.", "Consequense",
    ]
    private static let scores = [
        "Score", "Rating", "Risk Score", "Risk Rating", "R", "Score (L x C)", "LxC",
        "Risk Exposure",
    ]

    private static var decoys: [WordedColumn] {
        [
            WordedColumn("Previous score", \.previous),
            WordedColumn("Score last quarter", \.previous),
            WordedColumn("Rating in March", \.previous),
            WordedColumn("Highest score", \.initial.score),
            WordedColumn("Financial impact", \.financial),
            WordedColumn("Reputational severity", \.financial),
            WordedColumn("Risk appetite score") { _ in "6" },
            WordedColumn("Proximity", \.financial),
            WordedColumn("Velocity", \.financial),
            WordedColumn("Control effectiveness", \.financial),
            WordedColumn("Confidence level", \.financial),
            WordedColumn("Assurance rating", \.financial),
            WordedColumn("Priority", \.financial), WordedColumn("Score change") { _ in "0" },
            WordedColumn("RAG") { bandWord($0.current.score) },
            WordedColumn("Number of incidents", \.financial),
            WordedColumn("Weighted score", \.initial.score),
            WordedColumn("Score of the parent risk", \.previous),
        ]
    }

    /// An export made of a seed.
    static func export(_ seed: UInt64) -> WordedExport {
        var random = TrueRandom(seed)
        let scheme = schemes[random.below(schemes.count)]
        let words = (random.one(likelihoods), random.one(consequences), random.one(scores))
        let template = random.below(4)
        let parts: Set<WordedExport.Part> = [
            [.likelihood, .consequence, .score], [.likelihood, .consequence, .score], [.score],
            [.likelihood, .consequence],
        ][random.below(4)]
        var groups: [[WordedColumn]] = []
        for (kind, names) in scheme {
            let phase = random.one(names)
            func heading(_ part: String) -> String { ShuffledExport.heading(phase, part, template) }
            func number(_ part: KeyPath<TrueRisk.Score, Int?>) -> (TrueRisk) -> Int? {
                { risk in
                    switch kind {
                    case .initial: risk.initial[keyPath: part]
                    case .current: risk.current[keyPath: part]
                    case .target: risk.target[keyPath: part]
                    }
                }
            }
            var group: [WordedColumn] = []
            if parts.contains(.likelihood) {
                group.append(WordedColumn(heading(words.0), number(\.likelihood)))
            }
            if parts.contains(.consequence) {
                group.append(WordedColumn(heading(words.1), number(\.consequence)))
            }
            if parts.contains(.score) {
                group.append(WordedColumn(heading(words.2), number(\.score)))
            }
            groups.append(group)
        }
        // Some registers print the newest first.
        if random.below(4) == 0 { groups.reverse() }
        var columns = groups.flatMap { $0 }
        for _ in 0..<random.below(5) {
            let decoy = decoys[random.below(decoys.count)]
            if !columns.contains(where: { $0.heading == decoy.heading }) {
                columns.insert(decoy, at: random.below(columns.count + 1))
            }
        }
        let base = [
            WordedColumn(random.one(["Risk ID", "Ref", "Risk No", "Reference", "Unique ID"])) {
                "\(900 + $0.number)"
            },
            WordedColumn(random.one(["Title", "Risk", "Risk name", "Headline"]), \.title),
            WordedColumn("Owner", \.owner),
            WordedColumn(random.one(["Date raised", "Opened", "Date added"])) { $0.opened.british },
        ]
        var holds: [ScoreKind: Set<WordedExport.Part>] = [:]
        for (kind, _) in scheme { holds[kind] = parts }
        return WordedExport(
            name: columns.map(\.heading).joined(separator: " | "),
            format: [.csv, .tabs, .workbook, .oldWorkbook, .named][random.below(5)],
            columns: base + columns,
            id: { "\(900 + $0.number)" }, holds: holds, days: ["opened"])
    }

    private static func heading(_ phase: String, _ part: String, _ template: Int) -> String {
        if phase.isEmpty { return part }
        return switch template {
        case 0: "\(phase) \(part)"
        case 1: "\(part) (\(phase.lowercased()))"
        case 2: "\(phase) risk \(part.lowercased())"
        default: "\(part) - \(phase)"
        }
    }
}
