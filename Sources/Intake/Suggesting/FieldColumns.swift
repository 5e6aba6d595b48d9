import RiskRegister

/// Decides which columns of an unknown export are its fields that are no scores.
///
/// Every pair of column and field is weighed by its words; the best pair is taken first, and values that cannot be
/// the field's ("Closed: Yes" is no day) bring it into doubt.
struct FieldColumns {
    private(set) var choices: [ColumnChoice] = []
    private(set) var doubts: [ColumnChoice] = []

    private let columns: [UnknownColumn]
    private let kinds: [ColumnKind]
    /// How well a taken column's heading says its field.
    private var scores: [MappedField: Double] = [:]

    /// - Parameters:
    ///   - columns: The columns.
    ///   - kinds: What their values are like.
    ///   - kind: What the records are.
    ///   - taken: Columns that are scores.
    init(
        _ columns: [UnknownColumn], _ kinds: [ColumnKind], of kind: SourceMapping.Kind,
        without taken: Set<Int>
    ) {
        (self.columns, self.kinds) = (columns, kinds)
        var pairs: [Pair] = []
        for place in columns.indices where !taken.contains(place) {
            for field in FieldWords.phrases.keys
            where FieldWords.ofActions.contains(field) == (kind == .actions) {
                if let pair = weigh(place, field, kind) { pairs.append(pair) }
            }
        }
        pairs.sort { ($1.score, $0.column, $0.field) < ($0.score, $1.column, $1.field) }
        take(pairs)
        if kind == .risks { fillMustHaves(taken) }
        checkDays()
    }

    /// A column and a field that it may be.
    private struct Pair {
        var column: Int
        var field: MappedField
        var score: Double
        var phrase: String
        /// Why the values speak against it.
        var against: String?
    }

    private func weigh(
        _ place: Int, _ field: MappedField, _ kind: SourceMapping.Kind
    ) -> Pair? {
        let column = columns[place]
        guard let (matched, phrase) = FieldWords.match(column.words, field) else { return nil }
        var score = matched
        if kind == .actions {
            let saysRisk = column.heading.lowercased().contains("risk")
            let isLink = column.words.set.contains("cas")
            if field == .riskID && !saysRisk && !isLink || field == .actionID && saysRisk {
                return nil
            }
        }
        var against = FieldValues.contradiction(field, kinds[place])
        // What is called the id is it, with some ids said twice: an import tells of each.
        if field == .sourceID, score >= 0.95, kinds[place].distinct * 2 >= kinds[place].filled,
            kinds[place].dates < 0.6, kinds[place].averageLength <= 30
        {
            against = nil
        }
        if column.timesNamed > 1 {
            against =
                "the heading stands \(column.timesNamed) times, and a mapping tells columns by name"
        }
        // "Status: Final approval" is the approval, whatever it is called.
        if field == .status, FieldValues.areApprovals(column) { return nil }
        if field == .approval, column.words.set == ["status"], FieldValues.areApprovals(column) {
            score = 1
        }
        if against != nil { score -= 0.5 }
        return score < 0.3
            ? nil
            : Pair(column: place, field: field, score: score, phrase: phrase, against: against)
    }

    private mutating func take(_ pairs: [Pair]) {
        var taken: Set<Int> = []
        for pair in pairs where !taken.contains(pair.column) {
            let isFree = scores[pair.field] == nil
            // Steps of a path are all wanted; any other field has one column.
            guard isFree || pair.field == .location && pair.score >= 0.95 else { continue }
            guard pair.against == nil, pair.score >= 0.6 else { continue }
            taken.insert(pair.column)
            scores[pair.field] = max(scores[pair.field] ?? 0, pair.score)
            let isExact = pair.score >= 0.95
            var reason = isExact ? "says \"\(pair.phrase)\"" : "has the words \"\(pair.phrase)\""
            let mended = columns[pair.column].words.mended
            if !mended.isEmpty { reason += ", read " + mended.joined(separator: ", ") }
            reason +=
                "; " + FieldValues.sentence(columns[pair.column], kinds[pair.column], pair.field)
            choices.append(
                ColumnChoice(
                    field: pair.field, column: pair.column, sureness: isExact ? .sure : .likely,
                    reason: reason))
        }
        var told = taken
        for pair in pairs where told.insert(pair.column).inserted {
            let other = choices.first { $0.field == pair.field }.map { columns[$0.column].heading }
            let why =
                pair.against ?? other.map { "\"\($0)\" is nearer to this field" }
                ?? "only some of its words say so"
            doubts.append(
                ColumnChoice(
                    field: pair.field, column: pair.column, sureness: .doubtful,
                    reason: "has the words \"\(pair.phrase)\"; \(why)"))
        }
    }

