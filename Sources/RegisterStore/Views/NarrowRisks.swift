import GRDB
import RiskRegister

/// The risks that may meet a selection on a day, found without reading the others.
///
/// Whether each meets it is decided by its state: two names may share a number, and a blank name has
/// none.
struct NarrowRisks {
    private let derived: Derived
    private let organisation: String
    private let selection: RiskSelection
    private let day: Day

    init(_ derived: Derived, _ organisation: String, _ selection: RiskSelection, on day: Day) {
        self.derived = derived
        self.organisation = organisation
        self.selection = selection
        self.day = day
    }

    /// Gives each risk that may be meant.
    func each(_ sink: (StoredRisk) throws -> Void) throws {
        if let ids = selection.ids {
            for level in levels {
                for id in ids.sorted() {
                    let key = RiskKey(organisation: organisation, level: level, id: id)
                    if let risk = try derived.risk(key) { try sink(risk) }
                }
            }
            return
        }
        if selection.level != .principal {
            if let chosen = try chosen() {
                for id in chosen.sorted() {
                    if let risk = try derived.risk(id, of: organisation) { try sink(risk) }
                }
            } else {
                try derived.risks(organisation, .operational, to: sink)
            }
        }
        if selection.level != .operational {
            try derived.risks(organisation, .principal, to: sink)
        }
    }

    private var levels: [RiskLevel] { selection.level.map { [$0] } ?? RiskLevel.allCases }

    /// The ids of operational risks by what can be looked up; nil when nothing can.
    private func chosen() throws -> Set<Int64>? {
        var chosen: Set<Int64>?
        func keep(_ found: Set<Int64>) { chosen = chosen?.intersection(found) ?? found }
        func keep(_ texts: Set<String>?, _ tag: (String) -> Tag) throws {
            // A blank name is no tag, and everything must be looked at for it.
            guard let texts, !texts.contains("") else { return }
            keep(
                try texts.reduce(into: Set<Int64>()) {
                    $0.formUnion(try derived.risks(tagged: tag($1), organisation, on: day))
                })
        }
        if let days = selection.changing { keep(try derived.risks(changing: days)) }
        try keep(selection.registers) { .register($0) }
        if selection.isWaiting {
            keep(try derived.risks(tagged: .waiting, organisation, on: day))
        }
        try keep(selection.owners) { .responsible($0) }
        try keep(selection.directorates) { .directorate($0) }
        if chosen == nil, let score = selection.minimumScore {
            keep(try derived.risks(scored: score, organisation, on: day))
        }
        return chosen
    }
}

extension Derived {
    /// The ids of risks of any organisation and level with a point on one of some days.
    fileprivate func risks(changing days: ClosedRange<Day>) throws -> Set<Int64> {
        try Set(
            Int64.fetchCursor(
                db, sql: "SELECT risk FROM point WHERE day BETWEEN ? AND ?",
                arguments: [days.lowerBound.number, days.upperBound.number]))
    }

    /// The ids of operational risks with a score used of so much or more on a day.
    fileprivate func risks(
        scored score: Int, _ organisation: String, on day: Day
    ) throws -> Set<Int64> {
        try Set(
            Int64.fetchCursor(
                db,
                sql: """
                    SELECT id FROM risk WHERE organisation = ? AND level = 0 AND
                    (SELECT score FROM point WHERE point.risk = risk.id AND day <= ?
                    ORDER BY day DESC LIMIT 1) >= ?
                    """, arguments: [organisation, day.number, score]))
    }
}
