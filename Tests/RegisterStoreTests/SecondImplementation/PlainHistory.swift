import RiskRegister

/// What a register was given, in the order in which it was given: the second implementation's input.
///
/// Nothing of the program's own model is used here, but for calendar days. A history can be written
/// as lines, so that whoever reads a failure can play it by hand.
struct PlainHistory: Sendable {
    /// The threshold of the rulebook that serves from the beginning.
    var threshold = 15
    /// Extracts, rulings and rulebooks, as they came.
    var entries: [PlainEntry] = []

    /// The organisations that extracts speak for, sorted; one that was refused or withdrawn speaks for nobody.
    var organisations: [String] {
        var found: Set<String> = []
        for (entry, reception) in PlainKnowledge.received(self).standing {
            if case .extract(let extract) = entry, reception != .refused {
                found.insert(extract.organisation)
            }
        }
        return found.sorted()
    }

    /// The history as lines, numbered as rulings are.
    var lines: [String] {
        ["first rulebook: threshold \(threshold)"]
            + entries.enumerated().flatMap { number, entry in
                entry.lines.enumerated().map { place, line in
                    place == 0 ? "\(number + 1). \(line)" : "      \(line)"
                }
            }
    }
}

/// One thing that a register was given.
enum PlainEntry: Hashable, Sendable {
    case extract(PlainExtract)
    case ruling(PlainRuling)
    case rulebook(PlainRulebook)
    /// An earlier entry is taken back, by its number.
    case withdrawal(of: Int)

    /// The entry in words, its parts on lines of their own.
    var lines: [String] {
        switch self {
        case .extract(let extract): extract.lines
        case .ruling(let ruling): [ruling.line]
        case .rulebook(let rulebook): [rulebook.line]
        case .withdrawal(let number): ["entry \(number) is withdrawn"]
        }
    }
}

/// One import: what a source, or a directorate of it, held on a day; risks, a framework, or both.
struct PlainExtract: Hashable, Sendable {
    var organisation: String
    var day: Day
    var source = "datix"
    /// The directorate that it is limited to; nil: everything.
    var directorate: String?
    var records: [PlainRecord]?
    /// The export holds open risks only: what it lacks is asked about.
    var holdsOpenOnly = false
    /// What people say of risks that it lacks, by id.
    var absences: [String: PlainAbsence] = [:]
    var framework: PlainFramework?

    /// It speaks for the same day, source and part as another.
    func hasPlace(of other: PlainExtract) -> Bool {
        organisation == other.organisation && day == other.day && source == other.source
            && directorate == other.directorate
    }

    var lines: [String] {
        let part = directorate.map { ", only \($0)" } ?? ""
        let kind = holdsOpenOnly ? ", open risks only" : ""
        return ["\(organisation) extract of \(day) from \(source)\(part)\(kind)"]
            + (framework?.lines ?? []) + (records?.map(\.line) ?? [])
            + absences.sorted { $0.key < $1.key }.map { "absent: \($0.key) \($0.value.line)" }
    }
}

/// What people say of a risk that an extract lacks.
enum PlainAbsence: Hashable, Sendable {
    case closed(Day)
    case leftOut

    var line: String {
        switch self {
        case .closed(let day): "closed \(day)"
        case .leftOut: "left out"
        }
    }
}

/// One record of a risk in an export.
struct PlainRecord: Hashable, Sendable {
    /// Whether it is live, in the export's own words.
    enum Condition: String, Sendable, CaseIterable {
        case live, closed, awaiting, rejected
    }

    /// The source's id; nil when it has none.
    var id: String?
    var title = ""
    var likelihood: Int?
    var consequence: Int?
    var printed: Int?
    var directorate: String?
    var objectives: [String] = []
    var condition = Condition.live
    /// Of a closed record: the day of it, if it has one.
    var closes: Day?
    /// The registers that the export marks it as on.
    var marks: [String] = []

    /// Whether an extract that is limited to a directorate speaks for it.
    func lies(in part: String?) -> Bool { part == nil || part == directorate }

    /// The record as an extract of a day holds it: a closing day that is yet to come closes nothing.
    func held(on day: Day) -> PlainRecord {
        guard condition == .closed, let closes, closes > day else { return self }
        var record = self
        record.condition = .live
        return record
    }

    var line: String {
        var words = ["risk \(id ?? "without id")"]
        if !title.isEmpty { words.append("\"\(title)\"") }
        if let likelihood { words.append("L\(likelihood)") }
        if let consequence { words.append("C\(consequence)") }
        if let printed { words.append("printed \(printed)") }
        if likelihood == nil, consequence == nil, printed == nil { words.append("no score") }
        if let directorate { words.append("of \(directorate)") }
        if !objectives.isEmpty { words.append("for " + objectives.joined(separator: " ")) }
        if condition != .live { words.append(condition.rawValue) }
        if let closes { words.append("closing day \(closes)") }
        words += marks.map { "marked \($0)" }
        return words.joined(separator: " ")
    }
}

/// The board's framework: its objectives, and the principal risks that it lists.
struct PlainFramework: Hashable, Sendable {
    var objectives: [PlainObjective] = []
    var principalRisks: [PlainPrincipalRisk] = []

    var lines: [String] {
        let lines = objectives.map(\.line) + principalRisks.map(\.line)
        return lines.isEmpty ? ["a framework of nothing"] : lines
    }
}

/// An objective, with the days between which it stands.
struct PlainObjective: Hashable, Sendable {
    var code: String
    var isStrategic = true
    var from: Day?
    var to: Day?
    var successor: String?

    var line: String {
        "objective \(code), \(isStrategic ? "strategic" : "operational")"
            + (from.map { ", from \($0)" } ?? "") + (to.map { ", to \($0)" } ?? "")
            + (successor.map { ", replaced by \($0)" } ?? "")
    }
}

/// A line of the framework.
struct PlainPrincipalRisk: Hashable, Sendable {
    /// Why the board has it there, where the framework says so.
    enum Ground: String, Sendable { case held, theme }

    var id: String
    var printed: Int?
    var objectives: [String] = []
    var ground: Ground?
    /// The record that it takes its scores from.
    var ownRecord: String?

    var line: String {
        "principal risk \(id) \(printed.map { "printed \($0)" } ?? "no score")"
            + (objectives.isEmpty ? "" : " for " + objectives.joined(separator: " "))
            + (ground.map { ", \($0.rawValue)" } ?? "")
            + (ownRecord.map { ", own record \($0)" } ?? "")
    }
}

/// A person's decision.
struct PlainRuling: Hashable, Sendable {
    /// The verbs of `decide` that a ruling on a register may have, and two that change no register.
    enum Verb: String, Sendable, CaseIterable {
        case agree, refuse, hold, release
        case notStrategic = "not-strategic"
        case acceptFinding = "accept-finding"
        case mark
    }

    var organisation: String
    var isPrincipal = false
    var risk: String
    var verb: Verb
    var register: String
    var day: Day
    /// The last day that it counts.
    var until: Day?

    var line: String {
        "\(organisation) \(verb.rawValue) \(register) for \(isPrincipal ? "principal " : "")risk "
            + "\(risk), dated \(day)" + (until.map { ", until \($0)" } ?? "")
    }
}

/// A version of the rules: the same policy with a threshold of its own.
struct PlainRulebook: Hashable, Sendable {
    /// Whose it is; nil: it serves every organisation.
    var organisation: String?
    var version: String
    var threshold: Int
    var from: Day

    var line: String {
        "rulebook \(version) for \(organisation ?? "all"): threshold \(threshold) from \(from)"
    }
}