    // MARK: - What no register can do without

    private mutating func fillMustHaves(_ scoreColumns: Set<Int>) {
        if !has(.sourceID), let place = index(of: .reference),
            kinds[choices[place].column].isDistinct
        {
            choices[place].field = .sourceID
            choices[place].sureness = .likely
            choices[place].reason += "; different on every record, and no other column is an id"
        }
        if !has(.sourceID) { fillID(scoreColumns) }
        if !has(.title), let place = index(of: .description) {
            choices[place].field = .title
            choices[place].sureness = .likely
            choices[place].reason += "; no column is a title, and a risk needs one"
        }
        if !has(.description) { doubtDescription(scoreColumns) }
        // A manager who is no director, where nobody else owns the risk, does.
        if !has(.owner), let place = index(of: .leadExecutive),
            columns[choices[place].column].words.set.contains("manager"),
            !FieldValues.areDirectors(columns[choices[place].column])
        {
            choices[place].field = .owner
            choices[place].sureness = .likely
            choices[place].reason += "; nobody else owns the risk, and no director stands there"
        }
    }

    /// The first column that is a short code with a number, and different on every record.
    private mutating func fillID(_ scoreColumns: Set<Int>) {
        let used = Set(choices.map(\.column)).union(scoreColumns)
        let found = columns.indices.first { place in
            !used.contains(place) && columns[place].timesNamed == 1 && kinds[place].isDistinct
                && kinds[place].filled == columns[place].texts.count && kinds[place].filled > 2
                && columns[place].filled.allSatisfy(FieldValues.isCode)
        }
        guard let found else { return }
        doubts.removeAll { $0.column == found }
        choices.append(
            ColumnChoice(
                field: .sourceID, column: found, sureness: .likely,
                reason: "a code that is different on each of \(kinds[found].filled) records"))
    }

    /// The first column of long texts that no field has: most likely what may happen, but only its words would say so.
    private mutating func doubtDescription(_ scoreColumns: Set<Int>) {
        let used = Set((choices + doubts).map(\.column)).union(scoreColumns)
        let found = columns.indices.first {
            !used.contains($0) && kinds[$0].isProse && kinds[$0].isDistinct
        }
        guard let found else { return }
        doubts.append(
            ColumnChoice(
                field: .description, column: found, sureness: .doubtful,
                reason:
                    "texts of \(kinds[found].averageLength) letters, no two alike; its words do not say what they are"
            ))
    }

    private func index(of field: MappedField) -> Int? { choices.firstIndex { $0.field == field } }
    private func has(_ field: MappedField) -> Bool { index(of: field) != nil }

    // MARK: - Days

    /// The evidence of the order of day and month.
    var dates: DateOrderEvidence {
        var dates = DateOrderEvidence()
        for choice in choices where choice.field.isDate {
            for text in columns[choice.column].texts { dates.add(text.utf8) }
        }
        return dates
    }

    /// Opened, then reviewed, then due; closed last: where the days mostly say otherwise, the column less plainly named
    /// is in doubt.
    private mutating func checkDays() {
        let order = dates.order(mapped: .dayFirst)
        let pairs: [(MappedField, MappedField)] = [
            (.opened, .lastReview), (.opened, .closed), (.lastReview, .reviewDue),
            (.opened, .targetDate),
        ]
        for (early, late) in pairs {
            guard let one = index(of: early), let two = index(of: late) else { continue }
            var (wrong, all) = (0, 0)
            let texts = zip(columns[choices[one].column].texts, columns[choices[two].column].texts)
            for (before, after) in texts {
                guard case .day(let first)? = DateText(before, order: order).date,
                    case .day(let second)? = DateText(after, order: order).date
                else { continue }
                all += 1
                if second < first { wrong += 1 }
            }
            guard all >= 5 else { continue }
            if wrong * 10 <= all {
                choices[two].reason +=
                    "; not before \"\(early.rawValue)\" in \(all - wrong) of \(all)"
            } else if wrong * 10 > all * 4 {
                let place = (scores[early] ?? 1) < (scores[late] ?? 1) ? one : two
                var choice = choices.remove(at: place)
                choice.sureness = .doubtful
                choice.reason +=
                    "; \"\(late.rawValue)\" would be before \"\(early.rawValue)\" in \(wrong) of \(all)"
                doubts.append(choice)
            }
        }
    }
}

/// What the values of a field are like.
enum FieldValues {
    /// Why values cannot be a field's; nil when they can.
    static func contradiction(_ field: MappedField, _ kind: ColumnKind) -> String? {
        if kind.filled == 0 { return nil }
        if field.isDate { return kind.dates >= 0.6 ? nil : "its values are no days" }
        if kind.dates >= 0.6 { return "its values are days" }
        switch field {
        case .sourceID, .actionID:
            if Double(kind.distinct) < Double(kind.filled) * 0.9 {
                return "its values occur more than once"
            }
            return kind.averageLength > 30 ? "its values are too long for an id" : nil
        case .title, .actionText:
            if kind.numbers >= 0.3 { return "its values are numbers" }
            return kind.averageLength < 5
                ? "its values are too short"
                : kind.distinct * 5 < kind.filled ? "its values occur again and again" : nil
        case .description, .controls, .gapsInControl, .assurance, .gapsInAssurance, .progress,
            .actionProgress:
            return kind.numbers >= 0.3 ? "its values are numbers" : nil
        case .owner, .leadExecutive, .actionOwner:
            if kind.numbers >= 0.2 { return "its values are numbers" }
            if kind.yesOrNo >= 0.8 { return "its values are yes and no" }
            return kind.averageLength > 60 ? "its values are too long for a name" : nil
        case .status, .approval, .actionStatus:
            if kind.averageLength > 40 { return "its values are too long for a word" }
            return kind.filled > 20 && kind.distinct > 20 ? "it has too many words" : nil
        case .type, .subtype, .domain, .source, .directorate, .location, .registers:
            if kind.numbers >= 0.5 { return "its values are numbers" }
            if kind.averageLength > 90 { return "its values are whole texts" }
            return kind.bands >= 0.8 ? "its values are words of bands" : nil
        default: return nil
        }
    }

    /// What stands in a column, in a few words.
    static func sentence(_ column: UnknownColumn, _ kind: ColumnKind, _ field: MappedField)
        -> String
    {
        if kind.filled == 0 { return "empty" }
        if field.isDate { return "\(percent(kind.dates)) of \(kind.filled) values are days" }
        if kind.isDistinct { return "\(kind.filled) values, no two alike" }
        return "\(kind.distinct) different of \(kind.filled) values"
    }

    private static func percent(_ share: Double) -> String { "\(Int(share * 100))%" }

    /// Words of an approval, more than of open and closed.
    static func areApprovals(_ column: UnknownColumn) -> Bool {
        let filled = column.filled
        let approvals = filled.count { UsualWords.approval($0) != nil }
        let states = filled.count { UsualWords.status($0) != nil }
        return !filled.isEmpty && approvals * 10 >= filled.count * 7 && approvals > states
    }

    /// Roles of the executive team.
    static func areDirectors(_ column: UnknownColumn) -> Bool {
        let filled = column.filled
        let directors = filled.count { text in
            let words = text.lowercased()
            return words.contains("director") || words.contains("chief")
                || words.contains("executive")
        }
        return directors * 2 > filled.count
    }

    /// "R-017", "CRR 4", "1032": few characters, a digit among them, and no two words.
    static func isCode(_ text: String) -> Bool {
        text.count <= 16 && text.contains(where: \.isNumber)
            && text.split(separator: " ").count <= 2
            && DateText(text, order: .dayFirst).date == nil && !text.contains(".")
    }
}
